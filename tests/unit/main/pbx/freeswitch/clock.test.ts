// A FreeSWITCH whose clock is another than ours: it keeps its own, which follows the machine's only when it is told to (`fsctl sync_clock`).
import { describe, expect, it } from 'vitest'
import { aQueueAgent, DOMAIN, freeswitchStage } from '../../../../fakes/freeswitch/stage.ts'

const hourMs = 3_600_000

function stage(aheadMs: () => number) {
  const made = freeswitchStage({ site: { extensions: [] }, aheadMs })
  const { callcenter } = made.pbx
  callcenter.agents.set('1001@default', { ...aQueueAgent('1001@default', `user/1001@${DOMAIN}`), wrapUpS: 30 })
  callcenter.queues.set('support@default', {
    name: 'support@default',
    answered: 0,
    abandoned: 0,
    agents: ['1001@default'],
  })
  return {
    ...made,
    bridgeEnds: () =>
      made.pbx.core.tell('CUSTOM', null, {
        'Event-Subclass': 'callcenter::info',
        'CC-Action': 'bridge-agent-end',
        'CC-Agent': '1001@default',
        'CC-Bridge-Terminated-Time': String(Math.floor((made.clock.now() + aheadMs()) / 1000)),
      }),
    presence: () => made.floor().agents['1001']?.presence.kind,
  }
}

describe.each([
  ['two hours ahead', 2 * hourMs],
  ['two hours behind', -2 * hourMs],
])('a PBX whose clock is %s', (_, ahead) => {
  it('has calls that began when they did by ours', async () => {
    const { live, call, clock, floor } = stage(() => ahead)
    await live()
    const at = clock.now()
    await call('a')
    const { startedAt = 0, answeredAt = 0 } = floor().calls['a-caller'] ?? {}
    for (const told of [startedAt, answeredAt, floor().agents['1001']?.since])
      expect(Math.abs((told ?? 0) - at)).toBeLessThan(1_000)
  })

  it('has calls that were there before the console began when they did', async () => {
    const { live, call, clock, floor } = stage(() => ahead)
    const at = clock.now()
    await call('a')
    await clock.advance(60_000)
    await live()
    expect(Math.abs((floor().calls['a-caller']?.startedAt ?? 0) - at)).toBeLessThan(2_000)
  })

  it('has agents wrap up for as long as they do', async () => {
    const { live, clock, bridgeEnds, presence } = stage(() => ahead)
    await live()
    bridgeEnds()
    await clock.advance(1_000)
    expect(presence()).toBe('wrapUp')
    await clock.advance(30_000)
    expect(presence()).toBe('available')
  })
})

it('a PBX whose clock is set keeps since when its calls are', async () => {
  let ahead = 0
  const { live, call, clock, floor } = stage(() => ahead)
  await live()
  await call('a')
  const before = floor().calls['a-caller']
  ahead = -12 * hourMs
  await clock.advance(20_000)
  expect(floor().calls['a-caller']).toEqual(before)
  const at = clock.now()
  await call('b', '1002')
  expect(Math.abs((floor().calls['b-caller']?.startedAt ?? 0) - at)).toBeLessThan(1_000)
})

it('a PBX that answers late keeps the clock it was seen to have', async () => {
  const { live, call, clock, floor, pbx } = stage(() => 0)
  await live()
  pbx.misbehave({ lateMs: 3_000 })
  await clock.advance(30_000)
  const at = clock.now()
  await call('a')
  await clock.advance(4_000)
  expect(Math.abs((floor().calls['a-caller']?.startedAt ?? 0) - at)).toBeLessThan(1_000)
})
