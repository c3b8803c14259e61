import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLayout, type PaneLayout, paneIds, paneLayout } from '#contract/views.ts'
import {
  divideColumns,
  dividePanes,
  filling,
  grow,
  hiddenPanes,
  hide,
  move,
  place,
  show,
  tidy,
} from '#renderer/views/layout.ts'

/** `a|b/c`: two columns, in the second two panes. */
const drawn = ({ columns }: PaneLayout | { columns: never[] }) =>
  columns.map(({ panes }) => panes.map(({ id }) => id[0]).join('/')).join('|')

const layout = (drawing: string): PaneLayout => ({
  columns: drawing.split('|').map((column) => ({
    width: 1,
    panes: column.split('/').map((letter) => ({ id: paneIds.find((id) => id[0] === letter) ?? 'agents', height: 1 })),
  })),
})

const drawnOrNull = (next: PaneLayout | null) => (next ? drawn(next) : null)

describe('moving a pane', () => {
  it.each([
    ['q/a|c', 'agents', 'up', 'a/q|c'],
    ['q/a|c', 'agents', 'down', null],
    ['q/a|c', 'agents', 'right', 'q|c/a'],
    ['q/a|c', 'agents', 'left', 'a|q|c'],
    ['q/a|c', 'calls', 'left', 'c/q/a'],
    ['a|c', 'agents', 'left', null],
    ['a|q|c', 'calls', 'right', null],
    ['a|q/c', 'queues', 'right', 'a|c|q'],
  ] as const)('in %s, %s to the %s gives %s', (before, id, direction, wanted) => {
    expect(drawnOrNull(move(layout(before), id, direction))).toBe(wanted)
  })

  it('of a hidden pane is no move', () => {
    expect(move(layout('a|c'), 'queues', 'left')).toBeNull()
  })

  it('by dropping it puts it before, after, above or beneath another', () => {
    expect(drawn(place(layout('q/a|c'), 'queues', 'below', 'calls'))).toBe('a|c/q')
    expect(drawn(place(layout('q/a|c'), 'queues', 'above', 'calls'))).toBe('a|q/c')
    expect(drawn(place(layout('q/a|c'), 'queues', 'after', 'agents'))).toBe('a|q|c')
    expect(drawn(place(layout('q/a|c'), 'calls', 'before', 'agents'))).toBe('c|q/a')
    expect(drawn(place(layout('q/a|c'), 'calls', 'before', 'calls'))).toBe('q/a|c')
  })
})

describe('hiding', () => {
  it('takes the pane away and with it an empty column; showing brings it back last', () => {
    const without = hide(layout('q/a|c'), 'calls')
    expect(drawn(without)).toBe('q/a')
    expect(hiddenPanes(without)).toEqual(['calls'])
    expect(drawn(show(without, 'calls'))).toBe('q/a/c')
    expect(drawn(show({ columns: [] }, 'agents'))).toBe('a')
  })
})

describe('dividing', () => {
  it('gives to one what it takes from the other', () => {
    const [left, right] = divideColumns(layout('a|c'), 0, 0.7).columns
    expect([left?.width, right?.width].map((one) => Math.round((one ?? 0) * 100))).toEqual([140, 60])
    const [column] = dividePanes(layout('q/a'), 0, 0, 0.25).columns
    expect(column?.panes.map(({ height }) => height)).toEqual([0.5, 1.5])
  })

  it('fills the whole, whatever was hidden', () => {
    expect(filling([0.44])).toEqual([1])
    expect(filling([0.3, 0.1]).map((one) => Math.round(one * 100))).toEqual([75, 25])
    expect([filling([]), filling([0])]).toEqual([[], [0]])
  })

  it('leaves every pane room to be seen', () => {
    const [left] = divideColumns(layout('a|c'), 0, 0).columns
    expect(left?.width).toBeGreaterThan(0.2)
  })

  it('by steps makes a pane wider or taller until its neighbour is smallest, and says when there is no way', () => {
    let now: PaneLayout | null = layout('q/a|c')
    let steps = 0
    for (; now && steps < 100; steps++) now = grow(now, 'calls', 'wider')
    expect(steps).toBeLessThan(20)
    expect(grow(layout('a|c'), 'agents', 'taller')).toBeNull()
    const taller = grow(layout('q/a|c'), 'queues', 'taller')?.columns[0]?.panes
    expect((taller?.[0]?.height ?? 0) > (taller?.[1]?.height ?? 0)).toBe(true)
  })

  it('takes no height from a pane that is as tall as what it shows, and gives it none', () => {
    expect(grow(layout('q/a|c'), 'queues', 'taller', ['queues'])).toBeNull()
    expect(grow(layout('q/a|c'), 'agents', 'taller', ['queues'])).toBeNull()
    expect(grow(layout('q/a|c'), 'queues', 'wider', ['queues'])).not.toBeNull()
    const [column] = grow(layout('a/q/c'), 'agents', 'taller', ['queues'])?.columns ?? []
    const [agents, queues, calls] = column?.panes.map(({ height }) => height) ?? []
    expect(queues).toBe(1)
    expect((agents ?? 0) > (calls ?? 0)).toBe(true)
  })
})

it('whatever is done, each pane stands at most once, no column is empty and the settings can keep it', () => {
  const id = fc.constantFrom(...paneIds)
  const step = fc.oneof(
    fc.record({ do: fc.constant('move' as const), id, way: fc.constantFrom('left', 'right', 'up', 'down') }),
    fc.record({ do: fc.constant('grow' as const), id, way: fc.constantFrom('wider', 'narrower', 'taller', 'shorter') }),
    fc.record({ do: fc.constant('hide' as const), id }),
    fc.record({ do: fc.constant('show' as const), id }),
    fc.record({
      do: fc.constant('place' as const),
      id,
      side: fc.constantFrom('before', 'after', 'above', 'below'),
      on: id,
    }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let now: PaneLayout = defaultLayout
      for (const one of steps) {
        if (one.do === 'move') now = move(now, one.id, one.way) ?? now
        else if (one.do === 'grow') now = grow(now, one.id, one.way) ?? now
        else if (one.do === 'hide') now = hide(now, one.id)
        else if (one.do === 'show') now = show(now, one.id)
        else now = place(now, one.id, one.side, one.on)
        expect(tidy(now)).toBe(now)
        expect(paneLayout.safeParse(now).success).toBe(true)
      }
    }),
  )
})

it('a layout from a file with a pane twice is put right', () => {
  expect(drawn(tidy(layout('a|a/c')))).toBe('a|c')
})
