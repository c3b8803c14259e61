// The place to monitor: one window has it, others wait for it and are told how it stands. It is never taken unasked.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Signal } from '#contract/ipc.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { endsMoreThan, type Place, type WindowRole } from '#contract/windows.ts'
import type { Log } from '#main/system/log.ts'
import type { DeskServer } from './desk.ts'

/** Long enough for a reload, short enough that a crashed window does not listen on. */
export const RETURN_WAIT_MS = 5000
/** What a waiting window reads of the other one is at most so old. */
export const LOOK_AT_PLACE_EVERY_MS = 500

/** A window that may have the place. */
export type Seat = {
  readonly id: number
  readonly tell: (signal: Signal) => void
  /** False once it has closed. Asked before another window is told that this one has the place. */
  readonly isStillThere: () => Promise<boolean>
}

export type MonitorPlaceParts = {
  readonly desk: Pick<DeskServer, 'onlook' | 'windowGone'>
  readonly log: Log
  readonly clock: Pick<Clock, 'after' | 'every'>
}

export type MonitorPlace = {
  readonly holds: (seat: Seat) => boolean
  /** Gives it the place when that is free. */
  readonly claim: (seat: Seat) => Promise<void>
  /** What the window is; one without the place is told from now on how it stands. */
  readonly roleOf: (seat: Seat) => WindowRole
  /** Takes it whoever has it, unless more would end by that than was seen. */
  readonly take: (seat: Seat, seen: Place) => Promise<Result<null>>
  readonly leave: (seat: Seat) => void
  readonly stop: Stop
}

export function createMonitorPlace({ desk, log, clock }: MonitorPlaceParts): MonitorPlace {
  const left = new WeakSet<Seat>()
  const waiting = new Map<Seat, string>() // what each was told last
  let holder: Seat | null = null
  let stopReturn: Stop = () => {}
  let stopLooking: Stop | null = null

  const now = (): Place =>
    holder
      ? { kind: 'taken', holder: holder.id, answers: desk.onlook.answers(), use: desk.onlook.use() }
      : { kind: 'free' }
  const tellWaiting = () => {
    const place = now()
    const news = JSON.stringify(place)
    for (const [seat, told] of waiting) {
      if (told === news) continue
      waiting.set(seat, news)
      seat.tell({ name: 'window', payload: { role: 'waiting', place } })
    }
  }
  const watch = () => {
    if (waiting.size > 0) stopLooking ??= clock.every(LOOK_AT_PLACE_EVERY_MS, tellWaiting)
    else {
      stopLooking?.()
      stopLooking = null
    }
  }
  const give = (seat: Seat) => {
    stopReturn()
    holder = seat
    waiting.delete(seat)
    watch()
    tellWaiting()
  }
  const loses = (seat: Seat) => {
    log('info', `window ${seat.id} has lost its place to another`)
    waiting.set(seat, '')
  }
  return {
    holds: (seat) => holder === seat,
    claim: async (seat) => {
      const other = holder
      if (other && other !== seat && !(await other.isStillThere()) && holder === other) holder = null
      if (!holder && !left.has(seat)) give(seat)
    },
    roleOf: (seat) => {
      if (holder === seat) return { role: 'console' }
      const place = now()
      if (!left.has(seat)) waiting.set(seat, JSON.stringify(place))
      watch()
      return { role: 'waiting', place }
    },
    take: async (seat, seen) => {
      if (holder === seat) return ok(null)
      const why = whyNotTake(now(), seen, left.has(seat))
      if (why) return err(why)
      const ended = desk.windowGone()
      if (holder) loses(holder)
      // Told before the PBX has answered: the microphone of the other window closes at once.
      give(seat)
      await ended
      return ok(null)
    },
    leave: (seat) => {
      left.add(seat)
      waiting.delete(seat)
      if (holder === seat) {
        holder = null
        stopReturn()
        stopReturn = clock.after(RETURN_WAIT_MS, () => void desk.windowGone())
      }
      tellWaiting()
      watch()
    },
    stop: () => {
      stopReturn()
      stopLooking?.()
    },
  }
}

function whyNotTake(now: Place, seen: Place, hasLeft: boolean): DeskError | null {
  if (hasLeft) return deskFailure('internal', 'the window is closed')
  return endsMoreThan(now, seen) ? deskFailure('placeChanged') : null
}
