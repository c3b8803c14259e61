// What happens on the floor as a whole: callers arrive, wait and are given to agents; agents come, pause and go. Pure.

import { end } from './call-rules.ts'
import { colleague, outsideCaller, pauseReasons } from './cast.ts'
import { addCall, draw, drawBetween, due, sideOfAgent, withAgent, withCall, withoutTimers } from './edit.ts'
import { type Agent, agentsOf, type Call, callsOf, type Side, type World } from './world.ts'

const ARRIVAL_S = [4, 18] as const
const STIR_S = [15, 45] as const
const PATIENCE_S = [40, 150] as const
const RING_S = [2, 7] as const

/** A caller arrives in a queue, now and then a colleague calls an agent directly; and the next arrival is planned. */
export function arrive(world: World): World {
  if (!world.traffic) return world
  const [a, seconds] = drawBetween(world, ...ARRIVAL_S)
  const [b, kind] = draw(due(a, seconds, { kind: 'arrive' }))
  if (kind < 0.12) return between(b)
  const [c, from] = kind < 0.25 ? someColleague(b) : someCaller(b)
  return intoQueue(c, from)
}

export function someCaller(world: World): readonly [World, Side] {
  const [a, first] = draw(world)
  const [b, last] = draw(a)
  const [c, area] = draw(b)
  const [d, number] = draw(c)
  return [d, outsideCaller(first, last, area, number)]
}

export function someColleague(world: World): readonly [World, Side] {
  const [a, first] = draw(world)
  const [b, last] = draw(a)
  return [b, colleague(first, last)]
}

function intoQueue(world: World, from: Side): World {
  const [a, which] = draw(world)
  const queues = Object.keys(a.queues)
  const queue = queues[Math.floor(which * queues.length)] ?? null
  const [b, id] = addCall(a, { from, queue, agent: null, manual: false })
  const [c, patience] = drawBetween(b, ...PATIENCE_S)
  return due(c, patience, { kind: 'giveUp', call: id })
}

/** One free agent calls another. */
function between(world: World): World {
  const [one, other] = agentsOf(world).filter((agent) => agent.status === 'idle')
  if (!one || !other) return world
  const [a, id] = addCall(world, { from: sideOfAgent(one), queue: null, agent: other, manual: false })
  const [b, seconds] = drawBetween(a, ...RING_S)
  return due(b, seconds, { kind: 'answer', call: id })
}

/** Gives each waiting caller, the longest waiting first, a free agent of the queue; among these the one free for longest. */
export function serve(world: World): World {
  let next = world
  for (const call of callsOf(world)) {
    if (call.state !== 'waiting' || call.manual) continue
    const agent = longestIdle(next, call)
    if (agent) next = offer(next, call, agent)
  }
  return next
}

function longestIdle(world: World, call: Call): Agent | undefined {
  return agentsOf(world)
    .filter((agent) => agent.status === 'idle' && call.queue !== null && agent.queues.includes(call.queue))
    .sort((a, b) => a.since - b.since || a.ext.localeCompare(b.ext))[0]
}

/** The agent's phone rings with the waiting call. */
function offer(world: World, call: Call, agent: Agent): World {
  const ringing = withAgent(
    withCall(withoutTimers(world, call.id), call.id, { state: 'ringing', agent: agent.ext, to: sideOfAgent(agent) }),
    agent.ext,
    { status: 'ringing', call: call.id },
  )
  const [next, seconds] = drawBetween(ringing, ...RING_S)
  return due(next, seconds, { kind: 'answer', call: call.id })
}

export function giveUp(world: World, id: string): World {
  return world.calls[id]?.state === 'waiting' ? end(world, id) : world
}

export function ready(world: World, ext: string): World {
  return world.agents[ext]?.status === 'wrap-up' ? withAgent(world, ext, { status: 'idle' }) : world
}

/** One agent who is not on a call does something else from now on. */
export function stir(world: World): World {
  if (!world.traffic) return world
  const [a, seconds] = drawBetween(world, ...STIR_S)
  const [b, who] = draw(a)
  const [c, what] = draw(b)
  const next = due(c, seconds, { kind: 'stir' })
  const restful = agentsOf(next).filter((agent) => agent.call === null && agent.status !== 'wrap-up' && !agent.kept)
  const agent = restful[Math.floor(who * restful.length)]
  if (!agent) return next
  if (agent.status !== 'idle') return withAgent(next, agent.ext, { status: 'idle', reason: null })
  const away = agentsOf(next).filter((one) => ['paused', 'logged-out', 'unregistered'].includes(one.status)).length
  if (away >= 6) return next
  if (what < 0.6) {
    const reason = pauseReasons[Math.floor((what / 0.6) * pauseReasons.length)] ?? null
    return withAgent(next, agent.ext, { status: 'paused', reason })
  }
  return withAgent(next, agent.ext, { status: what < 0.8 ? 'logged-out' : 'unregistered' })
}
