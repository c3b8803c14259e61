// Why speaking does not work, and what to do about it; nothing while the microphone is fine.
import { MicOff } from 'lucide-react'
import { useWords } from '#renderer/words/words.ts'
import './line.css'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useLine } from './line-store.ts'

export function MicrophoneNotice() {
  const words = useWords().line.microphone
  const source = useLine((view) => view.microphone.source)
  const retry = useLine((view) => view.retry)
  const tryAgain = useLine((view) => view.retryMicrophone)
  if (source === 'ready' || source === 'idle') return null
  const tries = retry.kind === 'trying'
  const isStill = retry.kind === 'failed' && retry.source === source
  return (
    <div className="microphone-notice">
      <MicOff aria-hidden />
      <p role="status">{isStill ? words.still[source] : words[source]}</p>
      {/* Not `disabled`: the focus would be lost. */}
      <PlainOfferedButton
        offer={words.retry}
        why={tries ? words.trying : null}
        className="button"
        aria-disabled={tries || undefined}
        onClick={() => tries || tryAgain()}
      >
        {tries ? words.trying : words.retry}
      </PlainOfferedButton>
    </div>
  )
}
