// How many tiles stand beside each other on the wall. Pure.

export type Tiling = { readonly columns: number; readonly rows: number }

// A tile reads best a little wider than high: a name, two figures and a chart below.
const WANTED_SHAPE = 1.45
const EMPTY_COSTS = 1

/** The tiling whose tiles come nearest to the wanted shape on a wall of this shape (width / height), none of them left alone in a row needlessly. */
export function tilingOf(count: number, wallShape: number): Tiling {
  const tilings = Array.from({ length: Math.max(1, count) }, (_, index) => {
    const columns = index + 1
    return { columns, rows: Math.ceil(count / columns) || 1 }
  })
  const cost = ({ columns, rows }: Tiling) => {
    const shape = (wallShape * rows) / columns
    return Math.abs(Math.log(shape / WANTED_SHAPE)) + (EMPTY_COSTS * (columns * rows - count)) / Math.max(1, count)
  }
  return tilings.reduce((best, tiling) => (cost(tiling) < cost(best) ? tiling : best))
}

/** What a tile has room for. few: what is decided at a glance, and the chart. bare: the figures alone. */
type TileRoom = 'all' | 'few' | 'bare'

/** `letters`: how many letters of the wall a tile is high. */
export function roomOf(letters: number): TileRoom {
  if (letters < 4.2) return 'bare'
  return letters < 7.3 ? 'few' : 'all'
}
