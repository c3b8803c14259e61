// Puts the chosen theme on the page; without one the system's choice holds.
import { useLayoutEffect } from 'react'
import type { Settings } from '../../src-preload/contract/settings.ts'

export type Theme = Settings['theme']

export function useTheme(theme: Theme): void {
  useLayoutEffect(() => {
    const page = document.documentElement
    if (theme === 'system') delete page.dataset.theme
    else page.dataset.theme = theme
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
