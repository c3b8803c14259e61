// The small parts of sound: sums, tones, the playout queue, WAV files, gaps.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEar } from '#main/demo-pbx/mixer/ear.ts'
import { longestGap } from '#main/demo-pbx/mixer/ears.ts'
import { createPlayout } from '#main/demo-pbx/mixer/playout.ts'
import { SILENCE, sum } from '#main/demo-pbx/mixer/sum.ts'
import { rmsDb, toneDb, toneFrames } from '#main/demo-pbx/mixer/tones.ts'
import { toWav } from '#main/demo-pbx/mixer/wav.ts'

const frameOf = (value: number) => new Int16Array(160).fill(value)
const [agentTone, callerTone] = [toneFrames(440, -12)[0] ?? SILENCE, toneFrames(620, -12)[0] ?? SILENCE]

describe('the sum of sounds', () => {
  it('never wraps around, and is exact where it fits', () => {
    const sample = fc.integer({ min: -32768, max: 32767 })
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 6 }), (samples) => {
        const exact = samples.reduce((total, one) => total + one, 0)
        expect(sum(samples.map(frameOf))[80]).toBe(Math.max(-32768, Math.min(32767, exact)))
      }),
    )
  })

  it('passes a single sound through untouched, and is silence for none', () => {
    expect(sum([agentTone])).toBe(agentTone)
    expect(rmsDb(sum([]))).toBe(-120)
  })
})

describe('tones', () => {
  it('are measured in dBFS, a full-scale sine being 0', () => {
    const second = Int16Array.from({ length: 8000 }, (_, i) => 32767 * Math.sin((2 * Math.PI * 1000 * i) / 8000))
    expect(toneDb(second, 1000)).toBeCloseTo(0, 1)
    expect(rmsDb(second)).toBeCloseTo(0, 1)
    expect(toneDb(second, 620)).toBeLessThan(-80)
  })

  it('are told apart within a single frame: 440 Hz is not found in 620 Hz', () => {
    expect(toneDb(agentTone, 440)).toBeCloseTo(-12, 0)
    expect(toneDb(callerTone, 440)).toBeLessThan(-60)
    expect(toneDb(sum([agentTone, callerTone]), 440)).toBeCloseTo(-12, 0)
    expect(toneDb(sum([agentTone, callerTone]), 1000)).toBeLessThan(-60)
  })

  it('go on for ever without a seam', () => {
    const frames = toneFrames(620, -12)
    const twice = Int16Array.from([...frames, ...frames].flatMap((frame) => [...frame]))
    expect(toneDb(twice, 620)).toBeCloseTo(-12, 1)
    expect(Math.max(...[440, 700, 1000].map((hz) => toneDb(twice, hz)))).toBeLessThan(-90)
  })
})

describe('the playout queue', () => {
  it('waits for two frames, then plays in order', () => {
    const playout = createPlayout()
    playout.push(frameOf(1))
    expect(playout.take()).toBeNull()
    playout.push(frameOf(2))
    playout.push(frameOf(3))
    expect([playout.take(), playout.take(), playout.take()].map((frame) => frame?.[159])).toEqual([1, 2, 3])
    expect(playout.take()?.[159]).toBe(0)
    expect(playout.take()).toBeNull()
  })

  it('rounds the edges of a hole, so that nobody hears a click', () => {
    const playout = createPlayout()
    const loud = frameOf(8000)
    playout.push(loud)
    playout.push(loud)
    const heard = [1, 2, 3, 4].flatMap(() => [...(playout.take() ?? SILENCE)])
    const steps = heard.map((sample, i) => Math.abs(sample - (heard[i - 1] ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(100)
    expect([heard[159], heard[240], heard[500]]).toEqual([7999, 8000, 0])
  })

  it('survives a burst after a stall of the mixer without losing a frame', () => {
    const playout = createPlayout()
    for (let n = 1; n <= 5; n++) playout.push(frameOf(n))
    expect([1, 2, 3].map(() => playout.take()?.[159])).toEqual([1, 2, 3])
  })

  it('is never more than 60 ms behind for long, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { maxLength: 60 }), (packets) => {
        const playout = createPlayout()
        let pushed = 0
        for (const count of packets) {
          for (let n = 0; n < count; n++) playout.push(frameOf(++pushed))
          playout.take()
        }
        const behind: number[] = []
        for (let tick = 0; tick < 12; tick++) {
          playout.push(frameOf(++pushed))
          const frame = playout.take()
          if (frame) behind.push(pushed - (frame[159] ?? 0))
        }
        expect(behind.at(-1) ?? 0).toBeLessThanOrEqual(3)
      }),
    )
  })
})

describe('a recording', () => {
  it('counts the longest run of frames in which nothing was heard', () => {
    const [loud, quiet] = [agentTone, frameOf(1)]
    expect(longestGap([loud, loud, loud])).toBe(0)
    expect(longestGap([loud, quiet, null, loud, SILENCE, loud])).toBe(2)
    expect(longestGap([null, null, null])).toBe(3)
  })

  it('is a WAV file any player reads', () => {
    const wav = toWav(Int16Array.of(1, -2, 3), 8000)
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF')
    expect([wav.readUInt32LE(4), wav.readUInt32LE(24), wav.readUInt16LE(34), wav.readUInt32LE(40)]).toEqual([
      42, 8000, 16, 6,
    ])
    expect([wav.readInt16LE(44), wav.readInt16LE(46), wav.readInt16LE(48)]).toEqual([1, -2, 3])
  })
})

describe('the names of ears', () => {
  it('are four, and anything else is none', () => {
    expect(parseEar('agent:1001')).toEqual({ kind: 'agent', ext: '1001' })
    expect(parseEar('caller:c1')).toEqual({ kind: 'caller', call: 'c1' })
    expect(parseEar('line:5001')).toEqual({ kind: 'line', ext: '5001' })
    expect(parseEar('mouth:5001')).toEqual({ kind: 'mouth', ext: '5001' })
    expect(['agent', 'agent:', ':1001', 'nose:1', ''].map(parseEar)).toEqual([null, null, null, null, null])
  })
})
