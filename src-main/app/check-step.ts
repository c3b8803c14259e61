// What one step of the set-up finds, for each kind of phone system.
import type { Site } from '#contract/settings.ts'
import type { FindingTopic, SetupFinding, SetupStep } from '#contract/site/setup.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Clock } from '#contract/time.ts'
import { checkSetupStep, type Finding } from '#main/pbx/asterisk/check-site.ts'
import { checkFreeswitchStep } from '#main/pbx/freeswitch/check-site.ts'

/** Asks a web server whether it is there; rejects with why it cannot be reached. */
export type Reach = (url: string) => Promise<void>

export async function checkStep(
  step: SetupStep,
  site: Site,
  clock: Clock,
  reach: Reach = reachWeb,
): Promise<SetupFinding[]> {
  switch (site.kind) {
    case 'asterisk':
      return (await checkSetupStep(step, site, clock)).map(asEntry)
    case 'netsapiens':
      return step === 'address' ? checkServers(site, reach) : []
    case 'freeswitch':
      return [...(await checkFreeswitchStep(step, site, { clock }))]
    case 'demo':
      return []
  }
}

const asEntry = (finding: Finding): SetupFinding =>
  finding.kind === 'ok'
    ? { kind: 'ok', about: 'other', what: finding.what, remedy: '' }
    : { kind: finding.kind, about: finding.about ?? 'other', what: finding.what, remedy: finding.remedy }

async function checkServers({ server, cores }: NetsapiensSite, reach: Reach): Promise<SetupFinding[]> {
  const tried = [...new Set([server, ...cores])].map(async (url): Promise<SetupFinding> => {
    try {
      await reach(url)
      return { kind: 'ok', about: 'other', what: `${url} answers`, remedy: '' }
    } catch (cause) {
      const why = reasonOf(cause)
      return {
        kind: 'missing',
        about: topicOf(why),
        what: `${url}: ${why}`,
        remedy: 'compare the address with your provider’s',
      }
    }
  })
  return Promise.all(tried)
}

/** `fetch` hides the code in the cause of its error. */
const reasonOf = (failure: unknown): string => {
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure
  if (!(cause instanceof Error)) return String(cause)
  return 'code' in cause ? `${String(cause.code)} ${cause.message}` : cause.message
}

/** Codes: Node's documentation of errors and of TLS (X509 certificate error codes). */
function topicOf(reason: string): FindingTopic {
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME_INVALID/.test(reason)) return 'certificate'
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return 'name'
  if (/ECONNREFUSED/.test(reason)) return 'port'
  if (/EPROTO|WRONG_VERSION|SSL/.test(reason)) return 'tls'
  return 'network'
}

const WITHIN_MS = 8_000

const reachWeb: Reach = async (url) => {
  const reply = await fetch(url, { method: 'GET', redirect: 'manual', signal: AbortSignal.timeout(WITHIN_MS) })
  await reply.body?.cancel()
}
