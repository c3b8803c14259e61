// The ways a call's sound may take: the servers that find them, and how long is waited for what they find.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { LineAccount } from '#contract/line-account.ts'
import type { Clock, Stop } from '#contract/time.ts'

/** The answer is out within 600 ms, however silent a server is: on a LAN its answer comes in 5, over DSL in 100. */
const GATHER_WITHIN_MS = { stun: 300, turn: 450 } as const
/**
 * Every network of the machine has an address of its own, and the first may be that of a VPN which leads nowhere near the PBX. Chromium told
 * five within 5 ms of each other; the addresses for TCP, which no PBX takes, come 120 ms later.
 */
const NO_MORE_AFTER_MS = 10

export const callOptions = (account: LineAccount | null, track: MediaStreamTrack) => ({
  mediaStream: new MediaStream([track]),
  pcConfig: account ? pathsOf(account) : {},
})

/** JsSIP's own 90 s, the least RFC 4028 allows, are too short for a PBX whose least is longer: it refuses the call (422). */
const SESSION_S = 1_800

export const placingOptions = (account: LineAccount | null, track: MediaStreamTrack) => ({
  ...callOptions(account, track),
  sessionTimersExpires: SESSION_S,
})

// JsSIP waits for all candidates, which a slow STUN server stretches to half a minute.
export function answerFast(session: RTCSession, clock: Pick<Clock, 'after'>, servers: LineAccount['iceServers']): void {
  const isRelay = servers.some(({ urls }) => urls.startsWith('turn'))
  // Behind some NATs only the relay leads through: one's own address as a STUN server sees it is not enough.
  const best = isRelay ? 'relay' : servers.length > 0 ? 'srflx' : 'host'
  let waiting = false
  let stopQuiet: Stop = () => {}
  session.on('icecandidate', ({ candidate, ready }) => {
    if (best === 'host') {
      stopQuiet()
      stopQuiet = clock.after(NO_MORE_AFTER_MS, ready)
    } else if (candidate.type === best) ready()
    else if (!waiting) clock.after(GATHER_WITHIN_MS[isRelay ? 'turn' : 'stun'], ready)
    waiting = true
  })
}

export const pathsOf = ({ iceServers, relayOnly = false }: LineAccount): RTCConfiguration => {
  const servers = iceServers.map(withoutGaps)
  return relayOnly ? { iceServers: servers, iceTransportPolicy: 'relay' } : { iceServers: servers }
}

const withoutGaps = (server: LineAccount['iceServers'][number]): RTCIceServer => ({
  urls: server.urls,
  ...(server.username === undefined ? {} : { username: server.username }),
  ...(server.credential === undefined ? {} : { credential: server.credential }),
})
