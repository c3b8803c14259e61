// A hole between two streams is found by their pace, and a machine that reads late has none.
import { expect, it } from 'vitest'
import { neverSent } from '../../asterisk/acts/never-sent.ts'

const paced = (frames: number, fromMs = 0) => Array.from({ length: frames }, (_, at) => fromMs + at * 20)
/** Whoever was due in these ms is read at their end, all at once. */
const stalled = (arrivals: readonly number[], from: number, to: number) =>
  arrivals.map((at) => (at >= from && at < to ? to : at))

it.each([
  ['nothing in a stream without a hole', paced(40), 0],
  ['nothing where the next stream begins within its frame', [...paced(20), ...paced(20, 19 * 20 + 38)], 0],
  ['a hole of five frames', [...paced(20), ...paced(20, 25 * 20)], 4],
  ['nothing in what was read late', stalled(paced(60), 300, 900), 0],
  ['nothing in what was read late at the end', stalled(paced(60), 1000, 1150), 0],
  ['a hole in what was read late', stalled([...paced(20), ...paced(40, 25 * 20)], 300, 900), 4],
])('%s', (_what, arrivals, frames) => {
  expect(neverSent(arrivals)).toBe(frames)
})
