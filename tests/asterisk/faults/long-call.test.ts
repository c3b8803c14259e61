// One call monitored in one mode after the other while messages go wrong, for seconds; `npm run prove -- asterisk --long 30` is the long one.
import { expect, it } from 'vitest'
import { asteriskFaultFloor } from '../../faults/asterisk-lanes.ts'
import { monitorFor } from '../../faults/long/long-call.ts'
import { openScene } from '../../faults/scene.ts'

it('the call drops no frame, and the history tells what was', async () => {
  const floor = await asteriskFaultFloor('asterisk', { way: 'ari', onDeskPhone: false }).open(1)
  const [lane] = floor.lanes
  if (!lane) throw new Error('no lane')
  const scene = await openScene(lane)
  const seed = Math.floor(Math.random() * 1e9)
  const options = { ms: 12_000, seed, faultEveryMs: 4000, changeWithinMs: [500, 1500] } as const
  const { mismatches, dropped, leftovers, changes } = await monitorFor(scene, options)
  for (const close of scene.closing) await close()
  await floor.close()
  expect(changes, `seed ${seed}`).toBeGreaterThan(3)
  expect({ mismatches, dropped: dropped.map((one) => one.dropped), leftovers }, `seed ${seed}`).toEqual({
    mismatches: [],
    dropped: [0, 0],
    leftovers: [],
  })
}, 40_000)
