// Finds another way for the sound of a call when the one it has is lost (ICE restart, RFC 8839 4.4.3), and keeps the call meanwhile.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { Clock, Stop } from '#contract/time.ts'

/** JsSIP's types leave these out. */
type Inside = Pick<RTCSession, 'isEstablished' | 'isReadyToReOffer'> & {
  readonly _sessionTimers: { readonly running: boolean; readonly refresher: boolean }
  _sendUpdate(): void
  _sendReinvite(options: {
    readonly eventHandlers: { readonly succeeded: () => void; readonly failed: () => void }
    readonly rtcOfferConstraints: RTCOfferOptions
  }): void
  onTransportError(): void
  onRequestTimeout(): void
}

export type PathParts = {
  readonly session: RTCSession
  readonly clock: Pick<Clock, 'after'>
  /** Whether a request would get through to the PBX now. */
  readonly isInReach: () => boolean
  /** The servers that find one, with what they ask for now: what the call began with may have run out. */
  readonly ways: () => RTCConfiguration
  /** No way was found in all that time. */
  readonly lost: () => void
}

export type Path = {
  /** Looks for another way, now or as soon as the PBX is in reach: the network is another one, or somebody misses the sound. */
  readonly renew: () => void
  /** The PBX is in reach again: what could not be asked meanwhile is. */
  readonly isBack: () => void
  readonly stop: Stop
}

/** ICE itself comes back from a gap of a moment. */
const GAP_MS = 1_500
const AGAIN_MS = 4_000
/** As long as an outage may last that a call comes back from; the PBX may have given up before, and says so. */
const LOST_MS = 60_000

export function mendPath({ session, clock, isInReach, ways, lost }: PathParts): Path {
  const inside = session as unknown as Inside
  const { connection } = session
  let isWanted = false
  let stopTimer: Stop = () => {}
  let stopLosing: Stop | null = null
  keepThroughOutages(inside)

  const ask = (): void => {
    if (!isInReach() || !inside.isEstablished() || !inside.isReadyToReOffer()) return
    const succeeded = (): void => {
      isWanted = false
    }
    connection.setConfiguration({ ...connection.getConfiguration(), ...ways() })
    // JsSIP's own `renegotiate` hangs up when it is refused.
    inside._sendReinvite({ eventHandlers: { succeeded, failed: () => {} }, rtcOfferConstraints: { iceRestart: true } })
  }
  const mend = (): void => {
    isWanted = true
    ask()
    stopTimer()
    stopTimer = clock.after(AGAIN_MS, mend)
  }
  const well = (): void => {
    isWanted = false
    stopTimer()
    stopLosing?.()
    stopLosing = null
  }
  const changed = (event: Event): void => {
    switch (connection.iceConnectionState) {
      case 'connected':
      case 'completed':
        well()
        return
      case 'failed': // at which JsSIP would hang up
        event.stopImmediatePropagation()
        mend()
        break
      case 'disconnected':
        stopTimer()
        stopTimer = clock.after(GAP_MS, mend)
        break
      case 'new':
      case 'checking':
      case 'closed':
        return
    }
    stopLosing ??= clock.after(LOST_MS, lost)
  }
  // Before JsSIP's own listener, which was there first.
  connection.addEventListener('iceconnectionstatechange', changed, { capture: true })
  return {
    renew: () => {
      isWanted = true
      ask()
    },
    isBack: () => {
      if (isWanted || stopLosing) ask()
      // The refresh of the session timer may have been lost, and JsSIP sends no other before the PBX gives the call up.
      else if (inside._sessionTimers.running && inside._sessionTimers.refresher) inside._sendUpdate()
    },
    stop: () => {
      well()
      connection.removeEventListener('iceconnectionstatechange', changed, { capture: true })
    },
  }
}

/** A request that an outage swallows (a refresh of the session timer, JsSIP issue 738) ends no call that the PBX still has. */
function keepThroughOutages(session: Inside): void {
  session.onTransportError = () => {}
  session.onRequestTimeout = () => {}
}
