// check-site, the live feed: whether each server takes the console's connection, and one of them its token.

import { fine, missing } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import { saysUnauthorized, subscribeTo } from '../floor/subscriptions.ts'
import { type LiveSocket, openLive } from '../wire/live-socket.ts'
import type { CheckParts } from './check-parts.ts'
import { whyNotReached } from './check-server.ts'

const WITHIN_MS = 12_000

type Parts = Pick<CheckParts, 'clock' | 'openSocket'>

export const checkCores = ({ cores }: Pick<NetsapiensSite, 'cores'>, parts: Parts): Promise<SetupFinding[]> =>
  Promise.all([...new Set(cores)].map((core) => checkCore(core, parts)))

async function checkCore(core: string, parts: Parts): Promise<SetupFinding> {
  let live: LiveSocket | null = null
  const why = await waitFor<string | null>(parts.clock, { ms: WITHIN_MS, otherwise: 'no handshake in time' }, (end) => {
    live = openLive(core, { onReady: () => end(null), onEvent: () => {}, onLost: end }, parts)
    return () => live?.close()
  })
  if (why === null) return fine('port', `The live feed at ${core} takes connections`)
  return whyNoFeed(core, why) ?? whyNotReached(`The live feed at ${core}`, why)
}

function whyNoFeed(core: string, why: string): SetupFinding | null {
  const status = Number(/Unexpected server response: (\d{3})/.exec(why)?.[1] ?? 0)
  const at = `The live feed at ${core}`
  if (status >= 300 && status < 400)
    return missing(
      'switchedOff',
      `${at} is sent on elsewhere (${status}): that is a web server’s address`,
      'put the core servers with the port of their feed into `cores`, as https://core1.pbx.example:8001',
    )
  if (status === 401 || status === 403)
    return missing(
      'user',
      `${at} lets this computer not in (${status})`,
      'have the address of this network admitted there, and the WebSocket let through by the proxy in between',
    )
  if (status >= 500)
    return missing(
      'network',
      `${at} answers ${status}`,
      'a proxy in between has no feed behind it: name the core itself',
    )
  if (status > 0)
    return missing(
      'switchedOff',
      `A web server answers at ${core} (${status}), and no feed of Socket.IO 2`,
      'put the core servers with the port of their feed into `cores` (usually 8001), without a path',
    )
  if (/no handshake in time/.test(why))
    return missing(
      'network',
      `${at} takes the connection and says nothing`,
      'let the proxy in between pass on WebSocket, or name the core itself: the port of a SIP or video server says nothing either',
    )
  return null
}

/** With the token of the one who signed in, at the first server that takes it. */
export async function checkSubscription(
  cores: readonly string[],
  who: { readonly domain: string; readonly bearer: string },
  parts: Parts & Pick<CheckParts, 'patienceMs'>,
): Promise<SetupFinding[]> {
  const [core] = cores
  if (core === undefined) return []
  let live: LiveSocket | null = null
  const why = await waitFor<string | null>(parts.clock, { ms: WITHIN_MS, otherwise: null }, (end) => {
    // A feed on which nothing happens says nothing; a refusal comes before the answer to a ping, or soon after.
    const subscribed = async () => {
      if (live) subscribeTo(live, who)
      await live?.ping()
      parts.clock.after(parts.patienceMs, () => end(null))
    }
    live = openLive(
      core,
      {
        onReady: () => void subscribed(),
        onEvent: (name, data) => {
          if (name === 'status' && saysUnauthorized(data)) end('it refuses the token')
        },
        onLost: end,
      },
      parts,
    )
    return () => live?.close()
  })
  if (why === null) return [fine('rights', `The live feed at ${core} takes the token`)]
  return [
    missing(
      'rights',
      `The live feed at ${core} takes no subscription of this user: ${why}`,
      'set `"tokens": "jwt"` in `signIn`; if it stays, ask the provider for an API v2 whose POST /jwt this client may use, and whether `cores` are of the same platform as `server`',
    ),
  ]
}
