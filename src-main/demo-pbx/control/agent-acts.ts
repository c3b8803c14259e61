// What a console may do to agents.
import { z } from 'zod'
import type { Answer } from '../kit/answer.ts'
import { yes } from '../kit/answer.ts'
import { endWrapUp, logInAgent, logOutAgent, pauseAgent, readyAgent } from '../scenario/agent-orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { World } from '../scenario/world.ts'
import { type MethodTable, methodTable } from './methods.ts'

const agent = z.string().min(1).max(40)
const queues = z.array(agent).min(1).max(200)

export const agentMethods = {
  'agent.pause': z.object({ agent, reason: z.string().min(1).max(200).nullable() }),
  'agent.ready': z.object({ agent }),
  'agent.log-in': z.object({ agent, queues }),
  'agent.log-out': z.object({ agent, queues: queues.nullable() }),
  'agent.end-wrap-up': z.object({ agent }),
}

export function agentTable(stage: Pick<Stage, 'move'>): MethodTable {
  const move = (change: (world: World) => Answer<World>) =>
    stage.move((world) => {
      const answer = change(world)
      return answer.ok ? yes({ world: answer.value, value: {} }) : answer
    })
  return methodTable(agentMethods, {
    'agent.pause': (order) => move((world) => pauseAgent(world, order.agent, order.reason)),
    'agent.ready': (order) => move((world) => readyAgent(world, order.agent)),
    'agent.log-in': (order) => move((world) => logInAgent(world, order.agent, order.queues)),
    'agent.log-out': (order) => move((world) => logOutAgent(world, order.agent, order.queues)),
    'agent.end-wrap-up': (order) => move((world) => endWrapUp(world, order.agent)),
  })
}
