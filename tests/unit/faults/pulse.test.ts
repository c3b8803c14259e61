// A program that was late knows it: what it heard and claimed meanwhile is not judged.
import { expect, it } from 'vitest'
import { startPulse } from '../../faults/pulse.ts'

it('tells how late it was since a moment, and nothing of before', async () => {
  const pulse = startPulse()
  try {
    const began = performance.now()
    await expect.poll(() => pulse.worstSince(began)).toBeGreaterThanOrEqual(0)
    while (performance.now() - began < 300); // nothing else runs in this program meanwhile
    await expect.poll(() => pulse.worstSince(began)).toBeGreaterThan(200)
    expect(pulse.worstSince(performance.now() + 1)).toBe(0)
  } finally {
    pulse.stop()
  }
})
