// The last hours of the queues: one sample every 15 seconds in a ring, and the columns a chart draws of them. Pure.
import type { Floor, Queue, Trend } from '#contract/floor.ts'

export const SAMPLE_EVERY_MS = 15_000
const SPAN_MS = 4 * 3_600_000
const POINT_MS = 60_000
const MOST_SAMPLES = SPAN_MS / SAMPLE_EVERY_MS
const MOST_QUEUES = 100

type Figures = { readonly waiting: number; readonly inService: number }
type Sample = { readonly at: number; readonly queues: Readonly<Record<string, Figures>> }

/** Oldest first. A time the floor was not known leaves no sample, which shows as a gap. */
export type Samples = readonly Sample[]

/** The samples after another look at the floor (`at` in epoch ms); null: it is not live, so nothing is known of this moment. */
export function withSample(samples: Samples, floor: Floor | null, at: number): Samples {
  const kept = samples.filter((sample) => sample.at > at - SPAN_MS && sample.at <= at).slice(1 - MOST_SAMPLES)
  return floor ? [...kept, { at, queues: figuresOf(floor) }] : kept
}

/** The columns of the span up to `now` (epoch ms), one point a minute, at whole minutes so that a chart stands still between two looks. */
export function trendOf(samples: Samples, now: number): Trend {
  const first = samples[0]
  const at = first ? range(wholePoint(first.at), now) : []
  const place = new Map(at.map((moment, index) => [moment, index]))
  const queues: Record<string, { waiting: (number | null)[]; inService: (number | null)[] }> = {}
  for (const sample of samples) {
    const index = place.get(wholePoint(sample.at))
    if (index === undefined) continue
    for (const [id, { waiting, inService }] of Object.entries(sample.queues)) {
      queues[id] ??= { waiting: at.map(() => null), inService: at.map(() => null) }
      queues[id].waiting[index] = Math.max(queues[id].waiting[index] ?? 0, waiting)
      queues[id].inService[index] = inService
    }
  }
  return { everyMs: POINT_MS, at, queues }
}

const wholePoint = (at: number): number => Math.floor(at / POINT_MS) * POINT_MS

function range(from: number, to: number): number[] {
  const count = Math.min(SPAN_MS / POINT_MS, Math.max(0, Math.floor((to - from) / POINT_MS) + 1))
  return Array.from({ length: count }, (_, index) => from + index * POINT_MS)
}

function figuresOf(floor: Floor): Readonly<Record<string, Figures>> {
  const served = new Map<string, number>()
  for (const { queueId, state } of Object.values(floor.calls))
    if (queueId !== null && (state === 'talking' || state === 'held'))
      served.set(queueId, (served.get(queueId) ?? 0) + 1)
  const figures = (queue: Queue): Figures => ({
    waiting: queue.waiting,
    inService: queue.inService ?? served.get(queue.id) ?? 0,
  })
  return Object.fromEntries(
    Object.values(floor.queues)
      .slice(0, MOST_QUEUES)
      .map((queue) => [queue.id, figures(queue)]),
  )
}
