// @vitest-environment jsdom
// The calm floor: all lists of a window see the same picture, a few times a second, and only while one of them wants it.
import { act, cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { emptyFloor, type Floor } from '#contract/floor.ts'
import { createFloorStore, FloorContext } from '#renderer/floor/floor-store.ts'
import { useCalmFloor } from '#renderer/floor/use-calm-floor.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const picture = (): Floor => ({ ...emptyFloor })

type Seen = (readonly [string, Floor | null])[]

function Look({ name, seen, wanted = true }: { name: string; seen: Seen; wanted?: boolean }) {
  seen.push([name, useCalmFloor(wanted)])
  return null
}

function stage() {
  const store = createFloorStore()
  const seen: Seen = []
  return {
    seen,
    show: (floor: Floor) => act(() => store.setState({ floor })),
    inside: (...children: ReactNode[]) => <FloorContext value={store}>{children}</FloorContext>,
  }
}

it('gives all lists the same picture in one rendering, half a second after the news', () => {
  const { seen, show, inside } = stage()
  const [first, second, third] = [picture(), picture(), picture()]
  show(first)
  render(inside(<Look key="a" name="a" seen={seen} />, <Look key="b" name="b" seen={seen} />))
  show(second)
  show(third)
  act(() => vi.advanceTimersByTime(499))
  expect(seen).toEqual([
    ['a', first],
    ['b', first],
  ])
  act(() => vi.advanceTimersByTime(1))
  expect(seen.slice(2)).toEqual([
    ['a', third],
    ['b', third],
  ])
})

it('shows whoever joins the picture that the others show', () => {
  const { seen, show, inside } = stage()
  const [first, second] = [picture(), picture()]
  show(first)
  const page = render(inside(<Look key="a" name="a" seen={seen} />))
  show(second)
  page.rerender(inside(<Look key="a" name="a" seen={seen} />, <Look key="b" name="b" seen={seen} />))
  expect(seen.filter(([name]) => name === 'b').every(([, floor]) => floor === first)).toBe(true)
})

it('begins with the floor of now when it is wanted again, and needs no timer meanwhile', () => {
  const { seen, show, inside } = stage()
  const [first, second] = [picture(), picture()]
  show(first)
  const page = render(inside(<Look key="a" name="a" seen={seen} />))
  page.rerender(inside(<Look key="a" name="a" seen={seen} wanted={false} />))
  show(second)
  expect([seen.at(-1), vi.getTimerCount()]).toEqual([['a', null], 0])
  page.rerender(inside(<Look key="a" name="a" seen={seen} />))
  expect(seen.at(-1)).toEqual(['a', second])
})
