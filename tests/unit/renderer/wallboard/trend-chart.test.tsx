// The chart of a queue: what is drawn, when it is drawn anew, and the same in words.
// @vitest-environment jsdom
import './wall-page.ts' // before what loads uPlot

import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TrendChart } from '#renderer/wallboard/trend-chart.tsx'
import type { TrendLines } from '#renderer/wallboard/trend-lines.ts'
import { formatHour } from '#renderer/words/format.ts'
import { change, drawn, listening, page, resize } from './wall-page.ts'

afterEach(cleanup)

const MINUTE = 60_000
const START = Date.parse('2026-03-02T09:00:00')
/** So many minutes, in the last one this many waiting and in progress. */
const lines = (waiting: readonly (number | null)[], inService: readonly (number | null)[] = waiting): TrendLines => ({
  at: waiting.map((_, i) => START + i * MINUTE),
  waiting,
  inService,
})
const hour = lines(Array.from({ length: 61 }, (_, i) => (i === 30 ? 10 : 2)))

async function show(shown: TrendLines, withAxes = true) {
  const view = render(<TrendChart name="Sales" lines={shown} withAxes={withAxes} />)
  await act(async () => resize(400, 200))
  return view
}

const texts = () => drawn.texts.map(({ text }) => text).filter((text) => text !== '')
const hours = () => texts().filter((text) => text.includes(':'))
const numbers = () => texts().filter((text) => !text.includes(':'))
/** Those with two points or more, which are no lines of the grid, by colour. */
const line = (colour: string) =>
  drawn.strokes.find((stroke) => stroke.colour.includes(colour) && stroke.points.length > 0)
const dots = () => drawn.strokes.flatMap((stroke) => stroke.dots)
const canvas = () => document.querySelector('canvas')

describe('a chart', () => {
  it('is as large as its place, and there is none where there is no room', async () => {
    const { container } = render(<TrendChart name="Sales" lines={hour} withAxes />)
    expect(canvas()).toBeNull()
    await act(async () => resize(0, 200))
    await act(async () => resize(400, 0))
    expect(canvas()).toBeNull()
    await act(async () => resize(400, 200))
    expect([canvas()?.width, canvas()?.height]).toEqual([400, 200])
    await act(async () => resize(300, 100))
    expect([canvas()?.width, canvas()?.height]).toEqual([300, 100])
    expect(container.querySelectorAll('canvas')).toHaveLength(1)
  })

  it('draws who waits as an area and who is served as a dashed line, each in its own colour', async () => {
    await show(lines([1, 4, 2], [3, 3, 1]))
    expect(line('waiting-ink')?.dash).toEqual([])
    expect(line('progress-ink')?.dash.length).toBe(2)
    for (const ink of ['waiting-ink', 'progress-ink']) {
      expect(line(ink)?.width).toBeGreaterThan(1)
      expect(line(ink)?.width).toBeLessThan(5)
    }
    expect(canvas()?.closest<HTMLElement>('figure > div')?.style.color).toBe('') // only asked for its colours
    expect(line('progress-ink')?.dash.every((length) => length >= 4)).toBe(true)
    expect(drawn.fills.some((colour) => colour.includes('waiting-area'))).toBe(true)
    expect(drawn.fills.some((colour) => colour.includes('progress'))).toBe(false)
  })

  it.each([
    [[0, 1, 0], 4],
    [[0, 20, 0], 20],
    [[0, 40, 3], 40],
  ])('of %j reaches from nothing to a little above the most, and shows four at least', async (values, most) => {
    await show(lines(values))
    expect(Number(numbers()[0])).toBe(0)
    expect(Number(numbers().at(-1))).toBe(most)
    const ys = line('waiting-ink')?.points.map(({ y }) => y) ?? []
    expect(Math.min(...ys)).toBeGreaterThan(6) // below the upper edge
  })

  it('has whole numbers at its side and hours beneath', async () => {
    await show(hour)
    expect(numbers().length).toBeGreaterThan(1)
    expect(numbers().every((number) => Number.isInteger(Number(number)))).toBe(true)
    expect(hours()).toContain(formatHour(START + 30 * MINUTE))
  })

  it('has hours in the ink of its axes, and lines across in that of the grid', async () => {
    await show(hour)
    expect(new Set(drawn.texts.map(({ colour }) => colour))).toEqual(new Set(['var(--axis-ink)']))
    const across = drawn.strokes.filter(({ colour }) => colour.includes('grid-ink'))
    expect(across.map(({ width }) => width)).toEqual([1])
    const flat = across[0]?.points ?? []
    expect(flat.length).toBeGreaterThanOrEqual(2 * numbers().length)
    expect(flat.every(({ y }, i) => i % 2 === 0 || flat[i - 1]?.y === y)).toBe(true)
  })

  it('has neither where there is no room for them', async () => {
    await show(hour, false)
    expect(texts()).toEqual([])
    expect(line('waiting-ink')).toBeTruthy()
  })

  it('of one moment alone has the quarter of an hour before it, and no day after it', async () => {
    await show(lines([2]))
    expect(hours()).toEqual([-15, -10, -5, 0].map((minutes) => formatHour(START + minutes * MINUTE)))
  })

  it('of a console that has just begun has a quarter of an hour, most of it empty', async () => {
    await show(lines([1, 2, 3]), false)
    const xs = line('waiting-ink')?.points.map(({ x }) => x) ?? []
    expect(Math.min(...xs)).toBeGreaterThan(400 * 0.8)
    cleanup()
    await show(hour, false)
    const all = line('waiting-ink')?.points.map(({ x }) => x) ?? []
    expect(Math.min(...all)).toBeLessThan(10)
  })

  it('shows the first minutes as dots, then as lines alone', async () => {
    await show(lines([1, 2]))
    expect(dots().length).toBeGreaterThan(0)
    cleanup()
    await show(lines([1, 2, 3]))
    expect(dots()).toEqual([])
  })

  it('leaves a gap where nothing was known', async () => {
    await show(lines([1, 1, null, 1, 1, 1]))
    const known = line('waiting-ink')?.points.length
    cleanup()
    await show(lines([1, 1, 1, 1, 1, 1]))
    expect(line('waiting-ink')?.points.length).not.toBe(known)
  })

  it('writes in letters that grow with those of the wall, and never in tiny ones', async () => {
    document.body.style.fontSize = '50px'
    await show(hour)
    expect(drawn.texts[0]?.font).toMatch(/^500 36px/)
    cleanup()
    document.body.style.fontSize = '10px'
    await show(hour)
    expect(drawn.texts[0]?.font).toMatch(/^500 12px/)
  })
})

