// A standing order attaches by itself: the desk judges it like every Listen, and refuses it where nobody can be at the screen.
import { expect, it } from 'vitest'
import { siteAccess } from '#contract/rights.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1' }
const ask = { target, follow: false, why: 'order' } as const
const floor = floorWith([aCall('c1', '1'), aCall('c2', '2')], [anAgent('1'), anAgent('2')])

it('is refused while the screen is locked, and taken once it is open again; a hand’s own Listen never is', async () => {
  const { desk, pbx, startMonitor } = deskUnderTest()
  pbx.goLive(floor)
  desk.nobodyThere('screenLocked')
  expect(await startMonitor(ask)).toEqual({ ok: false, error: { code: 'screenLocked' } })
  expect(pbx.named('startMonitor')).toEqual([])
  desk.somebodyThere()
  expect((await startMonitor(ask)).ok).toBe(true)

  const other = deskUnderTest()
  other.pbx.goLive(floor)
  other.desk.nobodyThere('screenLocked')
  expect((await other.startMonitor({ ...ask, why: 'chosen' })).ok).toBe(true)
})

it('is refused by the rules of the site, and while there is another monitor', async () => {
  const access = siteAccess.parse({ rules: [{ name: 'Protected', never: ['listen'], on: { agents: ['1'] } }] })
  const { pbx, startMonitor } = deskUnderTest({ access })
  pbx.goLive(floor)
  expect(await startMonitor(ask)).toMatchObject({ ok: false, error: { code: 'refusedByAccess', rule: 'Protected' } })
  const second = { ...ask, target: { callId: 'c2', agentId: '2' } }
  expect((await startMonitor(second)).ok).toBe(true)
  expect(await startMonitor(second)).toEqual({ ok: false, error: { code: 'monitorBusy' } })
})
