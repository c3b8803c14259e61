// The calls of the floor as the mixer sees them. Pure.
import type { Side } from '../mixer/hearing.ts'
import type { Room } from '../mixer/scene.ts'
import { type Call, isOn, type World } from './world.ts'

/** Null while nobody has ever answered the call: there is nothing to hear. */
export function roomOf(world: World, id: string): Room | null {
  const call = world.calls[id]
  if (!call || call.answered === null) return null
  return {
    state: call.state === 'up' ? 'talking' : call.state === 'held' || call.state === 'parked' ? 'held' : 'alone',
    agentSide: agentSide(call),
    topic: { queue: call.queue, pick: Number(id.slice(1)), hz: call.hz },
    answeredAt: call.answered,
  }
}

export function placeOfAgent(world: World, ext: string): { readonly call: string; readonly side: Side } | null {
  const agent = world.agents[ext]
  const call = agent?.status === 'in-call' && agent.call ? world.calls[agent.call] : undefined
  if (!call || call.answered === null || !isOn(call, ext)) return null
  return { call: call.id, side: call.from.agent === ext ? 'from' : 'to' }
}

const agentSide = (call: Call): Side => (call.agent !== null && call.from.agent === call.agent ? 'from' : 'to')
