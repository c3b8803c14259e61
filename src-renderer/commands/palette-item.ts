// One thing that the palette offers.
import type { CommandId } from '#renderer/keys/commands.ts'
import type { Refusal } from '#renderer/monitor/refusals.ts'

/** `movesFocus`: it must run after the palette has given the focus back. `isDeliberate`: its key or its button must be meant. */
export type PaletteItem = {
  readonly id: string
  readonly kind: 'command' | 'agent' | 'call' | 'queue' | 'view' | 'setting'
  readonly name: string
  readonly also: string // more text it is found by
  readonly command: CommandId | null
  readonly movesFocus: boolean
  readonly isDeliberate: boolean
  readonly refusal: () => Refusal | null // asked for the shown ones only: floors are large
  readonly run: () => void
}
