// Type-ahead in a list: a capital letter or a digit starts it (small letters are shortcuts), what follows at once goes on with it.
import { type KeyboardEvent, useRef } from 'react'

/** How long after the last key the next one still belongs to it. */
export const TYPING_MS = 1000

export type Typing = { readonly text: string; readonly at: number } // at: ms of the last key

/** What has been typed with this key, or null when the key types nothing here. Pure. */
export function typing(before: Typing | null, key: string, at: number): Typing | null {
  if ([...key].length !== 1) return null
  const goesOn = before !== null && at - before.at <= TYPING_MS
  if (goesOn) return { text: before.text + key, at }
  const starts = /\p{Nd}/u.test(key) || (/\p{L}/u.test(key) && key === key.toLocaleUpperCase())
  return starts ? { text: key, at } : null
}

/** The next row, from the active one on and round again, one of whose texts begins so. The first letter again goes on to the next. */
export function rowOfTyping(
  text: string,
  active: number,
  count: number,
  textsOf: (index: number) => readonly string[],
): number | null {
  const sought = folded(text)
  const start = [...text].length === 1 ? active + 1 : active
  for (let step = 0; step < count; step++) {
    const index = (start + step) % count
    if (textsOf(index).some((one) => folded(one).startsWith(sought))) return index
  }
  return null
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase()

/** Key presses that went on with a name and led to no row: whoever has keys of their own knows that somebody is typing. */
export const typedInVain = new WeakSet<Event>()

type Taken = { readonly taken: boolean; readonly index: number | null }

/** As `typing`; a name that leads nowhere gives way to a new one that this key begins. */
export function typed(
  before: Typing | null,
  { key, timeStamp }: Pick<KeyboardEvent, 'key' | 'timeStamp'>,
  leadsSomewhere: (text: string) => boolean,
): Typing | null {
  const next = typing(before, key, timeStamp)
  return next && !leadsSomewhere(next.text) ? (typing(null, key, timeStamp) ?? next) : next
}

/** For the keys of a list: whether the key was part of a name, and the row it leads to. */
export function useTypeAhead() {
  const last = useRef<Typing | null>(null)
  return (
    event: Pick<KeyboardEvent, 'key' | 'timeStamp'>,
    active: number,
    count: number,
    textsOf: (index: number) => readonly string[],
  ): Taken => {
    const next = typed(last.current, event, (text) => rowOfTyping(text, active, count, textsOf) !== null)
    if (next === null) {
      // Moving on ends the name; Shift is only on the way to its next letter.
      if (event.key !== 'Shift') last.current = null
      return { taken: false, index: null }
    }
    last.current = next
    return { taken: true, index: rowOfTyping(next.text, active, count, textsOf) }
  }
}
