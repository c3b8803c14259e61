// Which place in the page each row on screen is drawn into, by the key React knows it by.

export type RowSlots = {
  readonly keys: readonly string[] // of the rows on screen, in their order
  readonly ids: readonly string[]
  readonly made: number // keys so far, so that none comes twice
}

export const noSlots: RowSlots = { keys: [], ids: [], made: 0 }

/**
 * The slots for these rows. A row that stays keeps its slot and with it focus and hover. `reuse`: nobody holds on to a row, so that
 * the rows are written into the slots as they stand: new texts in an old row cost less than a new row, or one that the page moves.
 */
export function nextSlots(before: RowSlots, ids: readonly string[], reuse: boolean): RowSlots {
  if (sameRows(before.ids, ids)) return before
  let { made } = before
  const fresh = () => `slot-${made++}`
  const known = new Map(before.ids.map((id, index) => [id, before.keys[index]]))
  const keys = ids.map((id, index) => (reuse ? before.keys[index] : known.get(id)) ?? fresh())
  return { keys, ids, made }
}

const sameRows = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index])
