// Which rows are searched for. Their texts are kept as long as the row stays the same: a floor has thousands of them.
import type { Floor, Queue } from '#contract/floor.ts'
import { hasNumber, haystack, soughtNumber, soughtWords } from '#renderer/floor/search.ts'
import type { Words } from '#renderer/words/words.ts'
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

/** Whoever finds something by the longer search finds it by the shorter one as well. A number is also found without its prefix. */
const narrows = (longer: string, shorter: string): boolean => {
  const words = soughtWords(longer)
  return soughtNumber(longer) === null && soughtWords(shorter).every((word, index) => words[index]?.startsWith(word))
}

type Search<Row> = {
  readonly words: Words
  readonly ids: readonly string[]
  readonly columns: readonly TableColumn<Row, never>[]
  readonly queueColumns: readonly TableColumn<Queue, never>[]
  readonly search: string
}

type Searching<Row> = {
  readonly rowOf: (floor: Floor, id: string) => Row | undefined
  readonly hay: (columns: readonly TableColumn<Row, never>[], row: Row, around: Around) => string
  readonly queuesOf: (row: Row) => readonly string[]
}

type Found<Row> = { readonly sought: Search<Row>; readonly rows: readonly Row[] }

/**
 * The rows that are searched for. Kept with the picture of the floor: a pane and its counts ask for the same ones, and one more
 * letter is looked for only in what was found without it.
 */
export function keptFound<Row extends object>({ rowOf, hay, queuesOf }: Searching<Row>) {
  const kept = new WeakMap<Floor, Found<Row>>()
  const look = (floor: Floor, sought: Search<Row>, among: readonly Row[]): readonly Row[] => {
    const around = { floor, words: sought.words }
    const finds = finder(sought.search, around, sought.queueColumns)
    return finds === null ? among : among.filter((row) => finds(hay(sought.columns, row, around), queuesOf(row)))
  }
  return (floor: Floor, sought: Search<Row>): readonly Row[] => {
    const before = kept.get(floor)
    const isOfSame = before !== undefined && sameTable(before.sought, sought)
    if (isOfSame && before.sought.search === sought.search) return before.rows
    const among =
      isOfSame && narrows(sought.search, before.sought.search)
        ? before.rows
        : sought.ids.flatMap((id) => rowOf(floor, id) ?? [])
    const rows = look(floor, sought, among)
    kept.set(floor, { sought, rows })
    return rows
  }
}

const sameTable = <Row>(a: Search<Row>, b: Search<Row>): boolean =>
  a.ids === b.ids && a.words === b.words && a.columns === b.columns && a.queueColumns === b.queueColumns

type Kept<Row> = {
  readonly columns: readonly TableColumn<Row, never>[]
  readonly words: Words
  readonly beside: readonly unknown[]
  readonly hay: string
  round: number // of the floor it was last compared with
}

/** What a row is found by, kept with it. `beside`: what the texts of its columns depend on, beside the row and the words. */
export function keptHay<Row extends object>(beside: (row: Row, floor: Floor) => readonly unknown[]) {
  const kept = new WeakMap<Row, Kept<Row>>()
  const rounds = new WeakMap<Floor, number>()
  let made = 0
  const roundOf = (floor: Floor): number => {
    const known = rounds.get(floor)
    if (known !== undefined) return known
    made += 1
    rounds.set(floor, made)
    return made
  }
  return (columns: readonly TableColumn<Row, never>[], row: Row, { floor, words }: Around): string => {
    const round = roundOf(floor)
    const known = kept.get(row)
    const isOfThese = known?.columns === columns && known.words === words
    if (isOfThese && known.round === round) return known.hay
    const now = beside(row, floor)
    if (isOfThese && known.beside.every((one, index) => one === now[index])) {
      known.round = round
      return known.hay
    }
    const hay = haystack(textsOf(columns, row, { floor, words }))
    kept.set(row, { columns, words, beside: now, hay, round })
    return hay
  }
}

export const queueHay = keptHay<Queue>(() => [])
