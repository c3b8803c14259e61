// The page of a kiosk, way out by way out: what is on the list is swallowed, and what the console needs is not.
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lockPage } from '#renderer/signin/lock-page.ts'
import { callWays, eventWays, keyWays } from '../../../fakes/ways-out.ts'

let unlock = () => {}
let exit: ReturnType<typeof vi.fn<() => void>>
beforeEach(() => {
  exit = vi.fn<() => void>()
  unlock = lockPage(window, { kiosk: true, exit })
})
afterEach(() => {
  unlock()
  document.body.replaceChildren()
})

/** Whether the page swallows it. */
function swallowed(event: Event, target: EventTarget = document.body): boolean {
  target.dispatchEvent(event)
  return event.defaultPrevented
}
const mouse = (name: string) => new MouseEvent(name, { bubbles: true, cancelable: true })
const inside = <T extends Element>(element: T, attributes: Readonly<Record<string, string>>): T => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  document.body.append(element)
  return element
}

describe('a key that leads out', () => {
  it.each(keyWays)('is swallowed: $name', ({ key, held }) => {
    const has = (name: string) => held.some((one) => one === name)
    const flags = { ctrlKey: has('Control'), altKey: has('Alt'), shiftKey: has('Shift'), metaKey: has('Meta') }
    expect(swallowed(new KeyboardEvent('keydown', { key, ...flags, bubbles: true, cancelable: true }))).toBe(true)
    expect(exit).not.toHaveBeenCalled()
  })

  it('is not what the console is used by', () => {
    for (const key of ['a', 'Enter', 'Escape', 'Tab', 'ArrowDown'])
      expect(swallowed(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })), key).toBe(false)
  })

  it('is the exit key, which asks', () => {
    const flags = { ctrlKey: true, altKey: true, shiftKey: true }
    swallowed(new KeyboardEvent('keydown', { key: 'Q', ...flags, bubbles: true, cancelable: true }))
    expect(exit).toHaveBeenCalledOnce()
  })
})

describe('what the mouse could do', () => {
  const tries: Readonly<Record<(typeof eventWays)[number], () => boolean>> = {
    'context menu': () => swallowed(mouse('contextmenu')),
    'drag of text or a link out of the window': () => swallowed(mouse('dragstart')),
    'drop of a file or an address': () => swallowed(mouse('dragover')) && swallowed(mouse('drop')),
    'middle click': () => swallowed(mouse('auxclick')),
    'click on a link': () =>
      swallowed(mouse('click'), inside(document.createElement('a'), { href: 'https://example.com' })),
    'choosing a file': () => swallowed(mouse('click'), inside(document.createElement('input'), { type: 'file' })),
  }
  it.each(eventWays)('is swallowed: %s', (name) => {
    expect(tries[name]()).toBe(true)
  })

  it('is not a press on a button', () => {
    expect(swallowed(mouse('click'), inside(document.createElement('button'), {}))).toBe(false)
  })
})

describe('what a script of the page could do', () => {
  const saved = vi.fn()
  const pick = (name: string) => async () => {
    const picking: unknown = Reflect.get(window, name)
    return (
      typeof picking === 'function' &&
      (await picking().then(
        () => false,
        () => true,
      ))
    )
  }
  const tries: Readonly<Record<(typeof callWays)[number], () => boolean | Promise<boolean>>> = {
    print: () => window.print() === undefined,
    'opening a window': () => window.open('https://example.com') === null,
    'saving a file': () => {
      const link = inside(document.createElement('a'), { href: 'data:text/plain,x', download: 'x' })
      link.addEventListener('click', saved)
      link.click()
      return saved.mock.calls.length === 0
    },
    'a box to open a file': pick('showOpenFilePicker'),
    'a box to save a file': pick('showSaveFilePicker'),
    'a box to choose a folder': pick('showDirectoryPicker'),
  }
  it.each(callWays)('comes to nothing: %s', async (name) => {
    expect(await tries[name]()).toBe(true)
  })
})
