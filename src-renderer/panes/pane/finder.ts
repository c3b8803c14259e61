// Which rows are searched for. Their texts are kept as long as the row stays the same: a floor has thousands of them.
import type { Floor, Queue } from '#contract/floor.ts'
import { hasNumber, haystack, soughtNumber, soughtWords } from '#renderer/floor/search.ts'
import { type Around, type TableColumn, textsOf } from './table.tsx'

/** Finds a row whose own texts, or those of its queues, hold every word. */
export type Finder = (hay: string, queueIds: readonly string[]) => boolean

/** null while nothing is searched for. A word that finds a queue finds what is of that queue. */
export function finder(search: string, around: Around, columns: readonly TableColumn<Queue, never>[]): Finder | null {
  const sought = soughtWords(search)
  if (sought.length === 0) return null
  const queues = Object.values(around.floor.queues)
  const wanted = sought.map((word) => {
    const found = queues.filter((queue) => queueHay(columns, queue, around).includes(word))
    return { word, queues: new Set(found.map(({ id }) => id)) }
  })
  const number = soughtNumber(search)
  return (hay, queueIds) =>
    (number !== null && hasNumber(hay, number)) ||
    wanted.every(({ word, queues: of }) => hay.includes(word) || queueIds.some((id) => of.has(id)))
}

type Kept = { readonly beside: readonly unknown[]; readonly hay: string }

/** What a row is found by, kept with it. `beside`: what the texts of its columns depend on, beside the row and the words. */
export function keptHay<Row extends object>(beside: (row: Row, floor: Floor) => readonly unknown[]) {
  const kept = new WeakMap<Row, Kept>()
  return (columns: readonly TableColumn<Row, never>[], row: Row, around: Around): string => {
    const now = [columns, around.words, ...beside(row, around.floor)]
    const known = kept.get(row)
    if (known?.beside.every((one, index) => one === now[index])) return known.hay
    const hay = haystack(textsOf(columns, row, around))
    kept.set(row, { beside: now, hay })
    return hay
  }
}

export const queueHay = keptHay<Queue>(() => [])
