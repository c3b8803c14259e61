// What consoles on one Asterisk tell each other about handing a monitor over.
import { z } from 'zod'
import { target } from '#contract/monitor.ts'
import type { AmiFields } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { consoleFields, consoleMessage } from '../wire/console-message.ts'

const id = z.string().min(1).max(200)
const name = z.string().max(200)
const console = z.object({ id, name })

/** `from` is the console that says it, `to` the one it is for; without `to` it is for all. */
const handOverMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('here'), from: console }), // at a console; said again every few seconds
  z.object({ kind: z.literal('gone'), from: console }),
  z.object({
    kind: z.literal('offer'),
    from: console,
    to: id,
    offerId: id,
    target,
    notes: z.string().max(4000),
  }),
  z.object({ kind: z.literal('answer'), from: console, to: id, offerId: id, accept: z.boolean() }),
  z.object({ kind: z.literal('taken'), from: console, to: id, offerId: id }), // the taker's own monitor is on the call
  z.object({ kind: z.literal('withdrawn'), from: console, to: id, offerId: id }),
])
export type HandOverMessage = Readonly<z.infer<typeof handOverMessage>>

const USER_EVENT = 'EarshotHandOver'

export const wireOf = (message: HandOverMessage): AmiFields => consoleFields(USER_EVENT, message)

export const messageOf = (event: AmiMessage): HandOverMessage | null =>
  consoleMessage(event, USER_EVENT, handOverMessage)
