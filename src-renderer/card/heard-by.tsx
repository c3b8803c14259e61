// Who hears the supervisor now, in words and by a sign; always in sight while monitoring.
import { EarOff, TriangleAlert, Volume2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { isTalking } from '#renderer/line/line.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useWords } from '#renderer/words/words.ts'
import './heard-by.css'
import { isDoubt } from '#renderer/monitor/logic/may-open.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { doubtAdvice, heardSentence } from '#renderer/monitor/sentences.ts'
import { useMuted } from './parts/voice-row.tsx'

export function HeardByNow() {
  const words = useWords()
  const heardBy = useMonitor((view) => view.heardBy)
  const people = useMonitor((view) => view.people)
  const muted = useMuted()
  // A monitor that is still ending says nothing about the phone call that was answered meanwhile.
  const phoneHears = useLine((view) => isTalking(view.line) && view.microphone.open)
  if (phoneHears) return <Sign heard="is-heard" sentence={words.monitor.heardBy.phone} />
  const sentence = heardSentence(words, heardBy, people)
  if (heardBy === 'nobody')
    return (
      <Sign heard="not-heard" sentence={sentence}>
        <WhileHeld />
        {muted && <span className="heard-by-note">{words.card.muted}</span>}
      </Sign>
    )
  return isDoubt(heardBy) ? (
    <Sign heard="may-be-heard" sentence={sentence}>
      <WhileHeld />
      <Advice />
    </Sign>
  ) : (
    <Sign heard="is-heard" sentence={sentence}>
      <WhileHeld />
      <WhileOpen />
    </Sign>
  )
}

const icons = { 'not-heard': EarOff, 'is-heard': Volume2, 'may-be-heard': TriangleAlert } as const

type SignProps = {
  readonly heard: keyof typeof icons
  readonly sentence: string
  readonly children?: ReactNode
}

function Sign({ heard, sentence, children }: SignProps) {
  const Icon = icons[heard]
  return (
    <span className={`heard-by ${heard}`}>
      <Icon aria-hidden />
      <span>{sentence}</span>
      {children}
    </span>
  )
}

/** On hold the two do not hear each other, which is why there is nothing to hear; who hears the supervisor stays the same. */
function WhileHeld() {
  const words = useWords()
  const held = useMonitor(
    ({ monitor, people }) => monitor.phase === 'live' && monitor.call === 'up' && people?.call?.state === 'held',
  )
  return held ? <span className="heard-by-note heard-by-held">{words.monitor.heardBy.callHeld}</span> : null
}

function WhileOpen() {
  const words = useWords()
  const otherPhone = useMonitor((view) => view.otherPhone)
  return otherPhone ? <span className="heard-by-note">{words.monitor.heardBy.deskPhone}</span> : null
}

/** Of the phone that has the monitor only its own hook is certain. */
function Advice() {
  const words = useWords()
  const advice = useMonitor((view) => doubtAdvice(words, view.monitor))
  return advice === null ? null : <span className="heard-by-note">{advice}</span>
}
