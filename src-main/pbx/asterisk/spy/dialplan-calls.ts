// How a line in the ChanSpy context comes, is looked after and goes, as AMI tells it.
import { deskFailure } from '#contract/errors.ts'
import type { EndReason } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { leaseMs, leaseS } from '#main/pbx/kit/lease.ts'
import { callerName, markHeader, ringMs, type SpyOrder } from '#main/pbx/kit/spy-method.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { channelId, readChannelId } from '../wire/console-id.ts'
import { whyUnanswered } from '../wire/hangup-cause.ts'
import { agentVariable, modeOfDigit } from '../wire/monitor-context.ts'
import { newLine } from './dialplan-line.ts'
import { askAgainMs, confirmedWithinMs, hangUp, type Line, move, type Work } from './dialplan-work.ts'
import { leaseVariable } from './lease.ts'

const UP = '6' // ChannelState
const HANGS_UP_MS = 100
const QUICK_LOOKS = 10
const STRAY_TRIES = leaseMs / askAgainMs

export async function open(work: Work, order: SpyOrder): Promise<Result<null>> {
  const line: Line = { state: newLine(order.ticketId), lent: 'no' }
  work.lines.set(order.ticketId, line)
  const endpoints = await work.parts.endpoints()
  const asked = await Promise.all(endpoints.map((endpoint, index) => originate(work, line, order, endpoint, index)))
  if (line.state.isLeaving) return err(deskFailure('unknownMonitor'))
  if (asked.some((answer) => answer.ok && answer.value)) {
    move(work, line, { kind: 'opened' })
    return ok(null)
  }
  move(work, line, { kind: 'leave' })
  askUntilGone(work, line)
  const refused = asked.find((answer) => !answer.ok)
  return refused && !refused.ok ? refused : err(deskFailure('lineNotRegistered', endpoints.join(' ')))
}

/** ok: whether the phone rings. */
async function originate(
  work: Work,
  line: Line,
  order: SpyOrder,
  endpoint: string,
  index: number,
): Promise<Result<boolean>> {
  // Ended while its phones were asked for: nothing rings.
  if (line.state.isLeaving) return ok(false)
  const { idPrefix: prefix, supervisor, context, action } = work.parts
  const id = channelId({ prefix, supervisor, ticketId: order.ticketId, number: index, kind: 'line' })
  move(work, line, { kind: 'asked', id })
  const rung = work.rung.open(id, { ms: confirmedWithinMs, otherwise: false })
  const asked = await action('Originate', [
    ['Channel', endpoint],
    ['Context', context],
    ['Exten', 's'],
    ['Priority', '1'],
    ['Async', 'true'],
    ['Timeout', String(ringMs)],
    ['ChannelId', id],
    ['CallerID', `${callerName} <${order.spot.agentId}>`],
    ['Variable', `${agentVariable}=${order.spot.channelName}`],
    ['Variable', `PJSIP_HEADER(add,${markHeader})=${order.token}`],
    ['Variable', `${leaseVariable}=${leaseS}`],
  ])
  if (!asked.ok) {
    // Refused it does not ring, unless the refusal is somebody's on the way; unanswered it may: it is asked for until it is known.
    const isThere = line.state.phones.some((phone) => phone.id === id && phone.name !== null)
    if (asked.error.code === 'pbxRefused' && isThere) hangUpStray(work, id)
    if (asked.error.code === 'pbxRefused') move(work, line, { kind: 'gone', id, reason: 'lineDidNotAnswer' })
    return asked
  }
  const actionId = asked.value.head.ActionID ?? ''
  work.originates.set(actionId, id)
  const came = await rung
  work.originates.delete(actionId)
  return ok(came)
}

/** The answer to Hangup comes before the channel is gone, and it may be lost with the connection: asked until it is known. */
export function askUntilGone(work: Work, line: Line): void {
  work.parts.clock.after(askAgainMs, async () => {
    const { ticketId } = line.state
    if (work.lines.get(ticketId) !== line) return
    for (const { id, name } of line.state.phones) {
      if (isNoSuchChannel(await hangUp(work, name ?? id))) move(work, line, { kind: 'gone', id, reason: 'pbxLost' })
    }
    askUntilGone(work, line)
  })
}

/**
 * A phone that sends its monitor on by an attended transfer leaves somebody in its place: their channel goes on in the context, in the mode
 * that was in force, under an id of its own (measured, 22). Resolves when nobody but consoles is there.
 */
