// A pane's grip and menu: the ways it can go from here and no others, hiding, the queues' two shapes, and the order of its rows.
// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PaneId } from '#contract/views.ts'
import { PaneTools } from '#renderer/views/pane-tools.tsx'
import { aQueue, button, floorOf, layout, stage } from './stage.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const names: Readonly<Record<PaneId, string>> = { agents: 'Agents', calls: 'Active calls', queues: 'Queues' }

async function opened(id: PaneId, drawing: string, queuesAs: 'strip' | 'table' = 'table') {
  const staged = stage(<PaneTools id={id} />)
  staged.tell({ kind: 'arrange', layout: layout(drawing) }, { kind: 'queuesAs', queuesAs })
  await staged.user.click(button(`Arrange ${names[id]}`))
  return staged
}

const item = (name: string) => screen.getByRole('menuitem', { name })
const ways = () => screen.getAllByRole('menuitem').map((one) => one.textContent)
const orders = () => screen.getAllByRole('menuitemradio').map((one) => one.textContent)
const chosenOrder = () => screen.getByRole('menuitemradio', { checked: true }).textContent

describe('the grip', () => {
  it('is dragged with the pane’s name on it, to be moved', () => {
    stage(<PaneTools id="calls" />)
    const data = { setData: vi.fn(), effectAllowed: 'none' }
    fireEvent.dragStart(screen.getByTitle('Drag to move Active calls'), { dataTransfer: data })
    expect(data.setData.mock.calls).toEqual([['application/x-earshot-pane', 'calls']])
    expect(data.effectAllowed).toBe('move')
  })
})

describe('the menu', () => {
  it.each([
    ['agents', 'a|c', ['Move right', 'Wider', 'Narrower']],
    ['calls', 'a|c', ['Move left', 'Wider', 'Narrower']],
    ['agents', 'q/a|c', ['Move left', 'Move right', 'Move up', 'Wider', 'Narrower', 'Taller', 'Shorter']],
    ['agents', 'a/c', ['Move left', 'Move right', 'Move down', 'Taller', 'Shorter']],
    ['agents', 'a', []],
  ] as const)('of %s in %s offers what is possible, and hiding', async (id, drawing, wanted) => {
    await opened(id, drawing)
    expect(ways()).toEqual([...wanted, 'Hide'])
    expect(screen.getByRole('menu', { name: `Arrange ${names[id]}` })).toBeTruthy()
  })

  it.each([
    ['Move right', 'q|c/a'],
    ['Move left', 'a|q|c'],
    ['Move up', 'a/q|c'],
    ['Hide', 'q|c'],
  ])('%s does that', async (name, wanted) => {
    const { user, arranged } = await opened('agents', 'q/a|c')
    await user.click(item(name))
    expect(arranged()).toBe(wanted)
  })

  it.each([
    ['Wider', (wide: number, tall: number) => wide > 1 && tall === 1],
    ['Narrower', (wide: number, tall: number) => wide < 1 && tall === 1],
    ['Taller', (wide: number, tall: number) => wide === 1 && tall > 1],
    ['Shorter', (wide: number, tall: number) => wide === 1 && tall < 1],
  ])('%s gives the pane that size', async (name, isSo) => {
    const { user, now } = await opened('agents', 'q/a|c')
    await user.click(item(name))
    const [column] = now().layout.columns
    expect(isSo(column?.width ?? 0, column?.panes[1]?.height ?? 0)).toBe(true)
  })

  it('resizes nothing where all panes stand in one column', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => {}, removeEventListener: () => {} }))
    await opened('agents', 'q/a|c')
    expect(ways()).toEqual(['Move left', 'Move right', 'Move up', 'Hide'])
  })

  it('follows the window, which becomes small and wide again, until it is closed', async () => {
    const listeners = new Set<() => void>()
    const query = {
      matches: false,
      addEventListener: (kind: string, run: () => void) => kind === 'change' && listeners.add(run),
      removeEventListener: (_kind: string, run: () => void) => listeners.delete(run),
    }
    const asked: string[] = []
    vi.stubGlobal('matchMedia', (text: string) => {
      asked.push(text)
      return query
    })
    const { tell, page } = await opened('agents', 'a|c')
    expect(ways()).toContain('Wider')
    query.matches = true
    tell()
    for (const run of listeners) run()
    await vi.waitFor(() => expect(ways()).not.toContain('Wider'))
    expect([...new Set(asked)]).toEqual(['(max-width: 900px), (max-height: 560px)'])
    page.unmount()
    expect(listeners.size).toBe(0)
  })

  it('takes no height from queues that are as tall as what they show', async () => {
    await opened('agents', 'q/a|c', 'strip')
    expect(ways()).not.toContain('Taller')
    expect(ways()).toContain('Wider')
  })
})

