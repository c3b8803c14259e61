// States of agents on FreeSWITCH: those of mod_callcenter.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, type Result } from '#contract/result.ts'
import { type ActRunners, inTurn } from '#main/pbx/kit/acts.ts'
import { askOnce, type Seen } from '#main/pbx/kit/asked-once.ts'
import { ccAgentsOf } from '../floor/cc-agents.ts'
import type { CcAgent, Tables } from '../floor/tables.ts'
import { barRows } from '../wire/lists.ts'
import { doneIf, inWords } from './ask.ts'
import type { FreeswitchActsParts } from './parts.ts'

type Status = 'Available' | 'On Break' | 'Logged Out'

/** The module keeps one status an agent for all of their queues, and no reason of a break. */
export function agentActs(parts: FreeswitchActsParts): ActRunners {
  // Every status but Logged Out logs in: a pause, and its end, are for whoever is in already.
  const set = async (
    agentId: string,
    queueIds: readonly string[] | null,
    status: Status,
    whom: 'whoIsIn' | 'everybody' = 'everybody',
  ): Promise<Result<null>> => {
    const tables = parts.feed.picture().tables()
    const agents = agentsIn(tables, agentId, queueIds)
    // A name with a space would be two words of the command.
    if (agents.length === 0 || agents.some(({ agent }) => /[\s']/.test(agent.name)))
      return err(deskFailure('actNotPossible', 'notInQueue'))
    const meant = whom === 'whoIsIn' ? agents.filter(({ agent }) => agent.status !== 'Logged Out') : agents
    if (meant.length === 0) return err(deskFailure('actNotPossible', 'loggedOut'))
    const why = meant.map(({ agent, queues }) => whyNotIn(tables, agent, queues, status)).find((one) => one !== null)
    if (why) return err(why)
    return inTurn(meant, ({ agent }) => setStatus(parts, agent.name, status))
  }
  return {
    pause: { run: ({ agentId, queueIds }) => set(agentId, queueIds, 'On Break', 'whoIsIn') },
    ready: { run: ({ agentId, queueIds }) => set(agentId, queueIds, 'Available', 'whoIsIn') },
    logIn: { run: ({ agentId, queueIds }) => set(agentId, queueIds, 'Available') },
    logOut: { run: ({ agentId, queueIds }) => set(agentId, queueIds, 'Logged Out') },
    forceLogOut: { run: ({ agentId }) => set(agentId, null, 'Logged Out') },
  }
}

/** A person may be several agents of the module: those in these queues, each with its own of them. None: nobody of theirs is in one of them. */
function agentsIn(tables: Tables, agentId: string, queueIds: readonly string[] | null) {
  const all = ccAgentsOf(tables, agentId)
  if (queueIds === null || all.length < 2) return all.map((agent) => ({ agent, queues: queueIds }))
  const isIn = (queue: string, { name }: CcAgent): boolean => tables.tiers.get(queue)?.has(name) === true
  if (queueIds.some((queue) => !all.some((agent) => isIn(queue, agent)))) return []
  return all
    .map((agent) => ({ agent, queues: queueIds.filter((queue) => isIn(queue, agent)) }))
    .filter(({ queues }) => queues.length > 0)
}

function whyNotIn(
  { tiers }: Tables,
  { name, status: before }: CcAgent,
  queueIds: readonly string[] | null,
  status: Status,
): DeskError | null {
  if (queueIds === null) return null
  const own = [...tiers].flatMap(([queue, names]) => (names.has(name) ? [queue] : []))
  if (queueIds.some((queue) => !own.includes(queue))) return deskFailure('actNotPossible', 'notInQueue')
  // Logging in brings them into all of their queues; who is in already is in those asked for.
  if (status === 'Available' && before === 'Logged Out') return null
  return own.every((queue) => queueIds.includes(queue))
    ? null
    : deskFailure('actNotPossible', 'mod_callcenter has one status for all queues')
}

/** +OK says that the command was read, and -ERR perhaps that nothing was printed: what it did is what the module's list shows. */
function setStatus({ feed, clock }: FreeswitchActsParts, name: string, status: Status): Promise<Result<null>> {
  const ask = () => feed.api(`callcenter_config agent set status ${name} '${status}'`)
  const look = async (): Promise<Seen> => {
    const listed = await feed.api('callcenter_config agent list')
    if (!listed.ok) return { kind: 'unknown' }
    const row = barRows(listed.value).find((one) => one.name === name)
    return row ? doneIf(row.status === status) : { kind: 'over', cause: deskFailure('actNotPossible', 'noSuchAgent') }
  }
  return askOnce({ clock, ask, look }).then(inWords)
}
