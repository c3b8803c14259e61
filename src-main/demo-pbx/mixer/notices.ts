// Sounds that tell agent or caller of being monitored: mixed into the ears they are meant for, and into no other.
import { type Answer, no, yes } from '../kit/answer.ts'
import { FRAME_MS, type Frame } from '../kit/telephony.ts'
import type { Clock } from '../kit/time.ts'
import { otherSide, type Side } from './hearing.ts'
import type { Room } from './scene.ts'
import { toneFrames } from './tones.ts'

export type NoticeOrder = {
  readonly call: string
  readonly agent: Side
  readonly sound: 'tone' | 'announcement'
  readonly to: 'agent' | 'caller' | 'both'
}

export type Notices = {
  /** Answers once all of it has been played. */
  play(order: NoticeOrder): Promise<Answer<Record<string, never>>>
  /** What this side of the call hears of them in tick `n`. */
  heardBy(call: string, side: Side, n: number): readonly Frame[]
  close(): void
}

/** `hz` multiples of 10. */
const sounds = {
  tone: { hz: 1400, ms: 240 },
  announcement: { hz: 880, ms: 1200 },
} as const
const NOTICE_DB = -20

/** `from`: the tick in which it was first heard; null: before. */
type Playing = { readonly order: NoticeOrder; from: number | null; readonly end: (isHeard: boolean) => void }

type NoticesParts = Pick<Clock, 'after'> & { readonly room: (call: string) => Room | null }

export function createNotices({ after, room }: NoticesParts): Notices {
  const playing = new Set<Playing>()
  const frames = { tone: framesOf('tone'), announcement: framesOf('announcement') }
  return {
    play: (order) =>
      new Promise((resolve) => {
        if (!room(order.call)) return resolve(gone(order.call))
        const end = (isHeard: boolean) => {
          stop()
          playing.delete(one)
          resolve(isHeard ? yes({}) : gone(order.call))
        }
        const one: Playing = { order, from: null, end }
        const stop = after(sounds[order.sound].ms, () => end(room(order.call) !== null))
        playing.add(one)
      }),
    heardBy: (call, side, n) =>
      [...playing].flatMap((one) => {
        if (one.order.call !== call || !isFor(one.order, side)) return []
        one.from ??= n
        const frame = frames[one.order.sound][n - one.from]
        return frame ? [frame] : []
      }),
    close: () => {
      for (const one of [...playing]) one.end(false)
    },
  }
}

const gone = (call: string) => no('call-gone', `There is no call ${call} (any more).`)

const isFor = ({ to, agent }: NoticeOrder, side: Side): boolean =>
  to === 'both' || side === (to === 'agent' ? agent : otherSide(agent))

/** All frames of the sound, whole periods. */
function framesOf(sound: keyof typeof sounds): readonly Frame[] {
  const { hz, ms } = sounds[sound]
  const made = toneFrames(hz, NOTICE_DB)
  return Array.from({ length: ms / FRAME_MS }, (_, n) => made[n % made.length]).filter((frame) => frame !== undefined)
}
