// check-site, the floor: whether the domain, the queues and the agents of the site file are those the PBX has.
import type { FreeswitchSite } from '#contract/settings.ts'
import { advice, fine, missing } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import { reachIn } from '../floor/cc-agents.ts'
import { isOwnQueue } from '../floor/tables.ts'
import type { EslClient } from '../wire/esl-client.ts'
import { barRows, jsonRows, type Row } from '../wire/lists.ts'

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
  const ours = agents.filter(({ contact = '' }) => reachIn(site, contact).extension !== null)
  const queues = await client.api('callcenter_config queue list')
  const shown = queues.ok ? barRows(queues.value).filter(({ name = '' }) => isOwnQueue(site, name)) : []
  return [
    fine('module', `mod_callcenter: ${shown.length} queue(s), ${ours.length} agent(s) with a phone at ${site.domain}`),
    ...otherDomain(site, agents, ours),
    ...standby(ours),
    ...unreadable(asked.value, agents),
    ...otherTenants(site, queues.ok ? barRows(queues.value) : [], shown),
    ...namedWrongly(site, agents, shown),
    ...unnamed(site, ours),
    ...(await checkDomain(client, site)),
  ]
}

function otherDomain({ domain, system }: FreeswitchSite, agents: readonly Row[], ours: readonly Row[]): SetupFinding[] {
  const rest = agents.length - ours.length
  // The other tenants of a FusionPBX are nobody's concern.
  if (rest === 0 || (system === 'fusionpbx' && ours.length > 0)) return []
  const what = `${rest} agent(s) are rung by something else than a phone at ${domain}, and shown by the number that is dialled, where there is one`
  return [
    ours.length === 0
      ? missing('extension', what, 'compare `domain` with the contacts in "callcenter_config agent list"')
      : advice(
          'extension',
          what,
          'whether they can be reached is not known: give them a contact user/EXTENSION@DOMAIN',
        ),
  ]
}

/** Their phone is in a call of its own all day, which the queue's callers are put through to. */
function standby(ours: readonly Row[]): SetupFinding[] {
  const which = ours.filter(({ type }) => type === 'uuid-standby').map(({ name = '' }) => name)
  if (which.length === 0) return []
  const what = `${which.length} agent(s) are of the type uuid-standby, of which nothing was measured: ${which.slice(0, 8).join(', ')}`
  return [advice('extension', what, 'give them the type callback ("callcenter_config agent set type NAME callback")')]
}

/** Nothing is quoted in the module's tables: a bar in a name makes its row unreadable. */
function unreadable(table: string, read: readonly Row[]): SetupFinding[] {
  const rows = table.split('\n').filter((line) => line !== '' && !line.startsWith('+OK')).length - 1
  if (rows <= read.length) return []
  return [
    missing(
      'extension',
      `${rows - read.length} agent(s) have a bar (|) in their name or contact, and cannot be shown`,
      'call them otherwise in callcenter.conf.xml (FusionPBX: Apps > Call Center > Agents), then "reload mod_callcenter"',
    ),
  ]
}

function otherTenants({ system, domain }: FreeswitchSite, all: readonly Row[], ours: readonly Row[]): SetupFinding[] {
  if (system !== 'fusionpbx' || all.length === 0 || ours.length > 0) return []
  const domains = [...new Set(all.map(({ name = '' }) => name.split('@')[1] ?? 'no domain'))].slice(0, 5).join(', ')
  return [
    missing(
      'extension',
      `None of the ${all.length} queue(s) is of ${domain}; they are of ${domains}`,
      'set `domain` to the tenant’s domain name (Advanced > Domains)',
    ),
  ]
}

/** A name in the site file that nothing on the PBX has is a slip of the pen, and is never shown. */
function namedWrongly(site: FreeswitchSite, agents: readonly Row[], queues: readonly Row[]): SetupFinding[] {
  const phones = new Set(
    agents.flatMap(({ contact = '' }) => reachIn(site, contact).extension ?? reachIn(site, contact).outside ?? []),
  )
  const shown = site.extensions === 'all' ? null : new Set([...phones, ...site.extensions])
  const nobody = shown ? Object.keys(site.agents).filter((extension) => !shown.has(extension)) : []
  const nowhere = Object.keys(site.queues).filter((name) => !queues.some((queue) => queue.name === name))
  return [
    ...(nobody.length > 0
      ? [
          advice(
            'extension',
            `The site file names ${nobody.join(', ')}, which no agent of mod_callcenter is rung at`,
            'correct the number in `agents`, or add it to `extensions` to show the phone all the same',
          ),
        ]
      : []),
    ...(nowhere.length > 0
      ? [
          advice(
            'extension',
            `The site file names the queue ${nowhere.join(', ')}, which mod_callcenter has not`,
            'write it in `queues` as "callcenter_config queue list" has it, with its @',
          ),
        ]
      : []),
  ]
}

/** FusionPBX names its agents by a uuid, and no list has their label. */
function unnamed(site: FreeswitchSite, ours: readonly Row[]): SetupFinding[] {
  const without = ours
    .flatMap(({ contact = '' }) => reachIn(site, contact).extension ?? reachIn(site, contact).outside ?? [])
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
