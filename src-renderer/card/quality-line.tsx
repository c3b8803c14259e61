// The quality of the line: a word, and the figures for who opens them.
import { SignalHigh, SignalLow, SignalMedium, SignalZero } from 'lucide-react'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import './quality-line.css'
import { useOffer } from '#renderer/ui/offers.tsx'

const icons = { good: SignalHigh, fair: SignalMedium, poor: SignalLow, nothing: SignalZero } as const

export function QualityLine() {
  const words = useWords()
  const quality = useMonitor((view) => view.quality)
  const { quality: say } = words.monitor
  const word = quality ? say[quality.word] : say.unknown
  const summary = useOffer<HTMLElement>(`${say.label}: ${word}`)
  const Icon = quality ? icons[quality.word] : null
  return (
    <details className="quality" data-quality={quality?.word}>
      <summary ref={summary}>
        {Icon && <Icon aria-hidden />}
        {say.label}: <strong>{word}</strong>
      </summary>
      <dl className="figures">
        <dt>{say.loss}</dt>
        <dd>{quality ? say.percent(formatNumber(Math.round(quality.lossPercent * 10) / 10)) : say.none}</dd>
        <dt>{say.jitter}</dt>
        <dd>{inMs(words, quality?.jitterMs)}</dd>
        <dt>{say.roundTrip}</dt>
        <dd>{inMs(words, quality?.roundTripMs)}</dd>
      </dl>
    </details>
  )
}

const inMs = (words: Words, value: number | null | undefined): string =>
  value == null ? words.monitor.quality.none : words.monitor.quality.ms(formatNumber(Math.round(value)))
