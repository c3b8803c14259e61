// The panes as they were arranged: side by side and beneath one another, with dividers between them, searched, sorted and starred.
// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { createSearchStore, SearchContext } from '#renderer/floor/search-store.tsx'
import { Board } from '#renderer/views/board.tsx'
import { anAgent } from '../../../fakes/floors.ts'
import { aQueue, button, floorOf, layout, stage } from './stage.tsx'

afterEach(cleanup)

const live: Freshness = { kind: 'live', how: null }
const floor = floorOf(
  [aQueue('q-s', 'Sales'), aQueue('q-b', 'Billing')],
  [
    anAgent('1', { name: 'Ana', team: 'North', extension: '30' }),
    anAgent('2', { name: 'Ben', team: 'East', extension: '20' }),
    anAgent('3', { name: 'Cleo', team: 'North', extension: '10' }),
  ],
)

function setUp(drawing: string, queuesAs: 'strip' | 'table' = 'table') {
  const search = createSearchStore()
  const staged = stage(
    <SearchContext value={search}>
      <Board now={live}>
        <p>card</p>
      </Board>
    </SearchContext>,
    { floor },
  )
  staged.tell({ kind: 'arrange', layout: drawing === '' ? { columns: [] } : layout(drawing) })
  staged.tell({ kind: 'queuesAs', queuesAs })
  return { ...staged, search }
}

const pane = (name: string) => within(screen.getByRole('region', { name }))
const rows = (name: string) =>
  pane(name)
    .queryAllByRole('row')
    .slice(1)
    .map((row) => row.getAttribute('aria-label')?.split(',')[0])
const dividers = () =>
  screen
    .queryAllByRole('separator')
    .map((line) => [line.getAttribute('aria-label'), line.ariaValueNow ?? line.getAttribute('aria-valuenow')])
const columns = (page: ReturnType<typeof setUp>['page']) =>
  [...page.container.querySelectorAll<HTMLElement>('.board-column')].map((column) => [
    column.style.flexGrow,
    ...within(column)
      .queryAllByRole('region')
      .map((region) => region.getAttribute('aria-label')),
    ...(within(column).queryByText('card') ? ['card'] : []),
  ])

describe('the board', () => {
  it('has the panes in their columns, the last with what is docked there', () => {
    const { page, tell } = setUp('q/a|c')
    expect(columns(page)).toEqual([
      ['0.5', 'Queues', 'Agents'],
      ['0.5', 'Active calls', 'card'],
    ])
    tell({ kind: 'arrange', layout: { columns: [{ width: 0.3, panes: [{ id: 'calls', height: 0.2 }] }] } })
    expect(columns(page)).toEqual([['1', 'Active calls', 'card']])
    expect(page.container.querySelector<HTMLElement>('[data-pane]')?.style.flexGrow).toBe('1')
  })

  it('says what to do when every pane is hidden, and keeps what is docked', () => {
    const { page } = setUp('')
    expect(screen.getByText(/^Every list is hidden/)).toBeTruthy()
    expect(columns(page)).toEqual([['', 'card']])
    expect(dividers()).toEqual([])
  })

  it('says so only then', () => {
    setUp('a')
    expect(screen.queryByText(/^Every list is hidden/)).toBeNull()
  })
})

