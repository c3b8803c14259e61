// How the sound of the line finds its way through NAT and firewalls, as the site file says it for every kind of PBX.
import { createHmac } from 'node:crypto'
import type { LineAccount, SiteIceServer } from '#contract/line-account.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'

/** A call that begins just before the next ones are made keeps its own for twelve hours at least. */
const EACH_S = 6 * 3_600
/** Also after a sleep, or once a clock that was wrong is put right. */
const LOOK_MS = 10_000

type IceServer = LineAccount['iceServers'][number]

export type Network = Pick<Settings['line'], 'iceServers' | 'relayOnly'> & {
  /** For the TURN servers whose own is not written in the file; null: there is none. */
  readonly credential: string | null
}

/** No secret of a TURN server is in it. */
export function overNetwork(
  account: LineAccount | null,
  { iceServers, relayOnly, credential }: Network,
  nowMs: number,
): LineAccount | null {
  if (!account) return null
  const known: readonly SiteIceServer[] = [...iceServers, ...account.iceServers]
  const servers = known.map((server) => asGiven(server, credential, nowMs)).filter(isWhole)
  return relayOnly ? { ...account, iceServers: servers, relayOnly } : { ...account, iceServers: servers }
}

/** A browser throws at a TURN server without a name or a credential, and no call could be answered at all. */
const isWhole = ({ urls, username, credential }: IceServer): boolean =>
  urls.startsWith('stun') || (!!username && !!credential)

/** The TURN servers that are left out for that. */
export const leftOut = (
  servers: readonly SiteIceServer[],
  credential: string | null,
  nowMs: number,
): readonly string[] => servers.flatMap((server) => (isWhole(asGiven(server, credential, nowMs)) ? [] : [server.urls]))

/** Tells when the credentials made of secrets are others than before. */
export function renewCredentials(
  clock: Pick<Clock, 'now' | 'every'>,
  servers: () => Network['iceServers'],
  tell: () => void,
): Stop {
  let last = runsOutS(clock.now())
  return clock.every(LOOK_MS, () => {
    const now = runsOutS(clock.now())
    if (now === last) return
    last = now
    if (servers().some(({ secret }) => secret)) tell()
  })
}

/** The same for hours, so that whoever asks again is told the same. */
const runsOutS = (nowMs: number): number => (Math.floor(nowMs / 1_000 / EACH_S) + 3) * EACH_S

/** What a TURN server takes that shares `secret` with the site (draft-uberti-behave-turn-rest-00, 2.2; turnserver(1), --use-auth-secret). */
export function timeLimited(secret: string, user: string, nowMs: number): { username: string; credential: string } {
  const username = `${runsOutS(nowMs)}:${user}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}

/** As the line is given it. */
export function asGiven({ secret, ...server }: SiteIceServer, credential: string | null, nowMs: number): IceServer {
  if (secret) return { ...server, ...timeLimited(secret, server.username ?? 'earshot', nowMs) }
  const isLeftOut = server.username !== undefined && server.credential === undefined
  return isLeftOut && credential !== null ? { ...server, credential } : server
}
