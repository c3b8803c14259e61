// check-site, what the site file says of the floor: trunks and phones by name, and trunks of the PBX that it does not name.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import type { Asks } from './asks.ts'
import { about, allAbout, type Finding, fine, missing, unknown } from './check-finding.ts'
import { endpointOf } from './check-line.ts'
import { checkPhones } from './check-phones.ts'

export async function checkFloor(client: AmiClient, asks: Asks, site: AsteriskSite): Promise<Finding[]> {
  return allAbout('trunk', [
    ...(await checkNames(asks, site)),
    ...(await checkPhones(client, asks, site)),
    ...(await checkContexts(client, site)),
    ...(await checkUnlisted(client, asks, site)),
  ])
}

async function checkNames(asks: Asks, { trunks, extensions }: AsteriskSite): Promise<Finding[]> {
  const isAbsent = async (name: string) => (await asks.endpoint(name, 'allow')) === ''
  const findings: Finding[] = []
  for (const trunk of trunks.endpoints)
    if (await isAbsent(trunk))
      findings.push(
        missing(
          `There is no trunk endpoint "${trunk}": no call is known as external by it`,
          'correct `trunks.endpoints`: use the names that "pjsip show endpoints" lists',
        ),
      )
  for (const extension of extensions === 'all' ? [] : extensions)
    if (await isAbsent(extension))
      findings.push(
        about(
          'extension',
          missing(
            `There is no endpoint "${extension}": the floor would show an agent whom nobody can call`,
            'correct `extensions`: use the names that "pjsip show endpoints" lists',
          ),
        ),
      )
  return findings
}

async function checkContexts(client: AmiClient, { trunks }: AsteriskSite): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const context of trunks.contexts) {
    const shown = await client.action('ShowDialPlan', [['Context', context]])
    if (!shown.ok && /did not find context/i.test(shown.error.detail ?? ''))
      findings.push(
        missing(
          `There is no context "${context}": no call is known as external by it`,
          'correct `trunks.contexts`: use the names that "dialplan show" lists',
        ),
      )
  }
  return findings
}

const asked = 400 // endpoints; four questions each

/** A trunk that the site file does not name: its calls count as internal, and a caller from outside may be whispered to. */
async function checkUnlisted(client: AmiClient, asks: Asks, site: AsteriskSite): Promise<Finding[]> {
  const known = await listed(client, asks, site)
  if (known === null)
    return [
      unknown(
        'Whether there are trunks that the site file does not name could not be looked at',
        'compare `trunks` with what "pjsip show endpoints" lists, or give the site ARI: by it check-site sees the endpoints',
      ),
    ]
  const named = new Set([...site.trunks.endpoints, ...(site.extensions === 'all' ? [] : site.extensions)])
  if (site.line) named.add(endpointOf(site.line))
  const findings: Finding[] = []
  for (const endpoint of known.filter((name) => !named.has(name)).slice(0, asked)) {
    const why = await whyTrunk(asks, endpoint)
    const context = why === null ? '' : await asks.endpoint(endpoint, 'context')
    if (why !== null && !site.trunks.contexts.includes(context ?? ''))
      findings.push(
        missing(
          `The endpoint "${endpoint}" looks like a trunk (${why}), and the site file does not name it: its callers would count as internal`,
          `put "${endpoint}" into \`trunks.endpoints\` (or its context "${context}" into \`trunks.contexts\`). If it is a phone of the house, put it into \`extensions\``,
        ),
      )
  }
  return findings.length > 0 ? findings : [fine('No trunk was found that the site file does not name')]
}

/** By ARI all; without it those whose device state AMI tells. */
async function listed(client: AmiClient, asks: Asks, site: AsteriskSite): Promise<readonly string[] | null> {
  const byAri = site.ari ? await asks.endpoints() : null
  if (byAri !== null) return byAri
  const devices = await client.action('DeviceStateList')
  if (!devices.ok) return null
  return devices.value.rows.flatMap(({ Device = '' }) => /^PJSIP\/(.+)$/.exec(Device)?.[1] ?? [])
}

/** Phones sign in to this PBX and say where they are; a trunk is signed in to, or stands at an address of its own. */
async function whyTrunk(asks: Asks, endpoint: string): Promise<string | null> {
  const setting = async (name: string) => (await asks.endpoint(endpoint, name)) ?? ''
  if ((await setting('allow')) === '') return null // ARI goes on listing those that a reload took away
  if ((await setting('outbound_auth')) !== '') return 'outbound_auth'
  if ((await setting('auth')) !== '') return null
  const aor = (await setting('aors')).split(',')[0]?.trim() ?? ''
  const contact = aor === '' ? '' : ((await asks.aor(aor, 'contact')) ?? '')
  if (contact !== '') return `its calls go to ${contact}`
  const contacts = aor === '' ? '0' : await asks.aor(aor, 'max_contacts')
  return contacts === '0' || contacts === '' ? 'it takes calls without a password, and nothing registers there' : null
}
