// Many keys in one breath: they reach the page in their order as trusted key presses, without one's answer being waited for before the next is sent.
import { type CDPSession, test } from '@playwright/test'

type Key = {
  readonly key: string
  readonly code: string
  readonly windowsVirtualKeyCode: number
  readonly text?: string
}

/** Keys without a letter: their code is their name, but for the space. The numbers are Windows' virtual key codes, as Chromium wants them. */
const named: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
  F5: 116,
}
const signs: Readonly<Record<string, readonly [code: string, virtual: number]>> = {
  '.': ['Period', 190],
  ',': ['Comma', 188],
  '-': ['Minus', 189],
  '/': ['Slash', 191],
  '?': ['Slash', 191],
  '+': ['Equal', 187],
  '#': ['Digit3', 51],
}

function keyOf(name: string): Key {
  if (name === 'Space') return { key: ' ', code: 'Space', windowsVirtualKeyCode: 32, text: ' ' }
  if (name === 'Enter') return { key: name, code: name, windowsVirtualKeyCode: 13, text: '\r' }
  const virtual = named[name]
  if (virtual !== undefined) return { key: name, code: name, windowsVirtualKeyCode: virtual }
  if (/^[a-z]$/i.test(name)) {
    const upper = name.toUpperCase()
    return { key: name, code: `Key${upper}`, windowsVirtualKeyCode: upper.charCodeAt(0), text: name }
  }
  if (/^\d$/.test(name))
    return { key: name, code: `Digit${name}`, windowsVirtualKeyCode: name.charCodeAt(0), text: name }
  const sign = signs[name]
  if (sign) return { key: name, code: sign[0], windowsVirtualKeyCode: sign[1], text: name }
  if ([...name].length !== 1) throw new Error(`no key is known for ${name}`)
  // As a layout of another language has it, or a key that is composed.
  return { key: name, code: '', windowsVirtualKeyCode: 0, text: name }
}

const SHIFT = { key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: 16 }

/**
 * Each of the keys goes down and up; `Shift+` before one holds Shift meanwhile. Resolves when the page has dealt with the last.
 * One step of the test: otherwise Playwright searches all steps before it for the parent of each key (73 s of processor time for 10,000 keys).
 */
export function pressInTurn(session: CDPSession, keys: readonly string[]): Promise<void> {
  return test.step(`press ${keys.length} keys`, () => press(session, keys))
}

/** Each letter of the text, and Enter. */
export const typeInTurn = (session: CDPSession, text: string): Promise<void> =>
  pressInTurn(session, [...[...text].map((letter) => (letter === ' ' ? 'Space' : letter)), 'Enter'])

async function press(session: CDPSession, keys: readonly string[]): Promise<void> {
  const sent: Promise<unknown>[] = []
  const send = (down: boolean, { text, ...key }: Key, modifiers: number) => {
    const letter = down && text !== undefined ? { text, unmodifiedText: text } : {}
    const type = down ? (text === undefined ? 'rawKeyDown' : 'keyDown') : 'keyUp'
    sent.push(session.send('Input.dispatchKeyEvent', { type, modifiers, ...key, ...letter }))
  }
  for (const name of keys) {
    const isShifted = name.startsWith('Shift+')
    const key = keyOf(name.replace('Shift+', ''))
    if (isShifted) send(true, SHIFT, 8)
    send(true, key, isShifted ? 8 : 0)
    send(false, key, isShifted ? 8 : 0)
    if (isShifted) send(false, SHIFT, 0)
  }
  await Promise.all(sent)
}
