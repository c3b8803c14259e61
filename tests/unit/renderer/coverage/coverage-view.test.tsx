// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { CoverageView } from '#renderer/coverage/coverage-view.tsx'
import { stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

afterEach(cleanup)

const heard = {
  agentId: '1',
  name: 'Ana',
  lastHeardAt: 5000,
  times: 2,
  heardMs: 65_000,
  by: ['Tom', 'Sue'],
  isHeardNow: false,
  scored: 0,
  score: null,
}

function show(answer: () => readonly (typeof heard)[]) {
  const desk = fakeDesk()
  desk.answers.coverage = () => [...answer()]
  const floor = floorWith([aCall('c1', '1')], [anAgent('1', { name: 'Ana' }), anAgent('2', { name: 'Bo' })])
  const { inside, stop } = stageConsole({ desk, hello: aHello(), floor })
  onTestFinished(stop)
  render(inside(<CoverageView desk={desk.desk} now={() => 10_000} random={() => 0} />))
}

describe('the coverage', () => {
  it('says who was heard, how long and by whom, and who was not', async () => {
    show(() => [heard])
    expect(await screen.findByText('1 of 2 agents listened to this week')).toBeTruthy()
    const cells = (name: string) =>
      within(screen.getByRole('rowheader', { name }).closest('tr') ?? document.body)
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
    expect(cells('Bo')).toEqual(['Not this week', '', '0', '0:00'])
    expect(cells('Ana').slice(1)).toEqual(['Tom & Sue', '2', '1:05'])
  })

  it('says what it knows of: this computer, from how long on a call counts, and whom it listens to now', async () => {
    const brief = {
      agentId: '2',
      name: 'Bo',
      lastHeardAt: 5000,
      times: 0,
      heardMs: 9000,
      by: ['Sue'],
      isHeardNow: false,
      scored: 0,
      score: null,
    }
    show(() => [{ ...heard, isHeardNow: true }, brief])
    expect(await screen.findByText('1 of 2 agents listened to this week')).toBeTruthy()
    expect(screen.getByText(/on this computer. A call counts after 0:15/)).toBeTruthy()
    const row = (name: string) => screen.getByRole('rowheader', { name }).closest('tr')?.textContent
    expect(row('Bo')).toContain('Too short to count')
    expect(row('Bo')).toContain('0:09')
    expect(row('Ana')).toContain('Listening now')
  })

  it('claims of nobody that they were not heard while that cannot be read, and draws no sample', async () => {
    show(() => {
      throw new Error('gone')
    })
    expect(await screen.findByText('Coverage couldn’t be loaded. Close this and try again.')).toBeTruthy()
    expect(screen.queryByText(/listened to this week/)).toBeNull()
    expect(screen.queryByRole('table')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Pick a random call' }))
    expect(screen.getByRole('status').textContent).toBe('Coverage couldn’t be loaded. Close this and try again.')
  })
})
