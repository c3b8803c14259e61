// What jsdom lacks of a browser, for every test of the window; nobody's own to put there, so that files can share a process.
if ('document' in globalThis) {
  Object.assign(globalThis, {
    CSS: { escape: String },
    matchMedia: () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }),
  })
  const window = document.defaultView
  if (window) {
    const getComputedStyle = shownStyle(window.getComputedStyle.bind(window))
    Object.assign(window, { getComputedStyle })
    Object.assign(globalThis, { getComputedStyle })
  }
}

/**
 * Whether an element is shown, without the two hundred rules of jsdom's own style sheet judged for each that is asked about: that was a
 * fifth of the time of these tests. Our own styles are not loaded here. Whatever else is asked for, jsdom answers.
 */
function shownStyle(real: typeof getComputedStyle): typeof getComputedStyle {
  const natural = new Map<string, string>()
  const display = (element: HTMLElement): string => {
    const own = element.style?.display
    if (own) return own
    if (element.hasAttribute('hidden') || (element.localName === 'input' && element.getAttribute('type') === 'hidden'))
      return 'none'
    const kind = element.localName === 'dialog' ? `dialog ${element.hasAttribute('open')}` : element.localName
    const known = natural.get(kind) ?? real(element).display
    natural.set(kind, known)
    return known
  }
  /** Of the nearest that says so: both are handed down. */
  const inherited = (element: Element | null, name: 'visibility' | 'pointerEvents'): string | null => {
    for (let one = element; one; one = one.parentElement) {
      const own = (one as HTMLElement).style?.[name]
      if (own && own !== 'inherit') return own
    }
    return null
  }
  const known: Readonly<Record<string, (element: HTMLElement) => string>> = {
    display,
    visibility: (element) => inherited(element, 'visibility') ?? 'visible',
    pointerEvents: (element) => inherited(element, 'pointerEvents') ?? 'auto',
  }
  const asProperty: Readonly<Record<string, string>> = { 'pointer-events': 'pointerEvents' }
  return (element, pseudo) => {
    // Nothing is written before or after an element.
    if (pseudo) return { getPropertyValue: () => '' } as unknown as CSSStyleDeclaration
    const quick = (name: string) => known[asProperty[name] ?? name]
    return new Proxy(element, {
      get(_, name) {
        if (name === 'getPropertyValue')
          return (asked: string) => quick(asked)?.(element as HTMLElement) ?? real(element).getPropertyValue(asked)
        const style = typeof name === 'string' ? quick(name)?.(element as HTMLElement) : undefined
        return style ?? Reflect.get(real(element), name)
      },
    }) as unknown as CSSStyleDeclaration
  }
}

export {}
