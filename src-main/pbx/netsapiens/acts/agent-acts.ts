// Acts on agents on NetSapiens: in and out of the queues they are assigned to. Its words for breaks are each site's own, and none is guessed.
import { deskFailure } from '#contract/errors.ts'
import { err, type Result } from '#contract/result.ts'
import { type ActRunners, inTurn } from '#main/pbx/kit/acts.ts'
import { isOut } from '../floor/floor-map.ts'
import { type AgentRow, readAgent } from '../wire/row.ts'
import { doneIf, doneOnce, type NetsapiensActsParts } from './parts.ts'

export function agentActs(parts: NetsapiensActsParts): ActRunners {
  const move = async (agentId: string, queueIds: readonly string[] | null, to: 'login' | 'logout') => {
    const rows = [...parts.picture().agents.values()].filter(
      ({ user, queue }) => user === agentId && queue !== '' && (queueIds?.includes(queue) ?? true),
    )
    const isMissing = queueIds !== null && rows.length < queueIds.length
    if (rows.length === 0 || isMissing) return err(deskFailure('actNotPossible', 'notInQueue'))
    return inTurn(rows, (row) => moveIn(parts, row, to))
  }
  return {
    logIn: { run: ({ agentId, queueIds }) => move(agentId, queueIds, 'login') },
    logOut: { run: ({ agentId, queueIds }) => move(agentId, queueIds, 'logout') },
    forceLogOut: { run: ({ agentId }) => move(agentId, null, 'logout') },
  }
}

function moveIn(parts: NetsapiensActsParts, row: AgentRow, to: 'login' | 'logout'): Promise<Result<null>> {
  const agents = `/callqueues/${encodeURIComponent(row.queue)}/agents`
  return doneOnce(
    parts,
    ['PATCH', `${agents}/${encodeURIComponent(idOf(row, parts.domain()))}/${to}`],
    agents,
    (rows) => {
      const now = rows.map(readAgent).find((one) => one?.user === row.user && (one.queue || row.queue) === row.queue)
      return now
        ? doneIf(isOut(now) === (to === 'logout'))
        : { kind: 'over', cause: deskFailure('actNotPossible', 'notInQueue') }
    },
  )
}

/** A queue rings a user (`1000@dom`) or one of their devices (`sip:1000wp@dom`). */
const idOf = ({ user, device }: AgentRow, domain: string): string =>
  device === user ? `${user}@${domain}` : `sip:${device}@${domain}`
