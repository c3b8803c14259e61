// What a row on the page is about, for who acts on the row that has the focus: its call, kept beside the element and not in it.
import type { Target } from '#contract/monitor.ts'

/** Whom or what a row is of. */
export type RowSubject =
  | { readonly of: 'agents'; readonly agentIds: readonly string[] }
  | { readonly of: 'call'; readonly callId: string }
  | { readonly of: 'queue'; readonly queueId: string }
  | { readonly of: 'team'; readonly name: string; readonly agentIds: readonly string[] }

/**
 * `target` null: there is nothing to hear on it. `waits`: not yet, nobody has answered. `whose`: whose next call a standing order from
 * here would be about, as the dialog of orders is opened at it. `subject`: what can be acted on.
 */
export type RowAbout = {
  readonly target: Target | null
  readonly waits: boolean
  readonly whose?: string
  readonly subject?: RowSubject | null
}

// Rows are written into one another's places: each render says anew what its element is about.
const abouts = new WeakMap<Element, RowAbout>()

export const setRowAbout = (row: Element, about: RowAbout): void => void abouts.set(row, about)

export const rowAbout = (row: Element): RowAbout => abouts.get(row) ?? nothing

const nothing: RowAbout = { target: null, waits: false }