describe('the queues', () => {
  it.each([
    ['strip', 'Show as a table', 'table'],
    ['table', 'Show as tiles', 'strip'],
  ] as const)('shown as a %s can be the other', async (queuesAs, name, wanted) => {
    const { user, now, arranged } = await opened('queues', 'q/a|c', queuesAs)
    expect(ways().filter((way) => way?.startsWith('Show as'))).toEqual([name])
    await user.click(item(name))
    expect(now().queuesAs).toBe(wanted)
    expect(arranged()).toBe('q/a|c')
  })

  it('alone have two shapes', async () => {
    await opened('agents', 'q/a|c')
    expect(ways().filter((way) => way?.startsWith('Show as'))).toEqual([])
  })

  it.each([
    [6, 'q/a|c', 'strip', false],
    [7, 'q/a|c', 'strip', true],
    [6, 'q|a/c', 'strip', true],
    [6, 'q/a|c', 'table', true],
  ] as const)('%i of them in %s, wanted as a %s: as tall as wanted is %s', async (count, drawing, queuesAs, isFree) => {
    const id = drawing.startsWith('q/') ? 'queues' : 'agents'
    const staged = await opened(id, drawing, queuesAs)
    staged.setFloor(floorOf(Array.from({ length: count }, (_, i) => aQueue(`q${i}`, `Queue ${i}`))))
    expect(ways().includes('Taller')).toBe(isFree)
  })

  it('count as few until they are known', async () => {
    const staged = await opened('queues', 'q/a|c', 'strip')
    staged.setFloor(null)
    expect(ways()).not.toContain('Taller')
  })
})

describe('the order', () => {
  it('can be by each column that has one, in words a narrow pane has no room for', async () => {
    await opened('agents', 'a|c')
    const columns = ['Name', 'Extension', 'State', 'Time in state', 'Calls today', 'Queues']
    expect(orders()).toEqual(['Default order', 'Paused on top', ...columns, 'Current call: talking to'])
    expect(screen.getByText('Sort')).toBeTruthy()
    cleanup()
    await opened('calls', 'a|c')
    expect(orders()).toEqual(['Default order', 'From', 'To', 'Queue', 'Type', 'State', 'Duration'])
  })

  it('puts whoever is paused on top, and stays so when it is chosen again', async () => {
    const { user, now } = await opened('agents', 'a|c')
    for (const _ of [1, 2]) {
      await user.click(screen.getByRole('menuitemradio', { name: 'Paused on top' }))
      expect(now().sorts.agents).toEqual({ column: 'pausedFirst', descending: false })
      await user.click(button('Arrange Agents'))
    }
    expect(chosenOrder()).toBe('Paused on top')
  })

  it('goes up, then down, then up again, and back to the pane’s own', async () => {
    const { user, now } = await opened('calls', 'a|c')
    expect(chosenOrder()).toBe('Default order')
    const press = async (name: string) => {
      await user.click(screen.getByRole('menuitemradio', { name }))
      await user.click(button('Arrange Active calls'))
    }
    await press('From')
    expect(now().sorts).toEqual({ agents: null, queues: null, calls: { column: 'from', descending: false } })
    expect(chosenOrder()).toBe('From, ascending')
    expect(orders().filter((order) => order?.includes('cending'))).toHaveLength(1)
    await press('From, ascending')
    expect(now().sorts.calls).toEqual({ column: 'from', descending: true })
    expect(chosenOrder()).toBe('From, descending')
    await press('From, descending')
    expect(now().sorts.calls).toEqual({ column: 'from', descending: false })
    await press('Duration')
    expect(now().sorts.calls).toEqual({ column: 'duration', descending: true }) // who looks there looks for the longest
    await press('Default order')
    expect(now().sorts.calls).toBeNull()
    expect(within(screen.getByRole('menu')).getAllByRole('menuitemradio', { checked: true })).toHaveLength(1)
  })
})
