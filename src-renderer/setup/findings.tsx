// What a step found, told where it was entered: one sentence each, and the administrator's own words on demand.
import type { SetupFinding } from '#contract/site/setup.ts'
import { formatNumber } from '#renderer/words/format.ts'
import type { SetupWords } from '#renderer/words/later.ts'
import { useWords } from '#renderer/words/words.ts'
import { type Checking, suggestionsOf, type Trouble, troublesOf } from './checking.ts'
import { fieldAt } from './entries.ts'

type FindingsProps = { readonly say: SetupWords; readonly checking: Checking }

export function Findings({ say, checking }: FindingsProps) {
  const words = useWords()
  switch (checking.phase) {
    case 'none':
      return null
    case 'checking':
      return <p role="status">{say.checking}</p>
    case 'failed':
      return (
        <p role="alert" className="setup-wrong">
          {say.failed(words.errors[checking.error.code])}
        </p>
      )
    case 'found':
      return <Found say={say} findings={checking.findings} />
  }
}

function Found({ say, findings }: { readonly say: SetupWords; readonly findings: readonly SetupFinding[] }) {
  const troubles = troublesOf(findings)
  const suggestions = suggestionsOf(findings)
  return (
    <div className="setup-found" ref={intoSight}>
      {troubles.length === 0 ? (
        <p role="status" className="setup-right">
          {say.right}
        </p>
      ) : (
        <div role="alert" className="setup-troubles">
          {troubles.map((trouble) => (
            <TroubleLine key={trouble.about} say={say} trouble={trouble} />
          ))}
        </div>
      )}
      {suggestions.length > 0 && (
        <Details summary={say.suggestions(formatNumber(suggestions.length))} findings={suggestions} />
      )}
    </div>
  )
}

/** However far down the person was when they asked. */
const intoSight = (found: HTMLElement | null): void => found?.scrollIntoView?.({ block: 'nearest' })

function TroubleLine({ say, trouble }: { readonly say: SetupWords; readonly trouble: Trouble }) {
  return (
    <div className="setup-wrong">
      <p>{sentenceOf(say, trouble)}</p>
      <Details summary={say.forAdministrator} findings={trouble.details} />
    </div>
  )
}

function sentenceOf(say: SetupWords, { about, details }: Trouble): string {
  const field = about === 'entry' ? fieldAt(details[0]?.what ?? '') : null
  return field ? say.wrongEntry(say.fields[field].label) : say.topics[about]
}

/** check-site speaks English. */
function Details({ summary, findings }: { readonly summary: string; readonly findings: readonly SetupFinding[] }) {
  return (
    <details className="setup-details">
      <summary>{summary}</summary>
      <ul lang="en">
        {findings.map(({ what, remedy }) => (
          <li key={what}>
            {what}
            {remedy !== '' && <span className="setting-hint">{remedy}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
