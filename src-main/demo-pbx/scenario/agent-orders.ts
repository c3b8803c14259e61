// What a supervisor does to agents: pause, ready, in and out of queues, wrap-up ended. Pure: the world after it, or why not.
import { type Answer, no, yes } from '../kit/answer.ts'
import { withAgent } from './edit.ts'
import { serve } from './floor-rules.ts'
import type { Agent, World } from './world.ts'

type Done = Answer<World>

/** On a call they go on talking, and are paused after it. */
export function pauseAgent(world: World, ext: string, reason: string | null): Done {
  return change(world, ext, (agent) => {
    if (agent.status === 'logged-out') return no('not-allowed', `${ext} is logged out.`)
    if (agent.status === 'unregistered') return no('not-allowed', `${ext} has no phone.`)
    return yes(rest(world, agent, { status: 'paused', reason }))
  })
}

export function readyAgent(world: World, ext: string): Done {
  return change(world, ext, (agent) => {
    if (agent.call !== null) return yes(withAgent(world, ext, { afterCall: null, kept: false }))
    if (agent.status === 'logged-out' || agent.status === 'unregistered')
      return no('not-allowed', `${ext} is ${agent.status}.`)
    return yes(idle(world, ext))
  })
}

/** Whoever was logged out serves these queues alone, everybody else these as well. */
export function logInAgent(world: World, ext: string, queues: readonly string[]): Done {
  const unknown = queues.find((queue) => !world.queues[queue])
  if (unknown !== undefined) return no('bad-params', `There is no queue ${unknown}.`)
  return change(world, ext, (agent) => {
    if (agent.status === 'logged-out') return yes(withAgent(idle(world, ext), ext, { queues }))
    return yes(withAgent(world, ext, { queues: [...new Set([...agent.queues, ...queues])] }))
  })
}

/** Out of the last of their queues is out of all. `queues` null: all. */
export function logOutAgent(world: World, ext: string, queues: readonly string[] | null): Done {
  return change(world, ext, (agent) => {
    const left = agent.queues.filter((queue) => queues !== null && !queues.includes(queue))
    if (left.length > 0) return yes(withAgent(world, ext, { queues: left }))
    return yes(rest(world, agent, { status: 'logged-out', reason: null }))
  })
}

export function endWrapUp(world: World, ext: string): Done {
  return change(world, ext, (agent) =>
    agent.status === 'wrap-up' ? yes(idle(world, ext)) : no('not-allowed', `${ext} is not wrapping up.`),
  )
}

function change(world: World, ext: string, to: (agent: Agent) => Done): Done {
  const agent = world.agents[ext]
  if (!agent) return no('bad-params', `There is no agent ${ext}.`)
  const changed = to(agent)
  return changed.ok ? yes(serve(changed.value)) : changed
}

function rest(world: World, { ext, call }: Agent, afterCall: NonNullable<Agent['afterCall']>): World {
  if (call !== null) return withAgent(world, ext, { afterCall })
  return withAgent(withoutReady(world, ext), ext, { ...afterCall, afterCall: null, kept: true })
}

const idle = (world: World, ext: string): World =>
  withAgent(withoutReady(world, ext), ext, { status: 'idle', reason: null, afterCall: null, kept: false })

/** The end of a wrap-up that is over would end the next one too soon. */
const withoutReady = (world: World, ext: string): World => ({
  ...world,
  timers: world.timers.filter(({ due }) => !(due.kind === 'ready' && due.agent === ext)),
})
