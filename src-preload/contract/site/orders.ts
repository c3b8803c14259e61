// A standing order: listen to the next call of somebody as soon as there is one, now or from a time on. Kept with the person's settings.
import { z } from 'zod'

const id = z.string().min(1).max(200)
const epochMs = z.number().nonnegative()

/** Whose call: an agent's, one that came through a queue, or that of anybody in a team. */
export const orderWho = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent'), id }),
  z.object({ kind: z.literal('queue'), id }),
  z.object({ kind: z.literal('team'), id }), // by its name
])
export type OrderWho = Readonly<z.infer<typeof orderWho>>

export const standingOrder = z.object({
  id: z.string().min(1).max(60),
  who: orderWho,
  name: z.string().max(200), // as they were called when the order was given
  by: z.string().max(40), // extension of the supervisor whose order it is: nobody else at the console carries it out
  from: epochMs,
  until: epochMs, // it expires
  /** one: it is done once a call was listened to; all: it goes on with the next call until it expires. */
  calls: z.enum(['one', 'all']),
  reason: z.string().max(200).optional(), // in the supervisor's words, where the site wants one
  /** Calls it has come to, or was refused: it never goes to one twice. */
  tried: z.array(id).max(500).readonly(),
})
export type StandingOrder = Readonly<z.infer<typeof standingOrder>>

/** In the order they are looked at. */
export const standingOrders = z.array(standingOrder).max(20).readonly()
