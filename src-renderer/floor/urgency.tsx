// What is past one of the person's limits: a figure with a mark of its own shape, in words to whoever asks, and red when it is far past.
import { OctagonAlert, TriangleAlert } from 'lucide-react'
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { AlertRules } from '#contract/alerts.ts'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { formatDuration } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import { spanUrgency, type Urgency } from './limits.ts'

/** The limits in force, handed in by the app; null: nothing is past any. */
export const LimitsContext = createContext<AlertRules | null>(null)

export const useLimits = (): AlertRules | null => useContext(LimitsContext)

type TimeProps = { readonly since: number; readonly limitS: number | null; readonly words: Words }

/** A duration that ticks, beside its limit. It renders again only when what it shows changes. */
export function LimitedTime({ since, limitS, words }: TimeProps) {
  const clock = useContext(ClockContext)
  const text = useSyncExternalStore(clock.subscribe, () => formatDuration(clock.now() - since))
  const urgency = spanUrgency(clock.now() - since, limitS)
  return (
    <Urgent
      urgency={urgency}
      sentences={words.floor.urgency}
      limit={limitS === null ? '' : formatDuration(limitS * 1000)}
    >
      {text}
    </Urgent>
  )
}

type UrgentProps = {
  readonly urgency: Urgency
  readonly limit: string // as it is written
  readonly sentences: Words['floor']['urgency']
  readonly children: ReactNode
}

export function Urgent({ urgency, limit, sentences, children }: UrgentProps) {
  if (urgency === 'none') return <span className="ticking">{children}</span>
  const sentence = sentences[urgency](limit)
  return (
    <span className={`ticking urgent urgent-${urgency}`} title={sentence}>
      {children}
      <span className="sr-only"> {sentence}</span>
    </span>
  )
}

const past = <TriangleAlert aria-hidden className="state-icon" />
const farPast = <OctagonAlert aria-hidden className="state-icon" />

/** Beside a name: an edge for over, more edges for far over. */
export function UrgencyMark({ urgency, text }: { urgency: Urgency; text: string }) {
  if (urgency === 'none') return null
  return (
    <span className={`urgency-mark urgency-${urgency}`} title={text}>
      {urgency === 'far' ? farPast : past}
      <span className="sr-only">{text}</span>
    </span>
  )
}

/** How urgent something is now, judged with each tick; it renders again only when that changes. */
export function useUrgency(judge: (now: number) => Urgency): Urgency {
  const clock = useContext(ClockContext)
  return useSyncExternalStore(clock.subscribe, () => judge(clock.now()))
}
