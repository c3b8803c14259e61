// From elsewhere to an alert of the list: the focus goes to what can be done about it first, which is to listen where there is a call.

/** `id` of an alert or a request for help; nothing while it is not in the list. */
export function focusAlert(id: string | undefined): void {
  if (id === undefined) return
  const items = document.querySelectorAll<HTMLElement>('[data-alert]')
  const item = [...items].find(({ dataset }) => dataset.alert === id)
  item?.querySelector('button')?.focus()
}
