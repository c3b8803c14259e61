// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Floor } from '#contract/floor.ts'
import { ok } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { type Tables, TablesContext, tables } from '#renderer/panes/tables.ts'
import { Board } from '#renderer/views/board.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { type ConsoleStage, stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { anAgent } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

const floor: Floor = {
  agents: {
    1: anAgent('1', { name: 'Ana', extension: '1001', team: 'Quay' }),
    2: anAgent('2', { name: 'Ben', extension: '1002', team: 'Abbey' }),
    3: anAgent('3', { name: 'Cleo', extension: '1003' }),
  },
  calls: {},
  queues: {},
}

/** One entry, and nothing else anywhere. */
const withDesks: Tables = {
  ...tables,
  agents: [
    ...tables.agents,
    {
      id: 'desk',
      header: () => 'Desk',
      width: '77px',
      narrow: 'out',
      align: 'end',
      sort: ({ team }) => team ?? null,
      texts: ({ extension }) => [`desk-${extension}`],
      tip: ({ agent }) => `Sits at ${agent.team ?? 'no desk'}`,
      cell: ({ agent }) => <b>{agent.team}</b>,
    },
  ],
}

let stage: ConsoleStage
beforeEach(() => {
  const desk = fakeDesk()
  desk.answers.changeSettings = () => ok(settings.parse({}))
  stage = stageConsole({ desk, hello: aHello(), floor })
  render(
    stage.inside(
      <TablesContext value={withDesks}>
        <Board now={{ kind: 'live', how: null }}>{null}</Board>
      </TablesContext>,
    ),
  )
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const grid = () => screen.getByRole('grid', { name: 'Agents' })
const names = () =>
  within(grid())
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.getAttribute('aria-label')?.split(',')[0])
const desks = () =>
  within(grid())
    .getAllByRole('gridcell')
    .filter(({ className }) => className.includes('cell-desk'))

describe('a column that is added to the description of a table', () => {
  it('has a header, and a cell in every row, with its whole text to whoever points at it', () => {
    const header = within(grid()).getByRole('columnheader', { name: 'Desk' })
    expect(header.className).toBe('cell-desk cell-end cell-out')
    expect(desks().map(({ textContent }) => textContent)).toEqual(['Quay', 'Abbey', ''])
    expect(desks().map(({ title }) => title)).toEqual(['Sits at Quay', 'Sits at Abbey', 'Sits at no desk'])
    expect(new Set(desks().map(({ className }) => className))).toEqual(new Set([header.className]))
  })

  it('has its room in the row', () => {
    expect(grid().style.getPropertyValue('--columns').split(' ').at(-1)).toBe('77px')
  })

  it('sorts by its header, both ways, and who has nothing there comes last', async () => {
    const button = within(grid()).getByRole('button', { name: 'Desk' })
    await userEvent.click(button)
    expect(names()).toEqual(['Ben', 'Ana', 'Cleo'])
    await userEvent.click(button)
    expect(names()).toEqual(['Ana', 'Ben', 'Cleo'])
  })

  it('is in the menu of the pane, and kept with the view', async () => {
    await userEvent.click(screen.getByRole('button', { name: words.floor.views.panes.menu('Agents') }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Desk' }))
    expect(names()).toEqual(['Ben', 'Ana', 'Cleo'])
    expect(stage.console.views.getState().views.now.sorts.agents).toEqual({ column: 'desk', descending: false })
  })

  it('is searched', async () => {
    stage.console.search.setState({ search: 'desk-1002' })
    expect(await within(grid()).findByRole('row', { name: /^Ben/ })).toBeTruthy()
    expect(names()).toEqual(['Ben'])
  })
})

it('every column that saved views may be sorted by is still there', () => {
  const sortable = (of: Tables[keyof Tables]) => of.flatMap(({ id, sort }) => (sort ? [id] : []))
  expect(sortable(tables.agents)).toEqual(['name', 'extension', 'presence', 'since', 'calls', 'queues', 'talking'])
  expect(sortable(tables.calls)).toEqual(['from', 'to', 'queue', 'net', 'state', 'duration'])
  expect(sortable(tables.queues)).toEqual([
    ...['queueName', 'waiting', 'longest', 'inService', 'available', 'level', 'answered', 'abandoned'],
  ])
})
