// Whether a key is part of what somebody types: words that fall where nothing takes them must not be taken for commands. Pure.

/** The last character that was typed without Ctrl or Alt. */
export type Typed = {
  readonly key: string // the physical key
  readonly at: number // epoch ms
  /** A field took it, or it did nothing: it was a letter of a text, and neither a command nor a name in a list. */
  readonly inText: boolean
}

/** Letters of one word follow each other sooner. */
export const WORD_MS = 600

/** `at` is epoch ms. */
export const goesOnWith = (typed: Typed | null, key: string, at: number): boolean =>
  typed?.inText === true && typed.key !== key && at - typed.at < WORD_MS

const modifiers = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']

/** Enter, Tab, an arrow: whoever presses these has come to the end of a word. */
export const endsWord = ({ key }: Pick<KeyboardEvent, 'key'>): boolean =>
  key.length > 1 && !modifiers.includes(key) && key !== 'Dead' && key !== 'Process'
