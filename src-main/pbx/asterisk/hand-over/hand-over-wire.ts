// What consoles on one Asterisk tell each other: JSON in the headers of AMI user events, which the PBX passes on as they are.
import { z } from 'zod'
import { target } from '#contract/monitor.ts'
import type { AmiFields } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'

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
const LINE = 800 // AMI cuts a line off after 1,024 bytes

/** Fields of the action UserEvent (Asterisk's documentation: right `user` in write). */
export function wireOf(message: HandOverMessage): AmiFields {
  const text = Buffer.from(JSON.stringify(message)).toString('base64')
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  return [['UserEvent', USER_EVENT], ...lines.map((line) => ['Data', line] as const)]
}

/** null for any other event, and for what no console would say. Needs the right `user` in read. */
export function messageOf(event: AmiMessage): HandOverMessage | null {
  if (event.Event !== 'UserEvent' || event.UserEvent !== USER_EVENT) return null
  try {
    const said = JSON.parse(Buffer.from((event.Data ?? '').replaceAll('\n', ''), 'base64').toString())
    const parsed = handOverMessage.safeParse(said)
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
