// Where a key press comes from: whether it is typing, presses a control, or is meant for a dialog.

const typingRoles = [
  'textbox',
  'searchbox',
  'combobox',
  'listbox',
  'option',
  'menu',
  'menuitem',
  'menuitemradio',
  'spinbutton',
]
const notTyped = ['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'color', 'file', 'image']
const pressable = 'button, a[href], summary, input, select, textarea, label'
const pressableRoles = ['button', 'link', 'switch', 'checkbox', 'radio', 'tab', 'slider', 'treeitem', ...typingRoles]

const roleOf = (element: Element): string => element.getAttribute('role') ?? ''

/** Letters belong to this element: a field, a list with type-ahead, a menu. */
export function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (target instanceof HTMLInputElement) return !notTyped.includes(target.type)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (target instanceof HTMLElement && target.isContentEditable) return true
  return typingRoles.includes(roleOf(target))
}

/** Space presses this element, or something around it. */
export function takesSpace(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (takesLetters(target) || target.closest(pressable)) return true
  return pressableRoles.includes(roleOf(target))
}

/** A dialog is open, whoever opened it. */
export const dialogOpen = (): boolean =>
  document.querySelector('[role="dialog"], [role="alertdialog"], dialog[open]') !== null

type Deliberate = { readonly button: HTMLElement | null; readonly pressable: boolean }

const plainButtons = 'button, summary, [role="button"], input[type="checkbox"], [role="switch"]'
/** It finds its items by their letters, and does what it has found by Enter or Space: what is typed there does things. */
const menuItems = '[role="menuitem"], [role="menuitemradio"], [role="menuitemcheckbox"]'

/**
 * What Enter or Space would press there. `button`: one that must be meant (`data-deliberate`), also the one that Enter on its
 * row stands for. `pressable`: any other.
 */
export function deliberateAt(target: EventTarget | null, key: string): Deliberate {
  if (!(target instanceof Element)) return { button: null, pressable: false }
  const isRow = key === 'Enter' && target.getAttribute('role') === 'row'
  const button = isRow
    ? target.querySelector<HTMLElement>('[data-row-action] button[data-deliberate]')
    : target.closest<HTMLElement>('[data-deliberate]')
  const isButton = !takesLetters(target) && target.closest(plainButtons) !== null
  return { button, pressable: isButton || target.closest(menuItems) !== null }
}

/** As if by hand. A switch is its label and an input within: the input is what a click turns. */
export const pressIt = (button: HTMLElement): void =>
  (button instanceof HTMLLabelElement ? (button.control ?? button) : button).click()
