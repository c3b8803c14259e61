// Key combos as text: `L`, `?`, `Space`, `Mod+Shift+M`. `Mod` is Ctrl, or the command key of a Mac. Pure.

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>

const modifiers = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'Fn', 'OS']
const unfinished = ['Dead', 'Process', 'Unidentified', 'Compose']

/** The combo of a key press, or null for a modifier alone and for a character that is still being composed. */
export function comboOf(press: KeyPress): string | null {
  const { key } = press
  const base = modifiers.includes(key) ? null : unfinished.includes(key) ? baseByPlace(press) : baseOf(press)
  if (base === null) return null
  // The shift in "?" belongs to the character; layouts differ in where it is.
  const shift = press.shiftKey && (base.length > 1 || isLetter(base))
  return [
    ...(press.ctrlKey || press.metaKey ? ['Mod'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    base,
  ].join('+')
}

/** Also while letters are being composed, where the key itself has no name. */
export const isEscape = ({ key, code }: Pick<KeyPress, 'key' | 'code'>): boolean =>
  key === 'Escape' || (key === 'Process' && code === 'Escape')

/** Two presses that follow each other sooner are one: the longest that systems take for a double click by default. */
export const ONE_PRESS_MS = 500

/** What a key that is held down and let go is known by, whatever modifiers came and went meanwhile. */
export const physicalKey = ({ code, key }: Pick<KeyPress, 'code' | 'key'>): string => code || key

/** Ctrl or Alt and a letter is no character, although a method of input or a dead key of the layout has no name for it. */
function baseByPlace({ code, ctrlKey, metaKey, altKey }: KeyPress): string | null {
  return ctrlKey || metaKey || altKey ? letterOf(code) : null
}

const letterOf = (code: string): string | null => /^Key([A-Z])$/.exec(code)?.[1] ?? null

function baseOf(press: KeyPress): string {
  const { key, code } = press
  if (key === ' ' || code === 'Space') return 'Space'
  if (key.length > 1) return key
  // On a layout of another script the letter is the one printed on the same key of a Latin keyboard.
  // What AltGr writes (€, „, ł) is nobody's letter.
  const isThirdLevel = press.getModifierState?.('AltGraph') ?? false
  const latin = key.charCodeAt(0) > 127 && !isThirdLevel ? letterOf(code) : null
  return (latin ?? key).toUpperCase()
}

const isLetter = (base: string): boolean => base.toLowerCase() !== base.toUpperCase()

/** Whether a field may want it: a function key or one pressed with Ctrl writes nothing. */
export const mayType = (combo: string): boolean => !combo.startsWith('Mod+') && !/(^|\+)F\d+$/.test(combo)

/** A character, as it is typed into a text. */
export const writes = ({ key, ctrlKey, metaKey, altKey }: Omit<KeyPress, 'code' | 'shiftKey'>): boolean =>
  [...key].length === 1 && !ctrlKey && !metaKey && !altKey

/** Ctrl, Cmd or Alt. Shift is none: it belongs to the capital letters of a sentence. */
export const hasModifier = (combo: string): boolean => /(^|\+)(Mod|Alt)\+/.test(combo)
const isPlain = (combo: string): boolean => !/(^|\+)(Mod|Alt|Shift)\+/.test(combo)

// What moves the focus, presses buttons or belongs to the window itself.
const reserved = new Set([
  ...['Tab', 'Shift+Tab', 'Enter', 'Backspace', 'Delete', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  ...['Home', 'End', 'PageUp', 'PageDown', 'F5', 'F11', 'F12'],
  ...['Mod+C', 'Mod+V', 'Mod+X', 'Mod+A', 'Mod+Z', 'Mod+Q', 'Mod+W', 'Mod+T', 'Mod+N', 'Mod+R', 'Mod+P', 'Mod+F'],
])

/**
 * What a command asks of its key: one alone, to be held down while it talks; one that is held for a moment, or that has a
 * modifier; or one that a field leaves alone.
 */
export type KeyUse = 'pressed' | 'deliberate' | 'held' | 'whileTyping'

/** Why this combo cannot be given to a command; null: it can. */
export function comboProblem(combo: string, use: KeyUse): 'reserved' | 'onlyOneKey' | 'scrolls' | 'types' | null {
  if (reserved.has(combo)) return 'reserved'
  const isHeld = use === 'held' || (use === 'deliberate' && !hasModifier(combo))
  if (isHeld && combo === 'Escape') return 'reserved'
  if (isHeld && combo === 'Space') return 'scrolls'
  if (use === 'held' && !isPlain(combo)) return 'onlyOneKey'
  return use === 'whileTyping' && mayType(combo) ? 'types' : null
}

/** As aria-keyshortcuts wants it (WAI-ARIA 1.2). */
export const ariaKeys = (combo: string, mac: boolean): string => combo.replace('Mod', mac ? 'Meta' : 'Control')

/** The keys to show, one by one; `names` are the catalogue's words for keys without a character. */
export const keyCaps = (combo: string, mac: boolean, names: Readonly<Record<string, string>>): readonly string[] =>
  splitCombo(combo).map((part) => names[part === 'Mod' && mac ? 'Meta' : part] ?? part)

const splitCombo = (combo: string): readonly string[] =>
  combo.endsWith('++') ? [...combo.slice(0, -2).split('+'), '+'] : combo === '+' ? ['+'] : combo.split('+')
