// Which cells there are: every message of every journey, with every fault that such a message can have; and a fair sample of them. Pure.
import { eventFaults, type Fault, faults, requestFaults } from './wire/fault.ts'
import type { Armed, Spot } from './wire/injector.ts'

export type Cell = { readonly journey: string; readonly armed: Armed }

export function cellsOf(journey: string, seen: readonly Spot[]): Cell[] {
  return seen.flatMap(({ name, nth, kind }) =>
    (kind === 'request' ? requestFaults : eventFaults).map((fault) => ({ journey, armed: { name, nth, fault } })),
  )
}

/** `join-listen:ari-delete-channels-snoop.1:lost`: needs no quotes in a shell. */
export const cellName = ({ journey, armed }: Cell): string => `${journey}:${armed.name}.${armed.nth}:${armed.fault}`

export function readCell(text: string): Cell | null {
  const [, journey, name, nth, word] = /^([^:]+):([^:]+)\.(\d+):([^:]+)$/.exec(text) ?? []
  const fault = faults.find((one) => one === word)
  if (!journey || !name || !fault) return null
  return { journey, armed: { name, nth: Number(nth), fault } }
}

/** `2/3`: the second of three parts that are all of the cells, each a fair share of journeys and faults. */
export function partOf(cells: readonly Cell[], part: string): Cell[] {
  const [which = 1, parts = 1] = part.split('/').map(Number)
  if (!(which >= 1 && which <= parts)) throw new Error(`"${part}" is no part: 1/3, 2/3 or 3/3`)
  const byName = [...cells].sort((a, b) => cellName(a).localeCompare(cellName(b)))
  return sampleOf(byName, byName.length, 0).filter((_, index) => index % parts === which - 1)
}

/** So many cells by chance, each journey and each fault as often as can be: the same seed and cells, the same sample. */
export function sampleOf(cells: readonly Cell[], count: number, seed: number): Cell[] {
  const random = mulberry32(seed)
  const left = cells.map((cell) => ({ cell, dice: random() })).sort((a, b) => a.dice - b.dice)
  const journeys = new Map<string, number>()
  const kinds = new Map<Fault, number>()
  const chosen: Cell[] = []
  while (chosen.length < count && left.length > 0) {
    const costs = left.map(({ cell }) => (journeys.get(cell.journey) ?? 0) + (kinds.get(cell.armed.fault) ?? 0))
    const [one] = left.splice(costs.indexOf(Math.min(...costs)), 1)
    if (!one) break
    chosen.push(one.cell)
    journeys.set(one.cell.journey, (journeys.get(one.cell.journey) ?? 0) + 1)
    kinds.set(one.cell.armed.fault, (kinds.get(one.cell.armed.fault) ?? 0) + 1)
  }
  return chosen
}

/** Mulberry32, public domain: a small generator that a seed replays. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
