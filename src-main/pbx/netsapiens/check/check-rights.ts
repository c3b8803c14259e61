// check-site, the rights: what the one who signed in may do and see, each tried by a request that only reads, or names no call.
import type { DeskError } from '#contract/errors.ts'
import { advice, fine, missing, unknown } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import { loginOf, maySupervise } from '../sign-in/who.ts'
import { readCall, readQueue } from '../wire/row.ts'
import { timeReader } from '../wire/timestamp.ts'
import type { Signed } from './check-sign-in.ts'

/** No call has this id: whoever is known there is told that there is none. */
const NO_CALL = 'earshot-check-no-such-call'

export function checkScope({ who }: Signed): SetupFinding[] {
  if (who.user === '')
    return [
      missing(
        'rights',
        'The key is nobody’s: audio monitoring rings the phones of a user',
        'have a key made for the supervisor’s own user, with the scope Call Center Supervisor',
      ),
    ]
  if (who.scope === null)
    return [
      unknown(
        'rights',
        `The platform does not say which scope ${loginOf(who)} has`,
        'see in the portal that it is Call Center Supervisor or a higher one',
      ),
    ]
  if (maySupervise(who.scope)) return [fine('rights', `${loginOf(who)} has the scope ${who.scope}`)]
  return [
    missing(
      'rights',
      `${loginOf(who)} has the scope ${who.scope}, which may not monitor`,
      'give the user the scope Call Center Supervisor in the portal (Users > Edit > User’s Scope), then sign in again',
    ),
  ]
}

export async function checkLists(
  site: NetsapiensSite,
  { api, who }: Signed,
  now: () => number,
): Promise<SetupFinding[]> {
  const domain = site.domain === '~' ? who.domain || '~' : site.domain
  const at = `/domains/${encodeURIComponent(domain)}`
  const [calls, queues] = await Promise.all([api.list(`${at}/calls`), api.list(`${at}/callqueues`)])
  if (!calls.ok && !queues.ok) return [notThisDomain(site, who.domain, domain, calls.error)]
  if (!calls.ok) return [maySee('calls', domain, calls.error)]
  if (!queues.ok) return [maySee('call queues', domain, queues.error)]
  const names = queues.value.flatMap((row) => readQueue(row)?.queue ?? [])
  const agents = await agentsOf(api, at, names)
  if (agents === null) return [maySee('agents', domain)]
  const seen = fine(
    'queue',
    `${calls.value.length} call(s), ${names.length} queue(s) and ${agents} agent(s) are to be seen in ${domain}`,
  )
  const nobody = missing(
    'queue',
    `No call queue and no agent is to be seen in ${domain}: the floor would stay empty`,
    'compare `domain` with the tenant’s in the portal, and give the supervisor the queues to watch',
  )
  return [names.length === 0 && agents === 0 ? nobody : seen, ...checkZone(site.timeZone, calls.value, now)]
}

async function agentsOf(api: Signed['api'], at: string, queues: readonly string[]): Promise<number | null> {
  const all = await api.list(`${at}/agents`)
  if (all.ok) return all.value.length
  const [queue] = queues
  if (queue === undefined) return null
  const some = await api.list(`${at}/callqueues/${encodeURIComponent(queue)}/agents`)
  return some.ok ? some.value.length : null
}

function notThisDomain(site: NetsapiensSite, own: string, domain: string, { detail = '' }: DeskError): SetupFinding {
  if (site.domain === '~' || site.domain === own) return maySee('calls', domain, { code: 'pbxRefused', detail })
  return missing(
    'rights',
    `Who signed in is of ${own || 'another domain'}, and may not see ${domain} (${statusIn(detail)})`,
    'leave `domain` out for the supervisor’s own, or correct its spelling; other tenants are only for resellers',
  )
}

function maySee(what: string, domain: string, error?: DeskError): SetupFinding {
  return missing(
    'rights',
    `This user may not see the ${what} of ${domain}${error ? ` (${statusIn(error.detail ?? error.code)})` : ''}`,
    'give the user the scope Call Center Supervisor or Office Manager in the portal, and the client the right to read them',
  )
}

const statusIn = (detail: string): string => /^\d{3}/.exec(detail)?.[0] ?? detail.slice(0, 80)

const HOUR_MS = 3_600_000

/** A call that begins in the future, or calls of which even the youngest is hours old, are of another zone. */
function checkZone(zone: string, rows: readonly unknown[], now: () => number): SetupFinding[] {
  const read = timeReader(zone, now)
  const ages = rows.flatMap((row) => {
    const started = read(readCall(row)?.started ?? '')
    return started === null ? [] : [now() - started]
  })
  const youngest = Math.min(...ages)
  if (ages.length === 0 || (youngest > -HOUR_MS / 4 && youngest < HOUR_MS)) return []
  const remedy = 'set `timeZone` to that of the platform’s servers, an IANA name such as America/New_York'
  return [
    youngest < 0
      ? missing('clock', `Calls begin in the future when their times are read as ${zone}`, remedy)
      : advice('clock', `Every call has lasted longer than an hour when its time is read as ${zone}`, remedy),
  ]
}

/** Of the portal's own pages: whether they know the one who signed in. */
export async function checkPortal(site: NetsapiensSite, { api, session }: Signed): Promise<SetupFinding[]> {
  if (site.portalSession.by === 'form' && session.cookie() === null)
    return [
      missing(
        'switchedOff',
        `The portal’s login form at ${site.portalSession.path} gave no session`,
        'read `path`, `userField` and `passwordField` of `portalSession` off the portal’s login page',
      ),
    ]
  const asked = await api.portal('tap', NO_CALL)
  if (asked.ok || asked.error.code !== 'signInNeeded')
    return [fine('rights', 'The portal’s actions know who signed in')]
  return [
    missing(
      'switchedOff',
      'The portal’s actions do not know who signed in: they want a session of their own',
      site.portalSession.by === 'bearer'
        ? 'set `"portalSession": {"by": "form"}` in the site file'
        : 'the session of the form is not the one of the actions: compare `portalSession.path` with the login page',
    ),
  ]
}
