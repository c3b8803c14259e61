// Time passes on the floor. Pure: the same world and the same moment always give the same world, however it was cut into steps.
import { answer, end, handOver, hold, resume, successor, transfer } from './call-rules.ts'
import { draw, due as plan } from './edit.ts'
import { arrive, giveUp, ready, serve, stir } from './floor-rules.ts'
import { askHelp, settleHelp } from './help-rules.ts'
import type { Due, World } from './world.ts'

/** The world at `now` (epoch ms): everything that was due until then has happened, in turn and each at its own time. */
export function advance(world: World, now: number): World {
  let next = world
  for (let first = next.timers[0]; first && first.at <= now; first = next.timers[0]) {
    next = { ...next, now: Math.max(next.now, first.at), timers: next.timers.slice(1) }
    next = settleHelp(serve(happen(next, first.due)))
  }
  return { ...next, now: Math.max(next.now, now) }
}

/** When something is due next (epoch ms), or null. */
export const nextDue = (world: World): number | null => world.timers[0]?.at ?? null

function happen(world: World, due: Due): World {
  switch (due.kind) {
    case 'arrive':
      return arrive(world)
    case 'stir':
      return stir(world)
    case 'ready':
      return ready(world, due.agent)
    case 'answer':
      return answer(world, due.call)
    case 'giveUp':
      return giveUp(world, due.call)
    case 'hold':
      return hold(world, due.call)
    case 'resume':
      return resume(world, due.call)
    case 'transfer':
      return someTransfer(world, due.call)
    case 'handOver':
      return handOver(world, due.call)
    case 'askHelp':
      return askHelp(world, due.call)
    case 'end':
      return end(world, due.call)
  }
}

function someTransfer(world: World, id: string): World {
  const call = world.calls[id]
  const to = call && successor(world, call)
  if (!to) return world
  const [next, how] = draw(world)
  return transfer(next, id, to, how < 0.5)
}

/** Starts or stops callers coming by themselves; calls that are on go on. */
export function setTraffic(world: World, on: boolean): World {
  if (world.traffic === on) return world
  const timers = world.timers.filter(({ due }) => due.kind !== 'arrive' && due.kind !== 'stir')
  const quiet = { ...world, traffic: on, speed: on ? world.speed || 1 : world.speed, timers }
  return on ? plan(plan(quiet, 0.5, { kind: 'arrive' }), 20, { kind: 'stir' }) : quiet
}
