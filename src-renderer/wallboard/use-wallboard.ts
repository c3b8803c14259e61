// The wallboard's own address, #wallboard: a screen on the wall opens it directly and a reload stays there.
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useSilence } from '#renderer/monitor/silence.ts'

const HASH = '#wallboard'

/** Keyboard Lock (WICG), in Chromium only. */
type WithKeyboard = Navigator & {
  readonly keyboard?: { readonly lock?: (codes: readonly string[]) => Promise<void>; readonly unlock?: () => void }
}

const isThere = (): boolean => location.hash === HASH

function onAddress(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export type WallboardAddress = { readonly isOpen: boolean; readonly open: () => void; readonly leave: () => void }

export function useWallboard(): WallboardAddress {
  const isOpen = useSyncExternalStore(onAddress, isThere)
  const silence = useSilence()
  const open = useCallback(() => {
    location.hash = HASH
    // Where the shell or the browser refuses, the window stays as large as it is.
    document.documentElement.requestFullscreen?.().catch(() => {})
    // So that the first Esc comes to the page, which closes the microphone at once.
    ;(navigator as WithKeyboard).keyboard?.lock?.(['Escape']).catch(() => {})
  }, [])
  const leave = useCallback(() => {
    location.hash = ''
    ;(navigator as WithKeyboard).keyboard?.unlock?.()
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
  }, [])
  // The browser may take the Esc of its full screen for itself; leaving that is leaving the wallboard, but first nobody hears.
  useEffect(() => {
    if (!isOpen) return
    const look = () => {
      if (!document.fullscreenElement && !silence()) leave()
    }
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [isOpen, leave, silence])
  return { isOpen, open, leave }
}
