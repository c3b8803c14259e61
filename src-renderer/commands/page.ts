// Takes the focus to a field of the page, unfolding what it stands in.

export function focusOn(selector: string): void {
  const field = document.querySelector<HTMLInputElement>(selector)
  const folded = field?.closest('[hidden]')
  if (folded) document.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(folded.id)}"]`)?.click()
  // Unfolded once React has drawn, which is a microtask that has been asked for already.
  queueMicrotask(() => field?.focus())
}
