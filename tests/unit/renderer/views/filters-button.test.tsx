// The form of filters: each field sets its own filter at once and offers what there is on this floor.
// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { FloorFilters } from '#contract/views.ts'
import { noFilters } from '#contract/views.ts'
import { minutesOf } from '#renderer/views/filter-form.tsx'
import { FiltersButton } from '#renderer/views/filters-button.tsx'
import { button, stage } from './stage.tsx'

afterEach(cleanup)

async function opened(filters: Partial<FloorFilters> = {}) {
  const staged = stage(<FiltersButton />)
  staged.tell({ kind: 'filter', filters })
  await staged.user.click(screen.getByRole('button'))
  await screen.findByRole('button', { name: 'Clear filters' }) // its code may still be on its way
  return staged
}

const group = (name: string) => screen.queryByRole('group', { name })
const boxes = (name: string) => {
  const found = group(name)
  return found ? within(found).getAllByRole<HTMLInputElement>('checkbox') : []
}
const offered = (name: string) => boxes(name).map((box) => box.labels?.[0]?.textContent)
const ticked = (name: string) => boxes(name).flatMap((box) => (box.checked ? box.labels?.[0]?.textContent : []))
const box = (name: string, choice: string) => within(screen.getByRole('group', { name })).getByLabelText(choice)
const net = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Call type' })
const minutes = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Longer than (minutes)' })

describe('the button', () => {
  it('says how many filters are on', () => {
    const { tell } = stage(<FiltersButton />)
    expect(button('Filters')).toBeTruthy()
    tell({ kind: 'filter', filters: { net: 'on', teams: ['North'] } })
    expect(button('Filters: 2 on')).toBeTruthy()
  })

  it('opens a dialog of that name', async () => {
    await opened()
    expect(screen.getByRole('dialog', { name: 'Filters' })).toBeTruthy()
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Filters')
  })
})

describe('the form', () => {
  it('offers the queues and teams of the floor by name, each once', async () => {
    await opened()
    expect(offered('Queue')).toEqual(['Billing', 'Sales'])
    expect(offered('Team')).toEqual(['East', 'North'])
  })

  it('offers nothing of a floor that is not known yet', async () => {
    const { setFloor } = await opened()
    setFloor(null)
    expect([group('Queue'), group('Team')]).toEqual([null, null])
  })

  it('offers the states of agents and calls, and inside or outside', async () => {
    await opened()
    const states = [
      'On a call',
      'On hold',
      'Ringing',
      'Available',
      'Wrap-up',
      'Paused',
      'Do not disturb',
      'Busy',
      'No phone',
      'Logged out',
    ]
    expect(offered('Agent state')).toEqual(states)
    expect(offered('Call state')).toEqual(['Waiting', 'Ringing', 'Talking', 'On hold', 'Parked'])
    expect([...net().options].map(({ text }) => text)).toEqual(['All', 'Internal', 'External'])
  })

  it.each([
    ['Queue', ['Sales', 'Billing'], { queueIds: ['q-s', 'q-b'] }],
    ['Team', ['North', 'East'], { teams: ['North', 'East'] }],
    ['Agent state', ['Paused', 'On hold'], { states: ['paused', 'onHold'] }],
    ['Call state', ['On hold', 'Waiting'], { callStates: ['held', 'waiting'] }],
  ] as const)('%s: %j are both let through, and each is taken back by itself', async (name, choices, filters) => {
    const { user, now } = await opened()
    for (const choice of choices) await user.click(box(name, choice))
    expect(now().filters).toEqual({ ...noFilters, ...filters })
    expect(ticked(name)).toHaveLength(2)
    await user.click(box(name, choices[0]))
    expect(ticked(name)).toEqual([choices[1]])
    await user.click(box(name, choices[1]))
    expect(now().filters).toEqual(noFilters)
  })

  it('Space ticks a value, so that the keyboard chooses several too', async () => {
    const { user, now } = await opened()
    box('Agent state', 'Paused').focus()
    await user.keyboard(' ')
    await user.tab()
    await user.keyboard(' ')
    expect(now().filters.states).toEqual(['paused', 'doNotDisturb'])
  })

  it.each([
    ['Internal', 'on'],
    ['External', 'off'],
  ] as const)('Call type: %s filters by that alone, and All by nothing again', async (choice, value) => {
    const { user, now } = await opened()
    await user.selectOptions(net(), choice)
    expect(now().filters).toEqual({ ...noFilters, net: value })
    await user.selectOptions(net(), 'All')
    expect(now().filters).toEqual(noFilters)
  })

  it('shows what is filtered by already, also where the floor does not know it', async () => {
    await opened({ queueIds: ['q-b'], teams: ['South'], longerThanMin: 7 })
    expect(ticked('Queue')).toEqual(['Billing'])
    expect(ticked('Team')).toEqual(['South'])
    expect(offered('Team')).toEqual(['South', 'East', 'North'])
    expect(minutes().value).toBe('7')
  })

  it('takes minutes, an empty field for none', async () => {
    const { now } = await opened()
    expect(minutes().value).toBe('')
    fireEvent.change(minutes(), { target: { value: '12' } })
    expect(now().filters).toEqual({ ...noFilters, longerThanMin: 12 })
    fireEvent.change(minutes(), { target: { value: '' } })
    expect(now().filters).toEqual(noFilters)
  })

  it('clears all of it at once', async () => {
    const { user, now } = await opened({ queueIds: ['q-b'], longerThanMin: 7 })
    await user.click(button('Clear filters'))
    expect(now().filters).toEqual(noFilters)
  })
})

it.each([
  ['', null],
  ['0', null],
  ['-3', null],
  ['some', null],
  ['0.5', 0.5],
  ['1440', 1440],
  ['9000', 1440],
])('minutes given as "%s" are %s', (text, wanted) => {
  expect(minutesOf(text)).toBe(wanted)
})
