// Whether the site's rules let somebody use a mode on a call, and which rule it is that does not. Pure.
import type { Agent, Call, Floor } from '#contract/floor.ts'
import { partiesOf } from '#contract/floor.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import type { AccessRule, RuleTarget } from '#contract/rights.ts'

/** Who asks. `role` null: they have none, so that only rules about every role are theirs. */
export type Asker = { readonly role: string | null; readonly teams: readonly string[] }

/** What the history names where no rule allows it. */
export const NO_RULE = 'no rule allows it'

/**
 * The name of the rule that refuses `mode` on this call by that agent; null: none does. A `never` counts for everybody who is on the call,
 * a `may` for the agent it is listened to by. Once a rule names roles, or says what may be done, all else is refused.
 */
export function whyNotByRule(
  rules: readonly AccessRule[],
  asker: Asker,
  { call, agentId }: { readonly call: Call; readonly agentId: string },
  mode: Mode,
  floor: Floor,
): string | null {
  const mine = rules.filter((rule) => concerns(rule, asker.role))
  const everybody = [agentId, call.agentId, ...partiesOf(call).map((party) => party.agentId)]
  const forbids = mine.find(
    ({ never, on }) =>
      never?.includes(mode) && everybody.some((id) => fits(on, { call, agent: agentOf(floor, id), asker, floor })),
  )
  if (forbids) return forbids.name
  if (!isClosed(rules)) return null
  const agent = agentOf(floor, agentId)
  const allows = mine.some(({ may, on }) => may?.includes(mode) && fits(on, { call, agent, asker, floor }))
  return allows ? null : NO_RULE
}

/** The modes that could be allowed on some call at all. */
export const modesOf = (rules: readonly AccessRule[], asker: Asker): readonly Mode[] => {
  const mine = rules.filter((rule) => concerns(rule, asker.role))
  const barred = (mode: Mode) => mine.some(({ never, on }) => on === undefined && never?.includes(mode))
  const open = (mode: Mode) => !isClosed(rules) || mine.some(({ may }) => may?.includes(mode))
  return modes.filter((mode) => open(mode) && !barred(mode))
}

const isClosed = (rules: readonly AccessRule[]): boolean =>
  rules.some(({ roles, exceptRoles, may }) => (roles ?? exceptRoles ?? may) !== undefined)

const concerns = ({ roles, exceptRoles }: AccessRule, role: string | null): boolean =>
  (roles === undefined || (role !== null && roles.includes(role))) &&
  (exceptRoles === undefined || role === null || !exceptRoles.includes(role))

type Scene = {
  readonly call: Call
  readonly agent: Agent | null
  readonly asker: Asker
  readonly floor: Floor
}

/** Whoever is not known to belong there does not fit: a `may` does not reach them, and neither does a `never` by team. */
function fits(on: RuleTarget | undefined, { call, agent, asker, floor }: Scene): boolean {
  if (on === undefined) return true
  const { agents, teams, ownTeam, queues, numbers } = on
  const team = agent?.team ?? null
  if (agents && !(agent && anyLike(agents, [agent.id, agent.extension, agent.name]))) return false
  if (teams && !(team !== null && anyLike(teams, [team]))) return false
  if (ownTeam && !(team !== null && asker.teams.includes(team))) return false
  if (queues && !anyLike(queues, queueNames(call, floor))) return false
  return !numbers || anyLike(numbers, otherNumbers(call))
}

const agentOf = (floor: Floor, id: string | null): Agent | null => (id === null ? null : (floor.agents[id] ?? null))

function queueNames({ queueId }: Call, floor: Floor): readonly string[] {
  if (queueId === null) return []
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
