// Puts the chosen theme on the page; without one the system's choice holds, also its wish for more contrast.
import { useLayoutEffect } from 'react'
import type { Settings } from '#contract/settings.ts'

export type Theme = Settings['theme']

const MORE_CONTRAST = '(prefers-contrast: more)'

export function useTheme(theme: Theme): void {
  useLayoutEffect(() => {
    const page = document.documentElement
    if (theme === 'dark' || theme === 'light') page.dataset.theme = theme
    else delete page.dataset.theme
    const wish = globalThis.matchMedia?.(MORE_CONTRAST)
    const look = () => {
      if (theme === 'contrast' || wish?.matches) page.dataset.contrast = 'more'
      else delete page.dataset.contrast
    }
    look()
    wish?.addEventListener('change', look)
    return () => wish?.removeEventListener('change', look)
  }, [theme])
}

/** What the theme button changes to: each press is the next one. */
export function nextTheme(theme: Theme): Theme {
  switch (theme) {
    case 'system':
      return 'dark'
    case 'dark':
      return 'light'
    case 'light':
      return 'contrast'
    case 'contrast':
      return 'system'
  }
}
