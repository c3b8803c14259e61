// Requests for help on the wire: what an agent's phone or program asks by, what AstDB keeps of it, and what consoles tell each other.
import { z } from 'zod'
import { readable } from '#main/pbx/kit/readable.ts'
import type { AmiFields } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { dialOf, phoneOf } from '../wire/ami-names.ts'
import { consoleFields, consoleMessage } from '../wire/console-message.ts'

/** User event of the dialplan, or of a program of the agent's. */
export const CRY_EVENT = 'EarshotHelp'
/** Family of AstDB: one key an agent's phone, `EPOCH,UNIQUEID,CODE`. */
export const CRY_FAMILY = 'earshot-help'
const DESK_EVENT = 'EarshotHelpDesk'

const id = z.string().min(1).max(200)
const name = z.string().max(200)
const console = z.object({ id, name })

/** `holder`: id of the console that sees to it. `rev` counts claims and hand-overs: the higher one is the later one. */
const openRequest = z.object({
  id,
  agentId: id,
  callId: id.nullable(),
  reason: z.string().max(200).nullable(),
  at: z.number().nonnegative(),
  claim: z.object({ by: name, at: z.number().nonnegative(), holder: id }).nullable(),
  offeredTo: name.nullable(),
  rev: z.number().int().nonnegative(),
})
export type OpenRequest = Readonly<z.infer<typeof openRequest>>

/** `said`: of each step another id, so that one which comes twice counts once. */
const helpMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claim'), from: console, said: id, help: id }),
  z.object({ kind: z.literal('done'), from: console, said: id, help: id }),
  z.object({ kind: z.literal('handOver'), from: console, said: id, help: id, to: name.nullable() }),
  z.object({ kind: z.literal('ask'), from: console }), // just come, or back after a cut
  z.object({
    kind: z.literal('board'),
    from: console,
    requests: z.array(openRequest).max(50),
    done: z.array(id).max(100),
  }),
])
export type HelpMessage = Readonly<z.infer<typeof helpMessage>>

export const wireOf = (message: HelpMessage): AmiFields => consoleFields(DESK_EVENT, message)

export const messageOf = (event: AmiMessage): HelpMessage | null => consoleMessage(event, DESK_EVENT, helpMessage)

/** Somebody asks. `phone`: PJSIP/1001; `agent`: as a program names them; `code`: what was dialled behind the feature code. */
export type Cry = {
  readonly id: string | null
  readonly phone: string | null
  readonly agent: string | null
  readonly channel: string | null // Uniqueid of the channel it was asked on
  readonly reason: string | null
  readonly code: string | null
}

/** null for any other event. Empty fields are none: a variable of the dialplan that is not set is written as nothing. */
export function cryOf(event: AmiMessage): Cry | null {
  if (event.Event !== 'UserEvent' || event.UserEvent !== CRY_EVENT) return null
  const channel = filled(event.Uniqueid)
  return {
    id: filled(event.Id) ?? channel,
    phone: phoneOf(event.Channel ?? ''),
    agent: filled(event.Agent),
    channel,
    reason: filled(event.Reason),
    code: filled(event.Code),
  }
}

/** A row of DBGetTree: what was asked while nobody may have been there to hear it. `at`: epoch s of the PBX. */
export type KeptCry = { readonly phone: string; readonly id: string; readonly at: number; readonly code: string | null }

export function keptCryOf({ Key = '', Val = '' }: AmiMessage): KeptCry | null {
  const [, phone] = new RegExp(`^/?${CRY_FAMILY}/(.+)$`).exec(Key) ?? []
  const [epoch = '', id = '', code = ''] = Val.split(',')
  if (phone === undefined || !/^\d{9,11}$/.test(epoch) || id === '' || id.length > 200) return null
  return { phone: dialOf(phone), id, at: Number(epoch), code: filled(code) }
}

const filled = (text: string | undefined): string | null => readable(text ?? '') || null
