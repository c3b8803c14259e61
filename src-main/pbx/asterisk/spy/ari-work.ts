// The lines of this console by ARI, and how each changes rooms: what it leaves speaks to nobody.
import type { Mode } from '#contract/monitor.ts'
import { ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { SpyListener } from '#main/pbx/kit/spy-method.ts'
import type { Spot } from '../floor/picture-view.ts'
import type { AriError, AriRest } from '../wire/ari-client.ts'
import { type ConsoleChannel, channelId } from '../wire/console-id.ts'
import { type AriLine, type AriLineInput, nextAriLine } from './ari-line.ts'
import type { AriNoticeParts } from './ari-notice.ts'
import type { createRooms, Room } from './ari-rooms.ts'
import type { Attachments, AttachmentsParts } from './attachments.ts'

/** How long it may take to know that nobody hears the line any more; afterwards it is hung up. */
const silentWithinMs = 3000

export type AriMethodParts = {
  readonly ari: AriRest
  readonly app: string
  /** Of all ids it gives out in this run. */
  readonly idPrefix: string
  readonly supervisor: string
  readonly endpoints: () => Promise<readonly string[]>
  readonly listener: SpyListener
  readonly clock: Pick<Clock, 'after'>
  readonly random: () => number
  readonly hangUp: AttachmentsParts['hangUp']
  readonly spotOf: AriNoticeParts['spotOf']
}

export type Line = {
  state: AriLine
  rooms: number
  ready: Promise<Result<Room, AriError>>
  busy: Promise<unknown> // with a change
  looking: Promise<void> | null
  /** Given away, or about to be: nothing of its channel is touched. lost: its channel has left us meanwhile. */
  lent: 'no' | 'lent' | 'lost'
}

export type Work = {
  readonly parts: AriMethodParts
  readonly attachments: Attachments
  readonly rooms: ReturnType<typeof createRooms>
  readonly lines: Map<string, Line>
}

export function move(work: Work, line: Line, input: AriLineInput): void {
  const step = nextAriLine(line.state, input)
  line.state = step.state
  for (const effect of step.effects)
    switch (effect.do) {
      case 'hangUp':
        void work.attachments.remove('channel', effect.id)
        break
      case 'leave': {
        const { room } = effect
        void work.rooms.leave(room).then(() => move(work, line, { kind: 'roomGone', room }))
        break
      }
      case 'lineDown':
        work.parts.listener.lineDown(line.state.ticketId, effect.reason)
    }
}

export const idOf = ({ parts }: Work, ticketId: string, number: number, kind: ConsoleChannel['kind']) =>
  channelId({ prefix: parts.idPrefix, supervisor: parts.supervisor, ticketId, number, kind })

export const isAlive = ({ state }: Line) => !state.isLeaving

export async function build(work: Work, line: Line, spot: Spot, mode: Mode): Promise<Result<Room, AriError>> {
  const number = ++line.rooms
  const { ticketId } = line.state
  const bridge = `${work.parts.idPrefix}${ticketId}.${number}.bridge`
  const room: Room = { bridge, snoop: idOf(work, ticketId, number, mode), mode, lineMayCome: false }
  const built = await work.rooms.build(room, spot)
  if (built.ok) return ok(room)
  move(work, line, { kind: 'roomLeft', room })
  return built
}

/** True: the line is in this room, and known not to come back to another where it would be heard. */
export async function enter(work: Work, line: Line, channel: string, room: Room): Promise<boolean> {
  if ((await work.rooms.enter(room, channel)) !== 'in' || !isAlive(line)) {
    move(work, line, { kind: 'roomLeft', room })
    return false
  }
  move(work, line, { kind: 'entered', room })
  return everySilent(
    work,
    line.state.left.filter((other) => other.lineMayCome),
  )
}

const everySilent = async ({ rooms }: Work, some: readonly Room[]): Promise<boolean> =>
  (await Promise.all(some.map((room) => rooms.isSilent(room, silentWithinMs)))).every(Boolean)

/** In doubt the line leaves: nobody hears it afterwards, or it is hung up. */
export async function silence(work: Work, line: Line): Promise<void> {
  const { room } = line.state
  if (room && room.mode !== 'listen') move(work, line, { kind: 'roomLeft', room })
  if ((await everySilent(work, line.state.left)) || !isAlive(line)) return
  for (const id of line.state.phones) void work.attachments.remove('channel', id)
  work.parts.listener.lineDown(line.state.ticketId, 'pbxLost')
}
