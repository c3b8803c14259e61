// What consoles on one Asterisk tell each other: JSON in the headers of AMI user events, which the PBX passes on as they are.
import type { z } from 'zod'
import type { AmiFields } from './ami-client.ts'
import type { AmiMessage } from './ami-codec.ts'

const LINE = 800 // AMI cuts a line off after 1,024 bytes

/** Fields of the action UserEvent (Asterisk's documentation: right `user` in write). */
export function consoleFields(userEvent: string, message: object): AmiFields {
  const text = Buffer.from(JSON.stringify(message)).toString('base64')
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  return [['UserEvent', userEvent], ...lines.map((line) => ['Data', line] as const)]
}

/** null for any other event, and for what no console would say. Needs the right `user` in read. */
export function consoleMessage<T extends z.ZodType>(
  event: AmiMessage,
  userEvent: string,
  schema: T,
): z.infer<T> | null {
  if (event.Event !== 'UserEvent' || event.UserEvent !== userEvent) return null
  try {
    const said = JSON.parse(Buffer.from((event.Data ?? '').replaceAll('\n', ''), 'base64').toString())
    const parsed = schema.safeParse(said)
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
