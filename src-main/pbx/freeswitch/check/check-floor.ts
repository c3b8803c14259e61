// check-site, the floor: whether the domain, the queues and the agents of the site file are those the PBX has.
import type { FreeswitchSite } from '#contract/settings.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import { extensionIn, isOwnQueue } from '../floor/tables.ts'
import type { EslClient } from '../wire/esl-client.ts'
import { barRows, jsonRows, type Row } from '../wire/lists.ts'
import { advice, fine, missing } from './finding.ts'

export async function checkFloor(client: Pick<EslClient, 'api'>, site: FreeswitchSite): Promise<SetupFinding[]> {
  const asked = await client.api('callcenter_config agent list')
  if (!asked.ok)
    return [
      advice(
        'module',
        `mod_callcenter is not loaded (${asked.error.detail ?? ''}): no queues and no agents`,
        'load it ("load mod_callcenter", modules.conf.xml), or name the phones to show in `extensions`',
      ),
      ...(await checkDomain(client, site)),
    ]
  const agents = barRows(asked.value)
  const ours = agents.filter(({ contact = '' }) => extensionIn(site, contact) !== null)
  const queues = await client.api('callcenter_config queue list')
  const shown = queues.ok ? barRows(queues.value).filter(({ name = '' }) => isOwnQueue(site, name)) : []
  return [
    fine('module', `mod_callcenter: ${shown.length} queue(s), ${ours.length} agent(s) with a phone at ${site.domain}`),
    ...otherDomain(site, agents, ours),
    ...unnamed(site, ours),
    ...(await checkDomain(client, site)),
  ]
}

function otherDomain({ domain, system }: FreeswitchSite, agents: readonly Row[], ours: readonly Row[]): SetupFinding[] {
  const rest = agents.length - ours.length
  // The other tenants of a FusionPBX are nobody's concern.
  if (rest === 0 || (system === 'fusionpbx' && ours.length > 0)) return []
  const what = `${rest} agent(s) are rung by something else than user/EXTENSION@${domain}, and are shown without a phone`
  return [
    ours.length === 0
      ? missing('extension', what, 'compare `domain` with the contacts in "callcenter_config agent list"')
      : advice('extension', what, 'they cannot be listened to: give them a contact user/EXTENSION@DOMAIN'),
  ]
}

/** FusionPBX names its agents by a uuid, and no list has their label. */
function unnamed(site: FreeswitchSite, ours: readonly Row[]): SetupFinding[] {
  const without = ours
    .flatMap(({ contact = '' }) => extensionIn(site, contact) ?? [])
    .filter((extension) => !site.agents[extension]?.name)
  if (without.length === 0) return []
  return [
    advice(
      'extension',
      `${without.length} agent(s) are shown by their number alone: ${without.slice(0, 8).join(', ')}`,
      'name them in `agents` of the site file: {"1001": {"name": "Ada Lovelace", "team": "Sales"}}',
    ),
  ]
}

async function checkDomain(client: Pick<EslClient, 'api'>, { domain }: FreeswitchSite): Promise<SetupFinding[]> {
  const asked = await client.api('show registrations as json')
  const rows = asked.ok ? jsonRows(asked.value) : null
  if (!rows || rows.length === 0) return []
  const realms = [...new Set(rows.map(({ realm = '' }) => realm))]
  if (realms.includes(domain)) return [fine('extension', `Phones are registered at ${domain}`)]
  return [
    missing(
      'extension',
      `No phone is registered at ${domain}; those there are have ${realms.slice(0, 5).join(', ')}`,
      'set `domain` in the site file to theirs',
    ),
  ]
}
