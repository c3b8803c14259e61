// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Floor } from '#contract/floor.ts'
import { type HeardBy, heardByAny, type Mode } from '#contract/monitor.ts'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { cameByItself } from '#renderer/grid/use-active-row.ts'
import { CallsPane } from '#renderer/panes/calls-pane.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, agentParty, anAgent } from '../../../fakes/floors.ts'
import { NOW, shown, stage } from './stage.tsx'

afterEach(cleanup)

const live: Freshness = { kind: 'live', how: null }

const queue = (id: string, name: string, waiting: number, oldestWaitSince: number | null) => ({
  id,
  name,
  extension: id,
  waiting,
  oldestWaitSince,
})

const floor: Floor = {
  agents: { 1: anAgent('1', { name: 'Ana', extension: '1001' }), 2: anAgent('2', { name: 'Ben', extension: '1002' }) },
  calls: {
    c1: aCall('c1', '1', { queueId: 'q', startedAt: NOW - 90_000, answeredAt: NOW - 61_000 }),
    c2: aCall('c2', '2', { from: agentParty('1'), startedAt: NOW - 30_000, answeredAt: NOW - 5_000, state: 'held' }),
    w: aCall('w', '', {
      agentId: null,
      to: { name: null, number: '8001', onNet: true, agentId: null },
      queueId: 'q',
      state: 'waiting',
      startedAt: NOW - 12_000,
      answeredAt: null,
    }),
  },
  queues: { q: queue('q', 'Sales', 2, NOW - 12_000), b: queue('b', 'Billing', 0, null) },
}

const cellsOf = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('gridcell')
    .slice(0, 6)
    .map((cell) => cell.textContent)

describe('the Active calls pane', () => {
  it('says of a call who dialled, who was reached, the queue, the network, the state and for how long', () => {
    stage(<CallsPane show={shown()} now={live} />, floor)
    expect(screen.getByRole('region', { name: 'Active calls' })).toBeTruthy()
    expect(cellsOf(/^Ada Byron to Ana, Talking/)).toEqual([
      'Ada Byron+15550100',
      'Ana1001',
      'Sales',
      'External',
      'Talking',
      '1:01',
    ])
    expect(cellsOf(/^Ana to Ben/)).toEqual(['Ana1001', 'Ben1002', '', 'Internal', 'On hold', '0:05'])
  })

  it('counts a waiting call from its start and says on its Listen that it is not yet', () => {
    stage(<CallsPane show={shown()} now={live} />, floor)
    expect(cellsOf(/Waiting$/)).toEqual([
      'Ada Byron+15550100',
      words.floor.queueParty,
      'Sales',
      'External',
      'Waiting',
      '0:12',
    ])
    const listen = within(screen.getByRole('row', { name: /Waiting$/ })).getByRole('button', { name: /^Listen/ })
    expect(listen.getAttribute('aria-disabled')).toBe('true')
  })

  it('says who else monitors a call, where that is known', () => {
    const call = aCall('c1', '1', { monitors: [{ supervisor: 'Helen', mode: 'listen' }] })
    stage(<CallsPane show={shown()} now={live} />, { ...floor, calls: { c1: call } })
    expect(screen.getByText(words.supervisors.mode.listen('Helen'))).toBeTruthy()
  })

  it.each<[HeardBy, Mode[]]>([
    ['agent', ['listen', 'whisperAgent']],
    ['caller', ['whisperCaller']],
    ['both', ['listen', 'join']],
  ])('says that another supervisor may be heard by %s, where no more is known', (_, may) => {
    const call = aCall('c1', '1', { monitors: [{ supervisor: 'Helen', mode: 'monitor', may }] })
    stage(<CallsPane show={shown()} now={live} />, { ...floor, calls: { c1: call } })
    const { maybeAgent, maybeCaller, maybeBoth } = words.supervisors.mode
    const sentence = { nobody: maybeBoth, agent: maybeAgent, caller: maybeCaller, both: maybeBoth }[heardByAny(may)]
    expect(screen.getByText(sentence('Helen'))).toBeTruthy()
  })

  it('does not count this supervisor among the others who monitor', () => {
    const monitors = [{ supervisor: '5001', mode: 'listen' }]
    stage(<CallsPane show={shown()} now={live} />, { ...floor, calls: { c1: aCall('c1', '1', { monitors }) } })
    expect(screen.queryByText(words.supervisors.mode.listen('5001'))).toBeNull()
  })

  it('says so when there is no call', () => {
    stage(<CallsPane show={shown()} now={live} />, { ...floor, calls: {} })
    expect(screen.getByText(words.floor.noCalls)).toBeTruthy()
  })

  it('knows of the row that the focus came to because the one before is gone', () => {
    const { patch } = stage(<CallsPane show={shown()} now={live} />, floor)
    const first = screen.getByRole('row', { name: /^Ada Byron to Ana/ })
    act(() => first.focus())
    patch({ calls: { gone: ['c1'] } })
    const next = document.activeElement
    expect(next?.getAttribute('role')).toBe('row')
    expect(cameByItself.has(next as Element)).toBe(true)
    fireEvent.keyDown(next as Element, { key: 'ArrowDown' })
    expect(document.activeElement).not.toBe(next)
    expect(cameByItself.has(document.activeElement as Element)).toBe(false)
  })

  it('keeps the row of a call that ends under the pointer, as ended and without Listen, until the pointer leaves', () => {
    const { patch } = stage(<CallsPane show={shown()} now={live} />, floor)
    const first = screen.getByRole('row', { name: /^Ada Byron to Ana/ })
    fireEvent.pointerMove(first)
    patch({ calls: { gone: ['c1'] } })
    expect(within(first).getByText('Ended')).toBeTruthy()
    expect(within(first).queryByRole('button', { name: /^Listen/ })).toBeNull()
    fireEvent.pointerOut(first, { relatedTarget: document.body })
    expect(screen.queryByRole('row', { name: /^Ada Byron to Ana/ })).toBeNull()
  })

  it('removes the row of a call that ends at once when no pointer is over the pane', () => {
    const { patch } = stage(<CallsPane show={shown()} now={live} />, floor)
    patch({ calls: { gone: ['c1'] } })
    expect(screen.queryByRole('row', { name: /^Ada Byron to Ana/ })).toBeNull()
  })

  it('says since when it is stale, and its durations stand still', () => {
    const stale: Freshness = { kind: 'stale', asOf: NOW, cause: { code: 'pbxUnreachable' } }
    const { clock, pass } = stage(<CallsPane show={shown()} now={stale} />, floor)
    clock.freezeAt(NOW)
    pass(30_000)
    expect(screen.getByText(/^as of \d/)).toBeTruthy()
    expect(cellsOf(/^Ada Byron to Ana/).at(-1)).toBe('1:01')
  })
})
