// The lists of the floor as the keyboard goes from one to the next.
import { entryOf } from './row.ts'

/** In the order of the page. */
export const panes = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('section[aria-label]')].filter((pane) =>
    pane.querySelector('[role="grid"]'),
  )

/** To the row the list was left on, or to the list itself while it has none. */
export const enter = (pane: HTMLElement): void =>
  (entryOf(pane) ?? pane.querySelector<HTMLElement>('[role="grid"]'))?.focus()

/** From the one with the focus on to the next, round and round; from elsewhere to the first. */
export function enterNext(): void {
  const all = panes()
  const at = all.findIndex((pane) => pane.contains(document.activeElement))
  const next = all[(at + 1) % all.length]
  if (next) enter(next)
}
