// Puts the other side of a call on hold and takes it back, one re-INVITE after the other; a refusal does not end the call.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { Clock } from '#contract/time.ts'

/** JsSIP's own hold() ends a call whose hold is refused; its types leave these out. */
type Inside = {
  _localHold: boolean
  isReadyToReOffer(): boolean
  _sendReinvite(options: {
    readonly eventHandlers: {
      readonly succeeded: () => void
      readonly failed: (response?: { readonly status_code: number }) => void
    }
  }): void
}
type Held = Pick<RTCSession, 'isEstablished' | 'isEnded'> & Inside

const AGAIN_MS = 300
const REQUEST_PENDING = 491 // RFC 3261 14.1: both sides asked at once

/** `confirmed` is told what the PBX has agreed to. Only the last wish counts. */
export function createHolding(call: RTCSession, clock: Pick<Clock, 'after'>, confirmed: (on: boolean) => void) {
  const session = call as unknown as Held
  let wanted = false
  let agreed = false
  let refused = false
  let busy = false
  const again = (): void => {
    busy = true
    clock.after(AGAIN_MS, () => {
      busy = false
      apply()
    })
  }
  const apply = (): void => {
    if (busy || refused || wanted === agreed || session.isEnded()) return
    if (!session.isEstablished() || !session.isReadyToReOffer()) {
      again()
      return
    }
    const asked = wanted
    busy = true
    session._localHold = asked
    session._sendReinvite({
      eventHandlers: {
        succeeded: () => {
          busy = false
          agreed = asked
          confirmed(asked)
          apply()
        },
        failed: (response) => {
          session._localHold = agreed
          if (response?.status_code === REQUEST_PENDING) {
            again()
            return
          }
          busy = false
          // It stays as silent as it is; nothing but the music is missing.
          refused = wanted === asked
          apply()
        },
      },
    })
  }
  return (on: boolean): void => {
    if (on !== wanted) refused = false
    wanted = on
    apply()
  }
}
