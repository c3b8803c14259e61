// A pane as the place where another is dropped: at the edge the pointer is nearest to.
// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { PaneFrame } from '#renderer/views/pane-frame.tsx'
import { layout, stage } from './stage.tsx'

afterEach(cleanup)

const PANE = 'application/x-earshot-pane'

function setUp(drawing = 'a|q') {
  const staged = stage(
    <PaneFrame id="agents" height={0.4} strip={false}>
      {(tools) => (
        <section aria-label="Agents">
          <p>rows</p>
          {tools}
        </section>
      )}
    </PaneFrame>,
  )
  staged.tell({ kind: 'arrange', layout: layout(drawing) })
  const frame = screen.getByText('rows').closest<HTMLElement>('[data-pane]')
  if (!frame) throw new Error('the pane has no frame')
  frame.getBoundingClientRect = () => DOMRect.fromRect({ x: 100, y: 200, width: 400, height: 100 })
  const dragged = (id: string, kind = PANE) => ({
    types: [kind, 'text/plain'],
    getData: (wanted: string) => (wanted === kind ? id : ''),
    dropEffect: 'none',
  })
  return { ...staged, frame, dragged }
}

/** jsdom's drag events know no place. */
function at(kind: 'dragOver' | 'drop', frame: HTMLElement, dataTransfer: object, clientX = 0, clientY = 0): boolean {
  const event = new MouseEvent(kind.toLowerCase(), { bubbles: true, cancelable: true, clientX, clientY })
  Object.defineProperty(event, 'dataTransfer', { value: dataTransfer })
  return fireEvent(frame, event)
}

const edges = [
  ['before', 140, 250, 'q|a'],
  ['after', 460, 250, 'a|q'],
  ['above', 300, 210, 'q/a'],
  ['below', 300, 290, 'a/q'],
] as const

describe('a pane dropped on another', () => {
  it.each(edges)('%s it stands there', (_side, x, y, wanted) => {
    const { frame, dragged, arranged } = setUp('a/q')
    at('drop', frame, dragged('queues'), x, y)
    expect(arranged()).toBe(wanted)
  })

  it('stands at the other side where the page runs from right to left', () => {
    const { frame, dragged, arranged } = setUp()
    frame.style.direction = 'rtl'
    at('drop', frame, dragged('queues'), 460, 250)
    expect(arranged()).toBe('q|a')
  })

  it.each(['agents', 'calls', 'queues'])('may be %s', (id) => {
    const { frame, dragged } = setUp('a|q/c')
    expect(at('drop', frame, dragged(id), 300, 290)).toBe(false)
  })

  it('is nothing else that was dragged: a file, a text, what says it is a pane', () => {
    const { frame, dragged, now } = setUp()
    const before = now().layout
    expect(at('drop', frame, dragged('queues', 'text/html'), 300, 290)).toBe(true)
    expect(at('drop', frame, dragged('map'), 300, 290)).toBe(true)
    expect(now().layout).toBe(before)
  })
})

describe('a pane that is dragged over', () => {
  it.each(edges)('shows at which edge the other would stand: %s', (side, x, y) => {
    const { frame, dragged } = setUp()
    const data = dragged('queues')
    expect(at('dragOver', frame, data, x, y)).toBe(false) // it may be dropped here
    expect(frame.dataset.drop).toBe(side)
    expect(data.dropEffect).toBe('move')
  })

  it('shows so no longer once the pointer has left or it was dropped', () => {
    const { frame, dragged } = setUp()
    at('dragOver', frame, dragged('queues'), 140, 250)
    fireEvent.dragLeave(frame)
    expect(frame.dataset.drop).toBeUndefined()
    at('dragOver', frame, dragged('queues'), 140, 250)
    at('drop', frame, dragged('queues'), 140, 250)
    expect(frame.dataset.drop).toBeUndefined()
  })

  it('takes nothing but panes', () => {
    const { frame, dragged } = setUp()
    expect(at('dragOver', frame, dragged('queues', 'text/html'), 140, 250)).toBe(true)
    expect(frame.dataset.drop).toBeUndefined()
  })
})

it('a pane holds the tools to arrange it with, and has its share of the height', () => {
  const { frame } = setUp()
  expect(screen.getByRole('button', { name: 'Arrange Agents' })).toBeTruthy()
  expect(frame.style.flexGrow).toBe('0.4')
  expect(frame.dataset.strip).toBeUndefined()
})
