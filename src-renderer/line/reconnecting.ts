// A line whose socket closed: reconnecting for a moment, then lost; another socket is opened at once, and again until one leads somewhere.
import { createBackOff, type Waits } from '#contract/back-off.ts'
import { deskFailure } from '#contract/errors.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Registration } from './phone.ts'

type Reconnecting = {
  readonly registered: () => void
  /** `mute`: the socket stood and led nowhere; for how long, nobody knows. */
  readonly socketGone: (why: string, mute: boolean) => void
  /** Otherwise than by its socket. */
  readonly failed: (registration: Registration) => void
  readonly isReconnecting: () => boolean
  readonly stop: Stop
}

type ReconnectingParts = {
  readonly clock: Pick<Clock, 'after'>
  readonly random: () => number // 0 to 1
  readonly openNow: (where: 'same' | 'next') => void
  readonly tell: (registration: Registration) => void
}

/** So long nothing is given up that the PBX confirms by another way. */
const GRACE_MS = 2_000
/** A person waits: never longer than a few seconds. */
const waits: Waits = { firstMs: 400, longestMs: 4_000 }

export function createReconnecting({ clock, random, openNow, tell }: ReconnectingParts): Reconnecting {
  const backOff = createBackOff(clock, random)
  let standing: 'unregistered' | 'registered' | 'reconnecting' = 'unregistered'
  let cause = deskFailure('pbxUnreachable')
  let stopGrace: Stop = () => {}

  const become = (next: typeof standing, registration: Registration): void => {
    stopGrace()
    standing = next
    tell(registration)
  }
  const lost = (): void => become('unregistered', { kind: 'lost', cause })

  return {
    registered: () => {
      backOff.worked()
      become('registered', { kind: 'registered' })
    },
    socketGone: (why, mute) => {
      cause = deskFailure('pbxUnreachable', why)
      // What the calls there are know of is the server they came by.
      const where = standing === 'registered' ? 'same' : 'next'
      backOff.again(() => openNow(where), waits)
      if (mute || standing === 'unregistered') lost()
      else if (standing === 'registered') {
        become('reconnecting', { kind: 'reconnecting', cause })
        stopGrace = clock.after(GRACE_MS, lost)
      }
    },
    failed: (registration) => become('unregistered', registration),
    isReconnecting: () => standing === 'reconnecting',
    stop: () => {
      backOff.stop()
      stopGrace()
    },
  }
}
