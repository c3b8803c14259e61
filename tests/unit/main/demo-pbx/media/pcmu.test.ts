// µ-law against the numbers of G.711 and against itself.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePcmu, encodePcmu } from '#main/demo-pbx/media/pcmu.ts'

const there = (sample: number) => encodePcmu(Int16Array.of(sample))[0]
const back = (byte: number) => decodePcmu(Uint8Array.of(byte))[0]

describe('PCMU', () => {
  it.each([
    [0, 0xff],
    [-8, 0x7e],
    [8, 0xfe],
    [32_767, 0x80],
    [-32_768, 0x00],
    [1000, 0xce],
    [-1000, 0x4e],
  ])('codes %i as %i', (sample, byte) => {
    expect(there(sample)).toBe(byte)
  })

  it.each([
    [0xff, 0],
    [0x7f, 0],
    [0x80, 32_124],
    [0x00, -32_124],
    [0xef, 132],
  ])('decodes %i as %i', (byte, sample) => {
    expect(back(byte)).toBe(sample)
  })

  it('gives every byte back, but for the second zero', () => {
    for (let byte = 0; byte < 256; byte++) expect(there(back(byte) ?? 0)).toBe(byte === 0x7f ? 0xff : byte)
  })

  it('is never further off than half a step of its segment', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_124, max: 32_124 }), (sample) => {
        const off = Math.abs((back(there(sample) ?? 0) ?? 0) - sample)
        expect(off).toBeLessThanOrEqual(Math.max(4, (Math.abs(sample) + 132) / 32))
      }),
    )
  })

  it('keeps length and order', () => {
    expect([...decodePcmu(encodePcmu(Int16Array.of(0, 132, -132)))]).toEqual([0, 132, -132])
  })
})
