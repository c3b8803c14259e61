// What the rules of a site lead to, in words for whoever wrote them; and what in them can hardly be meant. Pure.
import { modes } from '#contract/monitor.ts'
import type { AccessRule, RuleTarget } from '#contract/rights.ts'
import type { Settings } from '#contract/settings.ts'
import { actsOf, isLike, modesOf } from './why-not.ts'

export type TellRules = {
  readonly leadsTo: readonly string[]
  readonly doubts: readonly { readonly what: string; readonly remedy: string }[]
}

type Site = Pick<Settings, 'access' | 'people' | 'supervisor'>

export function tellRules({ access, people, supervisor }: Site): TellRules {
  const named = access.rules.flatMap(({ roles = [], exceptRoles = [] }) => [...roles, ...exceptRoles])
  const held = [...people.map(({ role }) => role), supervisor?.role].filter((role) => role !== undefined)
  const roles = [...new Set([...named, ...held, ...access.hideNumbersFrom, ...(access.reason?.roles ?? [])])].sort()
  if (access.rules.length === 0 && roles.length === 0) return { leadsTo: [], doubts: [] }
  const hidden = (role: string) => (access.hideNumbersFrom.includes(role) ? '; sees no numbers' : '')
  const leadsTo = [
    ...roles.map((role) => `${role}: ${mayOf(access.rules, role)}${hidden(role)}`),
    `whoever has no role: ${mayOf(access.rules, null)}${access.hideNumbersFrom.length > 0 ? '; sees no numbers' : ''}`,
  ]
  return { leadsTo, doubts: [...unheld(roles, held), ...idle(access.rules, roles), ...unlocked(people)] }
}

/** Of a queue nobody has, a `may` opens nothing and a `never` protects nobody, in silence. */
export const queuesNamed = (rules: readonly AccessRule[]) => (queues: readonly string[]) =>
  rules.flatMap(({ name, on }) =>
    (on?.queues ?? [])
      .filter((pattern) => !queues.some((queue) => isLike(pattern, queue)))
      .map((pattern) => ({
        what: `There is no queue "${pattern}", which the rule "${name}" of access.rules names`,
        remedy: `correct it in the rule: the phone system has ${queues.length === 0 ? 'no queues' : queues.slice(0, 20).join(', ')}`,
      })),
  )

function mayOf(rules: readonly AccessRule[], role: string | null): string {
  const asker = { role, teams: [] }
  const open = [...modesOf(rules, asker), ...actsOf(rules, asker)]
  if (open.length === 0) return 'nothing'
  const mine = rules.filter(
    ({ roles, exceptRoles = [] }) =>
      (!roles || (role !== null && roles.includes(role))) && !exceptRoles.includes(role ?? ''),
  )
  const may = mine.flatMap((rule) => (rule.may ? [`${rule.may.join(', ')} ${where(rule.on)}`] : []))
  const never = mine.flatMap((rule) => (rule.never ? [`never ${rule.never.join(', ')} ${where(rule.on)}`] : []))
  return [...(may.length > 0 ? may : [modes.join(', ')]), ...never].join('; ')
}

function where(on: RuleTarget | undefined): string {
  if (!on) return 'on every call'
  const list = (name: string, texts: readonly string[] | undefined) => (texts ? [`${name} ${texts.join(' or ')}`] : [])
  return `on calls with ${[
    ...list('agent', on.agents),
    ...list('team', on.teams),
    ...(on.ownTeam ? ['their own team'] : []),
    ...list('queue', on.queues),
    ...list('number', on.numbers),
  ].join(' and ')}`
}

/** A mistyped role opens or shuts nothing, in silence. */
const unheld = (roles: readonly string[], held: readonly string[]) =>
  held.length === 0
    ? []
    : roles
        .filter((role) => !held.includes(role))
        .map((role) => ({
          what: `nobody has the role "${role}"`,
          remedy: `check its spelling in people and in access, or give it to somebody`,
        }))

const idle = (rules: readonly AccessRule[], roles: readonly string[]) =>
  roles
    .filter((role) => modesOf(rules, { role, teams: [] }).length + actsOf(rules, { role, teams: [] }).length === 0)
    .map((role) => ({
      what: `the role "${role}" may do nothing`,
      remedy: `add a rule of access.rules with "roles": ["${role}"] and "may", if it should`,
    }))

function unlocked(people: Settings['people']) {
  if (people.every(({ pin, badge }) => !pin && !badge)) return []
  return people
    .filter(({ pin, badge }) => !pin && !badge)
    .map(({ name }) => ({ what: `${name} has neither PIN nor badge and cannot sign in`, remedy: 'npm run hash-pin' }))
}
