// A bridge with one snoop, for one mode of one line: the line is in one such room at a time, and what it leaves speaks to nobody.
import type { Mode } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { waitFor, within } from '#main/pbx/kit/waits.ts'
import type { Spot } from '../floor/picture-view.ts'
import type { AriError, AriEvent, AriRest } from '../wire/ari-client.ts'
import { type Attachments, isUnknown } from './attachments.ts'

export type Room = {
  readonly bridge: string
  readonly snoop: string
  readonly mode: Mode
  /** A request to bring the line here was not answered: it may be done at any time. */
  lineMayCome: boolean
}

/** Direction of the whisper, seen from the agent's channel (ARI: POST /channels/{id}/snoop). */
const whisper = { listen: 'none', whisperAgent: 'out', whisperCaller: 'in', join: 'both' } as const satisfies Record<
  Mode,
  string
>

const buildWithinMs = 2000
const startWithinMs = 500
const enterWithinMs = 1500
const answerWithinMs = 600
const againMs = 40
const notInStasisYet = [409, 422]
const noAnswer = err<AriError>({ status: 0, text: 'no answer' })

export type RoomsParts = {
  readonly ari: AriRest
  readonly app: string
  readonly clock: Pick<Clock, 'after'>
  readonly attachments: Attachments
}

export function createRooms({ ari, app, clock, attachments }: RoomsParts) {
  const heard = createListeners<AriEvent>()
  const whereIs = new Map<string, string>() // line's channel → bridge, as events tell

  const untilHeard = (ms: number, isIt: (event: AriEvent) => boolean): Promise<boolean> =>
    waitFor(clock, { ms, otherwise: false }, (settle) => heard.on((event) => isIt(event) && settle(true)))

  const build = async (room: Room, spot: Spot): Promise<Result<null, AriError>> => {
    const { bridge, snoop } = room
    const started = untilHeard(buildWithinMs, (event) => event.type === 'StasisStart' && event.channel.id === snoop)
    const query = { app, spy: 'both', whisper: whisper[room.mode] }
    const making = Promise.all([
      attachments.make('bridge', bridge, () =>
        ari.call('POST', '/bridges', { type: 'mixing', bridgeId: bridge, name: bridge }),
      ),
      attachments.make('channel', snoop, () => ari.call('POST', `/channels/${spot.channelId}/snoop/${snoop}`, query)),
    ])
    const made: readonly Result<null, AriError>[] = await within(clock, making, {
      ms: buildWithinMs,
      otherwise: [noAnswer, noAnswer],
    })
    const failed = made.find((one) => !one.ok)
    if (failed) return failed
    // The event may be lost: whether the snoop has started shows when it is added.
    await within(clock, started, { ms: startWithinMs, otherwise: false })
    return ok(null)
  }

  /** in: the line is here, and nowhere else. unknown: it may be here, now or in a moment. */
  const enter = async (room: Room, line: string): Promise<'in' | 'out' | 'unknown'> => {
    let isOver = false
    const stop = clock.after(enterWithinMs, () => {
      isOver = true
    })
    while (!isOver) {
      // absorbDTMF: a key pressed on the supervisor's phone must never reach a party. The line comes last: then all is ready.
      const query = { channel: `${room.snoop},${line}`, absorbDTMF: 'true' }
      const asked = ari.call('POST', `/bridges/${room.bridge}/addChannel`, query)
      const answer = await within(clock, asked, { ms: answerWithinMs, otherwise: noAnswer })
      if (!answer.ok && isUnknown(answer.error)) room.lineMayCome = true
      if (answer.ok || whereIs.get(line) === room.bridge) {
        stop()
        return 'in'
      }
      if (!isUnknown(answer.error) && !notInStasisYet.includes(answer.error.status)) break
      await untilHeard(againMs, (event) => isEntry(event) && event.channel.id === line)
    }
    stop()
    return room.lineMayCome ? 'unknown' : 'out'
  }

  return {
    build,
    enter,
    /** Resolves when nothing of it is left. */
    leave: async (room: Room): Promise<void> => {
      await Promise.all([attachments.remove('channel', room.snoop), attachments.remove('bridge', room.bridge)])
    },
    /** Whether it is known that through this room nobody hears the line, or will be within the limit. */
    isSilent: async (room: Room, withinMs: number): Promise<boolean> =>
      room.mode === 'listen' || attachments.isAnyGone([room.bridge, room.snoop], withinMs),
    handle(event: AriEvent): void {
      if (isEntry(event)) whereIs.set(event.channel.id, event.bridge.id)
      if (event.type === 'ChannelLeftBridge' && whereIs.get(event.channel.id) === event.bridge.id)
        whereIs.delete(event.channel.id)
      heard.emit(event)
    },
  }
}

type Entry = Extract<AriEvent, { type: 'ChannelEnteredBridge' }>
const isEntry = (event: AriEvent): event is Entry => event.type === 'ChannelEnteredBridge'
