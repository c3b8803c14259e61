// The way back from the wallboard to the console in the same window, by mouse and by Esc.
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useMaySpeak } from '#renderer/monitor/silence.ts'
import { useWords } from '#renderer/words/words.ts'

export function LeaveWall({ leave }: { readonly leave: () => void }) {
  const words = useWords()
  const speaks = useMaySpeak()
  useEscape(leave)
  return (
    <button type="button" className="button" onClick={leave}>
      <X aria-hidden />
      {words.wallboard.leave}
      {!speaks && <kbd>{words.wallboard.leaveKey}</kbd>}
    </button>
  )
}

/** While somebody hears the supervisor, the first Esc ends that and never comes as far as this (listen-to-keys.ts). */
function useEscape(leave: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [leave])
}
