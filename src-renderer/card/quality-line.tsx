// The quality of the line: a word, and the figures for who opens them.
import { SignalHigh, SignalLow, SignalMedium, SignalZero } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLine } from '#renderer/line/line-store.ts'
import type { LineStats } from '#renderer/line/phone.ts'
import { type Quality, qualityOf } from '#renderer/monitor/logic/quality.ts'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import './quality-line.css'
import { useOffer } from '#renderer/ui/offers.tsx'

const EVERY_MS = 2_000
const icons = { good: SignalHigh, fair: SignalMedium, poor: SignalLow, nothing: SignalZero } as const

export function QualityLine() {
  const words = useWords()
  const quality = useQuality()
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

/** Asked for every two seconds while the window can be seen. */
function useQuality(): Quality | null {
  const stats = useLine((view) => view.stats)
  const [quality, setQuality] = useState<Quality | null>(null)
  useEffect(() => {
    let before: LineStats | null = null
    let stopped = false
    const measure = async (): Promise<void> => {
      const now = document.hidden ? null : await stats()
      if (stopped || !now) return
      setQuality(qualityOf(now, before))
      before = now
    }
    void measure()
    const timer = setInterval(() => void measure(), EVERY_MS)
    return () => {
      stopped = true
      clearInterval(timer)
    }
  }, [stats])
  return quality
}
