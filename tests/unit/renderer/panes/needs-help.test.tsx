// Who asks for help is counted in the head of the agents, of those that are shown, and one press shows them alone.
// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { FloorFilters } from '#contract/views.ts'
import { noFilters } from '#contract/views.ts'
import { AskingContext, createAskingStore } from '#renderer/floor/needs-help.tsx'
import { AgentsPane } from '#renderer/panes/agents-pane.tsx'
import { anAgent, floorWith } from '../../../fakes/floors.ts'
import { shown, stage } from './stage.tsx'

afterEach(cleanup)

const floor = floorWith(
  [],
  [anAgent('1', { name: 'Ana', team: 'North' }), anAgent('2', { name: 'Ben', team: 'South' })],
)

function start(filters: Partial<FloorFilters> = {}, ids: readonly string[] = []) {
  const asking = createAskingStore()
  const agents = new Set(ids)
  asking.setState({ agents })
  const onFilter = vi.fn()
  const show = shown({ filters: { ...noFilters, ...filters }, onFilter, asking: agents })
  stage(
    <AskingContext value={asking}>
      <AgentsPane show={show} now={{ kind: 'live', how: null }} />
    </AskingContext>,
    floor,
  )
  return { onFilter, asking }
}
const count = () => screen.queryByRole('button', { name: /asking for help/ })

it('stands there only while somebody asks', () => {
  const { asking } = start()
  expect(count()).toBeNull()
  act(() => asking.setState({ agents: new Set(['1', '2']) }))
  expect(count()?.textContent).toContain('2')
})

it('filters with one press, and no longer with another', () => {
  const { onFilter } = start({}, ['1'])
  act(() => count()?.click())
  expect(onFilter).toHaveBeenCalledWith({ needsHelp: true })
  cleanup()
  const again = start({ needsHelp: true })
  expect(count()?.getAttribute('aria-pressed')).toBe('true')
  act(() => count()?.click())
  expect(again.onFilter).toHaveBeenCalledWith({ needsHelp: false })
})

it('counts those that the other filters let through', () => {
  start({ teams: ['North'] }, ['1', '2'])
  expect(count()?.textContent).toContain('1')
})