describe('it is drawn anew', () => {
  beforeEach(() => show(hour).then(() => {}))

  it.each([
    ['the page’s colours change', () => document.documentElement.setAttribute('data-theme', 'dark')],
    ['its contrast changes', () => document.documentElement.setAttribute('data-contrast', 'more')],
    ['the system turns dark', () => change('(prefers-color-scheme: dark)')],
    ['the system forces its colours', () => change('(forced-colors: active)')],
  ])('when %s', async (_what, happen) => {
    const before = page.canvases
    await act(async () => happen())
    await vi.waitFor(() => expect(page.canvases).toBe(before + 1))
  })

  it('by nothing else of the page', async () => {
    const before = page.canvases
    await act(async () => document.documentElement.setAttribute('data-other', 'x'))
    await act(async () => {})
    expect(page.canvases).toBe(before)
  })

  it('no more once it is gone, and leaves nobody waiting', async () => {
    expect(listening()).toBe(3)
    cleanup()
    expect(listening()).toBe(0)
    expect(canvas()).toBeNull()
    const before = page.canvases
    await act(async () => document.documentElement.setAttribute('data-theme', 'light'))
    await act(async () => {})
    expect(page.canvases).toBe(before)
  })
})

it('new figures are drawn on the same chart', async () => {
  const { rerender } = await show(lines([1, 1, 1], [2, 2, 2]))
  const before = page.canvases
  await act(async () => rerender(<TrendChart name="Sales" lines={lines([1, 1, 30], [2, 2, 2])} withAxes />))
  expect(page.canvases).toBe(before)
  expect(numbers().map(Number)).toContain(30)
})

it('axes are wanted or not as the wall grows and shrinks', async () => {
  const { rerender } = await show(hour)
  expect(texts()).not.toEqual([])
  await act(async () => rerender(<TrendChart name="Sales" lines={hour} withAxes={false} />))
  expect(texts()).toEqual([])
})

describe('in words', () => {
  const said = () => screen.getByRole('figure', { name: 'Callers waiting and on calls in Sales' }).textContent

  it('it says how many wait now and when most did', async () => {
    await show(lines([1, 9, 3]))
    expect(said()).toContain(`3 waiting now, at most 9 at ${formatHour(START + MINUTE)}.`)
  })

  it('it makes up no figure for a moment that is not known', async () => {
    await show(lines([1, 9, null]))
    expect(said()).toContain('– waiting now, at most 9')
  })

  it('it says that there is nothing yet', async () => {
    await show(lines([]))
    expect(said()).toContain('The chart fills in')
  })
})
