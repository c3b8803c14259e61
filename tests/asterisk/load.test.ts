// The floor stays right under load: hundreds of real calls at once, and a burst of thousands of events.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallCentre, type Console, openCallCentre, until } from './call-centre.ts'
import { burst, manyCalls } from './load.ts'

let centre: CallCentre
let desk: Console
beforeAll(async () => {
  centre = await openCallCentre()
  desk = await centre.console({ extensions: 'all' })
})
afterAll(() => centre.close())

const rows = () => Object.values(desk.floor().calls)

it('shows 300 real calls, each with both its sides, and none once they are over', async () => {
  const load = await manyCalls(centre, 300)
  await until(() => rows().filter(({ state }) => state === 'talking').length === 300, '300 calls talk', 15_000)
  expect(
    rows().every(({ from, to, agentId }) => from.number === '5557777' && !from.onNet && to.agentId === agentId),
  ).toBe(true)
  expect(await centre.pbx.channels()).toHaveLength(600)
  for (const call of load.calls) call.hangUp()
  await until(() => rows().length === 0, 'no call is left on the floor', 15_000)
  expect(await centre.pbx.channels()).toEqual([])
  await load.close()
  expect(desk.statuses().map(({ phase }) => phase)).toEqual(['connecting', 'live'])
})

it('is not confused by a burst of 300 Local calls, and sees the real call in the middle of it', async () => {
  const ada = await centre.agent('1001')
  const [{ events }, call] = await Promise.all([burst(centre, 300), centre.call(desk, ada)])
  expect(events).toBeGreaterThan(5000)
  expect(call.target.agentId).toBe('1001')
  await until(() => rows().length === 0, 'no call is left on the floor', 15_000)
  await until(async () => (await centre.pbx.channels()).length === 0, 'nor on the PBX', 15_000)
  expect(desk.statuses().map(({ phase }) => phase)).toEqual(['connecting', 'live'])
})
