// The figures on the wall: of each queue, and of all of them together. Pure.
import type { Floor, Queue } from '#contract/floor.ts'

/** null: this phone system does not say. */
export type Figures = {
  readonly waiting: number
  readonly oldestWaitSince: number | null // epoch ms
  readonly inService: number
  readonly agentsAvailable: number
  readonly serviceLevel: number | null // share of one
  readonly serviceWithinS: number | null // within so many seconds; of several queues only where they agree
  readonly abandonedToday: number | null
}

export type QueueFigures = Figures & { readonly id: string; readonly name: string }

/** Calls in progress and agents a call could ring are counted from the floor where the phone system gives no figure. */
export function queueFigures(floor: Floor, queue: Queue): QueueFigures {
  const { id, name, waiting, oldestWaitSince } = queue
  return {
    id,
    name,
    waiting,
    oldestWaitSince,
    inService: queue.inService ?? Object.values(floor.calls).filter((call) => isServed(call, id)).length,
    agentsAvailable: queue.agentsAvailable ?? Object.values(floor.agents).filter((agent) => serves(agent, id)).length,
    serviceLevel: queue.serviceLevel ?? null,
    serviceWithinS: queue.serviceWithinS ?? null,
    abandonedToday: queue.abandonedToday ?? null,
  }
}

/** All queues as one. The service level is weighed by the calls answered; an agent of two queues counts once. */
export function totalFigures(floor: Floor, queues: readonly Queue[]): Figures {
  const each = queues.map((queue) => queueFigures(floor, queue))
  const waits = each.flatMap(({ oldestWaitSince }) => (oldestWaitSince === null ? [] : [oldestWaitSince]))
  const abandoned = each.flatMap(({ abandonedToday }) => (abandonedToday === null ? [] : [abandonedToday]))
  return {
    waiting: sum(each.map((figures) => figures.waiting)),
    oldestWaitSince: waits.length === 0 ? null : Math.min(...waits),
    inService: sum(each.map((figures) => figures.inService)),
    agentsAvailable: Object.values(floor.agents).filter(({ presence }) => presence.kind === 'available').length,
    serviceLevel: weighed(queues),
    serviceWithinS: agreed(queues),
    abandonedToday: abandoned.length === 0 ? null : sum(abandoned),
  }
}

const isServed = ({ queueId, state }: Floor['calls'][string], id: string): boolean =>
  queueId === id && (state === 'talking' || state === 'held')

const serves = ({ queues, presence }: Floor['agents'][string], id: string): boolean =>
  presence.kind === 'available' && queues.includes(id)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function agreed(queues: readonly Queue[]): number | null {
  const limits = new Set(
    queues.flatMap(({ serviceLevel, serviceWithinS }) => (serviceLevel == null ? [] : [serviceWithinS])),
  )
  return limits.size === 1 ? ([...limits][0] ?? null) : null
}

function weighed(queues: readonly Queue[]): number | null {
  const known = queues.flatMap(({ serviceLevel, answeredToday }) =>
    typeof serviceLevel === 'number' ? [{ serviceLevel, weight: answeredToday ?? 1 }] : [],
  )
  const weight = sum(known.map((each) => each.weight))
  return weight === 0 ? null : sum(known.map((each) => each.serviceLevel * each.weight)) / weight
}
