// The wallboard's own address, #wallboard: a screen on the wall opens it directly and a reload stays there.
import { useCallback, useEffect, useSyncExternalStore } from 'react'

const HASH = '#wallboard'

const isThere = (): boolean => location.hash === HASH

function onAddress(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export type WallboardAddress = { readonly isOpen: boolean; readonly open: () => void; readonly leave: () => void }

export function useWallboard(): WallboardAddress {
  const isOpen = useSyncExternalStore(onAddress, isThere)
  const open = useCallback(() => {
    location.hash = HASH
    // Where the shell or the browser refuses, the window stays as large as it is.
    document.documentElement.requestFullscreen?.().catch(() => {})
  }, [])
  const leave = useCallback(() => {
    location.hash = ''
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
  }, [])
  // The browser takes the Esc of its full screen for itself; leaving that is leaving the wallboard.
  useEffect(() => {
    if (!isOpen) return
    const look = () => {
      if (!document.fullscreenElement) leave()
    }
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [isOpen, leave])
  return { isOpen, open, leave }
}
