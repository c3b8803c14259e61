// The wall as it is seen: all queues as one, a tile for each, the agents by state, how old it is, and the ways out of it.
// @vitest-environment jsdom
import './wall-page.ts' // before what loads uPlot

import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Floor, Queue, Trend } from '#contract/floor.ts'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { LeaveWall } from '#renderer/wallboard/leave-wall.tsx'
import { Wallboard } from '#renderer/wallboard/wallboard.tsx'
import { WallboardButton } from '#renderer/wallboard/wallboard-button.tsx'
import { formatHour, formatTime } from '#renderer/words/format.ts'
import { stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { anAgent } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'
import { drawn, listening, resize } from './wall-page.ts'

const NOW = Date.parse('2026-03-02T09:30:00')
const live: Freshness = { kind: 'live', how: null }

const aQueue = (id: string, name: string, over: Partial<Queue> = {}): Queue => ({
  id,
  name,
  extension: id,
  waiting: 0,
  oldestWaitSince: null,
  ...over,
})
const sales = aQueue('s', 'Sales', {
  waiting: 3,
  oldestWaitSince: NOW - 65_000,
  inService: 4,
  agentsAvailable: 2,
  serviceLevel: 0.8,
  answeredToday: 10,
  abandonedToday: 5,
})
const floorOf = (...queues: readonly Queue[]): Floor => ({
  queues: Object.fromEntries(queues.map((queue) => [queue.id, queue])),
  agents: {
    1: anAgent('1', { presence: { kind: 'onCall' } }),
    2: anAgent('2', { presence: { kind: 'available' } }),
    3: anAgent('3', { presence: { kind: 'onCall' } }),
  },
  calls: {},
})
const aTrend: Trend = {
  everyMs: 60_000,
  at: [NOW - 180_000, NOW - 120_000, NOW - 60_000],
  queues: { s: { waiting: [1, 2, 6], inService: [2, 2, 2] } },
}

let stop = () => {}
afterEach(() => {
  cleanup()
  stop()
})

async function show({ floor, now = live, trend = aTrend }: { floor?: Floor; now?: Freshness; trend?: Trend } = {}) {
  const clock = fakeClock(NOW)
  const desk = fakeDesk()
  desk.answers.trend = () => trend
  const staged = stageConsole({ desk, hello: aHello(), clock, ...(floor && { floor }) })
  stop = staged.stop
  const leave = vi.fn()
  const wall = (freshness: Freshness) =>
    staged.inside(
      <Wallboard
        desk={desk.desk}
        clock={clock}
        now={freshness}
        site="Harbour Street"
        corner={<LeaveWall leave={leave} />}
      >
        <p>a call rings</p>
      </Wallboard>,
    )
  const view = render(wall(now))
  await act(async () => {})
  return { clock, desk, leave, view, turn: (next: Freshness) => view.rerender(wall(next)), console: staged.console }
}

const figures = (place: HTMLElement) =>
  [...place.querySelectorAll('dt')].map((word) => `${word.textContent} ${word.nextElementSibling?.textContent}`)
const tile = (name: string) => screen.getByRole('heading', { level: 3, name }).closest('li') ?? document.body
const total = () => screen.getByRole('region', { name: 'All queues' })
const tiles = () => screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)
const wall = () => document.querySelector<HTMLElement>('.tiles')

