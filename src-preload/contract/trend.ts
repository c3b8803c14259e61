// The trend: how the queues were over the last hours, as columns a chart can draw.
import { z } from 'zod'

const column = z.array(z.number().nonnegative().nullable()) // null: the console did not know

/** Points stand `everyMs` apart; a queue's columns are as long as `at`. waiting is the most of the point's span, inService its last. */
export const trend = z.object({
  everyMs: z.number().positive(),
  at: z.array(z.number()), // epoch ms, ascending
  queues: z.record(z.string(), z.object({ waiting: column, inService: column })),
})
export type Trend = Readonly<z.infer<typeof trend>>
