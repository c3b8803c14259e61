// Acts on the simulated FreeSWITCH through the screen, judged by what the agents, the caller and the supervisor's own phone hear.
import { expect } from '@playwright/test'
import { choose, listen, unhurried } from '../../stage/console.ts'
import { type DemoCall, demoCall, demoEar } from '../../stage/demo-floor.ts'
import type { Ear } from '../../stage/floor.ts'
import { act, nothingMonitored, type Stage, test } from './stage.ts'

const AGENT = 440
const CALLER = 620
const SUPERVISOR = 1000
const tones = [AGENT, CALLER, SUPERVISOR]
const HEARD_DB = -45

/** Which of the tones are there. */
const heard = async (ear: Ear): Promise<readonly number[]> => {
  const levels = await ear(tones, 200)
  return tones.filter((hz) => (levels[hz] ?? -120) > HEARD_DB)
}
const hears = (ear: Ear, ...wanted: readonly number[]) => expect.poll(() => heard(ear)).toEqual(wanted)

const rowOf = ({ screen }: Stage, name: string) => screen.agents.getByRole('row').filter({ hasText: name })
const agentEar = ({ pbx }: Stage, agent: string) => demoEar(pbx.operator, `agent:${agent}`)
const lineEar = ({ pbx }: Stage) => demoEar(pbx.operator, 'line:5001')
const call = async (stage: Stage, agent: string, more: object = {}): Promise<DemoCall> => {
  const made = await demoCall(stage.pbx.operator, { agent, ...more })
  await expect(stage.screen.listenTo(made.agentName)).toBeVisible()
  return made
}
const waiting = async ({ pbx, screen }: Stage, queue: string, name: string) => {
  const order = { queue, hold: true, onNet: false, name }
  const { call: id } = await pbx.operator.request<{ call: string }>('scenario.call', order)
  const row = screen.calls.getByRole('row').filter({ hasText: name })
  await expect(row).toBeVisible()
  return { id, row, caller: demoEar(pbx.operator, `caller:${id}`) }
}
/** The PBX's own picture: nothing of the call is left. */
const isOver = async ({ pbx }: Stage, id: string) =>
  expect
    .poll(async () =>
      (await pbx.operator.request<{ calls: { id: string }[] }>('feed.subscribe')).calls.map((c) => c.id),
    )
    .not.toContain(id)

test.beforeEach(async ({ stage }) => {
  await stage.screen.page.locator('[data-line="registered"]').first().waitFor()
})
test.afterEach(async ({ stage: { pbx, screen } }) => {
  const { calls } = await pbx.operator.request<{ calls: { id: string }[] }>('feed.subscribe')
  for (const { id } of calls) await pbx.operator.request('scenario.end', { call: id }).catch(() => undefined)
  await expect(screen.calls.getByRole('row').filter({ hasText: /\d:\d\d/ })).toHaveCount(0)
})

