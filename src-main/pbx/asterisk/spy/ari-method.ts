// Monitoring by ARI: the supervisor's channel meets a snoop on the agent's channel in a bridge; a change of mode is a new bridge and snoop.
import { deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { NoticePart } from '#main/pbx/connector.ts'
import { leaseS } from '#main/pbx/kit/lease.ts'
import {
  callerName,
  markHeader,
  ringMs,
  type SpyMethod,
  type SpyOrder,
  type SpyOutcome,
} from '#main/pbx/kit/spy-method.ts'
import { waitFor, within } from '#main/pbx/kit/waits.ts'
import type { Spot } from '../floor/picture-view.ts'
import { type AriEvent, asDeskError } from '../wire/ari-client.ts'
import { handle, lease, lookAfter, watch } from './ari-events.ts'
import { ariLending } from './ari-lending.ts'
import { newAriLine } from './ari-line.ts'
import { createAriNotice } from './ari-notice.ts'
import { createRooms } from './ari-rooms.ts'
import { type AriMethodParts, build, enter, idOf, isAlive, type Line, move, silence, type Work } from './ari-work.ts'
import { createAttachments } from './attachments.ts'
import { leaseVariable } from './lease.ts'

/** How long the end of a monitor waits, once its line is gone, for the rest to be gone as well. */
const goneWithinMs = 3000
/**
 * With the last snoop on a channel Asterisk drops what it kept to translate its voices, but only at the next frame; a new snoop before that
 * goes on with the old, which ignores every voice whose packets are numbered lower than those of the one before (measured on 22.10).
 */
const forgottenAfterMs = 120
const noSuchPhone = /allocation failed|no such|unable/i

export type AriMethod = SpyMethod & {
  readonly notice: NoticePart
  /** Must be given every event of the application. */
  handle(event: AriEvent): void
  /** No event will come any more: nothing can be known of the lines from now on, so they go. */
  abandon(): void
  close(): void
}

export function createAriMethod(parts: AriMethodParts): AriMethod {
  const attachments = createAttachments(parts)
  const work: Work = { parts, attachments, rooms: createRooms({ ...parts, attachments }), lines: new Map() }
  const { lines } = work
  const notice = createAriNotice({ ...parts, attachments })
  return {
    notice,
    name: 'ari',
    lending: ariLending(work),
    switching: ['api'],
    canSwitch: [],
    open: (order) => open(work, order),
    async spy(ticketId, spot, mode, fresh = false) {
      const line = lines.get(ticketId)
      if (!line) return { kind: 'silent', cause: deskFailure('unknownMonitor') }
      const done = spy(work, line, { spot, mode, fresh })
      line.busy = done
      return done
    },
    digits: async () => null,
    async unspy(ticketId) {
      const line = lines.get(ticketId)
      if (line?.state.room) move(work, line, { kind: 'roomLeft', room: line.state.room })
      if (line) await silence(work, line)
    },
    async drop(ticketId) {
      const line = lines.get(ticketId)
      if (line) await drop(work, line)
    },
    async renew(seconds) {
      const held = [...lines.values()].flatMap(({ state: { phones, room }, lent }) => [
        ...(lent === 'no' ? phones : []),
        ...(room ? [room.snoop] : []),
      ])
      await Promise.all(held.map((id) => lease(work, id, seconds)))
    },
    async resync() {
      attachments.again()
      await Promise.all([...lines.values()].map((line) => lookAfter(work, line)))
    },
    handle: (event) => {
      handle(work, event)
      notice.handle(event)
    },
    abandon: () => {
      for (const { state } of [...lines.values()]) parts.listener.lineDown(state.ticketId, 'pbxLost')
    },
    close: attachments.close,
  }
}

type Wanted = { readonly spot: Spot; readonly mode: Mode; readonly fresh: boolean }

async function spy(work: Work, line: Line, { spot, mode, fresh }: Wanted): Promise<SpyOutcome> {
  const { channel, room } = line.state
  if (channel === null) return { kind: 'silent', cause: deskFailure('unknownMonitor') }
  if (fresh && room) {
    move(work, line, { kind: 'roomLeft', room })
    await work.attachments.isAnyGone([room.snoop], goneWithinMs)
    await waitFor(work.parts.clock, { ms: forgottenAfterMs, otherwise: undefined }, () => () => undefined)
  }
  const built = await build(work, line, spot, mode)
  if (built.ok && (await enter(work, line, channel, built.value))) return { kind: 'inForce' }
  await silence(work, line)
  if (built.ok) return { kind: 'silent', cause: deskFailure('unconfirmed') }
  const { error } = built
  return { kind: 'silent', cause: error.status === 404 ? deskFailure('callGone', error.text) : asDeskError(error) }
}

async function open(work: Work, order: SpyOrder): Promise<Result<null>> {
  const line: Line = {
    state: newAriLine(order.ticketId),
    rooms: 0,
    ready: Promise.resolve(err({ status: 0, text: 'not asked for yet' })),
    busy: Promise.resolve(),
    looking: null,
    lent: 'no',
  }
  work.lines.set(order.ticketId, line)
  watch(work, line)
  // The room is made while the phone rings: nobody is in it yet, and the answer finds it ready.
  line.ready = build(work, line, order.spot, 'listen')
  const rung = await ring(work, line, order)
  if (!rung.ok && isAlive(line)) await drop(work, line)
  return rung
}

async function ring(work: Work, line: Line, order: SpyOrder): Promise<Result<null>> {
  const { ari, app, endpoints } = work.parts
  const phones = await endpoints()
  // Ended while its phones were asked for: nothing rings.
  if (!isAlive(line)) return err(deskFailure('unknownMonitor'))
  const asked = await Promise.all(
    phones.map((endpoint, index) => {
      const id = idOf(work, order.ticketId, index, 'line')
      move(work, line, { kind: 'asked', id, reason: 'asked' })
      const timeout = String(ringMs / 1000)
      const query = { endpoint, app, channelId: id, timeout, callerId: `${callerName} <${order.spot.agentId}>` }
      const variables = { [`PJSIP_HEADER(add,${markHeader})`]: order.token, [leaseVariable]: leaseS }
      return work.attachments.make('channel', id, () => ari.call('POST', '/channels', query, { variables }))
    }),
  )
  if (asked.some((answer) => answer.ok)) return ok(null)
  const refused = asked.find((answer) => !answer.ok)
  if (!refused || refused.ok || noSuchPhone.test(refused.error.text))
    return err(deskFailure('lineNotRegistered', phones.join(' ')))
  return err(asDeskError(refused.error))
}

async function drop(work: Work, line: Line): Promise<void> {
  const { attachments, rooms, lines, parts } = work
  const phones = line.state.phones.map((id) => attachments.remove('channel', id))
  move(work, line, { kind: 'leave' })
  lines.delete(line.state.ticketId)
  const [ready] = await Promise.all([line.ready, line.busy])
  for (const room of [line.state.room, ready.ok ? ready.value : null])
    if (room) move(work, line, { kind: 'roomLeft', room })
  const rest = Promise.all(line.state.left.map(rooms.leave)).then(() => undefined)
  // Without its line nobody hears anything; what is left then is removed all the same.
  await Promise.all(phones)
  await within(parts.clock, rest, { ms: goneWithinMs, otherwise: undefined })
}
