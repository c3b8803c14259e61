// A text with the time in it: renders again only when it reads otherwise.
import { useContext, useSyncExternalStore } from 'react'
import { ClockContext } from '#renderer/ui/ticking.tsx'

export function TickingText({ text }: { readonly text: (at: number) => string }) {
  const clock = useContext(ClockContext)
  return useSyncExternalStore(clock.subscribe, () => text(clock.now()))
}
