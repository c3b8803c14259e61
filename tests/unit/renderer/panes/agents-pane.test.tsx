// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { alertRules } from '#contract/alerts.ts'
import type { Floor } from '#contract/floor.ts'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { LimitsContext } from '#renderer/floor/urgency.tsx'
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
    expect(within(region).getAllByRole('columnheader')).toHaveLength(10)
    for (const row of rows()) expect(within(row).getAllByRole('gridcell')).toHaveLength(10)
  })

  it('has room for the longest extension, and for no more than eight digits', () => {
    const digits = (...extensions: readonly string[]) => {
      const agents = Object.fromEntries(extensions.map((extension) => [extension, anAgent(extension, { extension })]))
      stage(<AgentsPane show={shown()} now={live} />, { ...floor, agents, calls: {} })
      const body = screen.getByRole('grid').parentElement
      const told = body?.style.getPropertyValue('--extension-digits')
      cleanup()
      return told
    }
    expect([digits('12'), digits('1001', '10000'), digits('1001', '+4930123456')]).toEqual(['4', '5', '8'])
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
    await user.tab() // the counts
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
    await user.tab() // the counts
    await user.tab()
    await user.tab()
    await user.tab()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Pin Ana to the top')
    await user.tab()
    expect(document.activeElement?.textContent).toBe('Listen to Ana')
    await user.tab()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Actions: Ana')
    await user.tab()
    expect(document.activeElement).toBe(document.body)
  })

  it('keeps the focus in the list when the focused agent goes away', async () => {
    const user = userEvent.setup()
    const { patch } = stage(<AgentsPane show={shown()} now={live} />, floor)
    await user.tab() // the counts
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
    expect(screen.getByText('1 of 3 shown')).toBeTruthy()
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

describe('a call on hold', () => {
  const held: Floor = { ...floor, calls: { ...floor.calls, c1: aCall('c1', '1', { state: 'held' }) } }

  it('is said of its agent, in the row and in its name, and counted apart from the calls that talk', () => {
    const { patch } = stage(<AgentsPane show={shown()} now={live} />, floor)
    expect(screen.queryByText('On hold')).toBeNull()
    patch({ calls: { set: [aCall('c1', '1', { state: 'held' })] } })
    const row = screen.getByRole('row', { name: /^Ana, extension 1001, On hold, talking to/ })
    expect(within(row).getByText('On hold')).toBeTruthy()
    expect(screen.getByRole('button', { name: '1 on hold' })).toBeTruthy()
    expect(screen.getByRole('button', { name: '1 on a call' })).toBeTruthy()
    patch({ calls: { set: [aCall('c1', '1')] } })
    expect(screen.queryByText('On hold')).toBeNull()
  })

  it('is a state to filter, search and sort by', () => {
    const filtered = shown({ filters: { ...shown().filters, states: ['onHold'] } })
    const { page } = stage(<AgentsPane show={filtered} now={live} />, held)
    expect(names()).toEqual(['Ana'])
    page.unmount()
    const found = stage(<AgentsPane show={shown({ search: 'on hold' })} now={live} />, held)
    expect(names()).toEqual(['Ana'])
    found.page.unmount()
    stage(<AgentsPane show={shown({ sort: { column: 'presence', descending: false } })} now={live} />, held)
    expect(names()).toEqual(['Cleo', 'Ana', 'Ben'])
  })
})

describe('the counts in the head', () => {
  const pressed = () => screen.getAllByRole('button', { pressed: true }).map((button) => button.textContent)

  it('filter by their state with one press, more of them with another, and take it back', async () => {
    const onFilter = vi.fn()
    const { page } = stage(<AgentsPane show={shown({ onFilter })} now={live} />, floor)
    await userEvent.click(screen.getByRole('button', { name: '1 paused' }))
    expect(onFilter).toHaveBeenLastCalledWith({ states: ['paused'] })
    page.unmount()
    const paused = shown({ filters: { ...shown().filters, states: ['paused'] }, onFilter })
    stage(<AgentsPane show={paused} now={live} />, floor)
    expect(pressed()).toContain('1 paused')
    await userEvent.click(screen.getByRole('button', { name: '2 on a call' }))
    expect(onFilter).toHaveBeenLastCalledWith({ states: ['paused', 'onCall'] })
    await userEvent.click(screen.getByRole('button', { name: '1 paused' }))
    expect(onFilter).toHaveBeenLastCalledWith({ states: [] })
  })

  it('are one stop of Tab, and the arrow keys go from one to the next', async () => {
    const user = userEvent.setup()
    const onFilter = vi.fn()
    stage(<AgentsPane show={shown({ onFilter })} now={live} />, floor)
    await user.tab()
    await user.keyboard('{ArrowRight} ')
    expect(onFilter).toHaveBeenLastCalledWith({ states: ['paused'] })
    await user.tab()
    expect(document.activeElement?.textContent).toBe('Name')
  })

  it('follow the search and the other filters, not their own', () => {
    const { page } = stage(<AgentsPane show={shown({ search: 'cleo' })} now={live} />, floor)
    expect(screen.getByRole('toolbar').textContent).toBe('1 on a call')
    page.unmount()
    const filters = { ...shown().filters, states: ['paused' as const], queueIds: ['q'] }
    stage(<AgentsPane show={shown({ filters })} now={live} />, floor)
    expect(screen.getByRole('toolbar').textContent).toBe('1 on a call0 paused')
    expect(screen.getByText('0 of 3 shown')).toBeTruthy()
  })
})

it('an empty list that is filtered says so and leads back', async () => {
  const onShowAll = vi.fn()
  const show = shown({ filters: { ...shown().filters, teams: ['Nowhere'] }, onShowAll })
  stage(<AgentsPane show={show} now={live} />, floor)
  expect(screen.getByText('No agents match your filters')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
  expect(onShowAll).toHaveBeenCalled()
})

describe('other supervisors on a call', () => {
  const on = (...monitors: Floor['calls'][string]['monitors']): Floor => ({
    ...floor,
    calls: { ...floor.calls, c1: aCall('c1', '1', { monitors }) },
  })
  const said = () =>
    screen.getAllByRole('row', { name: /^Ana/ }).map((row) => within(row).getAllByRole('gridcell')[7]?.textContent)

  it.each([
    ['listen', 'Robin is listening', 'Robinlistening'],
    ['whisperAgent', 'Robin is whispering to the agent', 'Robinwhispering'],
    ['whisperCaller', 'Robin is speaking to the caller only', 'Robinto the caller only'],
    ['join', 'Robin has joined the call', 'Robinjoined'],
    ['monitor', 'Robin is also on this call', 'Robinon this call'], // a word of the PBX's own: no more is known
  ])('are named with how they take part: %s', (mode, sentence, seen) => {
    stage(<AgentsPane show={shown()} now={live} />, on({ supervisor: 'Robin', mode }))
    expect(said()).toEqual([`${sentence}${seen}`])
    expect(screen.getByTitle(sentence).querySelectorAll('svg')).toHaveLength(1)
  })

  it('have a sign of their own for each way', () => {
    const drawings = ['listen', 'whisperAgent', 'whisperCaller', 'join', 'monitor'].map((mode) => {
      const { page } = stage(<AgentsPane show={shown()} now={live} />, on({ supervisor: 'Robin', mode }))
      const drawing = page.container.querySelector('.other-monitor svg')?.innerHTML
      page.unmount()
      return drawing
    })
    expect(new Set(drawings).size).toBe(5)
  })

  it('are all named, and never oneself', () => {
    const both = [
      { supervisor: 'Robin', mode: 'listen' },
      { supervisor: 'Me', mode: 'join' },
      { supervisor: 'Sam', mode: 'join' },
    ]
    stage(<AgentsPane show={shown()} now={live} />, on(...both))
    expect(said()).toEqual(['Robin is listening & Sam has joined the callRobinlisteningSamjoined'])
  })
})

describe('agents in groups', () => {
  const many = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [
      `${i}`,
      anAgent(`${i}`, { team: i < 50 ? 'East' : 'West', presence: { kind: i % 2 === 0 ? 'available' : 'onCall' } }),
    ]),
  )
  const inGroups = () => stage(<AgentsPane show={shown({ groupBy: 'team' })} now={live} />, { ...floor, agents: many })
  const scrollTo = (row: number) => {
    const body = screen.getByRole('grid').querySelector('.grid-body')
    if (!body) throw new Error('there is no list')
    body.scrollTop = row * 40
    fireEvent.scroll(body)
  }
  const stuck = () => [...document.querySelectorAll('.grid-stuck')].map((row) => row.getAttribute('aria-label'))

  it('say how many do what', () => {
    inGroups()
    expect(screen.getByRole('row', { name: 'East, 50' }).textContent).toBe('East5025 on a call · 25 available')
  })

  it('keep the head of the group in sight while its rows are scrolled, and it is the same row', () => {
    inGroups()
    expect(stuck()).toEqual(['East, 50'])
    scrollTo(30)
    expect(stuck()).toEqual(['East, 50'])
    scrollTo(60)
    expect(stuck()).toEqual(['West, 50'])
    expect(screen.getAllByRole('row', { name: 'West, 50' })).toHaveLength(1)
  })
})

describe('time past a limit', () => {
  const rules = alertRules.parse({ longCallS: 60, longPauseS: 10, queues: [{ queueId: 'q', longCallS: 600 }] })
  const timed = (agents: Floor['agents'], calls: Floor['calls']) =>
    stage(
      <LimitsContext value={rules}>
        <AgentsPane show={shown()} now={live} />
      </LimitsContext>,
      { ...floor, agents, calls },
    )

  it('is framed and then filled, and says which limit, as time goes by', () => {
    const agents = { 3: anAgent('3', { callId: 'c3', since: NOW - 59_000 }) }
    const { pass } = timed(agents, { c3: aCall('c3', '3') })
    const time = () => document.querySelector('.cell-since > .ticking')
    expect([time()?.className, time()?.textContent]).toEqual(['ticking', '0:59'])
    pass(1000)
    expect(time()?.className).toContain('urgent-over')
    expect(time()?.textContent).toBe('1:00 Over the limit of 1:00')
    pass(60_000)
    expect(time()?.className).toContain('urgent-far')
    expect(time()?.getAttribute('title')).toBe('Far over the limit of 1:00')
  })

  it('goes by the limit of the call’s queue, and by that of a pause', () => {
    const agents = {
      1: anAgent('1', { callId: 'c1', since: NOW - 90_000 }),
      2: anAgent('2', { presence: { kind: 'paused', reason: null }, since: NOW - 15_000 }),
      3: anAgent('3', { presence: { kind: 'available' }, since: NOW - 900_000 }),
    }
    timed(agents, { c1: aCall('c1', '1', { queueId: 'q' }) })
    const urgent = [...document.querySelectorAll('.cell-since > .ticking')].map(({ className }) => className)
    expect(urgent).toEqual(['ticking', 'ticking urgent urgent-over', 'ticking'])
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
