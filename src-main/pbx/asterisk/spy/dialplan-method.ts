// Monitoring without ARI: the line is sent into the ChanSpy context, and switched there by digits or by Redirect.
import { deskFailure } from '#contract/errors.ts'
import type { EndReason, Mode, ModeAnswer } from '#contract/monitor.ts'
import { createRequests } from '#contract/requests.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import type { Spot } from '../floor/picture-view.ts'
import type { AmiFields, AmiReply } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { channelId } from '../wire/console-id.ts'
import { agentVariable, digitOf, idleExtension, peerVariable } from '../wire/monitor-context.ts'
import { leaseS, leaseVariable } from './lease.ts'
import { callerName, markHeader, ringMs, type SpyListener, type SpyMethod, type SpyOrder } from './spy-method.ts'

type Line = {
  readonly ticketId: string
  readonly candidates: Map<string, string | null> // channel id → name; one a phone
  channel: string | null // name of the one that answered
  up: boolean
  attached: boolean
  /** A change under way: which spyee will prove it, and what is to be told. */
  change: {
    readonly mode: Mode
    readonly spyee: string
    readonly digit: string | null
    digitSeen: boolean
    settle(done: boolean): void
  } | null
}

export type DialplanParts = {
  readonly action: (name: string, fields?: AmiFields) => Promise<Result<AmiReply>>
  readonly ownPrefix: string
  readonly supervisor: string
  readonly context: string
  readonly why: string
  readonly endpoints: () => Promise<readonly string[]>
  readonly peerOf: (channelId: string) => string | null
  readonly switchBy: () => 'api' | 'info' | 'rfc4733'
  /** The digits can only come from the line in the console. */
  readonly byConsole: boolean
  readonly listener: SpyListener
  readonly clock: Clock
}

const confirmedWithinMs = 1500
const notConfirmed = { ms: confirmedWithinMs, otherwise: false }
const digitWithinMs = 600

