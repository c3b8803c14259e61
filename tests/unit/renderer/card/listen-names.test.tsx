// @vitest-environment jsdom
// An agent may have two calls: each of their Listen buttons says which call it means.
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Call } from '#contract/floor.ts'
import { ListenButton } from '#renderer/card/listen-button.tsx'
import { stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

const ann = anAgent('1001', { name: 'Ann' })
const caller = (name: string | null, number: string) => ({ name, number, onNet: false, agentId: null })
let stop = () => {}
afterEach(() => {
  cleanup()
  stop()
})

function names(...calls: readonly Call[]): readonly (string | null)[] {
  const stage = stageConsole({ desk: fakeDesk(), hello: aHello(), floor: floorWith(calls, [ann]) })
  stop = stage.stop
  render(stage.inside(calls.map((call) => <ListenButton key={call.id} call={call} agent={ann} compact={false} />)))
  return screen.getAllByRole('button').map(({ textContent }) => textContent)
}

it('names the agent alone where there is one call', () => {
  expect(names(aCall('a', '1001'))).toEqual(['Listen to Ann'])
})

it('names the other party too where there are two, also where both have one name', () => {
  const [first, second] = [caller('Cust', '5550100'), caller('Cust', '5550200')]
  const third = caller(null, '5550300')
  const calls = [first, second, third].map((from, at) => aCall(String(at), '1001', { from }))
  expect(names(...calls)).toEqual([
    'Listen to Ann with Cust (5550100)',
    'Listen to Ann with Cust (5550200)',
    'Listen to Ann with 5550300',
  ])
})

it('says that nobody is there to be heard in a parked call', () => {
  const parked = aCall('p', '1001', { agentId: null, state: 'parked' })
  const stage = stageConsole({ desk: fakeDesk(), hello: aHello(), floor: floorWith([parked]) })
  stop = stage.stop
  render(stage.inside(<ListenButton call={parked} agent={null} compact />))
  const button = screen.getByRole('button')
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toContain('parked')
})
