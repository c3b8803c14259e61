// The frame of a pane: its name, how much of it is shown, since when it has been stale, and its empty states.
import type { ReactNode } from 'react'
import { formatNumber, formatTime } from '../words/format.ts'
import { words } from '../words/words.ts'
import type { Freshness } from './desk-state.ts'

type PaneProps = {
  readonly name: string
  readonly asOf: number | null // epoch ms of the picture while it is not live
  readonly count?: string | undefined
  readonly summary?: ReactNode
  readonly tools?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

export function Pane({ name, asOf, count, summary, tools, className, children }: PaneProps) {
  return (
    <section aria-label={name} className={`pane ${className ?? ''}`} data-stale={asOf === null ? undefined : true}>
      <header className="pane-head">
        <h2>{name}</h2>
        {count !== undefined && <span className="pane-count">{count}</span>}
        {asOf !== null && <span className="pane-as-of">{words.floor.asOf(formatTime(asOf))}</span>}
        {summary ?? <span className="pane-space" />}
        {tools}
      </header>
      {children}
    </section>
  )
}

/** How many are shown, of how many where that is not all. */
export const countOf = (shown: number, all: number): string =>
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
  const coming = now.kind === 'live' || now.kind === 'connecting'
  return (
    <Pane name={name} asOf={null} tools={tools}>
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
