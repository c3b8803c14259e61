// The window the small card stands in: Electron opens it for this page alone, a Chromium as picture in picture. The page draws into it, so
// that both show the same state at the same time.
import type { Hello } from '#contract/ipc.ts'
import type { Stop } from '#contract/time.ts'
import { CARD_NAME, CARD_SIZE } from '#contract/windows.ts'

/** As far as this page uses it: https://wicg.github.io/document-picture-in-picture */
type Pictures = { readonly requestWindow: (size: { width: number; height: number }) => Promise<Window> }

const pictures = (): Pictures | null =>
  'documentPictureInPicture' in window ? (window.documentPictureInPicture as Pictures) : null

/** Whether this shell can keep a window above all others. */
export const canOpenCard = (shell: Hello['shell']): boolean => shell === 'electron' || pictures() !== null

/** Null where the system or the browser would not have it. In a browser only a press may ask. */
export async function openCardWindow(shell: Hello['shell']): Promise<Window | null> {
  try {
    if (shell === 'electron') return window.open('about:blank', CARD_NAME)
    return (await pictures()?.requestWindow(CARD_SIZE)) ?? null
  } catch {
    return null
  }
}

/** Gives it the styles, the language and the colours of the page, now and as they change; answers where to draw. */
export function dressCard({ document: card }: Window, page: Document): { readonly root: Element; readonly stop: Stop } {
  const styles = [...page.styleSheets].flatMap(({ ownerNode }) => (ownerNode instanceof Element ? [ownerNode] : []))
  card.head.replaceChildren(...styles.map((style) => copyOf(style, card)))
  const follow = () => {
    for (const { name, value } of page.documentElement.attributes) card.documentElement.setAttribute(name, value)
  }
  follow()
  const watch = new MutationObserver(follow)
  watch.observe(page.documentElement, { attributes: true })
  const root = card.createElement('div')
  root.className = 'small-card-page'
  card.body.replaceChildren(root)
  return { root, stop: () => watch.disconnect() }
}

/** Its address is written out: a blank page has none of its own to go by. */
function copyOf(style: Element, card: Document): Element {
  if (!(style instanceof HTMLLinkElement)) return card.importNode(style, true)
  const link = card.createElement('link')
  link.rel = 'stylesheet'
  link.href = style.href
  return link
}
