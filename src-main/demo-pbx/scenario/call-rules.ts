// What happens to a call: answered, held, handed over, ended. Pure; an event that does not fit any more leaves the world as it is.
import {
  draw,
  drawBetween,
  due,
  dueInMs,
  sideOfAgent,
  withAgent,
  withCall,
  withCallTaken,
  withOutcome,
  withoutCall,
  withoutTimers,
} from './edit.ts'
import { planHelp } from './help-rules.ts'
import { type Agent, agentsOf, type Call, isOn, type World } from './world.ts'

const WRAP_UP_S = [8, 30] as const
const TALK_S = [30, 240] as const
const MANUAL_MS = 1000 // how long a phone rings, or a consultation lasts, when the operator or a line asked for it

/** The phone that rings is picked up; a call that talks before is not touched. */
export function answer(world: World, id: string): World {
  const call = world.calls[id]
  if (call?.state !== 'ringing' || call.agent === null) return world
  const counted = withCallTaken(withOutcome(world, call, 'answered'), call.agent)
  const talking = withAgent(withCall(counted, id, { state: 'up', answered: call.answered ?? world.now }), call.agent, {
    status: 'in-call',
  })
  return call.manual ? talking : planTalk(talking, id)
}

/** When an answered call will be held, handed over and ended. */
function planTalk(world: World, id: string): World {
  const [a, seconds] = drawBetween(world, ...TALK_S)
  const [b, chance] = draw(planHelp(due(a, seconds, { kind: 'end', call: id }), id, seconds))
  if (chance < 0.25) return due(b, seconds * 0.4, { kind: 'hold', call: id })
  if (chance < 0.45) return due(b, seconds * 0.5, { kind: 'transfer', call: id })
  return b
}

export function hold(world: World, id: string): World {
  const call = world.calls[id]
  if (call?.state !== 'up') return world
  const held = withCall(world, id, { state: 'held' })
  if (call.manual) return held
  const [next, seconds] = drawBetween(held, 8, 25)
  return due(next, seconds, { kind: 'resume', call: id })
}

export function resume(world: World, id: string): World {
  const call = world.calls[id]
  return call?.state === 'held' && call.consults === null ? withCall(world, id, { state: 'up' }) : world
}

/** An agent who could take this call over: free, of the same queue if it has one. */
export function successor(world: World, call: Call): Agent | undefined {
  return agentsOf(world).find(
    (agent) => agent.status === 'idle' && (call.queue === null || agent.queues.includes(call.queue)),
  )
}

/** Blind: the agent leaves, the new one's phone rings. Attended: the caller is held while the agents speak, then handed over. */
export function transfer(world: World, id: string, to: Agent, attended: boolean): World {
  const call = world.calls[id]
  if (!call || call.agent === null || (call.state !== 'up' && call.state !== 'held') || call.consults) return world
  const ringing = withAgent(world, to.ext, { status: 'ringing', reason: null, call: id })
  const what = attended ? ({ kind: 'handOver', call: id } as const) : ({ kind: 'answer', call: id } as const)
  const moved = attended
    ? withCall(ringing, id, { state: 'held', consults: to.ext })
    : moveTo(withoutTimers(ringing, id), call, to, 'ringing')
  if (call.manual) return dueInMs(moved, MANUAL_MS, what)
  const [next, seconds] = attended ? drawBetween(moved, 8, 20) : drawBetween(moved, 3, 8)
  return due(withoutTimers(next, id, ['resume', 'end']), seconds, what)
}

/** The attended transfer is done: the agent who was asked now talks to the caller. */
export function handOver(world: World, id: string): World {
  const call = world.calls[id]
  const to = call?.consults ? world.agents[call.consults] : undefined
  if (!call || !to) return world
  const moved = withAgent(withCallTaken(moveTo(world, call, to, 'up'), to.ext), to.ext, { status: 'in-call' })
  return call.manual ? moved : planTalk(moved, id)
}

function moveTo(world: World, call: Call, to: Agent, state: 'ringing' | 'up'): World {
  const side = call.to.agent === call.agent ? 'to' : 'from'
  const moved = withCall(world, call.id, { agent: to.ext, [side]: sideOfAgent(to), state, consults: null })
  return call.agent === null ? moved : release(moved, call.agent)
}

export function end(world: World, id: string): World {
  const call = world.calls[id]
  if (!call) return world
  let next = withoutCall(withOutcome(world, call, 'abandoned'), id)
  for (const agent of agentsOf(world)) {
    if (agent.call !== id) continue
    const talked = isOn(call, agent.ext) && call.answered !== null && agent.status === 'in-call'
    next = talked ? release(next, agent.ext) : freed(next, agent.ext)
  }
  return next
}

/** After a call: time to write it up; on a still floor the agent is free at once. */
export function release(world: World, ext: string): World {
  if (world.speed === 0 || world.agents[ext]?.afterCall) return freed(world, ext)
  const [next, seconds] = drawBetween(world, ...WRAP_UP_S)
  return due(withAgent(next, ext, { status: 'wrap-up', call: null }), seconds, { kind: 'ready', agent: ext })
}

/** Free at once, or what a supervisor wanted meanwhile. */
function freed(world: World, ext: string): World {
  const next = world.agents[ext]?.afterCall
  if (!next) return withAgent(world, ext, { status: 'idle', call: null })
  return withAgent(world, ext, { status: next.status, reason: next.reason, call: null, afterCall: null, kept: true })
}
