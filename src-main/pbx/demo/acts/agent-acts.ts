// Acts on agents on the demo PBX: pause, ready, queues, wrap-up.
import { deskFailure } from '#contract/errors.ts'
import { err, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { askAct } from './ask.ts'
import type { DemoActsParts } from './parts.ts'

export function agentActs(parts: DemoActsParts): ActRunners {
  const ask = (method: string, params: object, id: string) => askAct(parts, method, params, id)
  /** Its agents are paused everywhere or nowhere. */
  const everywhere = async (agentId: string, queueIds: readonly string[] | null, run: () => Promise<Result<null>>) => {
    const own = parts.floor()?.agents[agentId]?.queues ?? []
    const isAll = queueIds === null || own.every((queue) => queueIds.includes(queue))
    return isAll ? run() : err(deskFailure('actNotPossible', 'the demo PBX pauses in all queues'))
  }
  return {
    pause: {
      run: ({ agentId, queueIds, reason }, id) =>
        everywhere(agentId, queueIds, () => ask('agent.pause', { agent: agentId, reason }, id)),
    },
    ready: {
      run: ({ agentId, queueIds }, id) =>
        everywhere(agentId, queueIds, () => ask('agent.ready', { agent: agentId }, id)),
    },
    logIn: { run: ({ agentId, queueIds }, id) => ask('agent.log-in', { agent: agentId, queues: queueIds }, id) },
    logOut: { run: ({ agentId, queueIds }, id) => ask('agent.log-out', { agent: agentId, queues: queueIds }, id) },
    endWrapUp: { run: ({ agentId }, id) => ask('agent.end-wrap-up', { agent: agentId }, id) },
    forceLogOut: { run: ({ agentId }, id) => ask('agent.log-out', { agent: agentId, queues: null }, id) },
  }
}
