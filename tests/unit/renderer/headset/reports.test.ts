// Where the buttons and lights of real headsets stand, read from their own descriptions.
import { describe, expect, it } from 'vitest'
import { buttonsIn, type Layout, layoutOf, reportsFor } from '#renderer/headset/reports.ts'
import { gigaset, jabra, poly, volumeKeys } from './devices.ts'

const layout = (collection: Parameters<typeof layoutOf>[0][number]): Layout => {
  const found = layoutOf([collection])
  if (!found) throw new Error('no headset')
  return found
}
const read = (of: Layout, reportId: number, ...bytes: number[]) =>
  buttonsIn(of, reportId, new DataView(Uint8Array.from(bytes).buffer))
const written = (of: Layout, shown: Parameters<typeof reportsFor>[1]) =>
  reportsFor(of, shown).map(({ reportId, data }) => `${reportId}: ${[...data].join(' ')}`)
const dark = { mute: false, offHook: false, ring: false }

describe('the buttons of', () => {
  it('a Gigaset ION stand in one report', () => {
    const ion = layout(gigaset)
    expect(read(ion, 2, 0b0000_0001, 0)).toEqual({ hook: true, mute: false, reject: false })
    expect(read(ion, 2, 0b0000_1000, 0)).toEqual({ hook: false, mute: true, reject: false })
    expect(read(ion, 2, 0b1000_0000, 0)).toEqual({ hook: false, mute: false, reject: true })
  })

  it('a Jabra have no reject, and other reports are none of ours', () => {
    expect(read(layout(jabra), 2, 0b0000_0101, 0)).toEqual({ hook: true, mute: true })
    expect(read(layout(jabra), 4, 0xff, 0xff)).toEqual({})
  })

  it('a Poly come in reports of their own', () => {
    expect(read(layout(poly), 8, 1)).toEqual({ mute: true })
    expect(read(layout(poly), 9, 1)).toEqual({ hook: true })
  })

  it('a report that is too short say nothing', () => {
    expect(read(layout(gigaset), 2)).toEqual({})
  })

  it('a device without hook and mute are none', () => {
    expect(layoutOf([volumeKeys])).toBeNull()
    expect(layoutOf([])).toBeNull()
  })
})

describe('the lights of', () => {
  it('a Gigaset ION are written whole, the microphone’s with that for mute', () => {
    expect(written(layout(gigaset), dark)).toEqual(['2: 0 0'])
    expect(written(layout(gigaset), { ...dark, offHook: true, mute: true })).toEqual([`2: ${0b0001_0011} 0`])
    expect(written(layout(gigaset), { ...dark, ring: true })).toEqual([`2: ${0b0000_0100} 0`])
  })

  it('a Jabra', () => {
    expect(written(layout(jabra), { mute: true, offHook: true, ring: true })).toEqual([`2: ${0b0000_1101} 0`])
  })

  it('a Poly, in two reports', () => {
    expect(written(layout(poly), { mute: true, offHook: true, ring: false })).toEqual(['10: 1', '9: 1'])
    expect(written(layout(poly), { mute: false, offHook: false, ring: true })).toEqual(['10: 0', '9: 2'])
  })
})
