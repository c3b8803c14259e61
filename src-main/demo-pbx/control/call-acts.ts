// What a console may do to calls.
import { z } from 'zod'
import { type Answer, yes } from '../kit/answer.ts'
import type { Monitors } from '../monitor/monitors.ts'
import type { OwnLines } from '../phones/own-lines.ts'
import { giveCall, holdCall, moveCall, parkCall, sendCall } from '../scenario/call-orders.ts'
import { orderEnd } from '../scenario/orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { Side, World } from '../scenario/world.ts'
import type { Member } from './connection.ts'
import { type MethodTable, methodTable } from './methods.ts'

const id = z.string().min(1).max(200)
const name = z.string().max(200)
const inQueue = z.object({ queue: id })

export const callMethods = {
  'call.end': z.object({ call: id }),
  'call.hold': z.object({ call: id, agent: id, on: z.boolean() }),
  'call.send': z.object({
    call: id,
    agent: id.nullable(),
    to: z.union([z.object({ agent: id }), inQueue, z.object({ number: id })]),
  }),
  'call.give': z.object({ call: id, agent: id }),
  'call.pick': z.object({ call: id, line: id, supervisor: name }),
  'call.move': z.object({ call: id, to: z.union([z.literal('front'), inQueue]) }),
  'call.park': z.object({ call: id, agent: id }),
  'monitor.take-over': z.object({ monitor: id, call: id, agent: id }),
}

export type CallParts = {
  readonly stage: Pick<Stage, 'move'>
  readonly monitors: Pick<Monitors, 'give' | 'whyNotGive'>
  readonly ownLines: OwnLines
}

export function callTable({ stage, monitors, ownLines }: CallParts, { owner }: Member): MethodTable {
  const move = (change: (world: World) => Answer<World>) =>
    stage.move((world) => {
      const answer = change(world)
      return answer.ok ? yes({ world: answer.value, value: {} }) : answer
    })
  return methodTable(callMethods, {
    'call.end': ({ call }) => move((world) => orderEnd(world, call)),
    'call.hold': ({ call, agent, on }) => move((world) => holdCall(world, call, agent, on)),
    'call.send': ({ call, agent, to }) => move((world) => sendCall(world, call, agent, to)),
    'call.give': ({ call, agent }) => move((world) => giveCall(world, call, agent)),
    'call.pick': ({ call, line, supervisor }) => ownLines.pick(call, lineSide(line, supervisor)),
    'call.move': ({ call, to }) => move((world) => moveCall(world, call, to)),
    'call.park': ({ call, agent }) => move((world) => parkCall(world, call, agent)),
    'monitor.take-over': ({ monitor, call, agent }) => {
      const found = monitors.whyNotGive(owner, monitor, { call, agent })
      if (!found.ok) return found
      const { line, supervisor } = found.value
      return ownLines.takeOver(call, agent, lineSide(line, supervisor), () => monitors.give(monitor))
    },
  })
}

const lineSide = (line: string, supervisor: string): Side => ({
  number: line,
  name: supervisor || null,
  local: true,
  agent: null,
})
