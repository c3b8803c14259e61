// What the SIP server needs of media; werift-peer.ts does it for real, tests have a small one of their own.
import type { MediaSession } from './telephony.ts'
import type { Stop } from './time.ts'

/** One peer connection. Offers and answers are SDP texts with all candidates in them (no trickle). */
export type MediaPeer = {
  readonly session: MediaSession
  /** Our offer; '' for a peer that only answers. */
  readonly offer: string
  /** False when the answer cannot be used. */
  acceptAnswer(sdp: string): Promise<boolean>
  /** The answer to the phone's first or next offer, or null when it cannot be used. */
  answerOffer(sdp: string): Promise<string | null>
  /** RFC 4733 events, at the first packet of each. */
  onDigit(listener: (digit: string) => void): Stop
}
