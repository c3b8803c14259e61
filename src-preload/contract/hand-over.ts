// Handing a monitor over to another supervisor: who else is at a console, what is offered to this one, and what it has asked for.
import { z } from 'zod'
import { target } from './monitor.ts'

const id = z.string().min(1).max(200)
const name = z.string().max(200)
const notes = z.string().max(4000)

/** taken: the other is on the call, and this console's monitor has ended. After anything else it goes on as it was. */
export const handOverOutcome = z.enum(['taken', 'declined', 'timedOut'])

export const handOverBoard = z.object({
  others: z.array(z.object({ id, name })), // at a console of this site now
  offers: z.array(z.object({ id, from: name, target, notes })), // to this console, the oldest first
  asked: z.object({ id, to: name }).nullable(), // by this console, still open
  ended: z.object({ id, to: name, outcome: handOverOutcome }).nullable(), // how the last one this console asked for went
})
export type HandOverBoard = Readonly<z.infer<typeof handOverBoard>>

export const noHandOvers: HandOverBoard = { others: [], offers: [], asked: null, ended: null }

/** accept: this console starts (or hops to) a monitor of its own on that call; the other's ends when that is attached. */
export const handOverStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offer'), ticketId: id, to: id, notes }),
  z.object({ kind: z.literal('answer'), offerId: id, accept: z.boolean() }),
  z.object({ kind: z.literal('withdraw'), offerId: id }),
])
export type HandOverStep = Readonly<z.infer<typeof handOverStep>>
