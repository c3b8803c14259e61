// The commands of ordinary phone calls: when they can be done, and what they do.
import { because, type Refusal } from '#renderer/monitor/refusals.ts'
import { wordsNow } from '#renderer/words/words.ts'
import type { CommandContext } from './context.ts'

const whyNot = (): ReturnType<typeof wordsNow>['phone']['whyNot'] => wordsNow().phone.whyNot

export function phoneRefusal({ phone, line }: CommandContext): Refusal | null {
  if (!phone.site.allowed) return because(whyNot().notAllowed)
  return line.hasAccount ? null : because(whyNot().notReady)
}

export const onPhoneRefusal = ({ line: { line } }: CommandContext): Refusal | null =>
  line.call.kind === 'talking' ? null : because(whyNot().noCall)

export const answerRefusal = ({ line: { line } }: CommandContext): Refusal | null =>
  line.call.kind === 'ringing' || line.waiting ? null : because(wordsNow().phone.whyNot.noRing)

/** Behind a monitor it ends that, as its button does. */
export function answerCall({ line, phone }: CommandContext): void {
  if (line.line.call.kind === 'talking') phone.answer(null)
  else line.answer()
}

export function holdCallRefusal(context: CommandContext): Refusal | null {
  const { call } = context.line.line
  if (call.kind === 'talking') return call.up ? null : because(whyNot().connecting)
  if (call.kind === 'monitor') return because(whyNot().monitor)
  return lastHeld(context) ? null : because(whyNot().noCall)
}

export function holdCall(context: CommandContext): void {
  const id = lastHeld(context)
  if (context.line.line.call.kind === 'talking') context.phone.hold()
  else if (id !== null) context.phone.takeBack(id, null)
}

const lastHeld = ({ line: { line } }: CommandContext): string | null => {
  const held = line.aside.findLast((one) => one.kind === 'call' && one.transfer === null)
  return held?.kind === 'call' ? held.call.invite.id : null
}
