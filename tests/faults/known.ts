// Cells that are known to be wrong and not mended yet: the matrix shows them as wrong, the sample in `npm test` leaves them out.
import type { Cell } from './plan.ts'
import { cellName } from './plan.ts'

/** By the cell's name; why it is wrong. Whoever mends one takes it out. */
const known: readonly (readonly [RegExp, string])[] = [
  [
    /^(follow|transfer-by-\w+):ami-event-[^:]+:event-(lost|late)$/,
    'The floor follows events alone: one that is lost or overtaken leaves a call ringing, or up, until the next whole picture.',
  ],
]

/** Why this cell is wrong, or null. */
export const knownWrong = (cell: Cell): string | null =>
  known.find(([pattern]) => pattern.test(cellName(cell)))?.[1] ?? null
