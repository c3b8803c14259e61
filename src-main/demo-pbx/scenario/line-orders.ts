// What a supervisor's own phone does with its call of the floor: passes it on, joins it with another, gives its place away. Pure.
import { type Answer, no, yes } from '../kit/answer.ts'
import { arrive, type SendTo } from './call-orders.ts'
import { withAgent, withCall, withoutCall, withoutTimers } from './edit.ts'
import { gone } from './orders.ts'
import type { Call, Side, World } from './world.ts'

/** Which side of which call the phone is. */
export type LinePlace = { readonly call: string; readonly side: 'from' | 'to' }

type Done = Answer<World>

/** The phone leaves; whoever it spoke to is who calls. */
export function passOn(world: World, { call: id, side }: LinePlace, to: SendTo): Done {
  const call = talking(world, id)
  if (!call.ok) return call
  const stays = call.value[otherSide(side)]
  return arrive(withCall(withoutTimers(world, id), id, { from: stays, agent: stays.agent, onLine: false }), id, to)
}

/** Whom the phone spoke to on either call talk to each other; the call of whoever is no agent is the one that goes on. */
export function joinPlaces(world: World, first: LinePlace, second: LinePlace): Done {
  const [one, two] = [talking(world, first.call), talking(world, second.call)]
  if (!one.ok) return one
  if (!two.ok) return two
  const isFirst = one.value[otherSide(first.side)].agent === null || two.value[otherSide(second.side)].agent !== null
  const [kept, left] = isFirst ? [first, second] : [second, first]
  const [stays, comes] = isFirst ? [one.value, two.value] : [two.value, one.value]
  const moved = comes[otherSide(left.side)]
  const agent = moved.agent ?? stays[otherSide(kept.side)].agent
  const change = { [kept.side]: moved, agent, state: 'up', onLine: false } as const
  const joined = withCall(withoutCall(world, left.call), kept.call, change)
  return yes(moved.agent === null ? joined : withAgent(joined, moved.agent, { call: kept.call }))
}

/** Somebody else has the place of the phone. */
export function givePlace(world: World, { call: id, side }: LinePlace, to: Side): Done {
  const call = talking(world, id)
  return call.ok ? yes(withCall(world, id, { [side]: to, state: 'up' })) : call
}

const otherSide = (side: 'from' | 'to'): 'from' | 'to' => (side === 'from' ? 'to' : 'from')

function talking(world: World, id: string): Answer<Call> {
  const call = world.calls[id]
  if (!call) return gone(id)
  if (call.state !== 'up' && call.state !== 'held') return no('not-answered', `The call ${id} is not answered yet.`)
  return call.consults ? no('not-allowed', `The call ${id} is being transferred.`) : yes(call)
}
