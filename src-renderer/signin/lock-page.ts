// Locks the page of a kiosk as far as a page can: keys, menus, links, drag, print, boxes and other windows lead nowhere.
import type { Stop } from '#contract/time.ts'
import { isExitKey, isWayOut } from '#preload/kiosk-keys.ts'

type Locking = { readonly kiosk: boolean; readonly exit: () => void }

/** The exit key is looked for in any case: the desk knows whether this is a kiosk. */
export function lockPage(page: Window, { kiosk, exit }: Locking): Stop {
  const onKey = (event: KeyboardEvent) => {
    const pressed = {
      key: event.key,
      control: event.ctrlKey,
      meta: event.metaKey,
      alt: event.altKey,
      shift: event.shiftKey,
    }
    if (isExitKey(pressed)) exit()
    if (isExitKey(pressed) || (kiosk && isWayOut(pressed))) event.preventDefault()
  }
  const stop = listening(page, 'keydown', (event) => event instanceof KeyboardEvent && onKey(event))
  if (!kiosk) return stop
  const stops = [
    stop,
    ...(['contextmenu', 'dragstart', 'dragover', 'drop'] as const).map((name) => listening(page, name, refuse)),
    listening(page, 'auxclick', refuse),
    listening(page, 'click', (event) => leadsOut(event) && refuse(event)),
    replacing(page, { print: () => {}, open: () => null }),
    // A file that is saved, or chosen, is so in a box that shows the whole machine.
    replacing(HTMLAnchorElement.prototype, { click: () => {} }),
    replacing(HTMLInputElement.prototype, { showPicker: () => {} }),
    replacing(page, Object.fromEntries(boxes.map((name) => [name, refused]))),
  ]
  return () => {
    for (const undo of stops) undo()
  }
}

const boxes = ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']
const refused = () => Promise.reject(new DOMException('this is a locked station', 'NotAllowedError'))

const refuse = (event: Event) => event.preventDefault()

function leadsOut({ target }: Event): boolean {
  const within = target instanceof Element ? target.closest('a[href], area[href], input[type="file"]') : null
  return within !== null
}

function listening(page: Window, name: string, run: (event: Event) => void): Stop {
  page.addEventListener(name, run, { capture: true })
  return () => page.removeEventListener(name, run, { capture: true })
}

function replacing(owner: object, functions: Readonly<Record<string, () => unknown>>): Stop {
  const before = Object.entries(functions).map(([name, value]) => {
    const was = Object.getOwnPropertyDescriptor(owner, name)
    Object.defineProperty(owner, name, { value, configurable: true, writable: true })
    return [name, was] as const
  })
  return () => {
    for (const [name, was] of before) {
      if (was) Object.defineProperty(owner, name, was)
      else Reflect.deleteProperty(owner, name)
    }
  }
}