describe('a tile', () => {
  it('has the queue’s name, who waits, how long, who is served, who could serve, and how the day has gone', async () => {
    const { clock } = await show({ floor: floorOf(sales) })
    const shown = ['Waiting 3', 'Longest wait 1:05', 'On calls 4', 'Available 2', 'Service level 80%']
    expect(figures(tile('Sales'))).toEqual(shown)
    expect(tile('Sales').querySelector('svg')).toBeTruthy()
    expect(tile('Sales').className).toContain('tile-waiting')
    act(() => clock.pass(2000))
    expect(figures(tile('Sales'))[1]).toBe('Longest wait 1:07')
  })

  it('calls the service level what the floor calls it, where the seconds are known', async () => {
    await show({ floor: floorOf({ ...sales, serviceWithinS: 20 }) })
    expect(figures(tile('Sales')).at(-1)).toBe('Answered in 20 s 80%')
    expect(figures(total())).toContain('Answered in 20 s 80%')
  })

  it('makes up no figure, and shows no hour-glass when nobody waits', async () => {
    await show({ floor: floorOf(aQueue('b', 'Billing')) })
    const shown = ['Waiting 0', 'Longest wait –', 'On calls 0', 'Available 0', 'Service level –']
    expect(figures(tile('Billing'))).toEqual(shown)
    expect(tile('Billing').querySelector('svg')).toBeNull()
    expect(tile('Billing').className).not.toContain('waiting')
  })

  it('has the chart of its own queue', async () => {
    await show({ floor: floorOf(sales, aQueue('b', 'Billing')) })
    const said = (name: string) => screen.getByRole('figure', { name: `Callers waiting and on calls in ${name}` })
    expect(said('Sales').textContent).toContain('6 waiting now')
    expect(said('Billing').textContent).toContain('The chart fills in')
  })
})

describe('all queues', () => {
  it('are one above the tiles, which stand by name', async () => {
    const billing = aQueue('b', 'Billing', { waiting: 1, oldestWaitSince: NOW - 5000, inService: 1, abandonedToday: 2 })
    await show({ floor: floorOf(sales, billing) })
    const shown = ['Waiting 4', 'Longest wait 1:05', 'On calls 5', 'Service level 80%', 'Abandoned today 7']
    expect(figures(total())).toEqual(shown)
    expect(total().querySelectorAll('.figure-waiting')).toHaveLength(2)
    expect(tiles()).toEqual(['Billing', 'Sales'])
    expect(screen.getByRole('heading', { level: 2, name: 'Queues' })).toBeTruthy()
  })

  it('have no figures that the phone system does not give', async () => {
    await show({ floor: floorOf(aQueue('b', 'Billing')) })
    const shown = ['Waiting 0', 'Longest wait –', 'On calls 0', 'Service level –', 'Abandoned today –']
    expect(figures(total())).toEqual(shown)
    expect(total().querySelectorAll('.figure-waiting')).toHaveLength(0)
  })

  it('come and go as they are set up', async () => {
    const { console } = await show({ floor: floorOf(sales) })
    act(() => console.floor.setState({ floor: floorOf(aQueue('n', 'New')) }))
    expect(tiles()).toEqual(['New'])
  })

  it('are said to be none, or to come', async () => {
    await show({ floor: floorOf() })
    expect(screen.getByText('No queues are set up at this site.')).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'All queues' })).toBeNull()
    cleanup()
    stop()
    await show()
    expect(screen.getByText(/^Waiting for the phone system/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Agents by state' })).toBeNull()
  })
})

it('the head has the site’s name and the agents by state', async () => {
  await show({ floor: floorOf(sales) })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Harbour Street')
  const states = within(screen.getByRole('region', { name: 'Agents by state' })).getAllByRole('listitem')
  expect(states.map(({ textContent }) => textContent)).toEqual(['2on a call', '1available'])
})

it('a call that rings stays in sight', async () => {
  await show()
  expect(screen.getByText('a call rings')).toBeTruthy()
})

describe('figures that are not live', () => {
  it('are told with the moment they are of, until they are live again', async () => {
    const { turn } = await show({ floor: floorOf(sales) })
    expect(screen.queryByRole('alert')).toBeNull()
    turn({ kind: 'stale', asOf: NOW - 9000, cause: { code: 'pbxUnreachable' } })
    expect(screen.getByRole('alert').textContent).toBe(`Not live. Showing the figures from ${formatTime(NOW - 9000)}.`)
    expect(screen.getByRole('main').dataset.stale).toBe('')
    turn(live)
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('main').dataset.stale).toBeUndefined()
  })
})

