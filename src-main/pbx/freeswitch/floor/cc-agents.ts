// Which person an agent of mod_callcenter is, and which legs are theirs: a phone of this domain, or a number outside that the module dials. Pure.
import type { FreeswitchSite } from '#contract/settings.ts'
import { type CcAgent, extensionIn, extensionOf, isDomain, type Leg, peerOf, type Tables } from './tables.ts'

/**
 * A contact is a dial string: several that ring together (`,`) or in turn (`|`), each perhaps behind variables in brackets. `extension`: the
 * first phone of this domain. `outside`: where there is none, the number that a gateway or the dialplan is given.
 */
export function reachIn(site: FreeswitchSite, contact: string): Pick<CcAgent, 'extension' | 'outside'> {
  const ways = waysIn(contact)
  const extension =
    ways.map((way) => extensionIn(site, way) ?? registeredIn(site, way)).find((one) => one !== null) ?? null
  const outside = extension === null ? ways.map(outsideIn).find((one) => one !== null) : null
  return { extension, outside: outside ?? null }
}

function waysIn(contact: string): readonly string[] {
  const bare = contact.replace(/\[[^\]]*\]|\{[^}]*\}|<[^>]*>/g, '')
  return bare.split(/:_:|[,|]/).map((way) => way.trim())
}

/** `sofia/internal/1001@DOMAIN` and `…%DOMAIN`, `verto.rtc/1001@DOMAIN`: a registered phone, past its user's dial string. */
function registeredIn(site: FreeswitchSite, way: string): string | null {
  const [, extension, at] =
    /^(?:sofia\/(?!gateway\/)[^/]+|verto\.rtc)\/(?:sips?:)?([^@%/]+)[@%]([^;:/]+)/.exec(way) ?? []
  return at !== undefined && isDomain(site, at) ? (extension ?? null) : null
}

function outsideIn(way: string): string | null {
  const [, gateway, looped, sent] =
    /^(?:sofia\/gateway\/[^/]+\/([^/]+)|loopback\/([^/]+)(?:\/.*)?|sofia\/(?!gateway\/)[^/]+\/(?:sips?:)?([^@%/]+)@.+)$/.exec(
      way,
    ) ?? []
  return gateway ?? looped ?? sent ?? null
}

/** Null: of another tenant, or rung in a way that says nobody. Outside, only a queue says whose they are. */
export function idOf({ site, tiers }: Tables, { name, extension, outside }: CcAgent): string | null {
  if (extension !== null || outside === null) return extension
  return site.system === 'freeswitch' || [...tiers.values()].some((names) => names.has(name)) ? outside : null
}

/** One person may be an agent of several names. */
export const ccAgentsOf = (tables: Tables, id: string): readonly CcAgent[] =>
  [...tables.agents.values()].filter((agent) => idOf(tables, agent) === id)

/** Whose leg it is, agent or not: that of a phone by its extension, and that of somebody outside by whom the module dialled it for. */
export function personOn(tables: Tables, leg: Leg): string | null {
  const extension = extensionOf(tables, leg.presence)
  if (extension !== null) return extension
  const agent = tables.agents.get(dialledFor(leg) ?? dialledFor(beforeLoop(tables, leg)) ?? '')
  return agent === undefined || agent.extension !== null ? null : idOf(tables, agent)
}

const dialledFor = (leg: Leg | undefined): string | null => (leg?.cc?.side === 'agent' ? leg.cc.agent : null)

/** Behind a loopback, the end of it that was dialled. */
function beforeLoop(tables: Tables, leg: Leg): Leg | undefined {
  const end = peerOf(tables, leg)
  return tables.legs.get(end?.loop ?? '')
}

/** Legs that wait for callers all day (`uuid-standby`; mod_fifo: `fifo NAME out wait`), and talk with nobody now. */
export function idleSeats({ agents, legs }: Tables): ReadonlySet<Leg> {
  const seats = [...agents.values()].flatMap(({ standby }) => legs.get(standby ?? '') ?? [])
  for (const leg of legs.values()) if (leg.app === 'fifo' && /\sout\b/.test(leg.appData)) seats.push(leg)
  return new Set(seats.filter(({ peer, conference }) => peer === null && conference === null))
}
