import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { steadyOrder } from '#renderer/grid/steady-order.ts'
import { rowAfterKey, scrollToShow, visibleRows } from '#renderer/grid/visible-rows.ts'

describe('the rows that are in the page', () => {
  it('cover the view wherever it is scrolled, and are few however long the list', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(100_000), fc.integer({ min: 1, max: 2000 }), (count, scrollTop, height) => {
        const { first, end } = visibleRows({ scrollTop, height, rowHeight: 40 }, count)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(first).toBeLessThanOrEqual(end)
        expect(end).toBeLessThanOrEqual(count)
        expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 40) + 14)
        for (const inSight of [Math.floor(scrollTop / 40), Math.floor((scrollTop + height - 1) / 40)])
          if (inSight < count) expect(inSight >= first && inSight < end).toBe(true)
      }),
    )
  })

  it('are scrolled only as far as needed to show a row', () => {
    const view = { scrollTop: 400, height: 200, rowHeight: 40 }
    expect(scrollToShow(12, view)).toBe(400)
    expect(scrollToShow(3, view)).toBe(120)
    expect(scrollToShow(20, view)).toBe(640)
  })

  it('are scrolled out from under the head that stays at the top', () => {
    const view = { scrollTop: 400, height: 200, rowHeight: 40 }
    expect(scrollToShow(10, view, 40)).toBe(360)
    expect(scrollToShow(11, view, 40)).toBe(400)
    expect(scrollToShow(0, view, 40)).toBe(0)
  })
})

describe('the keys of a list', () => {
  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 5, 4],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 9, 9],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['PageDown', 5, 8],
    ['PageUp', 5, 2],
  ])('%s on row %i leads to row %i', (key, from, to) => {
    expect(rowAfterKey(key, from, 10, 3)).toBe(to)
  })

  it('leave every other key alone', () => {
    expect(rowAfterKey('a', 5, 10, 3)).toBeNull()
  })
})

describe('the order of rows', () => {
  it('is the true one while nobody is about to click', () => {
    expect(steadyOrder(['a', 'b'], ['b', 'c'], false)).toEqual(['b', 'c'])
  })

  it('keeps gone rows in place and adds new ones last while the pointer is over them', () => {
    expect(steadyOrder(['a', 'b', 'c'], ['x', 'b', 'c'], true)).toEqual(['a', 'b', 'c', 'x'])
  })

  it('is the same object while nothing changes, so that nothing is rendered', () => {
    const shown = ['a', 'b']
    expect(steadyOrder(shown, ['a', 'b'], false)).toBe(shown)
    expect(steadyOrder(shown, ['b'], true)).toBe(shown)
  })

  it('never moves a row that is held, whatever comes and goes', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 2 }))
    fc.assert(
      fc.property(ids, ids, (shown, wanted) => {
        const after = steadyOrder(shown, wanted, true)
        expect(after.slice(0, shown.length)).toEqual(shown)
        expect(new Set(after)).toEqual(new Set([...shown, ...wanted]))
      }),
    )
  })
})
