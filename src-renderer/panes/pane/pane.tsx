// The frame of a pane: its name, how much of it is shown, since when it has been stale, and its empty states.
import type { ReactNode } from 'react'
import { asOf, type Freshness } from '#renderer/desk/desk-state.ts'
import { PagePart } from '#renderer/ui/offers.tsx'
import { formatNumber, formatTime } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

type PaneProps = {
  readonly name: string
  readonly now: Freshness | null // null: there is no picture yet whose age could be told
  readonly count?: string | undefined
  readonly summary?: ReactNode
  readonly tools?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

export function Pane({ name, now, count, summary, tools, className, children }: PaneProps) {
  const words = useWords()
  const age = now && ageSentence(words, now)
  return (
    <PagePart value={name}>
      <section aria-label={name} className={`pane ${className ?? ''}`} data-stale={age === null ? undefined : true}>
        <header className="pane-head">
          <h2>{name}</h2>
          {count !== undefined && <span className="pane-count">{count}</span>}
          {age !== null && <span className="pane-as-of">{age}</span>}
          {summary ?? <span className="pane-space" />}
          {tools}
        </header>
        {children}
      </section>
    </PagePart>
  )
}

/** Of when the picture is, and how late what comes is; null while it is live. */
function ageSentence(words: Words, now: Freshness): string | null {
  const at = asOf(now)
  if (at === null) return null
  if (now.kind !== 'behind') return words.floor.asOf(formatTime(at))
  return words.floor.behind(formatTime(at), formatNumber(Math.round(now.lateMs / 1000)))
}

/** How many are shown, of how many where that is not all. */
export const countOf = (words: Words, shown: number, all: number): string =>
  shown === all ? formatNumber(all) : words.floor.count(formatNumber(shown), formatNumber(all))

export function PaneNote({ children }: { children: ReactNode }) {
  return <p className="pane-note">{children}</p>
}

type UnknownPaneProps = {
  readonly name: string
  readonly sentence: string
  readonly now: Freshness
  readonly tools?: ReactNode
}

/** Before the first picture: the shape of what will come, or why nothing comes. */
export function UnknownPane({ name, sentence, now, tools }: UnknownPaneProps) {
  const words = useWords()
  const coming = now.kind === 'live' || now.kind === 'connecting'
  return (
    <Pane name={name} now={null} tools={tools}>
      {coming ? (
        <div className="pane-skeleton" aria-busy="true">
          <p className="pane-note">{sentence}</p>
          <div aria-hidden className="skeleton-rows" />
        </div>
      ) : (
        <PaneNote>{words.floor.notYet}</PaneNote>
      )}
    </Pane>
  )
}