describe('the charts', () => {
  const legend = () => screen.getByText('waiting').closest('p')?.textContent

  it('say what their lines are and which hours they show', async () => {
    await show({ floor: floorOf(sales) })
    expect(legend()).toBe(`waitingon callsFrom ${formatHour(NOW - 180_000)} to ${formatHour(NOW - 60_000)}`)
    cleanup()
    stop()
    await show({ floor: floorOf(sales), trend: { everyMs: 60_000, at: [], queues: {} } })
    expect(legend()).toMatch(/^waitingon callsThe chart fills in/)
  })

  it('are asked for anew every quarter of a minute, as long as somebody looks', async () => {
    const { clock, desk, view } = await show({ floor: floorOf(sales) })
    expect(desk.inputs('trend')).toEqual([null])
    await act(() => clock.advance(14_999))
    expect(desk.inputs('trend')).toHaveLength(1)
    desk.answers.trend = () => ({ ...aTrend, queues: { s: { waiting: [1, 2, 9], inService: [2, 2, 2] } } })
    await act(() => clock.advance(1))
    expect(desk.inputs('trend')).toHaveLength(2)
    expect(screen.getByText(/^9 waiting now/)).toBeTruthy()
    view.unmount()
    await clock.advance(60_000)
    expect(desk.inputs('trend')).toHaveLength(2)
  })

  it('stay as they were while the desk is out of reach', async () => {
    const { clock, desk } = await show({ floor: floorOf(sales) })
    desk.answers.trend = () => {
      throw new Error('gone')
    }
    await act(() => clock.advance(15_000))
    expect(screen.getByText(/^6 waiting now/)).toBeTruthy()
  })
})

describe('the tiles', () => {
  const many = Array.from({ length: 12 }, (_, i) => aQueue(`q${i}`, `Queue ${i}`))

  it('stand so that they fill the wall, with less in them the less room there is', async () => {
    await show({ floor: floorOf(...many) })
    expect([wall()?.dataset.columns, wall()?.dataset.room]).toEqual(['4', 'all'])
    expect(wall()?.style.getPropertyValue('--columns')).toBe('4')
    expect(wall()?.style.getPropertyValue('--rows')).toBe('3')
    await act(async () => resize(300, 900))
    expect(Number(wall()?.dataset.columns)).toBeLessThan(4)
    await act(async () => resize(1200, 240))
    expect(wall()?.dataset.room).toBe('few')
    await act(async () => resize(400, 140))
    expect(wall()?.dataset.room).toBe('bare')
    const before = wall()?.dataset.columns
    await act(async () => resize(100, 0)) // out of sight
    expect(wall()?.dataset.columns).toBe(before)
    cleanup()
    expect(listening()).toBe(0)
  })

  it('have axes only where few stand beside each other', async () => {
    const axes = async (...queues: readonly Queue[]) => {
      await show({ floor: floorOf(...queues) })
      await act(async () => resize(400, 300))
      const count = drawn.texts.length
      cleanup()
      stop()
      return count > 0
    }
    expect(await axes(sales)).toBe(true)
    const crowd = Array.from({ length: 40 }, (_, i) => aQueue(i === 39 ? 's' : `q${i}`, `Queue ${i}`))
    expect(await axes(...crowd)).toBe(false)
  })
})

describe('leaving', () => {
  it('is by its button or by Esc, which that button names', async () => {
    const { leave } = await show()
    await userEvent.click(screen.getByRole('button', { name: /^Close wallboard/ }))
    expect(leave).toHaveBeenCalledTimes(1)
    expect(screen.getByRole('button').textContent).toBe('Close wallboardEsc')
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(leave).toHaveBeenCalledTimes(2)
  })

  it('is by no other key, nor by an Esc that did something else, nor once the wall is gone', async () => {
    const { leave, view } = await show()
    fireEvent.keyDown(document.body, { key: 'Enter' })
    const used = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
    used.preventDefault()
    fireEvent(document.body, used)
    view.unmount()
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(leave).not.toHaveBeenCalled()
  })
})

it('the wallboard is opened by a button', async () => {
  const open = vi.fn()
  render(<WallboardButton open={open} />)
  await userEvent.click(screen.getByRole('button', { name: 'Open wallboard' }))
  expect(open).toHaveBeenCalledTimes(1)
})
