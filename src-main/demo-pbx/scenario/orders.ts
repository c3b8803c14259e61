// What the operator, or a phone, makes happen on the floor. Pure: the world after it, or why not.
import { type Answer, no, yes } from '../kit/answer.ts'
import { answer, end, hold, release, resume, transfer } from './call-rules.ts'
import { addCall, dueInMs, sideOfAgent, withAgent, withCall, withoutTimers } from './edit.ts'
import { serve, someCaller, someColleague } from './floor-rules.ts'
import type { Agent, Side, Status, World } from './world.ts'

export type CallOrder = {
  readonly agent?: string | undefined
  readonly onNet?: boolean | undefined
  readonly number?: string | undefined
  readonly name?: string | undefined
  readonly queue?: string | undefined
  readonly hold?: boolean | undefined
  readonly agentHz?: number | undefined
  readonly callerHz?: number | undefined
}

type Done = Answer<World>
type WithCall = Answer<{ readonly world: World; readonly call: string }>

/** A call that is answered at once, or with `hold` waits in its queue until somebody does something with it. */
export function orderCall(world: World, order: CallOrder): WithCall {
  if (order.queue !== undefined && !world.queues[order.queue])
    return no('bad-params', `There is no queue ${order.queue}.`)
  const [drawn, from] = caller(world, order)
  const queue = order.queue ?? null
  const hz = { agent: order.agentHz, caller: order.callerHz }
  if (from.agent !== null && world.agents[from.agent]?.call) return no('not-allowed', `${from.agent} is on a call.`)
  if (order.hold) {
    if (queue === null) return no('bad-params', 'A call that waits needs a queue.')
    const [next, call] = addCall(drawn, { from, queue, agent: null, manual: true, hz })
    return yes({ world: next, call })
  }
  const agent = freeAgent(world, order.agent ?? '')
  if (!agent.ok) return agent
  if (agent.value.ext === from.agent) return no('bad-params', 'An agent cannot call themselves.')
  const [next, call] = addCall(drawn, { from, queue, agent: agent.value, manual: true, hz })
  return yes({ world: answer(next, call), call })
}

/** A phone of a line calls an agent: it rings, and is answered after a second. */
export function dial(world: World, from: Side, ext: string): WithCall {
  const agent = freeAgent(world, ext)
  if (!agent.ok) return agent
  if (agent.value.status !== 'idle') return no('not-allowed', `${ext} is ${agent.value.status}.`)
  const [next, call] = addCall(world, { from, queue: null, agent: agent.value, manual: true })
  return yes({ world: dueInMs(next, 1000, { kind: 'answer', call }), call })
}

export function orderEnd(world: World, call: string): Done {
  return world.calls[call] ? yes(serve(end(world, call))) : gone(call)
}

/** From now on nothing happens to this call by itself but its end. */
export function orderHold(world: World, id: string, on: boolean): Done {
  const call = world.calls[id]
  if (!call) return gone(id)
  if (call.state !== 'up' && call.state !== 'held') return no('not-answered', `The call ${id} is not answered yet.`)
  if (call.consults) return no('not-allowed', `The call ${id} is being transferred.`)
  const still = withoutTimers(world, id, ['hold', 'resume', 'transfer'])
  if (!on) return yes(resume(still, id))
  return yes(
    call.state === 'up'
      ? withCall(hold(withCall(still, id, { manual: true }), id), id, { manual: call.manual })
      : still,
  )
}

export function orderTransfer(world: World, id: string, to: string, attended: boolean): Done {
  const call = world.calls[id]
  if (!call) return gone(id)
  if (call.state === 'waiting' || call.state === 'ringing')
    return no('not-answered', `The call ${id} is not answered yet.`)
  if (call.consults) return no('not-allowed', `The call ${id} is being transferred already.`)
  const agent = freeAgent(world, to)
  return agent.ok ? yes(transfer(world, id, agent.value, attended)) : agent
}

export type OutsideNumber = { readonly number: string; readonly name?: string | undefined }

/** Whoever talks to the agent hands the call to a number outside, and is off it. */
export function orderHandOff(world: World, id: string, { number, name }: OutsideNumber): Done {
  const call = world.calls[id]
  if (!call) return gone(id)
  if (call.state !== 'up' && call.state !== 'held') return no('not-answered', `The call ${id} is not answered yet.`)
  const side = call.to.agent === call.agent ? 'from' : 'to'
  const { agent } = call[side]
  const handed = withCall(world, id, { [side]: { number, name: name ?? null, local: false, agent: null } })
  return yes(agent === null ? handed : serve(release(handed, agent)))
}

export function orderPresence(world: World, ext: string, status: Status, reason: string | null): Done {
  const agent = world.agents[ext]
  if (!agent) return no('bad-params', `There is no agent ${ext}.`)
  if (agent.call !== null) return no('not-allowed', `${ext} is on a call; end it first.`)
  if (status === 'ringing' || status === 'in-call') return no('not-allowed', `Only a call makes an agent ${status}.`)
  return yes(
    serve(withAgent(world, ext, { status, reason: status === 'paused' ? reason : null, afterCall: null, kept: false })),
  )
}

function caller(world: World, order: CallOrder): readonly [World, Side] {
  const agent = order.onNet && order.number !== undefined ? world.agents[order.number] : undefined
  if (agent) return [world, sideOfAgent(agent)]
  const [drawn, some] = order.onNet ? someColleague(world) : someCaller(world)
  return [drawn, { ...some, number: order.number ?? some.number, name: order.name ?? some.name }]
}

export function freeAgent(world: World, ext: string): Answer<Agent> {
  const agent = world.agents[ext]
  if (!agent) return no('bad-params', `There is no agent ${ext}.`)
  if (agent.call !== null) return no('not-allowed', `${ext} is on a call already.`)
  if (agent.status === 'logged-out' || agent.status === 'unregistered')
    return no('not-allowed', `${ext} has no phone to ring: ${agent.status}.`)
  return yes(agent)
}

export const gone = (call: string) => no('call-gone', `There is no call ${call} (any more).`)