test('a joined call is taken over: the agent is out of it, the caller hears the supervisor alone', async ({
  stage,
}) => {
  const { screen } = stage
  const { page, card } = screen
  const one = await call(stage, '1001')
  await listen(screen, one.agentName)
  await choose(screen, 'join')
  await hears(one.caller, AGENT, SUPERVISOR)
  await unhurried(page)
  await card.getByRole('button', { name: 'Take over' }).click()
  await unhurried(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take over' }).click()
  await expect(page.getByText(/^On the phone with /)).toBeVisible()
  await hears(one.caller, SUPERVISOR)
  await hears(one.agent)
  await hears(lineEar(stage), CALLER)
  await nothingMonitored(stage)
  await expect(rowOf(stage, one.agentName)).toContainText('Available')
  await page.getByRole('button', { name: 'Hang up' }).click()
  await isOver(stage, one.id)
})

test('a call taken over is handed back, and the caller hears the agent again, not the supervisor', async ({
  stage,
}) => {
  const { screen } = stage
  const { page, card } = screen
  const one = await call(stage, '1002')
  await listen(screen, one.agentName)
  await unhurried(page)
  await card.getByRole('button', { name: 'Take over' }).click()
  await unhurried(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take over' }).click()
  await hears(one.caller, SUPERVISOR)
  await unhurried(page)
  await page.getByRole('button', { name: `Hand back to ${one.agentName}` }).click()
  await hears(one.caller, AGENT)
  await hears(one.agent, CALLER)
  await expect(page.getByText(/^On the phone with /)).toBeHidden()
  await expect(screen.listenTo(one.agentName)).toBeEnabled()
})

test('a call is put on hold and taken back: neither hears the other meanwhile', async ({ stage }) => {
  const one = await call(stage, '1003')
  const row = rowOf(stage, one.agentName)
  await hears(one.caller, AGENT)
  await act(stage, row, 'Put the agent’s call on hold')
  await hears(one.caller)
  await hears(one.agent)
  await expect(row).toContainText('On hold')
  await act(stage, row, 'Take the agent’s call off hold')
  await hears(one.caller, AGENT)
  await hears(one.agent, CALLER)
})

test('a call is transferred to another agent, whom the caller then hears; the first is free', async ({ stage }) => {
  const { page } = stage.screen
  const one = await call(stage, '1004')
  const second = (await namesIn(stage))['1005'] ?? ''
  await act(stage, rowOf(stage, one.agentName), 'Transfer the call')
  await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('searchbox')).fill(second)
  await page
    .getByRole('option', { name: new RegExp(second) })
    .first()
    .click()
  await hears(agentEar(stage, '1005'), CALLER)
  await hears(one.caller, AGENT)
  await hears(one.agent)
  await expect(rowOf(stage, one.agentName)).toContainText('Available')
})

test('a call is parked: the caller hears nobody; it is picked up on the supervisor’s own line, which rings first', async ({
  stage,
}) => {
  const { page, calls } = stage.screen
  const one = await call(stage, '1006', { name: 'Parked Caller' })
  await act(stage, rowOf(stage, one.agentName), 'Park the call')
  await hears(one.caller)
  await hears(one.agent)
  await act(stage, calls.getByRole('row').filter({ hasText: 'Parked Caller' }), /^Pick up the call/)
  await page.getByRole('option', { name: 'Me, on my own line' }).click()
  await hears(one.caller)
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await hears(lineEar(stage), CALLER)
  await hears(one.caller, SUPERVISOR)
  await page.getByRole('button', { name: 'Hang up' }).click()
  await isOver(stage, one.id)
})

test('who waits is given to an agent, is moved to another queue, and both are seen where they are', async ({
  stage,
}) => {
  const { page } = stage.screen
  const names = await namesIn(stage)
  const first = await waiting(stage, '8001', 'Given Caller')
  await act(stage, first.row, /^Pick up the call/)
  await page
    .getByRole('option', { name: new RegExp(names['1007'] ?? '') })
    .first()
    .click()
  await hears(agentEar(stage, '1007'), CALLER)
  await hears(first.caller, AGENT)
  const second = await waiting(stage, '8001', 'Moved Caller')
  await act(stage, second.row, 'Move the waiting caller')
  await page
    .getByRole('option', { name: /^8002@default/ })
    .first()
    .click()
  await expect(page.getByText('The caller was moved.')).toBeVisible()
})

test('a call is ended for both, after a question', async ({ stage }) => {
  const { page } = stage.screen
  const one = await call(stage, '1008')
  await act(stage, rowOf(stage, one.agentName), 'End the call')
  await unhurried(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'End the call' }).click()
  await isOver(stage, one.id)
  await hears(one.agent)
  await expect(rowOf(stage, one.agentName)).not.toContainText('On a call')
})

test('an agent is paused in mod_callcenter, stays so over a call of theirs, and is made ready', async ({ stage }) => {
  const { page } = stage.screen
  const name = (await namesIn(stage))['1009'] ?? ''
  const row = rowOf(stage, name)
  await act(stage, row, 'Pause')
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Paused')
  const one = await demoCall(stage.pbx.operator, { agent: '1009' })
  await expect(stage.screen.listenTo(name)).toBeEnabled()
  await one.end()
  await expect(row).toContainText('Paused')
  await act(stage, row, 'Make ready')
  await expect(row).toContainText('Available')
})

async function namesIn({ pbx }: Stage): Promise<Readonly<Record<string, string>>> {
  const { agents } = await pbx.operator.request<{ agents: { ext: string; name: string }[] }>('feed.subscribe')
  return Object.fromEntries(agents.map(({ ext, name }) => [ext, name]))
}
