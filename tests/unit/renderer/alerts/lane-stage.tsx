// The lane over a desk, a floor and a line in memory; the floor is judged when the test lets a second pass.
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { AlertRules, HelpRequest } from '#contract/alerts.ts'
import type { Floor } from '#contract/floor.ts'
import type { Hello } from '#contract/ipc.ts'
import { ok } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { AlertsLane } from '#renderer/alerts/alerts-lane.tsx'
import { ListenButton } from '#renderer/card/listen-button.tsx'
import { RefusalLine } from '#renderer/card/refusal-line.tsx'
import { RowMonitorContext } from '#renderer/floor/row-monitor.ts'
import { stageConsole } from '../../../fakes/console-stage.tsx'
import { type FakeClock, fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { fakeLine } from '../../../fakes/fake-line.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { site } from '../monitor/stage.tsx'

export const S = 1000
export const START = 10_000 * S

/** Four agents: Ana, Bo and Cy on a call, Di on a pause. A queue in which nobody waits. */
export const quietFloor: Floor = {
  ...floorWith(
    ['1', '2', '3'].map((n) => aCall(`c${n}`, `100${n}`, { answeredAt: START })),
    [
      anAgent('1001', { name: 'Ana', callId: 'c1' }),
      anAgent('1002', { name: 'Bo', callId: 'c2' }),
      anAgent('1003', { name: 'Cy', callId: 'c3' }),
      anAgent('1004', { name: 'Di', presence: { kind: 'paused', reason: 'Lunch' }, since: START }),
    ],
  ),
  queues: { '8001': { id: '8001', name: 'Sales', extension: '8001', waiting: 0, oldestWaitSince: null } },
}

/** Calls that began so many seconds ago. */
export const calling = (agesS: Readonly<Record<string, number>>, now: number): Floor => ({
  ...quietFloor,
  calls: Object.fromEntries(
    Object.entries(agesS).map(([id, age]) => [id, aCall(id, `100${id.slice(1)}`, { answeredAt: now - age * S })]),
  ),
})

export const asks = (n: number, over: Partial<HelpRequest> = {}): HelpRequest => ({
  id: `h${n}`,
  agentId: `100${n}`,
  callId: `c${n}`,
  at: START - 100 * S + n * S,
  claim: null,
  offeredTo: null,
  ...over,
})

const rules: Partial<AlertRules> = { longCallS: 60, longestWaitS: 60, longPauseS: 600 }

export function laneStage(given: { readonly alerts?: Partial<AlertRules>; readonly floor?: Floor } = {}) {
  const hello: Hello = {
    version: '0',
    shell: 'browser',
    seat: '0123456789ab',
    site,
    settings: settings.parse({ alerts: { ...rules, ...given.alerts } }),
    status: { phase: 'live', since: 0, how: null },
    notice: null,
    unended: null,
    setup: { door: 'closed', wanted: [], asked: [] },
    window: { role: 'console' },
  }
  const desk = fakeDesk()
  desk.answers.help = () => ok(null)
  desk.answers.changeSettings = () => ok(hello.settings)
  const line = fakeLine()
  const clock: FakeClock = fakeClock(START)
  const stage = stageConsole({ desk, hello, phone: line.phone, floor: given.floor ?? quietFloor, clock })
  const search = (text: string) => stage.console.search.setState({ search: text })
  render(
    stage.inside(
      <RowMonitorContext value={{ Listen: ListenButton, target: null, self: [] }}>
        <p>elsewhere</p>
        <AlertsLane store={stage.console.alerts} asOf={null} snoozeMin={10} supervisor="Sam" search={search} />
        <RefusalLine />
      </RowMonitorContext>,
    ),
  )
  act(() => {
    line.register()
    line.emit({ kind: 'microphone', microphone: { source: 'ready', open: false }, interrupted: true })
  })
  const pass = (ms = S) => act(() => clock.advance(ms))
  return {
    ...stage,
    desk,
    line,
    clock,
    pass,
    user: userEvent.setup(),
    /** The floor is that, and judged. */
    floorIs: async (floor: Floor) => {
      act(() => stage.console.floor.setState({ floor }))
      await pass()
    },
    help: (requests: readonly HelpRequest[], supervisors = ['Sam', 'Sue']) =>
      act(() => desk.say('help', { requests: [...requests], supervisors })),
  }
}

export const lane = () => screen.getByRole('region', { name: 'Help and alerts' })

const named = (item: HTMLElement) => item.querySelector('.alert-name')?.textContent ?? ''

export const slots = () => [...lane().querySelectorAll<HTMLElement>('.alerts-slots > li')]

/** Who stands in the lane, in order; whoever is over with a stroke. */
export const shown = () => slots().map((item) => `${item.dataset.over ? '-' : ''}${named(item)}`)

export const slotOf = (name: string): HTMLElement => {
  const found = slots().find((item) => named(item) === name)
  if (!found) throw new Error(`${name} is not in the lane, but ${shown()}`)
  return found
}
