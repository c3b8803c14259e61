// Test only: what the page uses and Chromium 83 does not have. core-js brings the language's part.
import 'core-js/stable'

const element = Element.prototype as { replaceChildren?: unknown; checkVisibility?: unknown }
element.replaceChildren ??= function replaceChildren(this: Element, ...nodes: (Node | string)[]) {
  while (this.lastChild) this.lastChild.remove()
  this.append(...nodes)
}
element.checkVisibility ??= function checkVisibility(this: Element) {
  return this.getClientRects().length > 0
}
