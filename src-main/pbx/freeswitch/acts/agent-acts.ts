// States of agents on FreeSWITCH: those of mod_callcenter.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { CcAgent, Tables } from '../floor/tables.ts'
import { barRows } from '../wire/lists.ts'
import type { FreeswitchActsParts } from './parts.ts'

type Status = 'Available' | 'On Break' | 'Logged Out'

/** The module keeps one status an agent for all of their queues, and no reason of a break. */
export function agentActs(parts: FreeswitchActsParts): ActRunners {
  const set = async (agentId: string, queueIds: readonly string[] | null, status: Status): Promise<Result<null>> => {
    const tables = parts.feed.picture().tables()
    const agent = [...tables.agents.values()].find(({ extension }) => extension === agentId)
    // A name with a space would be two words of the command.
    if (!agent || /[\s']/.test(agent.name)) return err(deskFailure('actNotPossible', 'notInQueue'))
    const why = whyNotIn(tables, agent, queueIds, status)
    return why ? err(why) : setStatus(parts, agent.name, status)
  }
  return {
    pause: { run: ({ agentId, queueIds }) => set(agentId, queueIds, 'On Break') },
    ready: { run: ({ agentId, queueIds }) => set(agentId, queueIds, 'Available') },
    logIn: { run: ({ agentId, queueIds }) => set(agentId, queueIds, 'Available') },
    logOut: { run: ({ agentId, queueIds }) => set(agentId, queueIds, 'Logged Out') },
    forceLogOut: { run: ({ agentId }) => set(agentId, null, 'Logged Out') },
  }
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

/** The connection may be cut: it comes back by itself. */
const LOOKED_AFTER_MS = [0, 500, 1000, 2000, 3000] as const

const isNotSent = ({ code, detail = '' }: DeskError): boolean =>
  code === 'pbxUnreachable' && /not connected/.test(detail)

async function setStatus(
  { feed, clock }: Pick<FreeswitchActsParts, 'feed' | 'clock'>,
  name: string,
  status: Status,
): Promise<Result<null>> {
  const answer = await feed.api(`callcenter_config agent set status ${name} '${status}'`)
  if (answer.ok) return ok(null)
  const lost = answer.error
  if (lost.code === 'pbxRefused') return err(deskFailure('actNotPossible', lost.detail))
  if (isNotSent(lost)) return answer
  for (const ms of LOOKED_AFTER_MS) {
    if (ms > 0) await new Promise<void>((resolve) => void clock.after(ms, resolve))
    const listed = await feed.api('callcenter_config agent list')
    if (!listed.ok) continue
    const row = barRows(listed.value).find((one) => one.name === name)
    if (row?.status === status) return ok(null)
    // On the connection that answers in order the command has been read; after a cut the old one may still be.
    if (lost.code === 'timedOut') return err(lost)
  }
  return err(deskFailure('actUnknown', lost.code))
}
