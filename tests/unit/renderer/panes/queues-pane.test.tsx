// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Floor, Queue } from '#contract/floor.ts'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { FavouritesContext } from '#renderer/floor/favourite-star.tsx'
import { QueueFilterContext } from '#renderer/floor/queue-filter.tsx'
import { QueuesPane } from '#renderer/panes/queues-pane.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { NOW, shown, stage } from './stage.tsx'

afterEach(cleanup)

const live: Freshness = { kind: 'live', how: null }

const queue = (id: string, name: string, over: Partial<Queue> = {}): Queue => ({
  id,
  name,
  extension: id,
  waiting: 0,
  oldestWaitSince: null,
  ...over,
})

const told = {
  waiting: 2,
  oldestWaitSince: NOW - 12_000,
  inService: 3,
  agentsAvailable: 1,
  serviceLevel: 0.857,
  serviceWithinS: 20,
  answeredToday: 61,
  abandonedToday: 4,
}

const floor: Floor = {
  agents: {},
  calls: {},
  queues: { s: queue('s', 'Sales', told), b: queue('b', 'Billing') },
}

const cells = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('gridcell')
    .map((cell) => cell.textContent)

describe('the Queues pane', () => {
  it('says who waits, how long the first has, who is served, who could serve, the level and who gave up', () => {
    const { pass } = stage(<QueuesPane show={shown()} now={live} />, floor)
    expect(within(screen.getByRole('region', { name: 'Queues' })).getAllByRole('columnheader')).toHaveLength(8)
    expect(cells(/^Sales, 2 waiting/)).toEqual(['Sales', '2', '0:12', '3', '1', '86%', '61', '4'])
    pass(3000)
    expect(cells(/^Sales/)[2]).toBe('0:15')
  })

  it('says of a figure the phone system does not tell that it does not', () => {
    stage(<QueuesPane show={shown()} now={live} />, floor)
    const row = screen.getByRole('row', { name: /^Billing/ })
    expect(within(row).getAllByText(words.floor.unknownFigure)).toHaveLength(5)
    expect(within(row).getAllByTitle(words.floor.unknownFigure)[0]?.textContent).toContain('–')
  })

  it('has a place for a level that is to come with the first call, and does not say that the phone system tells none', () => {
    const fresh = queue('f', 'Fresh', { ...told, serviceLevel: null, abandonedToday: 0, answeredToday: 0 })
    stage(<QueuesPane show={shown()} now={live} strip />, { ...floor, queues: { f: fresh } })
    const level = within(screen.getByRole('row', { name: /^Fresh/ })).getAllByRole('gridcell')[5]
    expect(level?.textContent).toBe(`–${words.floor.levelToCome}`)
    expect(level?.title).toBe(words.floor.levelToCome)
    expect(level?.querySelector('[data-words]')?.getAttribute('data-words')).toBe('– answered in 20 s')
    expect(level?.querySelector('.figure-unknown')).toBeNull() // what a tile leaves out
  })

  it('says the service level as a sentence, also where the phone system does not tell within how long', () => {
    const vague = { ...floor.queues.s, id: 'v', name: 'Vague', serviceWithinS: null } as Queue
    stage(<QueuesPane show={shown()} now={live} strip />, { ...floor, queues: { ...floor.queues, v: vague } })
    const level = (name: RegExp) => within(screen.getByRole('row', { name })).getAllByRole('gridcell')[5]
    expect(
      level(/^Sales/)
        ?.querySelector('[data-words]')
        ?.getAttribute('data-words'),
    ).toBe('86% answered in 20 s')
    expect(level(/^Sales/)?.title).toBe('86% answered in 20 s today')
    expect(screen.getByRole('row', { name: 'Vague, 2 waiting, service level 86% today' })).toBeTruthy()
    expect(
      level(/^Vague/)
        ?.querySelector('[data-words]')
        ?.getAttribute('data-words'),
    ).toBe('service level 86% today')
  })

  it('stands by name, and sorts by the column whose header is pressed', async () => {
    const onSort = vi.fn()
    stage(<QueuesPane show={shown({ sort: { column: 'waiting', descending: true }, onSort })} now={live} />, floor)
    expect(
      screen
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.getAttribute('aria-label')),
    ).toEqual(['Sales, 2 waiting, 86% answered in 20 s today', 'Billing, No one waiting'])
    expect(screen.getByRole('columnheader', { name: 'Waiting' }).getAttribute('aria-sort')).toBe('descending')
    expect(screen.getByRole('columnheader', { name: 'Queue' }).hasAttribute('aria-sort')).toBe(false)
    await userEvent.click(screen.getByRole('button', { name: 'Abandoned' }))
    expect(onSort).toHaveBeenCalledWith('abandoned', 'descending')
  })

  it('goes from header to header by the arrow keys, as one stop of Tab', async () => {
    const user = userEvent.setup()
    const onSort = vi.fn()
    stage(<QueuesPane show={shown({ onSort })} now={live} />, floor)
    await user.tab()
    await user.keyboard('{ArrowRight}{ArrowRight}{Enter}')
    expect(onSort).toHaveBeenCalledWith('longest', 'descending')
    await user.tab()
    expect(document.activeElement?.getAttribute('role')).toBe('row')
    await user.tab({ shift: true })
    expect(document.activeElement?.textContent).toBe('Longest')
  })

  it('pins a queue by its star, and says whether it is pinned', async () => {
    const toggle = vi.fn()
    const pinned = { favourites: { agents: [], queues: ['s'] }, toggle }
    stage(
      <FavouritesContext value={pinned}>
        <QueuesPane show={shown({ favourites: ['s'] })} now={live} />
      </FavouritesContext>,
      floor,
    )
    const [first] = screen.getAllByRole('row').slice(1)
    expect(first?.getAttribute('aria-label')).toMatch(/^Sales, 2 waiting/)
    const star = screen.getByRole('button', { name: 'Pin Sales to the top' })
    expect(star.getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: 'Pin Billing to the top' }))
    expect(toggle).toHaveBeenCalledWith('queues', 'b')
  })

  it('shows only one queue by its funnel or by Enter on its row, and says whether it does', async () => {
    const toggle = vi.fn()
    stage(
      <QueueFilterContext value={{ queueIds: ['s'], toggle }}>
        <QueuesPane show={shown()} now={live} />
      </QueueFilterContext>,
      floor,
    )
    const funnel = (name: string) => screen.getByRole('button', { name: `Show only ${name}` })
    expect([funnel('Sales'), funnel('Billing')].map((one) => one.getAttribute('aria-pressed'))).toEqual([
      'true',
      'false',
    ])
    await userEvent.click(funnel('Billing'))
    screen.getByRole('row', { name: /^Sales/ }).focus()
    await userEvent.keyboard('{Enter}')
    expect(toggle.mock.calls).toEqual([['b'], ['s']])
  })

  it('says so when no queue is set up, and when all are filtered away', () => {
    const { page } = stage(<QueuesPane show={shown()} now={live} />, { ...floor, queues: {} })
    expect(screen.getByText(words.floor.noQueues)).toBeTruthy()
    page.unmount()
    stage(<QueuesPane show={shown({ filters: { ...shown().filters, queueIds: ['gone'] } })} now={live} />, floor)
    expect(screen.getByText(words.floor.filteredOut.queues)).toBeTruthy()
  })

  it('goes from queue to queue with left and right as well, where they stand side by side', async () => {
    stage(<QueuesPane show={shown()} now={live} strip />, floor)
    const row = (name: RegExp) => screen.getByRole('row', { name })
    row(/^Billing/).focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(row(/^Sales/))
    await userEvent.keyboard('{ArrowLeft}')
    expect(document.activeElement).toBe(row(/^Billing/))
  })

  describe('when its rows change places by themselves', () => {
    const urgent = (id: string): Floor => ({
      ...floor,
      queues: { ...floor.queues, [id]: { ...queue(id, id === 's' ? 'Sales' : 'Billing'), waiting: 9 } },
    })
    const rows = () => screen.getAllByRole('row').slice(1)
    const named = () => rows().map((row) => row.getAttribute('aria-label')?.split(',')[0])

    it('writes them into one another’s places: the page moves none of them', () => {
      const { whole } = stage(<QueuesPane show={shown()} now={live} />, urgent('s'))
      const before = rows()
      expect(named()).toEqual(['Sales', 'Billing'])
      whole(urgent('b'))
      expect(named()).toEqual(['Billing', 'Sales'])
      expect(rows()).toEqual(before)
    })

    it('lets the row with the focus keep it', () => {
      const { whole } = stage(<QueuesPane show={shown()} now={live} />, urgent('s'))
      const [sales] = rows()
      act(() => sales?.focus())
      whole(urgent('b'))
      expect(named()).toEqual(['Billing', 'Sales'])
      expect(rows()[1]).toBe(sales)
      expect(document.activeElement).toBe(sales)
    })

    it('never puts another queue under a button that is being pressed', () => {
      const { whole } = stage(<QueuesPane show={shown()} now={live} />, urgent('s'))
      const [sales] = rows()
      const list = sales?.parentElement?.parentElement
      if (!list) throw new Error('no list')
      vi.spyOn(list, 'matches').mockImplementation((asked) => asked === ':active')
      whole(urgent('b'))
      expect(rows()[1]).toBe(sales)
    })
  })
})
