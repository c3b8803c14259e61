// Whether the site's rules let somebody use a right (a mode or an act) on a call or an agent, and which rule does not. Pure.
import { type ActKind, actKinds } from '#contract/acts/act-kinds.ts'
import { NO_RULE } from '#contract/acts/no-rule.ts'
import type { Agent, Call, Floor } from '#contract/floor.ts'
import { partiesOf } from '#contract/floor.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import type { AccessRule, Right, RuleTarget } from '#contract/rights.ts'

/** Who asks. `role` null: they have none, so that only rules about every role are theirs. */
export type Asker = { readonly role: string | null; readonly teams: readonly string[] }

/** Allowed by a rule alone, also where a site has no rules. */
const byRuleAlone: readonly Right[] = ['transferOut', 'broadcast', 'forceLogOut']

/** What a right is wanted on. */
export type RightTarget = {
  readonly call: Call | null
  /** The agent whom a `may` must fit; null: there is none, as of a waiting call. */
  readonly agentId: string | null
  /** Those on the call apart, whom a `never` protects as well: who is to be given it. */
  readonly others?: readonly string[]
  /** Absent: the call's. A `may` must fit them all, a `never` one of them. */
  readonly queueIds?: readonly string[]
}

/**
 * The name of the rule that refuses `right` on this target; null: none does. A `never` counts for everybody who is on the call,
 * a `may` for the agent it is listened to by. Once a rule names roles, or says what may be done, all else is refused.
 */
export function whyNotByRule(
  rules: readonly AccessRule[],
  asker: Asker,
  target: RightTarget,
  right: Right,
  floor: Floor,
): string | null {
  const { call, agentId } = target
  const mine = rules.filter((rule) => concerns(rule, asker.role))
  const onCall = call ? [call.agentId, ...partiesOf(call).map((party) => party.agentId)] : []
  const everybody = [agentId, ...onCall, ...(target.others ?? [])]
  const queueIds = target.queueIds ?? (call?.queueId ? [call.queueId] : [])
  const forbids = mine.find(
    ({ never, on }) =>
      never?.includes(right) &&
      everybody.some((id) => fits(on, { call, agent: agentOf(floor, id), queueIds, every: false, asker, floor })),
  )
  if (forbids) return forbids.name
  if (!isClosed(rules)) return byRuleAlone.includes(right) ? NO_RULE : null
  const agent = agentOf(floor, agentId)
  const scene = { call, agent, queueIds, every: true, asker, floor }
  return mine.some(({ may, on }) => may?.includes(right) && fits(on, scene)) ? null : NO_RULE
}

/** The modes that could be allowed on some call at all. */
export const modesOf = (rules: readonly AccessRule[], asker: Asker): readonly Mode[] =>
  modes.filter(openTo(rules, asker))

/** The acts that could be allowed on somebody at all. */
export const actsOf = (rules: readonly AccessRule[], asker: Asker): readonly ActKind[] =>
  actKinds.filter(openTo(rules, asker))

function openTo(rules: readonly AccessRule[], asker: Asker): (right: Right) => boolean {
  const mine = rules.filter((rule) => concerns(rule, asker.role))
  const isBarred = (right: Right) => mine.some(({ never, on }) => on === undefined && never?.includes(right))
  const isOpen = (right: Right) =>
    isClosed(rules) ? mine.some(({ may }) => may?.includes(right)) : !byRuleAlone.includes(right)
  return (right) => isOpen(right) && !isBarred(right)
}

const isClosed = (rules: readonly AccessRule[]): boolean =>
  rules.some(({ roles, exceptRoles, may }) => (roles ?? exceptRoles ?? may) !== undefined)

const concerns = ({ roles, exceptRoles }: AccessRule, role: string | null): boolean =>
  (roles === undefined || (role !== null && roles.includes(role))) &&
  (exceptRoles === undefined || role === null || !exceptRoles.includes(role))

type Scene = {
  readonly call: Call | null
  readonly agent: Agent | null
  readonly queueIds: readonly string[]
  readonly every: boolean // of the queues
  readonly asker: Asker
  readonly floor: Floor
}

/** Whoever is not known to belong there does not fit: a `may` does not reach them, and neither does a `never` by team. */
function fits(on: RuleTarget | undefined, { call, agent, queueIds, every, asker, floor }: Scene): boolean {
  if (on === undefined) return true
  const { agents, teams, ownTeam, queues, numbers } = on
  const team = agent?.team ?? null
  if (agents && !(agent && anyLike(agents, [agent.id, agent.extension, agent.name]))) return false
  if (teams && !(team !== null && anyLike(teams, [team]))) return false
  if (ownTeam && !(team !== null && asker.teams.includes(team))) return false
  if (queues && !areLike(queues, queueIds, every, floor)) return false
  return !numbers || (call !== null && anyLike(numbers, otherNumbers(call)))
}

const agentOf = (floor: Floor, id: string | null): Agent | null => (id === null ? null : (floor.agents[id] ?? null))

function areLike(wanted: readonly string[], queueIds: readonly string[], every: boolean, floor: Floor): boolean {
  const isLikeOne = (id: string) => anyLike(wanted, queueNames(id, floor))
  return queueIds.length > 0 && (every ? queueIds.every(isLikeOne) : queueIds.some(isLikeOne))
}

function queueNames(queueId: string, floor: Floor): readonly string[] {
  const queue = floor.queues[queueId]
  return queue ? [queueId, queue.extension, queue.name] : [queueId]
}

/** As they were dialled, and without what is written between the digits. */
const otherNumbers = (call: Call): readonly string[] =>
  partiesOf(call)
    .filter(({ agentId }) => agentId === null)
    .flatMap(({ number }) => [number, number.replace(/[\s()./-]/g, '')])

const anyLike = (patterns: readonly string[], texts: readonly string[]): boolean =>
  patterns.some((pattern) => texts.some((text) => isLike(pattern, text)))

/** Case is nothing a person should have to think of. Linear: no pattern of a site file may hang the desk. */
export function isLike(pattern: string, text: string): boolean {
  const [wanted, found] = [pattern.toLowerCase(), text.toLowerCase()]
  let [at, star, mark] = [0, -1, 0]
  for (let i = 0; i < found.length; ) {
    if (wanted[at] === '*') {
      star = at
      mark = i
      at += 1
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === found[i])) {
      at += 1
      i += 1
    } else if (star >= 0) {
      mark += 1
      i = mark
      at = star + 1
    } else return false
  }
  while (wanted[at] === '*') at += 1
  return at === wanted.length
}
