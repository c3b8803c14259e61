// A chart drawn by uPlot, kept as large as its place and in the colours of the page. Loaded with whatever shows a chart.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Stop } from '#contract/time.ts'

export type ChartParts = {
  readonly options: () => Omit<uPlot.Options, 'width' | 'height'>
  readonly columns: () => uPlot.AlignedData
}

/** Draws into the element, again whenever its size or the colours of the page change, until the stop is called. */
export function keepDrawn(
  element: HTMLElement,
  plot: { current: uPlot | null },
  { options, columns }: ChartParts,
): Stop {
  const draw = () => {
    plot.current?.destroy()
    const { clientWidth: width, clientHeight: height } = element
    if (width === 0 || height === 0) return
    plot.current = new uPlot({ ...options(), width, height }, columns(), element)
  }
  const sized = new ResizeObserver(draw)
  sized.observe(element)
  const themed = new MutationObserver(draw)
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-contrast'] })
  const schemes = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((wish) => matchMedia(wish))
  for (const scheme of schemes) scheme.addEventListener('change', draw)
  return () => {
    sized.disconnect()
    themed.disconnect()
    for (const scheme of schemes) scheme.removeEventListener('change', draw)
    plot.current?.destroy()
    plot.current = null
  }
}

/** The colour a custom property stands for here and now; a canvas knows neither var() nor light-dark(). */
export function colourOf(element: HTMLElement, property: string): string {
  element.style.color = `var(${property})`
  const { color } = getComputedStyle(element)
  element.style.color = ''
  return color
}

/** In px: letters grow with the place the chart stands in. */
export const letterHeight = (element: HTMLElement): number =>
  Math.max(12, Math.round(Number.parseFloat(getComputedStyle(element).fontSize) * 0.72))
