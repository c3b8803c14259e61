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

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
crypto.randomUUID ??= () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes.set([((bytes[6] ?? 0) & 0x0f) | 0x40], 6)
  bytes.set([((bytes[8] ?? 0) & 0x3f) | 0x80], 8)
  const at = (from: number, to: number) => hex(bytes.slice(from, to))
  return `${at(0, 4)}-${at(4, 6)}-${at(6, 8)}-${at(8, 10)}-${at(10, 16)}`
}
