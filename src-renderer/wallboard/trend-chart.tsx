// A small chart of the last hours: calls waiting as an area, calls in progress as a dashed line; the same in words for who cannot see it.
import { useEffect, useRef } from 'react'
import type uPlot from 'uplot'
import { colourOf, keepDrawn, letterHeight } from '#renderer/ui/drawn-chart.ts'
import { formatHour, formatNumber } from '#renderer/words/format.ts'
import { useSpoken } from '#renderer/words/use-speech.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { peakOf, type TrendLines } from './trend-lines.ts'

type TrendChartProps = { readonly name: string; readonly lines: TrendLines; readonly withAxes: boolean }

export function TrendChart({ name, lines, withAxes }: TrendChartProps) {
  const words = useWords()
  const place = useRef<HTMLDivElement>(null)
  const data = useRef(lines)
  data.current = lines
  const plot = useRef<uPlot | null>(null)
  const { locale } = useSpoken()
  useEffect(() => {
    const element = place.current
    if (!element) return
    return keepDrawn(element, plot, {
      options: () => optionsOf(element, { withAxes, locale }),
      columns: () => columnsOf(data.current),
    })
  }, [withAxes, locale])
  useEffect(() => plot.current?.setData(columnsOf(lines)), [lines])
  return (
    <figure className="trend" aria-label={words.wallboard.chart(name)}>
      <div ref={place} className="trend-plot" aria-hidden />
      <figcaption className="sr-only">{inWords(words, lines)}</figcaption>
    </figure>
  )
}

/** What the chart shows, in a sentence. */
export function inWords(words: Words, { at, waiting }: TrendLines): string {
  const peak = peakOf(at, waiting)
  if (!peak) return words.wallboard.noTrend
  const now = waiting.at(-1) ?? null
  return words.wallboard.trend(now === null ? '–' : formatNumber(now), formatNumber(peak.value), formatHour(peak.at))
}

const columnsOf = ({ at, waiting, inService }: TrendLines): uPlot.AlignedData => [
  at.map((moment) => moment / 1000),
  [...waiting],
  [...inService],
]

// A chart of a console that has just begun does not pretend that its first minute was hours.
const SHORTEST_S = 15 * 60

/**
 * From when to when the axis goes, in s. Of the moments themselves: uPlot stretches the range it has found to a whole day while there is
 * only one of them.
 */
export function spanOf(at: ArrayLike<number>): [number, number] {
  const last = at[at.length - 1] ?? SHORTEST_S
  return [Math.min(at[0] ?? 0, last - SHORTEST_S), last]
}

const wholeNumbers = (_: uPlot, splits: number[]): string[] =>
  splits.map((value) => (Number.isInteger(value) ? formatNumber(value) : ''))

/** `locale`: the one the axes are written in. */
type Axes = { readonly withAxes: boolean; readonly locale: string }

function optionsOf(element: HTMLElement, { withAxes }: Axes): Omit<uPlot.Options, 'width' | 'height'> {
  const colour = (name: string) => colourOf(element, `--${name}`)
  const em = letterHeight(element)
  const axis = { stroke: colour('axis-ink'), font: `500 ${em}px "Inter Variable", system-ui`, ticks: { show: false } }
  const line = { width: em / 5, spanGaps: false, points: { show: ({ data }: uPlot) => data[0].length < 3 } }
  return {
    cursor: { show: false },
    legend: { show: false },
    // The last hour and the last point stand in the middle of the right edge.
    padding: [6, withAxes ? em * 1.6 : 4, withAxes ? 0 : 4, 4],
    scales: {
      x: { range: ({ data: [at] }) => spanOf(at) },
      y: { range: (_, __, most) => [0, Math.max(4, Math.ceil((most ?? 0) * 1.1))] },
    },
    series: [
      {},
      { ...line, stroke: colour('waiting-ink'), fill: colour('waiting-area') },
      { ...line, stroke: colour('progress-ink'), dash: [em / 2, em / 3] },
    ],
    axes: [
      {
        ...axis,
        show: withAxes,
        size: em * 1.8,
        space: em * 6,
        grid: { show: false },
        values: (_, splits) => splits.map((at) => formatHour(at * 1000)),
      },
      {
        ...axis,
        show: withAxes,
        size: em * 2.4,
        space: em * 2.3,
        values: wholeNumbers,
        grid: { stroke: colour('grid-ink'), width: 1 },
      },
    ],
  }
}
