// What a supervisor does to calls: hand on, give to somebody, move, park, take over. Pure: the world after it, or why not.
import { type Answer, no, yes } from '../kit/answer.ts'
import { release } from './call-rules.ts'
import { dueInMs, sideOfAgent, withAgent, withCall, withoutTimers } from './edit.ts'
import { serve } from './floor-rules.ts'
import { freeAgent, gone, orderHold } from './orders.ts'
import { agentsOf, type Call, callsOf, isOn, type Side, type World } from './world.ts'

type Done = Answer<World>
export type SendTo = { readonly agent: string } | { readonly queue: string } | { readonly number: string }

const RINGS_MS = 1000
const FIRST_SPACE = 701

/** `agent` null: nobody has answered yet, or a supervisor's own line has the call. */
export function sendCall(world: World, id: string, agent: string | null, to: SendTo): Done {
  const left = leave(world, id, agent)
  return left.ok ? arrive(left.value, id, to) : left
}

/** A waiting, ringing or parked call for this agent: their phone rings with it. */
export function giveCall(world: World, id: string, agent: string): Done {
  const call = world.calls[id]
  if (!call) return gone(id)
  return isTaken(call) ? no('not-allowed', `The call ${id} is answered.`) : sendCall(world, id, null, { agent })
}

export function holdCall(world: World, id: string, agent: string, on: boolean): Done {
  const call = world.calls[id]
  if (!call) return gone(id)
  return isOn(call, agent) ? orderHold(world, id, on) : notOn(agent, id)
}

export function moveCall(world: World, id: string, to: 'front' | { readonly queue: string }): Done {
  const call = world.calls[id]
  if (!call) return gone(id)
  if (call.state !== 'waiting') return no('not-allowed', `The call ${id} waits in no queue.`)
  if (to !== 'front') return sendCall(world, id, null, to)
  // Who is first among the calls is served first.
  const { [id]: first, ...others } = world.calls
  return yes(first ? { ...world, calls: { [id]: first, ...others } } : world)
}

export function parkCall(world: World, id: string, agent: string): Done {
  const left = leave(world, id, agent)
  if (!left.ok) return left
  const used = callsOf(world).flatMap(({ state, to }) => (state === 'parked' ? [Number(to.number)] : []))
  const space = Array.from({ length: used.length + 1 }, (_, i) => FIRST_SPACE + i).find((one) => !used.includes(one))
  const lot: Side = { number: String(space ?? FIRST_SPACE), name: null, local: true, agent: null }
  return yes(withCall(left.value, id, { to: lot, state: 'parked' }))
}

/** The agent leaves, and this phone of a supervisor has their place; from now on nothing happens to the call by itself. */
export function takeOverCall(world: World, id: string, agent: string, line: Side): Done {
  const left = leave(world, id, agent)
  return left.ok ? yes(joinLine(left.value, id, line)) : left
}

/** A call nobody has answered, for this phone, which has answered. */
export function pickForLine(world: World, id: string, line: Side): Done {
  const call = world.calls[id]
  if (call && isTaken(call)) return no('not-allowed', `The call ${id} is answered.`)
  const left = leave(world, id, null)
  return left.ok ? yes(joinLine(left.value, id, line)) : left
}

const joinLine = (world: World, id: string, line: Side): World => {
  const answered = world.calls[id]?.answered ?? world.now
  return withCall(world, id, { to: line, state: 'up', answered, manual: true, onLine: true })
}

const isTaken = ({ state }: Call): boolean => state === 'up' || state === 'held'
const notOn = (agent: string, id: string) => no('refused', `${agent} is not on the call ${id} (any more).`)

/** The call with nobody on its other side: whoever stays is who calls. */
function leave(world: World, id: string, agent: string | null): Done {
  const call = world.calls[id]
  if (!call) return gone(id)
  if (call.consults) return no('not-allowed', `The call ${id} is being transferred.`)
  if (agent !== null && !isTaken(call)) return no('not-answered', `The call ${id} is not answered.`)
  if (agent !== null && !isOn(call, agent)) return notOn(agent, id)
  if (agent === null && isTaken(call) && !call.onLine) return no('refused', `The call ${id} was answered meanwhile.`)
  const stays = call.from.agent !== null && call.from.agent === agent ? call.to : call.from
  const alone = withCall(withoutTimers(world, id), id, { from: stays, agent: stays.agent, onLine: false })
  const rings = agentsOf(world).filter((one) => one.call === id && one.status === 'ringing')
  const quiet = rings.reduce((now, { ext }) => withAgent(now, ext, { status: 'idle', call: null }), alone)
  return yes(agent === null ? quiet : release(quiet, agent))
}

export function arrive(world: World, id: string, to: SendTo): Done {
  if ('number' in to) {
    const outside: Side = { number: to.number, name: null, local: false, agent: null }
    const answered = world.calls[id]?.answered ?? world.now
    return yes(serve(withCall(world, id, { to: outside, state: 'up', answered })))
  }
  if ('queue' in to) {
    const queue = world.queues[to.queue]
    if (!queue) return no('bad-params', `There is no queue ${to.queue}.`)
    const side: Side = { number: queue.ext, name: queue.name, local: true, agent: null }
    return yes(serve(withCall(world, id, { to: side, queue: queue.ext, agent: null, state: 'waiting' })))
  }
  const agent = freeAgent(world, to.agent)
  if (!agent.ok) return agent
  const { ext } = agent.value
  const ringing = withAgent(world, ext, { status: 'ringing', reason: null, call: id })
  const rung = withCall(ringing, id, { to: sideOfAgent(agent.value), agent: ext, state: 'ringing' })
  return yes(dueInMs(rung, RINGS_MS, { kind: 'answer', call: id }))
}
