// The seat at this console: asks for PIN or badge, signs the idle out, and says what has come of it. Keeps nothing that was typed.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { nobodySits, type SeatBoard, type SeatStep, type SitePerson } from '#contract/rights.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Log } from '#main/system/log.ts'
import { boardOf, emptySeat, lockedMs, nextSeat, type SeatEvent, whyNotConfirmed } from './next-seat.ts'
import { isSecret } from './pin.ts'
import type { Sitting } from './rights-now.ts'

export type Seat = {
  readonly sitting: () => Sitting
  readonly person: () => SitePerson | null
  readonly board: () => SeatBoard
  readonly step: (step: SeatStep) => Promise<Result<null>>
  /** Why this mode must wait for PIN or badge; the board asks for it then. */
  readonly whyNot: (mode: Mode) => DeskError | null
  /** The site file, or who may sit here, has changed. */
  readonly settingsChanged: () => void
  readonly stop: Stop
}

export type SeatParts = {
  readonly settings: () => Pick<Settings, 'access' | 'people'>
  readonly clock: Pick<Clock, 'ticks' | 'every'>
  readonly log: Log
  readonly onBoard: (board: SeatBoard) => void
  /** Another sits here, or nobody: what was monitored must end. */
  readonly onLeft: () => void
}

const LOOK_EVERY_MS = 1000

export function createSeat({ settings, clock, log, onBoard, onLeft }: SeatParts): Seat {
  const boards = createListeners<SeatBoard>()
  boards.on(onBoard)
  let seat = emptySeat
  let told = JSON.stringify(board())
  let trying = false

  /** A site where nobody could show a PIN or a badge asks for none. */
  function isWanted(): boolean {
    return settings().people.some(({ pin, badge }) => pin ?? badge)
  }
  function person(): SitePerson | null {
    return settings().people.find(({ extension }) => extension === seat.sitter?.extension) ?? null
  }
  function board(): SeatBoard {
    return isWanted() ? boardOf(seat, person()?.name ?? '', clock.ticks()) : nobodySits
  }
  const tell = () => {
    const now = JSON.stringify(board())
    if (now !== told) boards.emit(board())
    told = now
  }
  const apply = (event: SeatEvent) => {
    const before = seat.sitter?.extension
    seat = nextSeat(seat, event, clock.ticks(), settings().access)
    const after = seat.sitter?.extension
    if (before !== after) {
      log('info', after === undefined ? 'nobody sits at this seat' : `${after} sits at this seat`)
      if (before !== undefined) onLeft()
    }
    tell()
  }
  const show = async (whose: () => Promise<string | null>): Promise<Result<null>> => {
    // One after the other: hundreds at once would pass the count of wrong ones.
    if (trying || lockedMs(seat, clock.ticks()) > 0) return err(deskFailure('seatLocked'))
    trying = true
    try {
      apply({ kind: 'shown', extension: await whose() })
    } finally {
      trying = false
    }
    return seat.why ? err(seat.why) : ok(null)
  }
  const stop = clock.every(LOOK_EVERY_MS, () => apply({ kind: 'looked' }))
  return {
    sitting: () => {
      if (!isWanted()) return { kind: 'anybody' }
      return seat.sitter ? { kind: 'person', extension: seat.sitter.extension } : { kind: 'nobody' }
    },
    person,
    board,
    step: async (step) => {
      if (!isWanted()) return err(deskFailure('badRequest', 'nobody signs in here'))
      const { people } = settings()
      switch (step.kind) {
        case 'pin':
          return show(() => byPin(people, step))
        case 'badge':
          return show(() => byBadge(people, step.badge))
        case 'out':
        case 'active':
        case 'putOff':
          apply({ kind: step.kind })
          return ok(null)
      }
    },
    whyNot: (mode) => {
      const why = isWanted() ? whyNotConfirmed(seat, mode, clock.ticks(), settings().access) : null
      if (why?.code === 'confirmNeeded') apply({ kind: 'askAgain' })
      return why
    },
    settingsChanged: () => apply({ kind: 'people', extensions: settings().people.map(({ extension }) => extension) }),
    stop,
  }
}

type Shown = { readonly extension: string; readonly pin: string }

async function byPin(people: readonly SitePerson[], { extension, pin }: Shown): Promise<string | null> {
  const person = people.find((one) => one.extension === extension.trim())
  // Who is no person here takes as long as who is.
  const isRight = await isSecret(pin, person?.pin ?? people.find((one) => one.pin)?.pin ?? '')
  if (person?.pin && isRight) return person.extension
  // Who confirms may hold the badge to the reader instead: it types into the same field.
  return person?.badge && (await isSecret(pin, person.badge)) ? person.extension : null
}

async function byBadge(people: readonly SitePerson[], badge: string): Promise<string | null> {
  const found = await Promise.all(
    people.map(async (one) => (one.badge && (await isSecret(badge, one.badge)) ? one.extension : null)),
  )
  return found.find((extension) => extension !== null) ?? null
}
