// The demo PBX's telephony: a SIP server over WebSocket (RFC 7118) with WebRTC media.
import type { WebSocket } from 'ws'
import { warmUp } from '../media/warm-up.ts'
import { createWeriftPeer } from '../media/werift-peer.ts'
import type { Telephony } from '../telephony.ts'
import type { Log } from './parts.ts'
import { createSipServer } from './sip-server.ts'
import { flowOfSocket } from './socket-flow.ts'
import { createTimers } from './timers.ts'

export type TelephonyParts = {
  readonly accounts: ReadonlyMap<string, string> // extension -> password
  readonly domain: string
  readonly now: () => number // epoch ms
  readonly random: (bytes: number) => string // hex, twice as many characters
  readonly log: Log
  /** The one address media is bound to and offered at. */
  readonly iceHost: string
}

export type SipTelephony = Telephony & {
  /** A WebSocket whose subprotocol `sip` has been agreed. */
  accept(socket: WebSocket): void
  /** Resolves when the first call needs no warming up any more. */
  warm(): Promise<void>
}

/** Of what the phone wants, 30 min: a console that is gone is found by its silence, long before. */
const SESSION_EXPIRES_S = 1_800

export function createTelephony(parts: TelephonyParts): SipTelephony {
  const timers = createTimers()
  const warm = warmUp({ ...parts, after: timers.after })
  warm.catch((error: unknown) => parts.log('error', `media: warming up failed: ${error}`))
  const server = createSipServer({
    ...parts,
    after: timers.after,
    newPeer: (purpose) => createWeriftPeer(parts, purpose),
    sessionExpires: SESSION_EXPIRES_S,
  })
  return {
    ...server,
    accept: (socket) => flowOfSocket(socket, parts.log, server),
    warm: () =>
      warm.then(
        () => undefined,
        () => undefined,
      ),
    async close() {
      server.close()
      timers.stopAll()
    },
  }
}
