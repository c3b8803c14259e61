// What the keys have to say for themselves: a key that came up too soon, and a window that stays.
import { spokenKeys } from '#renderer/keys/key-hint.tsx'
import { because } from '#renderer/monitor/refusals.ts'
import type { Words } from '#renderer/words/words.ts'
import type { CommandContext } from './context.ts'
import type { Tapped } from './holding.ts'

/** The window stays while a monitor is on: loaded anew it would end it. */
export const sayKept = (words: Words, { refusals }: CommandContext): void =>
  refusals.refuse('F5', because(words.keys.refusals.reloadEnds))

/** The microphone was closed although the key may still be down. */
export const sayStuck = ({ keys }: Words, { refusals }: CommandContext): void =>
  refusals.refuse(keys.commands.holdToTalk, because(keys.refusals.stuck))

/** Whoever only taps a key learns how it is meant. */
export function sayTooShort(words: Words, tapped: Tapped, { refusals: { refuse }, keys }: CommandContext): void {
  const { commands, refusals, names } = words.keys
  const how = keys.speakKeys === 'hold' ? refusals.hold : refusals.withAlt
  if ('id' in tapped)
    refuse(commands[tapped.id], because(refusals.hold(spokenKeys(words, keys.keymap[tapped.id] ?? ''))))
  else refuse(tapped.button, because(how(names.Enter ?? '')))
}
