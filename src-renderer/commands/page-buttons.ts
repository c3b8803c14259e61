// Every button there is to press on the page and that no command stands for: found where it stands, pressed as if by hand.
// So nothing that can be done needs the mouse, whatever part of the console it belongs to.

export type PageButton = {
  readonly name: string
  readonly part: string // the part of the page it stands in
  readonly why: string | null // why it may not be pressed now
  readonly press: () => void
}

// Rows have their own items, dialogs are above the palette's page, and commands know their keys.
const elsewhere = '[role="grid"], [role="dialog"], [role="alertdialog"], [role="menu"]'

export function pageButtons(page: Document): readonly PageButton[] {
  return [...page.querySelectorAll<HTMLElement>('button, summary')]
    .filter((button) => !button.hasAttribute('aria-keyshortcuts') && !button.closest(elsewhere) && canBeSeen(button))
    .map((button) => ({
      name: nameOf(button),
      part: button.closest('[aria-label]:not(button)')?.getAttribute('aria-label') ?? '',
      why: button.getAttribute('aria-disabled') === 'true' ? descriptionOf(button) : null,
      press: () => button.click(),
    }))
    .filter(({ name }) => name !== '')
}

const canBeSeen = (button: HTMLElement): boolean =>
  !button.matches(':disabled') && (button.checkVisibility?.({ visibilityProperty: true }) ?? true)

const nameOf = (button: HTMLElement): string =>
  (button.getAttribute('aria-label') ?? button.textContent ?? '').replace(/\s+/g, ' ').trim()

const descriptionOf = (button: HTMLElement): string =>
  (button.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => button.ownerDocument.getElementById(id)?.textContent ?? '')
    .join(' ')
    .trim()
