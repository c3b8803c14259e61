// Why speaking does not work, and what to do about it; nothing while the microphone is fine.
import { MicOff } from 'lucide-react'
import { useWords } from '#renderer/words/words.ts'
import './line.css'
import { useLine } from './line-store.ts'

export function MicrophoneNotice() {
  const words = useWords()
  const source = useLine((view) => view.microphone.source)
  const retry = useLine((view) => view.retryMicrophone)
  if (source === 'ready' || source === 'idle') return null
  return (
    <div className="microphone-notice">
      <MicOff aria-hidden />
      <p>{words.line.microphone[source]}</p>
      <button type="button" className="button" onClick={retry}>
        {words.line.microphone.retry}
      </button>
    </div>
  )
}
