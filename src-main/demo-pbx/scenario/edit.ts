// Small moves of the world that every rule is made of. Pure.
import { roll } from './chance.ts'
import { type Agent, type Call, type Due, SERVICE_WITHIN_S, type Side, type Tones, type World } from './world.ts'

export function withAgent(world: World, ext: string, change: Partial<Agent>): World {
  const agent = world.agents[ext]
  if (!agent) return world
  const since = change.status !== undefined && change.status !== agent.status ? world.now : agent.since
  return { ...world, agents: { ...world.agents, [ext]: { ...agent, since, ...change } } }
}

/** One more call this agent has taken. */
export function withCallTaken(world: World, ext: string): World {
  return withAgent(world, ext, { calls: (world.agents[ext]?.calls ?? 0) + 1 })
}

/** The queue of the call has one more caller answered, or one who was not. Only the first answer of a call counts. */
export function withOutcome(world: World, call: Call, outcome: 'answered' | 'abandoned'): World {
  const queue = call.queue === null ? undefined : world.queues[call.queue]
  if (!queue || call.answered !== null) return world
  const { answered, inTime, abandoned } = queue.today
  const soon = world.now - call.started <= SERVICE_WITHIN_S * 1000
  const today =
    outcome === 'answered'
      ? { answered: answered + 1, inTime: inTime + (soon ? 1 : 0), abandoned }
      : { answered, inTime, abandoned: abandoned + 1 }
  return { ...world, queues: { ...world.queues, [queue.ext]: { ...queue, today } } }
}

export function withCall(world: World, id: string, change: Partial<Call>): World {
  const call = world.calls[id]
  return call ? { ...world, calls: { ...world.calls, [id]: { ...call, ...change } } } : world
}

export function withoutCall(world: World, id: string): World {
  const { [id]: _gone, ...calls } = world.calls
  return { ...withoutTimers(world, id), calls }
}

/** Drops what was due for the call: all of it, or only these kinds. */
export function withoutTimers(world: World, id: string, kinds?: readonly Due['kind'][]): World {
  const timers = world.timers.filter(
    ({ due }) => !('call' in due && due.call === id && (!kinds || kinds.includes(due.kind))),
  )
  return { ...world, timers }
}

/** Makes something due after so many seconds of a floor at speed 1. */
export function due(world: World, seconds: number, what: Due): World {
  return dueInMs(world, (seconds * 1000) / (world.speed || 1), what)
}

export function dueInMs(world: World, ms: number, what: Due): World {
  const timer = { at: world.now + ms, due: what }
  const later = world.timers.findIndex(({ at }) => at > timer.at)
  return { ...world, timers: world.timers.toSpliced(later < 0 ? world.timers.length : later, 0, timer) }
}

/** Draws a value in [0, 1). */
export function draw(world: World): readonly [World, number] {
  const { state, value } = roll(world.chance)
  return [{ ...world, chance: state }, value]
}

export function drawBetween(world: World, least: number, most: number): readonly [World, number] {
  const [next, value] = draw(world)
  return [next, least + value * (most - least)]
}

export const sideOfAgent = (agent: Agent): Side => ({
  number: agent.ext,
  name: agent.name,
  local: true,
  agent: agent.ext,
})

/** A new call: waiting in a queue when `agent` is null, else ringing at that agent's phone. */
export function addCall(
  world: World,
  order: {
    readonly from: Side
    readonly queue: string | null
    readonly agent: Agent | null
    readonly manual: boolean
    readonly hz?: Tones
  },
): readonly [World, string] {
  const id = `c${world.lastCall + 1}`
  const queue = order.queue === null ? undefined : world.queues[order.queue]
  const to: Side = order.agent
    ? sideOfAgent(order.agent)
    : { number: queue?.ext ?? '', name: queue?.name ?? null, local: true, agent: null }
  const call: Call = {
    id,
    from: order.from,
    to,
    agent: order.agent?.ext ?? null,
    queue: order.queue,
    state: order.agent ? 'ringing' : 'waiting',
    started: world.now,
    answered: null,
    manual: order.manual,
    hz: order.hz ?? {},
    consults: null,
  }
  let next: World = { ...world, lastCall: world.lastCall + 1, calls: { ...world.calls, [id]: call } }
  if (order.agent) next = withAgent(next, order.agent.ext, { status: 'ringing', reason: null, call: id })
  if (order.from.agent) next = withAgent(next, order.from.agent, { status: 'in-call', reason: null, call: id })
  return [next, id]
}
