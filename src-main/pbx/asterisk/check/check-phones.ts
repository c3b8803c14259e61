// check-site, what names of the site file contradict: a phone of the house is no trunk, and begins its calls in no context of trunks.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import type { Asks } from './asks.ts'
import { about, advice, type Finding, missing } from './check-finding.ts'
import { endpointOf } from './check-line.ts'

type Phone = { readonly endpoint: string; readonly why: string }
type Member = { readonly endpoint: string; readonly queue: string }

export async function checkPhones(client: AmiClient, asks: Asks, site: AsteriskSite): Promise<Finding[]> {
  const members = await membersOf(client)
  const phones = phonesOf(site, members)
  return [
    ...trunksThatArePhones(site, phones),
    ...(await contextsOfPhones(asks, site, phones)),
    ...ownQueues(site, members),
  ]
}

/** Who is certainly a phone of the house, with what says so. */
function phonesOf({ line, takeOn, extensions }: AsteriskSite, members: readonly Member[]): readonly Phone[] {
  const phones: Phone[] = []
  if (line) phones.push({ endpoint: endpointOf(line), why: 'it is the supervisor’s line' })
  if (typeof takeOn === 'object')
    phones.push({ endpoint: takeOn.phone.replace(/^PJSIP\//, ''), why: '`takeOn` names it as the supervisor’s phone' })
  for (const endpoint of extensions === 'all' ? [] : extensions)
    phones.push({ endpoint, why: '`extensions` names it too' })
  for (const { endpoint, queue } of members) phones.push({ endpoint, why: `it is a member of the queue ${queue}` })
  return phones.filter(({ endpoint }, at) => phones.findIndex((one) => one.endpoint === endpoint) === at)
}

/** Of a queue; a member outside stands behind the trunk: PJSIP/5551234@provider. */
async function membersOf(client: AmiClient): Promise<readonly Member[]> {
  const told = await client.action('QueueStatus')
  if (!told.ok) return []
  return told.value.rows.flatMap(({ Event, Queue: queue = '', StateInterface, Location = '' }): Member[] => {
    const endpoint = /^PJSIP\/([^/@]+)$/.exec(StateInterface || Location)?.[1]
    return Event === 'QueueMember' && endpoint !== undefined ? [{ endpoint, queue }] : []
  })
}

const trunksThatArePhones = ({ trunks }: AsteriskSite, phones: readonly Phone[]): Finding[] =>
  phones
    .filter(({ endpoint }) => trunks.endpoints.includes(endpoint))
    .map(({ endpoint, why }) =>
      missing(
        `"${endpoint}" cannot be a trunk: ${why}. All of its calls would count as external`,
        `take "${endpoint}" out of \`trunks.endpoints\``,
      ),
    )

async function contextsOfPhones(asks: Asks, { trunks }: AsteriskSite, phones: readonly Phone[]): Promise<Finding[]> {
  const found = new Map<string, Phone>()
  if (trunks.contexts.length === 0) return []
  for (const phone of phones) {
    const context = (await asks.endpoint(phone.endpoint, 'context')) ?? ''
    if (trunks.contexts.includes(context) && !found.has(context)) found.set(context, phone)
  }
  return [...found].map(([context, { endpoint, why }]) =>
    missing(
      `The phone "${endpoint}" begins its calls in the context "${context}", which \`trunks.contexts\` names (${why}): every call from there would count as external`,
      `take "${context}" out of \`trunks.contexts\`, or give the phone another context= in pjsip.conf`,
    ),
  )
}

function ownQueues({ line }: AsteriskSite, members: readonly Member[]): Finding[] {
  const queues = line ? members.filter(({ endpoint }) => endpoint === endpointOf(line)).map(({ queue }) => queue) : []
  if (!line || queues.length === 0) return []
  return [
    about(
      'extension',
      advice(
        `The supervisor’s line "${endpointOf(line)}" is a member of ${queues.join(', ')}: callers of the queue ring in the console, also while it listens, and the supervisor is an agent on the floor`,
        'take it out of the queue, or give the supervisor’s line an endpoint of its own',
      ),
    ),
  ]
}