describe('its dividers', () => {
  it('stand between columns and between panes, named by what they divide', () => {
    setUp('q/a|c')
    expect(dividers()).toEqual([
      ['Resize Queues and Agents', '50'],
      ['Resize Queues and Active calls', '50'],
    ])
  })

  it('give to one neighbour what they take from the other, and touch nothing else', () => {
    const { now } = setUp('q/a|c')
    const [between, beside] = screen.getAllByRole('separator')
    fireEvent.keyDown(between ?? document, { key: 'ArrowDown' })
    fireEvent.keyDown(beside ?? document, { key: 'ArrowLeft' })
    const sizes = now().layout.columns.map(({ width, panes }) => [width, ...panes.map(({ height }) => height)])
    expect(sizes.map((column) => column.map((size) => Math.round(size * 100)))).toEqual([
      [96, 104, 96],
      [104, 100],
    ])
    expect(dividers().map(([, share]) => share)).toEqual(['52', '48'])
  })

  it('stand beneath each pane of the column they are in', () => {
    const { now } = setUp('q|a/c')
    const lines = screen.getAllByRole('separator')
    expect(dividers().map(([name]) => name)).toEqual(['Resize Queues and Agents', 'Resize Agents and Active calls'])
    fireEvent.keyDown(lines[1] ?? document, { key: 'ArrowUp' })
    expect(now().layout.columns[1]?.panes.map(({ height }) => Math.round(height * 100))).toEqual([96, 104])
    expect(now().layout.columns[0]?.panes[0]?.height).toBe(1)
  })

  it('are none beside queues that are as tall as what they show, above or beneath', () => {
    const { page, tell } = setUp('a/q/c', 'strip')
    expect(dividers()).toEqual([])
    const heights = [...page.container.querySelectorAll<HTMLElement>('[data-pane]')].map((one) => one.style.flexGrow)
    expect(heights).toEqual(['0.5', '0', '0.5'])
    expect(page.container.querySelectorAll('[data-strip]')).toHaveLength(1)
    tell({ kind: 'arrange', layout: layout('q/a/c') })
    expect(dividers().map(([name]) => name)).toEqual(['Resize Agents and Active calls'])
  })
})

describe('its panes', () => {
  it('show what is searched for', () => {
    const { search } = setUp('a|q')
    act(() => search.setState({ search: 'cleo' }))
    expect(rows('Agents')).toEqual(['Cleo'])
    expect(rows('Queues')).toEqual([])
  })

  it('are sorted each by itself, by their headers', async () => {
    const { user, now } = setUp('a|q')
    await user.click(pane('Agents').getByRole('button', { name: 'Ext.' }))
    expect(now().sorts).toEqual({ agents: { column: 'extension', descending: false }, calls: null, queues: null })
    expect(rows('Agents')).toEqual(['Cleo', 'Ben', 'Ana'])
    expect(rows('Queues')).toEqual(['Billing', 'Sales'])
  })

  it('show what the filters leave', () => {
    const { tell } = setUp('a|q')
    tell({ kind: 'filter', filters: { teams: ['East'] } })
    expect(rows('Agents')).toEqual(['Ben'])
  })

  it('group the agents alone', () => {
    const { tell } = setUp('a|q')
    tell({ kind: 'groupBy', groupBy: 'team' })
    expect(rows('Agents')).toEqual(['East', 'Ben', 'North', 'Ana', 'Cleo'])
    expect(rows('Queues')).toEqual(['Billing', 'Sales'])
  })

  it('pin what is starred, agents and queues apart', async () => {
    const { user, views } = setUp('a|q|c')
    await user.click(button('Pin Cleo to the top'))
    expect(views().favourites).toEqual({ agents: ['3'], queues: [] })
    await user.click(button('Pin Sales to the top'))
    expect(views().favourites).toEqual({ agents: ['3'], queues: ['q-s'] })
    expect(rows('Queues')).toEqual(['Sales', 'Billing'])
    expect(button('Pin Cleo to the top').getAttribute('aria-pressed')).toBe('true')
    await user.click(button('Pin Cleo to the top'))
    expect(views().favourites.agents).toEqual([])
  })

  it('show only one queue by its funnel, and all again', async () => {
    const { user, now } = setUp('a|q')
    await user.click(button('Show only Sales'))
    expect(now().filters.queueIds).toEqual(['q-s'])
    expect(button('Show only Sales').getAttribute('aria-pressed')).toBe('true')
    await user.click(button('Show only Sales'))
    expect(now().filters.queueIds).toEqual([])
  })
})
