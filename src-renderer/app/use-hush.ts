// Esc and the panic key in a window that does not monitor: nobody is to hear the supervisor in the one that does.
import { useEffect } from 'react'

export function useHush(hush: () => void): void {
  useEffect(() => {
    const onKey = ({ key, code, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => {
      if (key === 'Escape' || (code === 'KeyM' && shiftKey && (ctrlKey || metaKey))) hush()
    }
    // The browser may keep the Esc of its full screen for itself.
    const onFullScreen = () => {
      if (!document.fullscreenElement) hush()
    }
    addEventListener('keydown', onKey, true)
    document.addEventListener('fullscreenchange', onFullScreen)
    return () => {
      removeEventListener('keydown', onKey, true)
      document.removeEventListener('fullscreenchange', onFullScreen)
    }
  }, [hush])
}
