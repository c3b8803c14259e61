// What the SIP server is given from outside: time, chance, the log, media and the lines.
import type { MediaPeer } from './media-peer.ts'
import type { Clock } from './time.ts'

export type Log = (level: 'info' | 'warn' | 'error', text: string) => void

export type SipParts = Clock & {
  readonly accounts: ReadonlyMap<string, string> // extension -> password
  readonly domain: string
  readonly random: (bytes: number) => string // hex
  readonly log: Log
  /** A media peer with its offer made, or one to answer with. */
  readonly newPeer: (purpose: 'offer' | 'answer') => Promise<MediaPeer>
  /** RFC 4028, seconds; what the PBX asks for in its own INVITE. */
  readonly sessionExpires: number
}

/** One WebSocket of a phone (RFC 5626 calls it a flow). */
export type Flow = {
  readonly id: number
  readonly peer: { readonly address: string; readonly port: number }
  isOpen(): boolean
  send(text: string): void
  /** Closes it in good order; `cut` does so without a word. */
  close(): void
  cut(): void
}

/** Timer B, F and H, ms (RFC 3261 appendix A): 64 × T1. */
export const TRANSACTION_MS = 32_000
/** Timer C: how long an INVITE may ring. */
export const RINGING_MS = 180_000
