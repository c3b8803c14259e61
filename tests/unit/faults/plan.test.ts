// Which cells there are, how a cell is named and read again, and that a sample is fair and comes again by its seed.
import { expect, it } from 'vitest'
import { cellName, cellsOf, partOf, readCell, sampleOf } from '../../faults/plan.ts'
import { eventFaults, faults, requestFaults } from '../../faults/wire/fault.ts'

const seen = [
  { name: 'ari-delete-channels-snoop', nth: 1, kind: 'request' },
  { name: 'ari-event-StasisStart-snoop', nth: 1, kind: 'event' },
] as const

it('has every fault of a request for each request, and of an event for each event', () => {
  const cells = cellsOf('listen', seen)
  expect(cells).toHaveLength(requestFaults.length + eventFaults.length)
  expect(new Set(cells.map(({ armed }) => armed.fault))).toEqual(new Set(faults))
})

it('reads back the name of every cell', () => {
  for (const cell of cellsOf('join-listen', seen)) expect(readCell(cellName(cell))).toEqual(cell)
})

it.each(['', 'listen', 'listen:a.1', 'listen:a.1:burnt', 'listen:a:lost'])('knows that "%s" is no cell', (text) => {
  expect(readCell(text)).toBeNull()
})

const all = ['listen', 'hop', 'end'].flatMap((journey) => cellsOf(journey, seen))

it('takes the same sample for the same seed, and another for another', () => {
  expect(sampleOf(all, 10, 7)).toEqual(sampleOf(all, 10, 7))
  expect(sampleOf(all, 10, 7)).not.toEqual(sampleOf(all, 10, 8))
})

it('takes every fault and every journey before any of them again and again', () => {
  const sample = sampleOf(all, faults.length, 3)
  expect(new Set(sample.map(({ armed }) => armed.fault)).size).toBeGreaterThan(faults.length * 0.75)
  for (const journey of ['listen', 'hop', 'end'])
    expect(sample.filter((cell) => cell.journey === journey).length).toBeGreaterThan(2)
})

it('takes each cell once at most, and no more than there are', () => {
  expect(new Set(sampleOf(all, 1000, 1).map(cellName)).size).toBe(all.length)
})

it('is whole in its parts, each with most of the faults', () => {
  const parts = ['1/3', '2/3', '3/3'].map((part) => partOf(all, part))
  expect(parts.flat().map(cellName).sort()).toEqual(all.map(cellName).sort())
  for (const part of parts) {
    expect(new Set(part.map(({ armed }) => armed.fault)).size).toBeGreaterThan(faults.length / 2)
  }
})

it.each(['0/3', '4/3', 'half'])('knows that "%s" is no part', (part) => {
  expect(() => partOf(all, part)).toThrow('is no part')
})
