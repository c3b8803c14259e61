// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { Floor } from '#contract/floor.ts'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { AgentsPane } from '#renderer/panes/agents-pane.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, anAgent } from '../../../fakes/floors.ts'
import { NOW, shown, stage } from './stage.tsx'

afterEach(cleanup)

const live: Freshness = { kind: 'live', how: null }

const floor: Floor = {
  agents: {
    1: anAgent('1', {
      name: 'Ana',
      extension: '1001',
      callId: 'c1',
      since: NOW - 65_000,
      queues: ['q'],
      callsToday: 12,
    }),
    2: anAgent('2', { name: 'Ben', extension: '1002', presence: { kind: 'paused', reason: 'Lunch' }, since: NOW }),
    3: anAgent('3', { name: 'Cleo', extension: '1003', callId: 'c3', since: NOW - 3_700_000 }),
  },
  calls: { c1: aCall('c1', '1'), c3: aCall('c3', '3') },
  queues: { q: { id: 'q', name: 'Sales', extension: '8001', waiting: 0, oldestWaitSince: null } },
}

const rows = () => screen.getAllByRole('row').slice(1)
const names = () => rows().map((row) => within(row).getAllByRole('gridcell')[0]?.textContent)

describe('the Agents pane', () => {
  it('is a region by that name, with a column header over every cell', () => {
    stage(<AgentsPane show={shown()} now={live} />, floor)
    const region = screen.getByRole('region', { name: 'Agents' })
    expect(within(region).getAllByRole('columnheader')).toHaveLength(8)
    for (const row of rows()) expect(within(row).getAllByRole('gridcell')).toHaveLength(8)
  })

  it('says of an agent the name, extension, state, since when, queues and whom they talk to', () => {
    stage(<AgentsPane show={shown()} now={live} />, floor)
    const row = screen.getByRole('row', { name: 'Ana, extension 1001, On a call, talking to Ada Byron' })
    const cells = within(row).getAllByRole('gridcell')
    expect(cells.slice(0, 7).map((cell) => cell.textContent)).toEqual([
      'Ana',
      '1001',
      'On a call',
      '1:05',
      '12',
      'Sales',
      'Ada Byron+15550100',
    ])
    expect(screen.getByRole('row', { name: 'Ben, extension 1002, Paused: Lunch' })).toBeTruthy()
  })

  it('ticks', () => {
    const { pass } = stage(<AgentsPane show={shown()} now={live} />, floor)
    pass(2000)
    expect(screen.getByText('1:07')).toBeTruthy()
    expect(screen.getByText('1:01:42')).toBeTruthy()
  })

  it('offers Listen on agents in a call, and on nobody else', () => {
    stage(<AgentsPane show={shown()} now={live} />, floor)
    expect(screen.getAllByRole('button', { name: /^Listen/ }).map((button) => button.textContent)).toEqual([
      'Listen to Ana',
      'Listen to Cleo',
    ])
  })

  it('marks the agent who is monitored, in words too', () => {
    stage(<AgentsPane show={shown()} now={live} />, floor, { callId: 'c3', agentId: '3' })
    const row = screen.getByRole('row', { name: /^Cleo/ })
    expect(row.getAttribute('aria-current')).toBe('true')
    expect(within(row).getByText(words.floor.monitoredByYou)).toBeTruthy()
  })

  it('moves between rows with the arrow keys, and Enter on a row listens', async () => {
    const user = userEvent.setup()
    const { heard } = stage(<AgentsPane show={shown()} now={live} />, floor)
    await user.tab()
    await user.tab()
    expect(document.activeElement).toBe(rows()[0])
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement).toBe(rows()[2])
    await user.keyboard('{Enter}')
    expect(heard).toEqual([{ callId: 'c3', agentId: '3' }])
  })

  it('leads Tab from the row to its own buttons and then out, not through every row', async () => {
    const user = userEvent.setup()
    stage(<AgentsPane show={shown()} now={live} />, floor)
    await user.tab()
    await user.tab()
    await user.tab()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Pin Ana to the top')
    await user.tab()
    expect(document.activeElement?.textContent).toBe('Listen to Ana')
    await user.tab()
    expect(document.activeElement).toBe(document.body)
  })

  it('keeps the focus in the list when the focused agent goes away', async () => {
    const user = userEvent.setup()
    const { patch } = stage(<AgentsPane show={shown()} now={live} />, floor)
    await user.tab()
    await user.tab()
    await user.keyboard('{ArrowDown}')
    patch({ agents: { gone: ['2'] } })
    expect(document.activeElement).toBe(screen.getByRole('row', { name: /^Cleo/ }))
  })

  it('keeps every row where it is when states change', () => {
    const { patch } = stage(<AgentsPane show={shown()} now={live} />, floor)
    patch({ agents: { set: [anAgent('2', { name: 'Ben', presence: { kind: 'available' } })] } })
    expect(names()).toEqual(['Ana', 'Ben', 'Cleo'])
  })

  it('shows what matches the search, how many of how many, and says when nothing does', () => {
    const { page } = stage(<AgentsPane show={shown({ search: 'lunch' })} now={live} />, floor)
    expect(names()).toEqual(['Ben'])
    expect(screen.getByText('1 of 3')).toBeTruthy()
    page.unmount()
    stage(<AgentsPane show={shown({ search: 'nobody' })} now={live} />, floor)
    expect(screen.getByText(words.floor.noMatch('nobody'))).toBeTruthy()
  })

  it('keeps only the rows in sight in the page, however many agents there are', () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${i}`, anAgent(`${i}`)]))
    stage(<AgentsPane show={shown()} now={live} />, { ...floor, agents: many })
    expect(rows().length).toBeLessThan(60)
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('2001')
  })
})

describe('before and without a floor', () => {
  it('says that it is loading, then shows the agents when the first picture comes', () => {
    const { patch, whole } = stage(<AgentsPane show={shown()} now={live} />, null)
    expect(screen.getByText(words.floor.loadingAgents)).toBeTruthy()
    patch({ agents: { set: [anAgent('9', { name: 'Early' })] } })
    expect(screen.queryByText('Early')).toBeNull()
    whole(floor)
    expect(names()).toEqual(['Ana', 'Ben', 'Cleo'])
  })

  it('does not pretend to load when the phone system has refused', () => {
    const refused: Freshness = { kind: 'refused', asOf: 0, cause: { code: 'pbxWrongPassword' } }
    stage(<AgentsPane show={shown()} now={refused} />, null)
    expect(screen.getByText(words.floor.notYet)).toBeTruthy()
    expect(screen.queryByText(words.floor.loadingAgents)).toBeNull()
  })

  it('says so when the site has no agents', () => {
    stage(<AgentsPane show={shown()} now={live} />, { agents: {}, calls: {}, queues: {} })
    expect(screen.getByText(words.floor.noAgents)).toBeTruthy()
  })
})