export async function hangUpHeirs(work: Work, quickLooks = QUICK_LOOKS): Promise<void> {
  const shown = await work.parts.action('CoreShowChannels')
  const rows = shown.ok ? shown.value.rows : []
  const heirs = rows.filter(
    ({ Context, Uniqueid = '' }) => Context === work.parts.context && readChannelId(Uniqueid) === null,
  )
  if (shown.ok && heirs.length === 0) return
  await Promise.all(heirs.map(({ Channel, Uniqueid = '' }) => hangUp(work, Channel ?? Uniqueid)))
  // The list of a big PBX is long.
  const inMs = shown.ok && quickLooks > 0 ? HANGS_UP_MS : askAgainMs
  await new Promise<void>((resolve) => work.parts.clock.after(inMs, () => resolve()))
  return hangUpHeirs(work, quickLooks - 1)
}

/** A phone that nobody wants to ring: until it is known that it does not, or its lease has ended it. */
function hangUpStray(work: Work, id: string, tries = STRAY_TRIES): void {
  void hangUp(work, id).then((asked) => {
    if (tries > 1 && !isNoSuchChannel(asked)) work.parts.clock.after(askAgainMs, () => hangUpStray(work, id, tries - 1))
  })
}

const isNoSuchChannel = (asked: Result<unknown>): boolean =>
  !asked.ok && /no such channel/i.test(asked.error.detail ?? '')

/** A list that does not come says nothing: it is asked for again. */
export async function resync(work: Work): Promise<void> {
  const shown = await work.parts.action('CoreShowChannels')
  if (!shown.ok) {
    if (shown.error.code !== 'pbxUnreachable') work.parts.clock.after(askAgainMs, () => void resync(work))
    return
  }
  const present = new Map(shown.value.rows.map((row) => [row.Uniqueid, row]))
  for (const line of [...work.lines.values()].filter(({ lent }) => lent === 'no'))
    for (const { id } of line.state.phones) {
      const row = present.get(id)
      if (row) found(work, line, id, row)
      else move(work, line, { kind: 'gone', id, reason: 'pbxLost' })
    }
}

/** That it rang, and that it was answered, may have been told to nobody. */
function found(work: Work, line: Line, id: string, { Channel: name = id, ChannelState }: AmiMessage): void {
  move(work, line, { kind: 'rang', id, name })
  if (ChannelState !== UP || line.state.channel !== null) return
  move(work, line, { kind: 'up', id, name })
  move(work, line, { kind: 'attachDue' })
}

export function handle(work: Work, event: AmiMessage): void {
  const spyer = lineOf(work, event.SpyerUniqueid)
  if (spyer && spyer.lent !== 'no') return
  if (spyer && event.Event === 'ChanSpyStart')
    return void move(work, spyer, {
      kind: 'spyStarted',
      spyee: event.SpyeeChannel ?? '',
      mode: modeOfDigit(event.SpyerExten),
    })
  if (spyer && event.Event === 'ChanSpyStop') return void move(work, spyer, { kind: 'spyStopped' })
  if (event.Event === 'OriginateResponse' && event.Response === 'Failure')
    return void notRung(work, work.originates.get(event.ActionID ?? ''))
  const id = event.Uniqueid ?? ''
  if (!id.startsWith(work.parts.idPrefix)) return
  const line = lineOf(work, id)
  if (line) return void handleOurs(work, line, id, event)
  // Nobody wants it any more: its request was given up, and done after all.
  if (event.Event === 'Newchannel') hangUpStray(work, id)
}

const lineOf = ({ lines }: Work, channelId: string | undefined): Line | undefined =>
  [...lines.values()].find(({ state }) => state.phones.some(({ id }) => id === channelId))

function notRung(work: Work, id: string | undefined): void {
  if (id === undefined) return
  work.rung.answer(id, false)
  const line = lineOf(work, id)
  if (line) move(work, line, { kind: 'gone', id, reason: 'lineHungUp' })
}

const whyGone = ({ Cause, TechCause }: AmiMessage): EndReason =>
  whyUnanswered(Number(Cause ?? 0), TechCause ? Number(TechCause) : null)

function handleOurs(work: Work, line: Line, id: string, event: AmiMessage): void {
  if (line.lent !== 'no') {
    if (event.Event === 'Hangup') line.lent = 'lost'
    return
  }
  const name = event.Channel ?? id
  switch (event.Event) {
    case 'Newchannel':
      move(work, line, { kind: 'rang', id, name })
      return void work.rung.answer(id, true)
    case 'Newstate': {
      if (event.ChannelState !== UP || line.state.channel !== null) return
      move(work, line, { kind: 'up', id, name })
      return void work.parts.clock.after(confirmedWithinMs, () => move(work, line, { kind: 'attachDue' }))
    }
    case 'Hangup':
      return void move(work, line, { kind: 'gone', id, reason: whyGone(event) })
  }
}
