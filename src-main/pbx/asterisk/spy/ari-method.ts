// Monitoring by ARI: the supervisor's channel meets a snoop on the agent's channel in a bridge; a change of mode is a new bridge and snoop.
import { deskFailure } from '#contract/errors.ts'
import type { EndReason, Mode } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { within } from '#main/pbx/kit/waits.ts'
import type { Spot } from '../floor/picture-view.ts'
import { type AriError, type AriEvent, type AriRest, asDeskError } from '../wire/ari-client.ts'
import { type ConsoleChannel, channelId } from '../wire/console-id.ts'
import { createRooms, type Room } from './ari-rooms.ts'
import { type AttachmentsParts, createAttachments } from './attachments.ts'
import { leaseS, leaseVariable } from './lease.ts'
import { callerName, markHeader, ringMs, type SpyListener, type SpyMethod, type SpyOrder } from './spy-method.ts'

type Line = {
  readonly ticketId: string
  readonly phones: string[] // one channel a phone; after the answer only the one that answered
  channel: string | null // the one that answered
  room: Room | null // where it is
  readonly left: Set<Room> // where it was or was to be, as long as anything of it may be there
  rooms: number
  ready: Promise<Result<Room, AriError>>
  busy: Promise<unknown> // with a change
}

/** How long it may take to know that nobody hears the line any more; afterwards it is hung up. */
const silentWithinMs = 3000
/** How long the end of a monitor waits, once its line is gone, for the rest to be gone as well. */
const goneWithinMs = 3000
const noSuchPhone = /allocation failed|no such|unable/i

export type AriMethodParts = {
  readonly ari: AriRest
  readonly app: string
  readonly ownPrefix: string
  readonly supervisor: string
  readonly endpoints: () => Promise<readonly string[]>
  readonly listener: SpyListener
  readonly clock: Pick<Clock, 'after'>
  readonly random: () => number
  readonly hangUp: AttachmentsParts['hangUp']
}

