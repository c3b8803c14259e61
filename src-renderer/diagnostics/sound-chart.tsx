// The sound of the line over the last half hour: its score from 1 (nobody could follow) to 4.5 (like the best telephone).
import { useEffect, useRef } from 'react'
import type uPlot from 'uplot'
import { MEASURED_EVERY_MS } from '#renderer/monitor/watch-quality.ts'
import { colourOf, keepDrawn, letterHeight } from '#renderer/ui/drawn-chart.ts'
import { formatHour, formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import type { SoundSample } from './diagnostics.ts'

const SPAN_S = 5 * 60

export function SoundChart({ sound }: { readonly sound: readonly SoundSample[] }) {
  const say = useWords().diagnostics
  const place = useRef<HTMLDivElement>(null)
  const data = useRef(sound)
  data.current = sound
  const plot = useRef<uPlot | null>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    return keepDrawn(element, plot, { options: () => optionsOf(element), columns: () => columnsOf(data.current) })
  }, [])
  useEffect(() => plot.current?.setData(columnsOf(sound)), [sound])
  const scores = sound.map(({ mos }) => mos)
  const last = scores.at(-1)
  return (
    <figure className="sound-chart" aria-label={say.chart}>
      <div ref={place} className="sound-plot" aria-hidden />
      <figcaption>
        {last === undefined ? say.noSound : say.scores(oneDigit(last), oneDigit(Math.min(...scores)))}
      </figcaption>
    </figure>
  )
}

export const oneDigit = (value: number): string => formatNumber(Math.round(value * 10) / 10)

/** A pause between two calls is drawn as one. */
function columnsOf(sound: readonly SoundSample[]): uPlot.AlignedData {
  const at: number[] = []
  const mos: (number | null)[] = []
  let before = 0
  for (const sample of sound) {
    if (before !== 0 && sample.at - before > 3 * MEASURED_EVERY_MS) {
      at.push((before + 1) / 1000)
      mos.push(null)
    }
    at.push(sample.at / 1000)
    mos.push(sample.mos)
    before = sample.at
  }
  return [at, mos]
}

function optionsOf(element: HTMLElement): Omit<uPlot.Options, 'width' | 'height'> {
  const em = letterHeight(element)
  const axis = {
    stroke: colourOf(element, '--text-dim'),
    font: `500 ${em}px "Inter Variable", system-ui`,
    ticks: { show: false },
  }
  return {
    cursor: { show: false },
    legend: { show: false },
    padding: [6, 8, 0, 0],
    scales: { x: { range: (_, from, to) => [Math.min(from, to - SPAN_S), to] }, y: { range: [1, 4.5] } },
    series: [
      {},
      { stroke: colourOf(element, '--accent'), width: 2, points: { show: ({ data }) => data[0].length < 3 } },
    ],
    axes: [
      {
        ...axis,
        size: em * 1.8,
        space: em * 6,
        grid: { show: false },
        values: (_, splits) => splits.map((at) => formatHour(at * 1000)),
      },
      {
        ...axis,
        size: em * 2.4,
        splits: () => [1, 2, 3, 4],
        values: (_, splits) => splits.map((value) => formatNumber(value)),
        grid: { stroke: colourOf(element, '--line'), width: 1 },
      },
    ],
  }
}
