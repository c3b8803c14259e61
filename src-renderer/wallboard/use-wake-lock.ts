// Keeps the screen awake while the wallboard is in sight, where the browser can.
import { useEffect } from 'react'

type Lock = Pick<WakeLockSentinel, 'release'>

export function useWakeLock(): void {
  useEffect(() => {
    let lock: Promise<Lock | null> | null = null
    const hold = () => {
      // The browser lets go by itself when the page is hidden.
      if (document.visibilityState === 'visible') lock = navigator.wakeLock?.request('screen').catch(() => null) ?? null
    }
    hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      document.removeEventListener('visibilitychange', hold)
      void lock?.then((held) => held?.release())
    }
  }, [])
}
