// What the check has come to, a sentence each with what mends it.
import type { ProofFinding } from '#contract/site/proof.ts'
import { formatNumber } from '#renderer/words/format.ts'
import type { ProofWords } from '#renderer/words/later.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import type { NotOffered, ProofEnd } from './proof-progress.ts'

type EndProps = { readonly say: ProofWords; readonly end: ProofEnd; readonly notOffered: NotOffered }

export function ProofEndText({ say, end, notOffered }: EndProps) {
  const words = useWords()
  const beside = [...notOffered].map(([mode, reason]) => say.notOffered(say.modes[mode], words.refusals[reason]))
  if (end.kind !== 'ended')
    return (
      <p role="alert" className="setup-wrong" ref={intoSight}>
        {whyEnded(say, words, end)}
      </p>
    )
  const made = end.notMade.map(({ from, to, error }) =>
    say.notMade(say.modes[from], say.modes[to], words.errors[error.code]),
  )
  const wrong = [...new Set([...end.wrong.map(say.finding), ...made])]
  return (
    <div className="setup-found" ref={intoSight}>
      {wrong.length === 0 ? (
        <p role="status" className="setup-right proof-right">
          {say.allRight}
        </p>
      ) : (
        <div role="alert" className="setup-wrong">
          <p>{say.someWrong(formatNumber(wrong.length))}</p>
          <Sentences sentences={wrong} />
        </div>
      )}
      <Sentences sentences={[...beside, ...notesOf(say, end.notes)]} />
    </div>
  )
}

const notesOf = (say: ProofWords, notes: readonly ProofFinding[]): readonly string[] => notes.map(say.finding)

function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <ul className="proof-sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

const intoSight = (found: HTMLElement | null): void => found?.scrollIntoView?.({ block: 'nearest' })

function whyEnded(say: ProofWords, words: Words, end: Exclude<ProofEnd, { kind: 'ended' }>): string {
  switch (end.kind) {
    case 'refused':
      return say.refusals[end.refusal.why](end.refusal.detail)
    case 'failed':
      return words.errors[end.error.code]
    case 'notShown':
      return say.notShown(end.user)
    case 'lineGone':
      return say.lineGone
    case 'stopped':
      return say.stopped
    case 'lost':
      return say.lost(end.error ? words.errors[end.error.code] : '')
  }
}
