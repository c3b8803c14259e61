// What is over is read by then: a message about it goes by itself.
import { useEffect } from 'react'

const PAST_MESSAGE_MS = 60_000

/** `forget` null: it goes on, and whoever looks later must read it as well. */
export function useForgottenInTime(forget: (() => void) | null): void {
  useEffect(() => {
    if (!forget) return
    const timer = setTimeout(forget, PAST_MESSAGE_MS)
    return () => clearTimeout(timer)
  }, [forget])
}
