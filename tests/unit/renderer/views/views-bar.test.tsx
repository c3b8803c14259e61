// The bar above the panes: what is filtered away and back again, how agents are grouped, and a view that was not kept.
// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { ViewsBar } from '#renderer/views/views-bar.tsx'
import { button, stage } from './stage.tsx'

afterEach(cleanup)

const chips = () => screen.queryAllByRole('listitem').map((chip) => chip.textContent)

describe('the chips', () => {
  it('stand for each filter that is on, in words, and for none when none is', () => {
    const { tell, page } = stage(<ViewsBar />)
    expect(page.container.querySelector('ul')).toBeNull()
    const filters = {
      queueIds: ['q-s', 'q-b'],
      teams: ['North'],
      states: ['wrapUp', 'onHold'],
      callStates: ['held'],
      net: 'on',
      mine: true,
      needsHelp: true,
    } as const
    tell({ kind: 'filter', filters: { ...filters, longerThanMin: 1200 } })
    expect(chips()).toEqual([
      'My team',
      'Needs help',
      'Queue: Sales',
      'Queue: Billing',
      'Team: North',
      'Agents: Wrap-up',
      'Agents: On hold',
      'Calls: On hold',
      'Internal',
      `Longer than ${(1200).toLocaleString('en')} min`,
    ])
    tell({ kind: 'filter', filters: { net: 'off' } })
    expect(chips()).toContain('External')
  })

  it('name a queue the floor does not know by its id', () => {
    const { tell, setFloor } = stage(<ViewsBar />)
    tell({ kind: 'filter', filters: { queueIds: ['q-gone'] } })
    expect(chips()).toEqual(['Queue: q-gone'])
    tell({ kind: 'filter', filters: { queueIds: ['q-s'] } })
    setFloor(null)
    expect(chips()).toEqual(['Queue: q-s'])
  })

  it('are taken away one at a time, and with each its filter', async () => {
    const { tell, user, now } = stage(<ViewsBar />)
    tell({ kind: 'filter', filters: { teams: ['North', 'East'], longerThanMin: 5 } })
    await user.click(button('Remove filter: Team: North'))
    expect(now().filters).toMatchObject({ teams: ['East'], longerThanMin: 5 })
    expect(chips()).toEqual(['Team: East', 'Longer than 5 min'])
  })
})

describe('grouping the agents', () => {
  const select = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Group agents by' })

  it('is by team, by queue or not at all, and shows what is chosen', async () => {
    const { user, now, tell } = stage(<ViewsBar />)
    expect([...select().options].map(({ text }) => text)).toEqual(['No grouping', 'Team', 'Queue'])
    expect(select().selectedOptions[0]?.text).toBe('No grouping')
    await user.selectOptions(select(), 'Team')
    expect(now().groupBy).toBe('team')
    tell({ kind: 'groupBy', groupBy: 'queue' })
    expect(select().selectedOptions[0]?.text).toBe('Queue')
    await user.selectOptions(select(), 'No grouping')
    expect(now().groupBy).toBe('none')
  })
})

it('the bar holds what is handed in, beside its own', () => {
  stage(
    <ViewsBar>
      <button type="button">Wallboard</button>
    </ViewsBar>,
  )
  const bar = within(screen.getByRole('region', { name: 'View' }))
  for (const name of ['Wallboard', 'View: Whole floor', 'Filters', 'Layout'])
    expect(bar.getByRole('button', { name })).toBeTruthy()
})

it('a view that could not be kept is said, with the reason, until it is kept', () => {
  const { store } = stage(<ViewsBar />)
  expect(screen.queryByRole('status')).toBeNull()
  act(() => store.setState({ failure: deskFailure('serverGone') }))
  expect(screen.getByRole('status').textContent).toMatch(/^Your view couldn’t be saved\. .+/)
  act(() => store.setState({ failure: null }))
  expect(screen.queryByRole('status')).toBeNull()
})
