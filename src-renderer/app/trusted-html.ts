// The page makes no HTML of texts: whatever would, by mistake or by somebody who got in, is refused by the browser (Trusted Types).

type TrustedTypes = {
  readonly createPolicy: (name: string, rules: { readonly createHTML: (text: string) => string }) => unknown
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes
  }
}

/** React Aria empties its live region by `innerHTML = ''`; nothing else is let through. */
export function refuseHtml(page: Pick<Window, 'trustedTypes'>): void {
  page.trustedTypes?.createPolicy('default', {
    createHTML: (text) => {
      if (text !== '') throw new TypeError('the console makes no HTML of texts')
      return text
    },
  })
}