/** `handle` must be given every event of the application. */
export function createAriMethod(parts: AriMethodParts): SpyMethod & { handle(event: AriEvent): void; close(): void } {
  const { ari, app, clock, listener } = parts
  const attachments = createAttachments(parts)
  const rooms = createRooms({ ari, app, clock, attachments })
  const lines = new Map<string, Line>()

  const idOf = (ticketId: string, number: number, kind: ConsoleChannel['kind']) =>
    channelId({ prefix: parts.ownPrefix, supervisor: parts.supervisor, ticketId, number, kind })
  const isAlive = (line: Line) => lines.get(line.ticketId) === line

  const leave = (line: Line, room: Room) => {
    if (line.room === room) line.room = null
    line.left.add(room)
    void rooms.leave(room).then(() => line.left.delete(room))
  }

  const build = async (line: Line, spot: Spot, mode: Mode): Promise<Result<Room, AriError>> => {
    const number = ++line.rooms
    const bridge = `${parts.ownPrefix}${line.ticketId}.${number}.bridge`
    const room: Room = { bridge, snoop: idOf(line.ticketId, number, mode), mode, lineMayCome: false }
    const built = await rooms.build(room, spot)
    if (built.ok) return ok(room)
    leave(line, room)
    return built
  }

  /** True: the line is in this room, and known not to come back to another where it would be heard. */
  const move = async (line: Line, channel: string, room: Room): Promise<boolean> => {
    if ((await rooms.enter(room, channel)) !== 'in' || !isAlive(line)) {
      leave(line, room)
      return false
    }
    if (line.room) leave(line, line.room)
    line.room = room
    const open = [...line.left].filter((other) => other.lineMayCome)
    return everySilent(open)
  }
  const everySilent = async (some: readonly Room[]): Promise<boolean> =>
    (await Promise.all(some.map((room) => rooms.isSilent(room, silentWithinMs)))).every(Boolean)

  /** In doubt the line leaves: nobody hears it afterwards, or it is hung up. */
  const silence = async (line: Line): Promise<void> => {
    if (line.room && line.room.mode !== 'listen') leave(line, line.room)
    if ((await everySilent([...line.left])) || !isAlive(line)) return
    for (const id of line.phones) void attachments.remove('channel', id)
    listener.lineDown(line.ticketId, 'pbxLost')
  }

  const spy = async (line: Line, spot: Spot, mode: Mode): Promise<Result<null>> => {
    if (line.channel === null) return err(deskFailure('unknownMonitor'))
    const built = await build(line, spot, mode)
    if (built.ok && (await move(line, line.channel, built.value))) return ok(null)
    await silence(line)
    if (built.ok) return err(deskFailure('unconfirmed'))
    const { error } = built
    return err(error.status === 404 ? deskFailure('callGone', error.text) : asDeskError(error))
  }

  const ring = async (line: Line, order: SpyOrder): Promise<Result<null>> => {
    const endpoints = await parts.endpoints()
    const asked = await Promise.all(
      endpoints.map((endpoint, index) => {
        const id = idOf(line.ticketId, index, 'line')
        line.phones.push(id)
        const timeout = String(ringMs / 1000)
        const query = { endpoint, app, channelId: id, timeout, callerId: `${callerName} <${order.spot.agentId}>` }
        const variables = { [`PJSIP_HEADER(add,${markHeader})`]: order.token, [leaseVariable]: leaseS }
        return attachments.make('channel', id, () => ari.call('POST', '/channels', query, { variables }))
      }),
    )
    if (asked.some((answer) => answer.ok)) return ok(null)
    const refused = asked.find((answer) => !answer.ok)
    if (!refused || refused.ok || noSuchPhone.test(refused.error.text))
      return err(deskFailure('lineNotRegistered', endpoints.join(' ')))
    return err(asDeskError(refused.error))
  }

  const drop = async (line: Line): Promise<void> => {
    lines.delete(line.ticketId)
    const phones = line.phones.map((id) => attachments.remove('channel', id))
    const [ready] = await Promise.all([line.ready, line.busy])
    for (const room of [line.room, ready.ok ? ready.value : null]) if (room) leave(line, room)
    const rest = Promise.all([...line.left].map(rooms.leave)).then(() => undefined)
    // Without its line nobody hears anything; what is left then is removed all the same.
    await Promise.all(phones)
    await within(clock, rest, { ms: goneWithinMs, otherwise: undefined })
  }

  const answered = async (line: Line, channel: string): Promise<void> => {
    if (line.channel !== null) return attachments.remove('channel', channel)
    line.channel = channel
    for (const other of line.phones.filter((id) => id !== channel)) void attachments.remove('channel', other)
    line.phones.splice(0, line.phones.length, channel)
    const ready = await line.ready
    const isIn = !ready.ok || (isAlive(line) && (await move(line, channel, ready.value)))
    if (!isAlive(line)) return
    if (!isIn) return listener.lineDown(line.ticketId, 'pbxEnded')
    listener.lineUp(line.ticketId)
    if (!ready.ok) listener.spyGone(line.ticketId)
  }

  const snoopGone = (line: Line, room: Room) => {
    leave(line, room)
    listener.spyGone(line.ticketId)
  }

  const channelGone = (id: string, reason: EndReason) => {
    for (const line of lines.values()) {
      if (line.room?.snoop === id) return snoopGone(line, line.room)
      if (!line.phones.includes(id)) continue
      line.phones.splice(line.phones.indexOf(id), 1)
      if (line.phones.length > 0) return
      const isUnanswered = line.channel === null && reason === 'lineHungUp'
      return listener.lineDown(line.ticketId, isUnanswered ? 'lineDidNotAnswer' : reason)
    }
  }

  const started = (id: string) => {
    if (!id.startsWith(parts.ownPrefix)) return
    attachments.hear(id, 'seen')
    // A request that was given up, and done after all.
    if (!attachments.isWanted(id)) return void attachments.remove('channel', id)
    const line = [...lines.values()].find(({ phones }) => phones.includes(id))
    if (line) void answered(line, id)
    else void lease(id)
  }

  /** A lease of a snoop can be set only once it is in Stasis; a line has its own from the beginning. */
  const lease = (id: string) => ari.call('POST', `/channels/${id}/variable`, { variable: leaseVariable, value: leaseS })

  const lookAfter = async (line: Line): Promise<void> => {
    for (const id of [...line.phones])
      if ((await attachments.look('channel', id)) === 'absent') channelGone(id, 'pbxLost')
    const { room } = line
    if (room && (await attachments.look('channel', room.snoop)) === 'absent' && line.room === room)
      snoopGone(line, room)
  }

  return {
    switching: ['api'],
    how: 'Monitoring through ARI',
    async open(order) {
      const { ticketId } = order
      const line: Line = {
        ticketId,
        phones: [],
        channel: null,
        room: null,
        left: new Set(),
        rooms: 0,
        ready: Promise.resolve(err({ status: 0, text: 'not asked for yet' })),
        busy: Promise.resolve(),
      }
      lines.set(ticketId, line)
      // The room is made while the phone rings: nobody is in it yet, and the answer finds it ready.
      line.ready = build(line, order.spot, 'listen')
      const rung = await ring(line, order)
      if (!rung.ok) await drop(line)
      return rung
    },
    async spy(ticketId, spot, mode) {
      const line = lines.get(ticketId)
      if (!line) return err(deskFailure('unknownMonitor'))
      const done = spy(line, spot, mode)
      line.busy = done
      return done
    },
    digits: async () => null,
    async unspy(ticketId) {
      const line = lines.get(ticketId)
      if (line?.room) leave(line, line.room)
      if (line) await silence(line)
    },
    async drop(ticketId) {
      const line = lines.get(ticketId)
      if (line) await drop(line)
    },
    async renew() {
      const held = [...lines.values()].flatMap(({ phones, room }) => (room ? [...phones, room.snoop] : phones))
      await Promise.all(held.map(lease))
    },
    async resync(keep) {
      attachments.again()
      for (const line of [...lines.values()]) {
        await lookAfter(line)
        if (!keep.has(line.ticketId)) await drop(line)
      }
    },
    handle(event) {
      rooms.handle(event)
      switch (event.type) {
        case 'StasisStart':
          return started(event.channel.id)
        case 'StasisEnd':
          // Of a snoop no ChannelDestroyed is told; a line's channel is there until then.
          if (!isPhone(event.channel.id)) attachments.hear(event.channel.id, 'ended')
          return channelGone(event.channel.id, 'lineHungUp')
        case 'ChannelDestroyed':
          attachments.hear(event.channel.id, 'ended')
          return channelGone(event.channel.id, 'lineHungUp')
        case 'BridgeDestroyed':
          return attachments.hear(event.bridge.id, 'ended')
        case 'ChannelEnteredBridge':
        case 'ChannelLeftBridge':
        case 'ApplicationReplaced':
          return
      }
    },
    close: attachments.close,
  }
}

const isPhone = (id: string): boolean => id.endsWith('.line')
