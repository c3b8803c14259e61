// The floor as a newcomer first sees it: alive already, or still at speed 0. Pure.
import { setTraffic } from './advance.ts'
import { answer } from './call-rules.ts'
import { agentsAt, queuesAt } from './cast.ts'
import { addCall, due, sideOfAgent, withAgent, withCall } from './edit.ts'
import { someCaller, someColleague } from './floor-rules.ts'
import { type Agent, agentsOf, type World } from './world.ts'

export function openFloor(order: { readonly now: number; readonly seed: number; readonly speed: number }): World {
  const still = order.speed === 0
  const empty: World = {
    now: order.now,
    speed: order.speed,
    traffic: false,
    chance: order.seed | 0,
    lastCall: 0,
    agents: Object.fromEntries(agentsAt(order.now, still).map((agent) => [agent.ext, agent])),
    queues: Object.fromEntries(queuesAt(still).map((queue) => [queue.ext, queue])),
    calls: {},
    timers: [],
    help: {},
    lastHelp: 0,
  }
  return still ? empty : setTraffic(startCalls(empty), true)
}

/** Each agent cast as talking or ringing gets a call; two of those who talk talk to each other, one has the caller on hold. */
function startCalls(world: World): World {
  const talkers = agentsOf(world).filter((agent) => agent.status === 'in-call')
  const last = talkers.at(-1)
  const started = agentsOf(world)
    .filter((agent) => agent !== last && (agent.status === 'in-call' || agent.status === 'ringing'))
    .reduce((next, agent) => startCall(next, agent, agent === talkers.at(-2) ? last : undefined), world)
  const held = withCall(started, 'c2', { state: 'held' })
  return waiting(wrappingUp(due(held, 12, { kind: 'resume', call: 'c2' })))
}

function startCall(world: World, agent: Agent, caller: Agent | undefined): World {
  const [a, outside] = agent.ext === '1003' ? someColleague(world) : someCaller(world)
  const from = caller ? sideOfAgent(caller) : outside
  const queue = caller ? null : (agent.queues[0] ?? null)
  const [b, id] = addCall(a, { from, queue, agent, manual: false })
  if (agent.status === 'ringing') return due(b, 4, { kind: 'answer', call: id })
  return begun(answer(b, id), id, b.now - agent.since)
}

/** As if the call had been going on for a while. */
function begun(world: World, id: string, ms: number): World {
  const call = world.calls[id]
  if (!call) return world
  let next = withCall(world, id, { started: world.now - ms - 9000, answered: world.now - ms })
  for (const ext of [call.agent, call.from.agent]) if (ext) next = withAgent(next, ext, { since: world.now - ms })
  return next
}

function wrappingUp(world: World): World {
  return agentsOf(world)
    .filter((agent) => agent.status === 'wrap-up')
    .reduce((next, agent) => due(next, 14, { kind: 'ready', agent: agent.ext }), world)
}

/** Somebody has been waiting for Billing, whose free agents are about to come back. */
function waiting(world: World): World {
  const busy = withAgent(world, '1014', { status: 'wrap-up' })
  const [a, from] = someCaller(due(busy, 10, { kind: 'ready', agent: '1014' }))
  const [b, id] = addCall(a, { from, queue: '8003', agent: null, manual: false })
  return due(withCall(b, id, { started: b.now - 21_000 }), 90, { kind: 'giveUp', call: id })
}
