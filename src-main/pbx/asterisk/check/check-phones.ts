// check-site, what names of the site file contradict: a phone of the house is no trunk, and begins its calls in no context of trunks.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import { codecsOf } from '../wire/browser-endpoint.ts'
import type { Asks } from './asks.ts'
import { about, advice, type Finding, missing, setIn } from './check-finding.ts'
import { endpointOf } from './check-line.ts'
import { notConvertible } from './convertible.ts'

type Phone = { readonly endpoint: string; readonly why: string }
type Member = { readonly endpoint: string; readonly queue: string }

export async function checkPhones(client: AmiClient, asks: Asks, site: AsteriskSite): Promise<Finding[]> {
  const members = await membersOf(client)
  const phones = phonesOf(site, members)
  return [
    ...trunksThatArePhones(site, phones),
    ...(await contextsOfPhones(asks, site, phones)),
    ...ownQueues(site, members),
    ...(await deafCodecs(asks, [...agentsOf(site, phones), ...site.trunks.endpoints])),
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

/** Of the line itself the step of the line speaks. */
const agentsOf = ({ line }: AsteriskSite, phones: readonly Phone[]): readonly string[] =>
  phones.map(({ endpoint }) => endpoint).filter((endpoint) => !line || endpoint !== endpointOf(line))

/** Calls in a codec that the PBX carries and cannot convert (g729 without its licence): the call is well, and Listen is silent. */
async function deafCodecs(asks: Asks, endpoints: readonly string[]): Promise<Finding[]> {
  const users = new Map<string, string[]>()
  const onlyThose: string[] = []
  const allowed = new Map<string, readonly string[]>()
  for (const endpoint of new Set(endpoints))
    allowed.set(endpoint, codecsOf((await asks.endpoint(endpoint, 'allow')) || 'nothing'))
  const deaf = await notConvertible(asks, [...new Set([...allowed.values()].flat())])
  for (const [endpoint, codecs] of allowed) {
    for (const codec of codecs.filter((one) => deaf.includes(one)))
      users.set(codec, [...(users.get(codec) ?? []), endpoint])
    if (codecs.every((one) => deaf.includes(one))) onlyThose.push(endpoint)
  }
  return [...users].map(([codec, by]) => {
    const named = by.slice(0, 5).join(', ')
    const isOnly = by.some((endpoint) => onlyThose.includes(endpoint))
    return about(
      'codec',
      (isOnly ? missing : advice)(
        `Calls in ${codec} cannot be listened to: this PBX carries it and cannot convert it (module codec_${codec}). It is allowed by ${named}${by.length > 5 ? ' and more' : ''}`,
        `load a codec_${codec}, or ${setIn('pjsip.conf', by[0] ?? '', 'allow=ulaw', 'module reload res_pjsip.so')}`,
      ),
    )
  })
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
