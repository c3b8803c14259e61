// The form of filters: each field sets its own filter at once and offers what there is on this floor.
// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { FloorFilters } from '#contract/views.ts'
import { noFilters } from '#contract/views.ts'
import { FiltersButton, minutesOf } from '#renderer/views/filters-button.tsx'
import { button, stage } from './stage.tsx'

afterEach(cleanup)

async function opened(filters: Partial<FloorFilters> = {}) {
  const staged = stage(<FiltersButton />)
  staged.tell({ kind: 'filter', filters })
  await staged.user.click(screen.getByRole('button'))
  return staged
}

const field = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name })
const offered = (name: string) => [...field(name).options].map(({ text }) => text)
const minutes = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Longer than (minutes)' })

describe('the button', () => {
  it('says how many filters are on', () => {
    const { tell } = stage(<FiltersButton />)
    expect(button('Filters')).toBeTruthy()
    tell({ kind: 'filter', filters: { net: 'on', team: 'North' } })
    expect(button('Filters: 2 on')).toBeTruthy()
  })

  it('opens a dialog of that name', async () => {
    await opened()
    expect(screen.getByRole('dialog', { name: 'Filters' })).toBeTruthy()
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Filters')
  })
})

describe('the form', () => {
  it('offers the queues and teams of the floor by name, each once, and all of them', async () => {
    await opened()
    expect(offered('Queue')).toEqual(['All', 'Billing', 'Sales'])
    expect(offered('Team')).toEqual(['All', 'East', 'North'])
  })

  it('offers nothing of a floor that is not known yet', async () => {
    const { setFloor } = await opened()
    setFloor(null)
    expect([offered('Queue'), offered('Team')]).toEqual([['All'], ['All']])
  })

  it('offers the states of agents and calls, and inside or outside', async () => {
    await opened()
    const states = ['On a call', 'Ringing', 'Available', 'Wrap-up', 'Paused', 'No phone', 'Logged out']
    expect(offered('Agent state')).toEqual(['All', ...states])
    expect(offered('Call state')).toEqual(['All', 'Waiting', 'Ringing', 'Talking', 'On hold'])
    expect(offered('Call type')).toEqual(['All', 'Internal', 'External'])
  })

  it.each([
    ['Queue', 'Sales', { queueId: 'q-s' }],
    ['Team', 'North', { team: 'North' }],
    ['Agent state', 'Wrap-up', { presence: 'wrapUp' }],
    ['Call state', 'On hold', { callState: 'held' }],
    ['Call type', 'Internal', { net: 'on' }],
    ['Call type', 'External', { net: 'off' }],
  ] as const)('%s: %s filters by that alone, and All by nothing again', async (name, choice, filters) => {
    const { user, now } = await opened()
    await user.selectOptions(field(name), choice)
    expect(now().filters).toEqual({ ...noFilters, ...filters })
    expect(field(name).selectedOptions[0]?.text).toBe(choice)
    await user.selectOptions(field(name), 'All')
    expect(now().filters).toEqual(noFilters)
  })

  it('shows what is filtered by already, also where the floor does not know it', async () => {
    await opened({ queueId: 'q-b', team: 'South', longerThanMin: 7 })
    expect(field('Queue').selectedOptions[0]?.text).toBe('Billing')
    expect(field('Team').selectedOptions[0]?.text).toBe('South')
    expect(offered('Team')).toEqual(['All', 'South', 'East', 'North'])
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
    const { user, now } = await opened({ queueId: 'q-b', longerThanMin: 7 })
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
