// A divider: moved by the arrow keys along its own direction, or dragged to where the pointer is, never over an edge.
// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Splitter } from '#renderer/views/splitter.tsx'

afterEach(cleanup)

type Box = { left: number; top: number; width: number; height: number }

/** Two neighbours of these sizes with a line of 10 px between them. */
function setUp(orientation: 'vertical' | 'horizontal', before?: Box, after?: Box, share = 0.5) {
  const shares: number[] = []
  const page = render(
    <div>
      {before && <p>before</p>}
      <Splitter orientation={orientation} label="Resize" share={share} onShare={(next) => shares.push(next)} />
      {after && <p>after</p>}
    </div>,
  )
  const boxed = (text: string, box: Box | undefined) => {
    const element = page.queryByText(text)
    if (element && box) element.getBoundingClientRect = () => DOMRect.fromRect({ x: box.left, y: box.top, ...box })
  }
  boxed('before', before)
  boxed('after', after)
  const line = screen.getByRole('separator', { name: 'Resize' })
  for (const side of ['offsetWidth', 'offsetHeight']) Object.defineProperty(line, side, { value: 10 })
  let captured: number | null = null
  line.setPointerCapture = (id) => {
    captured = id
  }
  line.hasPointerCapture = (id) => captured === id
  const drag = (to: { clientX?: number; clientY?: number }) => {
    fireEvent.pointerDown(line, { pointerId: 1 })
    fireEvent.pointerMove(line, { pointerId: 1, ...to })
  }
  return { line, shares, drag, press: (key: string) => fireEvent.keyDown(line, { key }) }
}

const hundredths = (shares: readonly number[]) => shares.map((share) => Math.round(share * 100))

describe('a divider', () => {
  it('says which way it runs, where it stands and how far it goes, and can be reached by keyboard', () => {
    const { line } = setUp('horizontal', undefined, undefined, 0.304)
    const said = ['orientation', 'valuenow', 'valuemin', 'valuemax'].map((name) => line.getAttribute(`aria-${name}`))
    expect(said).toEqual(['horizontal', '30', '12', '88'])
    expect(line.tabIndex).toBe(0)
  })

  it.each([
    ['vertical', 'ltr', 'ArrowLeft', [48]],
    ['vertical', 'ltr', 'ArrowRight', [52]],
    ['vertical', 'ltr', 'ArrowUp', []],
    ['vertical', 'rtl', 'ArrowLeft', [52]],
    ['vertical', 'rtl', 'ArrowRight', [48]],
    ['horizontal', 'ltr', 'ArrowUp', [48]],
    ['horizontal', 'ltr', 'ArrowDown', [52]],
    ['horizontal', 'ltr', 'ArrowLeft', []],
    ['horizontal', 'rtl', 'ArrowUp', [48]],
    ['vertical', 'ltr', 'Home', [12]],
    ['horizontal', 'ltr', 'End', [88]],
    ['vertical', 'ltr', 'Tab', []],
  ] as const)('that is %s on a page %s goes with %s to %j', (orientation, direction, key, wanted) => {
    const { line, press, shares } = setUp(orientation)
    line.style.direction = direction
    const wentOn = press(key)
    expect(hundredths(shares)).toEqual(wanted)
    expect(wentOn).toBe(wanted.length === 0) // the page scrolls by a key that was not for the divider
  })
})

describe('a divider that is dragged', () => {
  const left = { left: 100, top: 0, width: 300, height: 50 }
  const right = { left: 410, top: 0, width: 100, height: 50 }
  const above = { left: 0, top: 50, width: 80, height: 150 }
  const below = { left: 0, top: 210, width: 80, height: 50 }

  it('goes to where the pointer is between the far edges of its neighbours', () => {
    const columns = setUp('vertical', left, right)
    columns.drag({ clientX: 205, clientY: 7 })
    expect(hundredths(columns.shares)).toEqual([25])
    cleanup()
    const panes = setUp('horizontal', above, below)
    panes.drag({ clientX: 7, clientY: 205 })
    expect(hundredths(panes.shares)).toEqual([75])
  })

  it('measures from the other side where the page runs from right to left', () => {
    const { drag, shares } = setUp('vertical', right, left)
    drag({ clientX: 405 })
    expect(hundredths(shares)).toEqual([25])
  })

  it('leaves both neighbours room to be seen', () => {
    const { drag, shares } = setUp('vertical', left, right)
    drag({ clientX: -500 })
    drag({ clientX: 5000 })
    expect(hundredths(shares)).toEqual([12, 88])
  })

  it('stays where nothing is dragged, where it stands already, and where there is no room', () => {
    const still = setUp('vertical', left, right, 0.25)
    fireEvent.pointerMove(still.line, { pointerId: 1, clientX: 300 })
    still.drag({ clientX: 205 })
    expect(still.shares).toEqual([])
    cleanup()
    for (const orientation of ['vertical', 'horizontal'] as const) {
      const none = { left: 0, top: 0, width: 0, height: 0 }
      const flat = setUp(orientation, none, none)
      flat.drag({ clientX: 5, clientY: 5 })
      expect(flat.shares).toEqual([])
      cleanup()
      const lonely = setUp(orientation, orientation === 'vertical' ? left : undefined, undefined)
      lonely.drag({ clientX: 205, clientY: 205 })
      expect(lonely.shares).toEqual([])
      cleanup()
    }
  })
})
