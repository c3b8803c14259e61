// The demo PBX's telephony: a SIP server over WebSocket (RFC 7118) with WebRTC media.
import type { WebSocket } from 'ws'
import type { Log } from '../kit/parts.ts'
import type { Telephony } from '../kit/telephony.ts'
import type { Clock } from '../kit/time.ts'
import { warmUp } from '../media/warm-up.ts'
import { createWeriftPeer } from '../media/werift-peer.ts'
import { createSipServer, type SipServer } from './sip-server.ts'
import { type FlowHandlers, flowOfSocket } from './socket-flow.ts'
import { createTimers, type Timers } from './timers.ts'

export type TelephonyParts = Clock & {
  readonly accounts: ReadonlyMap<string, string> // extension -> password
  readonly domain: string
  readonly random: (bytes: number) => string // hex, twice as many characters
  readonly log: Log
  /** The one address media is bound to and offered at. */
  readonly iceHost: string
  /** Whoever stands between the phones' sockets and the SIP server. */
  readonly flows: (inner: FlowHandlers) => FlowHandlers
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
  const timers = createTimers(parts)
  const warm = warmUp({ ...parts, after: timers.after })
  warm.catch((error: unknown) => parts.log('error', `media: warming up failed: ${error}`))
  const server = createSipServer({
    ...parts,
    after: timers.after,
    newPeer: (purpose) => createWeriftPeer(parts, purpose),
    sessionExpires: SESSION_EXPIRES_S,
  })
  const flows = parts.flows(server)
  return {
    ...server,
    accept: (socket) => flowOfSocket(socket, parts.log, flows),
    warm: () =>
      warm.then(
        () => undefined,
        () => undefined,
      ),
    async close() {
      server.close()
      await Promise.all([warm.catch(() => false), untilIdle(server, timers)])
      server.cutSockets()
      timers.stopAll()
    },
  }
}

/** Until the phones have closed their sockets too, but no longer than half a second. */
function untilIdle(server: SipServer, timers: Timers): Promise<void> {
  return new Promise((resolve) => {
    const look = (triesLeft: number) => {
      if (server.count() === 0 || triesLeft === 0) resolve()
      else timers.after(25, () => look(triesLeft - 1))
    }
    look(20)
  })
}
