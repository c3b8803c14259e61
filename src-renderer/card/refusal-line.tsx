// Why the last thing was not done, said and in sight, with its remedy one key away. It goes by itself.
import { CircleSlash, X } from 'lucide-react'
import { useEffect } from 'react'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
import { useMend } from '#renderer/monitor/mend.ts'
import { useWords } from '#renderer/words/words.ts'
import { useGoneWithItsCall } from './message-life.ts'
import './refusal-line.css'
import { type Refused, useRefusals } from '#renderer/monitor/refusal-store.ts'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'

const SHOWN_MS = 12_000

/** The region is always there: screen readers tell only of what comes into one they know. */
export function RefusalLine() {
  const words = useWords()
  const refused = useRefusals((view) => view.refused)
  const forget = useRefusals((view) => view.forget)
  useEffect(() => {
    if (!refused) return
    const timer = setTimeout(forget, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [refused, forget])
  return (
    <div role="status" aria-label={words.monitor.refusedRegion} className={refused ? 'refusal' : undefined}>
      {refused && <Shown key={refused.count} refused={refused} />}
    </div>
  )
}

function Shown({ refused: { action, sentence, remedy } }: { readonly refused: Refused }) {
  useGoneWithItsCall(useRefusals((view) => view.forget))
  const words = useWords()
  const keys = useAriaKeys('remedy')
  const mend = useMend()
  const forget = useRefusals((view) => view.forget)
  return (
    <>
      <CircleSlash aria-hidden />
      <p>{words.monitor.refused(action, sentence)}</p>
      {remedy && (
        <button type="button" className="button" aria-keyshortcuts={keys} onClick={() => mend(remedy)}>
          {words.monitor.remedies[remedy]}
          <KeyHint command="remedy" />
        </button>
      )}
      <PlainOfferedButton
        offer={words.monitor.notice.dismiss}
        className="icon-button"
        aria-label={words.monitor.notice.dismiss}
        onClick={forget}
      >
        <X aria-hidden />
      </PlainOfferedButton>
    </>
  )
}