/** `handle` must be given every AMI event. Needs read=call, and dtmf as well for switching by digits. */
export function createDialplanMethod(parts: DialplanParts): SpyMethod & { handle(event: AmiMessage): void } {
  const { action, listener, clock } = parts
  const lines = new Map<string, Line>()
  const accepted = createRequests<string, boolean>(clock) // by channel
  const gone = createRequests<string, boolean>(clock) // by channel
  const refused = new Map<string, () => void>() // by ActionID of the Originate
  let digitsSeen = true // until a change happens without its DTMFEnd: then the right `dtmf` is missing

  const lineOf = (channelId: string | undefined): Line | undefined =>
    [...lines.values()].find((line) => line.candidates.has(channelId ?? ''))

  const setVariable = (line: Line, name: string, value: string) =>
    action('Setvar', [
      ['Channel', line.channel ?? ''],
      ['Variable', name],
      ['Value', value],
    ])

  const redirect = (line: Line, extension: string) =>
    action('Redirect', [
      ['Channel', line.channel ?? ''],
      ['Context', parts.context],
      ['Exten', extension],
      ['Priority', '1'],
    ])

  const expect = (line: Line, mode: Mode, spyee: string, digit: string | null): Promise<boolean> => {
    line.change?.settle(false)
    return waitFor(clock, notConfirmed, (settle) => {
      line.change = { mode, spyee, digit, digitSeen: false, settle }
      return () => {
        if (line.change?.settle === settle) line.change = null
      }
    })
  }

  /** The channel this mode spies on; null when the other side is not there. */
  const spyeeOf = (spot: Spot, mode: Mode): string | null =>
    mode === 'whisperCaller' ? parts.peerOf(spot.channelId) : spot.channelName

  const aim = (line: Line, spyee: string, mode: Mode) =>
    setVariable(line, mode === 'whisperCaller' ? peerVariable : agentVariable, spyee)

  const spy = async (ticketId: string, spot: Spot, mode: Mode): Promise<Result<null>> => {
    const line = lines.get(ticketId)
    if (!line?.channel) return err(deskFailure('unknownMonitor'))
    const spyee = spyeeOf(spot, mode)
    if (spyee === null) return err(deskFailure('callGone'))
    const confirmed = expect(line, mode, spyee, null)
    // AMI does one action after the other: both may be under way at once.
    const [aimed, redirected] = await Promise.all([aim(line, spyee, mode), redirect(line, digitOf[mode])])
    const asked = aimed.ok ? redirected : aimed
    if (!asked.ok) line.change?.settle(false)
    const done = await confirmed
    if (!asked.ok) return asked
    return done ? ok(null) : err(deskFailure('unconfirmed'))
  }

  const byDigits = async (line: Line, spot: Spot, mode: Mode, by: 'info' | 'rfc4733'): Promise<ModeAnswer | null> => {
    const spyee = spyeeOf(spot, mode)
    if (spyee === null || !(await aim(line, spyee, mode)).ok) return null
    const digit = digitOf[mode]
    const confirmed = expect(line, mode, spyee, digit)
    const asked = line.change
    // A digit can be lost, on the way or between two applications: then the PBX is told outright.
    const stopTimer = clock.after(digitWithinMs, () => {
      if (asked === null || line.change !== asked) return
      line.change = { ...asked, digit: null }
      void redirect(line, digit)
    })
    void confirmed.then((done) => {
      stopTimer()
      if (done) listener.switched(line.ticketId, mode)
    })
    return { kind: 'sendDigits', digits: digit, by }
  }

  const originate = async (line: Line, order: SpyOrder, endpoint: string, index: number): Promise<Result<boolean>> => {
    const { ownPrefix: prefix, supervisor } = parts
    const id = channelId({ prefix, supervisor, ticketId: order.ticketId, number: index, kind: 'line' })
    line.candidates.set(id, null)
    const rung = accepted.open(id, notConfirmed)
    const asked = await action('Originate', [
      ['Channel', endpoint],
      ['Context', parts.context],
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
    const actionId = (asked.ok && asked.value.head.ActionID) || ''
    refused.set(actionId, () => accepted.answer(id, false))
    const came = asked.ok && (await rung)
    refused.delete(actionId)
    accepted.answer(id, false)
    if (!came) line.candidates.delete(id)
    return asked.ok ? ok(came) : asked
  }

  const lost = (line: Line, reason: EndReason) => {
    if (lines.get(line.ticketId) === line)
      listener.lineDown(line.ticketId, line.up || reason !== 'lineHungUp' ? reason : 'lineDidNotAnswer')
  }

  const drop = async (line: Line): Promise<void> => {
    lines.delete(line.ticketId)
    line.change?.settle(false)
    // The answer to Hangup comes before the channel is gone; only then is nothing left.
    await Promise.all(
      [...line.candidates].map(async ([id, name]) => {
        const hungUp = gone.open(id, notConfirmed)
        const asked = await action('Hangup', [['Channel', name ?? id]])
        if (asked.ok) await hungUp
        gone.answer(id, false)
      }),
    )
  }

  const cameUp = (line: Line, id: string, name: string) => {
    if (line.up) return
    line.up = true
    line.channel = name
    for (const [other, otherName] of line.candidates)
      if (other !== id) {
        line.candidates.delete(other)
        void action('Hangup', [['Channel', otherName ?? other]])
      }
    clock.after(confirmedWithinMs, () => attached(line, false))
  }

  const attached = (line: Line, spying: boolean) => {
    if (line.attached || lines.get(line.ticketId) !== line) return
    line.attached = true
    listener.lineUp(line.ticketId)
    if (!spying) listener.spyGone(line.ticketId)
  }

  const spyStarted = (line: Line, spyee: string) => {
    if (!line.attached) return attached(line, true)
    const { change } = line
    if (!change) return listener.switched(line.ticketId, 'listen') // the dialplan fell back by itself
    if (change.spyee !== spyee) return change.settle(false)
    if (change.digit === null || change.digitSeen) return change.settle(true)
    // It switched, but which digit did it was not shown: the right is missing. Certainty by Redirect, from now on always.
    digitsSeen = false
    const { mode } = change
    line.change = { ...change, digit: null }
    void redirect(line, digitOf[mode])
  }

  const handleOurs = (line: Line, id: string, event: AmiMessage) => {
    switch (event.Event) {
      case 'Newchannel':
        line.candidates.set(id, event.Channel ?? null)
        return void accepted.answer(id, true)
      case 'Newstate':
        return event.ChannelState === '6' ? cameUp(line, id, event.Channel ?? '') : undefined
      case 'DTMFEnd':
        if (line.change && line.change.digit === event.Digit) line.change.digitSeen = true
        return
      case 'Hangup':
        line.candidates.delete(id)
        return line.candidates.size === 0 ? lost(line, 'lineHungUp') : undefined
    }
  }

  return {
    switching: parts.byConsole ? ['info', 'rfc4733', 'api'] : ['api'],
    how: `Monitoring through the dialplan context ${parts.context}${parts.why}`,
    async open(order) {
      const line: Line = {
        ticketId: order.ticketId,
        candidates: new Map(),
        channel: null,
        up: false,
        attached: false,
        change: null,
      }
      lines.set(order.ticketId, line)
      const endpoints = await parts.endpoints()
      const asked = await Promise.all(endpoints.map((endpoint, index) => originate(line, order, endpoint, index)))
      if (asked.some((answer) => answer.ok && answer.value)) return ok(null)
      await drop(line)
      const refused = asked.find((answer) => !answer.ok)
      return refused && !refused.ok ? refused : err(deskFailure('lineNotRegistered', endpoints.join(' ')))
    },
    spy,
    async digits(ticketId, spot, mode) {
      const line = lines.get(ticketId)
      const by = parts.switchBy()
      if (!line?.channel || by === 'api' || !digitsSeen || !parts.byConsole) return null
      return byDigits(line, spot, mode, by)
    },
    async unspy(ticketId) {
      const line = lines.get(ticketId)
      if (!line?.channel) return
      line.change?.settle(false)
      await redirect(line, idleExtension)
    },
    async drop(ticketId) {
      const line = lines.get(ticketId)
      if (line) await drop(line)
    },
    async renew() {
      await Promise.all([...lines.values()].map((line) => line.channel && setVariable(line, leaseVariable, leaseS)))
    },
    async resync(keep) {
      const shown = await action('CoreShowChannels')
      if (!shown.ok) return
      const present = new Set(shown.value.rows.map((row) => row.Uniqueid))
      for (const line of lines.values()) {
        for (const id of [...line.candidates.keys()]) if (!present.has(id)) line.candidates.delete(id)
        if (line.candidates.size === 0) lost(line, 'pbxLost')
        else if (!keep.has(line.ticketId)) await drop(line)
      }
    },
    handle(event) {
      const spyer = event.SpyerUniqueid === undefined ? undefined : lineOf(event.SpyerUniqueid)
      if (spyer && event.Event === 'ChanSpyStart') return spyStarted(spyer, event.SpyeeChannel ?? '')
      // Unasked, a stop means that nobody hears the supervisor any more.
      if (spyer && event.Event === 'ChanSpyStop')
        return spyer.change ? undefined : listener.switched(spyer.ticketId, 'listen')
      const id = event.Uniqueid ?? ''
      if (event.Event === 'Hangup') gone.answer(id, true)
      if (event.Event === 'OriginateResponse' && event.Response === 'Failure') refused.get(event.ActionID ?? '')?.()
      const line = lineOf(id)
      if (line) handleOurs(line, id, event)
    },
  }
}
