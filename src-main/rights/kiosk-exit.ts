// The way out of a kiosk: by the site's passphrase, where it has one. Wrong ones are counted as wrong PINs are.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { emptySeat, lockedMs, nextSeat } from './next-seat.ts'
import { isSecret } from './pin.ts'

export type KioskExit = {
  readonly leave: (wish: { readonly passphrase: string | null }) => Promise<Result<null>>
  /** For the shell that has locked its window. */
  readonly forShell: {
    readonly asksPassphrase: () => boolean
    /** What leaves it. */
    readonly onLeaveKiosk: (run: () => void) => Stop
  }
}

type ExitParts = { readonly settings: () => Settings; readonly clock: Pick<Clock, 'ticks' | 'after'> }

export function createKioskExit({ settings, clock }: ExitParts): KioskExit {
  let run: (() => void) | null = null
  let tries = emptySeat
  const limits = settings().access
  const whyNot = async (passphrase: string | null): Promise<DeskError | null> => {
    const { kioskPassphrase } = settings()
    if (!run) return deskFailure('badRequest', 'this is no kiosk')
    if (kioskPassphrase === null) return null
    if (passphrase === null) return deskFailure('passphraseNeeded')
    if (lockedMs(tries, clock.ticks()) > 0) return deskFailure('seatLocked')
    const extension = (await isSecret(passphrase, kioskPassphrase)) ? 'administrator' : null
    tries = nextSeat(tries, { kind: 'shown', extension }, clock.ticks(), limits)
    return tries.why
  }
  return {
    leave: async ({ passphrase }) => {
      const why = await whyNot(passphrase)
      if (why) return err(why)
      // The page is answered before it goes.
      if (run) clock.after(0, run)
      return ok(null)
    },
    forShell: {
      asksPassphrase: () => settings().kioskPassphrase !== null,
      onLeaveKiosk: (leave) => {
        run = leave
        return () => {
          run = null
        }
      },
    },
  }
}
