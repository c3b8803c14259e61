// What a console sees that connects in the middle of things: only what the PBX lists, with the rights it has.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import { err, ok } from '#contract/result.ts'
import { createPicture, type Picture } from '#main/pbx/asterisk/floor/picture.ts'
import { wholePicture } from '#main/pbx/asterisk/floor/whole-picture.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'
import { block, memberRow, messagesOf, newChannel, siteRules } from './replay.ts'

type Listed = Readonly<Record<string, string>>
const nowMs = 1_700_000_100_000

async function connects(lists: Listed, before: Picture = createPicture(siteRules, 0), extensions: string[] = []) {
  const log: string[] = []
  const whole = await wholePicture(
    {
      action: async (name) =>
        lists[name] === undefined
          ? err(deskFailure('pbxRefused', 'Permission denied'))
          : ok({ head: {}, rows: messagesOf(lists[name]) }),
      ping: async () => undefined,
      close: () => undefined,
    },
    { ...siteRules, extensions },
    { clock: fakeClock(nowMs), random: () => 0, log: (_, text) => log.push(text), switchBy: () => 'api' },
    before,
    () => [],
  )
  if (!whole.ok) throw new Error(whole.error.detail)
  const { picture } = whole.value
  picture.takePatch(nowMs)
  return { floor: picture.floor() satisfies Floor, picture, log }
}

const row = (Channel: string, Uniqueid: string, more: Listed = {}): string =>
  block('CoreShowChannel', { Channel, Uniqueid, Linkedid: Uniqueid, ChannelState: '6', ...more })
const bridge = (BridgeUniqueid: string, BridgeType: string, BridgeTechnology: string) =>
  block('BridgeListItem', { BridgeUniqueid, BridgeType, BridgeTechnology, BridgeNumChannels: '1' })
const queues = [memberRow('PJSIP/1001', 'Ann'), memberRow('PJSIP/1002', 'Bob')].join('')

describe('a caller who was parked before the console came', () => {
  const channels = row('PJSIP/trunk-00000001', '1700000000.1', {
    CallerIDNum: '5550100',
    Application: 'Dial',
    ApplicationData: 'PJSIP/1001,30',
    BridgeId: 'lot',
  })
  const BridgeList = bridge('lot', 'parking', 'holding_bridge')
  const ParkedCalls = block('ParkedCall', {
    ParkeeUniqueid: '1700000000.1',
    ParkeeLinkedid: '1700000000.1',
    ParkerDialString: 'PJSIP/1001',
    ParkingSpace: '701',
  })

  it('is shown with who parked them and where', async () => {
    const { floor } = await connects({ CoreShowChannels: channels, QueueStatus: queues, BridgeList, ParkedCalls })
    expect(Object.values(floor.calls)).toMatchObject([
      { state: 'parked', parkedBy: 'Ann', from: { number: '5550100' }, to: { number: '701' }, agentId: null },
    ])
  })

  it('is shown as parked where the user may not ask by whom', async () => {
    const { floor } = await connects({ CoreShowChannels: channels, QueueStatus: queues, BridgeList })
    expect(Object.values(floor.calls)).toMatchObject([{ state: 'parked', from: { number: '5550100' } }])
    expect(Object.values(floor.calls)[0]?.parkedBy ?? null).toBeNull()
  })

  it('is shown where they are now, when they were parked anew while the console was away', async () => {
    const lists = { CoreShowChannels: channels, QueueStatus: queues, BridgeList }
    const { picture } = await connects({ ...lists, ParkedCalls })
    const again = ParkedCalls.replace('701', '702').replace('1001', '1002')
    const { floor } = await connects({ ...lists, ParkedCalls: again }, picture)
    expect(Object.values(floor.calls)).toMatchObject([{ state: 'parked', parkedBy: 'Bob', to: { number: '702' } }])
  })

  it('keeps what was known of it over a reconnect', async () => {
    const lists = { CoreShowChannels: channels, QueueStatus: queues, BridgeList }
    const { picture } = await connects({ ...lists, ParkedCalls })
    const { floor } = await connects(lists, picture)
    expect(Object.values(floor.calls)).toMatchObject([{ state: 'parked', parkedBy: 'Ann', to: { number: '701' } }])
  })
})

describe('a conversation whose channels do not say that it is one', () => {
  it('is one call by its bridge', async () => {
    const channels = [
      row('PJSIP/trunk-00000001', '1700000000.1', { CallerIDNum: '5550100', BridgeId: 'talk', Application: 'Stasis' }),
      row('PJSIP/1001-00000002', '1700000000.2', { BridgeId: 'talk', Application: 'Stasis' }),
    ].join('')
    const BridgeList = bridge('talk', 'stasis', 'simple_bridge')
    const { floor } = await connects({ CoreShowChannels: channels, QueueStatus: queues, BridgeList })
    expect(Object.values(floor.calls)).toMatchObject([{ state: 'talking', agentId: '1001' }])
  })

  it('is none between those who wait in one room', async () => {
    const channels = [
      row('PJSIP/trunk-00000001', '1700000000.1', { BridgeId: 'wait', Application: 'BridgeWait' }),
      row('PJSIP/1001-00000002', '1700000000.2', { BridgeId: 'wait', Application: 'BridgeWait' }),
    ].join('')
    const BridgeList = bridge('wait', 'base', 'holding_bridge')
    const { floor } = await connects({ CoreShowChannels: channels, QueueStatus: queues, BridgeList })
    expect(floor.calls).toEqual({})
  })
})

describe('an agent reached on a mobile, for a caller whom the PBX itself has rung', () => {
  const Linkedid = '1700000000.1'
  const inCall = (Channel: string, n: number, BridgeId: string, CallerIDNum: string) =>
    row(Channel, `1700000000.${n}`, { Linkedid, BridgeId, CallerIDNum })
  const chain = [
    inCall('Local/15553064@from-internal-0001;1', 1, 'queue', '15553064'),
    inCall('Local/15553064@from-internal-0001;2', 2, 'callback', '15553064'),
    inCall('PJSIP/trunk-00000003', 3, 'callback', '15553064'),
    inCall('Local/1008@from-queue-0002;1', 4, 'queue', '1008'),
    inCall('Local/1008@from-queue-0002;2', 5, 'follow', '1008'),
    inCall('Local/FMGL-15558888#@from-internal-0003;1', 6, 'follow', '15558888'),
    inCall('Local/FMGL-15558888#@from-internal-0003;2', 7, 'mobile', '15558888'),
    inCall('PJSIP/trunk-00000008', 8, 'mobile', '15558888'),
  ]

  it('is on the call, and the caller is the other side, in whichever order the PBX lists them', async () => {
    for (const CoreShowChannels of [chain.join(''), [...chain].reverse().join('')]) {
      const QueueStatus = memberRow('Local/1008@from-queue/n', 'Hedy', { StateInterface: 'hint:1008@ext-local' })
      const { floor } = await connects({ CoreShowChannels, QueueStatus })
      const calls = Object.values(floor.calls)
      expect(calls).toMatchObject([{ state: 'talking', agentId: '1008' }])
      const numbers = calls.flatMap(({ from, to }) => [from, to]).map(({ number, agentId }) => [number, agentId])
      expect(numbers).toContainEqual(['15553064', null])
    }
  })
})

describe('an agent of a pool, whose phone has been in AgentLogin since the morning', () => {
  const desk = '1700000000.1'
  const pool = memberRow('Local/2001@agents', 'Pia', { StateInterface: 'Agent:2001' })
  const seat = (BridgeId: string) =>
    row('PJSIP/1006-00000001', desk, { Application: 'AgentLogin', ApplicationData: '2001,s', BridgeId })

  it('is free', async () => {
    const BridgeList = bridge('hold', 'agent_hold', 'holding_bridge')
    const { floor } = await connects({ CoreShowChannels: seat('hold'), QueueStatus: pool, BridgeList })
    expect(floor.agents['2001']).toMatchObject({ presence: { kind: 'available' }, callId: null })
  })

  it.each(['before', 'after'])('is on the caller’s call, wherever in the list they stand (%s)', async (order) => {
    const id = '1700000090.5'
    const caller = row('PJSIP/trunk-00000005', id, {
      Linkedid: desk,
      CallerIDNum: '5550100',
      Application: 'Queue',
      ApplicationData: 'support',
      BridgeId: 'talk',
    })
    const channels = order === 'before' ? `${caller}${seat('talk')}` : `${seat('talk')}${caller}`
    const BridgeList = bridge('talk', 'basic', 'simple_bridge')
    const { floor } = await connects({ CoreShowChannels: channels, QueueStatus: pool, BridgeList })
    expect(Object.values(floor.calls)).toMatchObject([
      { id, state: 'talking', agentId: '2001', queueId: 'support', from: { number: '5550100' } },
    ])
    expect(floor.agents['2001']).toMatchObject({ presence: { kind: 'onCall' }, callId: id })
  })
})

it('somebody outside to whom an agent has handed their call is nobody of the house after a reconnect, either', async () => {
  const [caller, way, leg] = ['1700000000.1', 'Local/1001@agents-00000001', '1700000000.4']
  const linked = { Linkedid: caller }
  const channels = [
    row('PJSIP/trunk-00000001', caller, { CallerIDNum: '5550100', BridgeId: 'one' }),
    row(`${way};1`, '1700000000.2', { ...linked, BridgeId: 'one' }),
    row(`${way};2`, '1700000000.3', { ...linked, BridgeId: 'two' }),
    row('PJSIP/trunk-00000004', leg, { ...linked, CallerIDNum: '5550400', BridgeId: 'two' }),
  ].join('')
  const lists = {
    CoreShowChannels: channels,
    QueueStatus: memberRow('Local/1001@agents', 'Ann'),
    BridgeList: [bridge('one', 'basic', 'simple_bridge'), bridge('two', 'basic', 'simple_bridge')].join(''),
  }
  const unknown = await connects(lists)
  expect(Object.values(unknown.floor.calls)).toMatchObject([{ agentId: '1001' }])
  const before = createPicture(siteRules, 0)
  for (const event of messagesOf(newChannel('PJSIP/trunk-00000004', leg, caller))) before.apply(event, nowMs)
  const { floor } = await connects(lists, before)
  expect(Object.values(floor.calls)).toMatchObject([{ agentId: null, to: { number: '5550400' } }])
})

it.each([
  ['ConfBridge', 'room', 'softmix'],
  ['VoiceMailMain', '', ''],
])('an agent alone in %s is busy, on no call and not to be heard', async (Application, id, technology) => {
  const channels = row('PJSIP/1001-00000001', '1700000000.1', { Application, ...(id ? { BridgeId: id } : {}) })
  const BridgeList = id ? bridge(id, 'base', technology) : ''
  const { floor } = await connects({ CoreShowChannels: channels, QueueStatus: queues, BridgeList })
  expect(floor.agents['1001']).toMatchObject({ presence: { kind: 'busy' }, callId: null })
  expect(floor.calls).toEqual({})
})

describe('A18: an extension the site file names', () => {
  const DeviceStateList = block('DeviceStateChange', { Device: 'PJSIP/1003', State: 'NOT_INUSE' })

  it('and the PBX has no phone of is not available, and said', async () => {
    const lists = { CoreShowChannels: '', QueueStatus: queues, DeviceStateList }
    const { floor, log } = await connects(lists, createPicture(siteRules, 0), ['1003', '10O3'])
    expect([floor.agents['1003'], floor.agents['10O3']].map((agent) => agent?.presence.kind)).toEqual([
      'available',
      'unregistered',
    ])
    expect(log).toEqual(['the PBX knows no phone of these extensions: 10O3'])
  })

  it('is not called unknown where the PBX lists no devices at all', async () => {
    const { floor, log } = await connects({ CoreShowChannels: '', QueueStatus: queues }, createPicture(siteRules, 0), [
      '1003',
    ])
    expect([floor.agents['1003']?.presence.kind, log]).toEqual(['available', []])
  })
})

describe('who wraps up when the console comes back', () => {
  const lists = {
    CoreShowChannels: '',
    QueueStatus: memberRow('PJSIP/1001', 'Ann', { LastCall: String(nowMs / 1000 - 5) }),
  }

  it.each([
    ['does so still, though nobody knows yet for how long', { phase: 'asked', wrapping: ['PJSIP/1001'], atLeastS: 4 }],
    ['does so for as long as was learned', { phase: 'learned', seconds: 60, at: nowMs - 90_000 }],
  ] as const)('%s', async (_, wrapUp) => {
    const { picture } = await connects(lists)
    picture.tables.wrapUps.set('support', wrapUp)
    const { floor } = await connects(lists, picture)
    expect(floor.agents['1001']?.presence.kind).toBe('wrapUp')
  })
})

describe('a call of a queue', () => {
  const member = memberRow('PJSIP/1001', 'Ann')
  const QueueStatus =
    block('QueueParams', { Queue: 'support', Completed: '0', Abandoned: '0', ServiceLevel: '20' }) + member
  const talks = (Application: string, ApplicationData: string, more: Listed = {}) =>
    row('PJSIP/trunk-00000001', '1700000000.1', {
      Application,
      ApplicationData,
      BridgeId: 'b',
      CallerIDNum: '5550100',
      ...more,
    }) +
    row('PJSIP/1001-00000002', '1700000000.2', {
      Linkedid: '1700000000.1',
      Application: 'AppQueue',
      ApplicationData: '(Outgoing Line)',
      BridgeId: 'b',
      CallerIDNum: '1001',
    })

  it('is that queue’s, in whatever letters the dialplan writes it', async () => {
    const { floor } = await connects({ CoreShowChannels: talks('Queue', 'Support,t,,,60'), QueueStatus })
    expect(Object.values(floor.calls)).toMatchObject([{ queueId: 'support', state: 'talking' }])
    expect(floor.queues.support).toMatchObject({ inService: 1, answeredToday: 1 })
  })

  it('is told to be heard by a phone that has spied on its place in the dialplan since before', async () => {
    const spy = { Application: 'ExtenSpy', Context: 'internal', CallerIDNum: '1009', CallerIDName: 'Sue' }
    const heard = async (ApplicationData: string) => {
      const { floor } = await connects({
        CoreShowChannels:
          row('PJSIP/1009-00000009', '1700000000.9', { ...spy, ApplicationData }) +
          talks('Dial', 'PJSIP/1001', { Exten: '1001', Context: 'internal' }),
        QueueStatus: member + memberRow('PJSIP/1009', 'Sue'),
      })
      expect(floor.agents['1009']).toMatchObject({ presence: { kind: 'available' }, callId: null })
      return floor.calls['1700000000.1']?.monitors.map(({ supervisor }) => supervisor)
    }
    expect(await heard('1001@internal,q')).toEqual(['Sue'])
    expect(await heard('1001')).toEqual(['Sue'])
    expect(await heard('1002@internal')).toEqual([])
  })
})

describe('a room of MeetMe', () => {
  it('is one call by its number', async () => {
    const channels =
      row('PJSIP/1001-00000001', '1700000000.1', { Application: 'MeetMe', ApplicationData: '8600051,F' }) +
      row('PJSIP/trunk-00000002', '1700000000.2', {
        Application: 'MeetMe',
        ApplicationData: '8600051,F',
        CallerIDNum: '5550100',
      }) +
      row('PJSIP/1002-00000003', '1700000000.3', { Application: 'MeetMe', ApplicationData: '8600052,F' })
    const { floor } = await connects({ CoreShowChannels: channels, QueueStatus: queues })
    expect(Object.values(floor.calls)).toMatchObject([{ state: 'talking', agentId: '1001', to: { number: '5550100' } }])
    expect(floor.agents['1002']).toMatchObject({ callId: null, presence: { kind: 'busy' } })
  })
})

describe('agents whom a queue dials over a trunk', () => {
  const outside = (name: string, number: string, InCall: string) =>
    memberRow(`PJSIP/${number}@trunk`, name, { StateInterface: `Custom:${name}`, InCall })
  const params = block('QueueParams', { Queue: 'support', Completed: '0', Abandoned: '0' })
  // As a PBX lists it: the leg has inherited the number that was dialled, the queue's (measured, 22).
  const talks = (at: number) => {
    const [caller, leg, bridgeId] = [`1700000000.${at}`, `1700000000.${at + 1}`, `b${at}`]
    return (
      row(`PJSIP/trunk-0000000${at}`, caller, {
        Application: 'Queue',
        ApplicationData: 'support',
        BridgeId: bridgeId,
      }) +
      row(`PJSIP/trunk-0000000${at + 1}`, leg, {
        Linkedid: caller,
        Application: 'AppQueue',
        ApplicationData: '(Outgoing Line)',
        BridgeId: bridgeId,
        CallerIDNum: '603',
      })
    )
  }

  it('have the call they talk on where there is one, and one of them talks', async () => {
    const QueueStatus = params + outside('Ana', '5550101', '0') + outside('Ben', '5550102', '1')
    const { floor } = await connects({ CoreShowChannels: talks(1), QueueStatus })
    expect(floor.agents['5550102']).toMatchObject({ presence: { kind: 'onCall' }, callId: '1700000000.1' })
    expect(floor.agents['5550101']).toMatchObject({ callId: null })
    expect(Object.values(floor.calls)).toMatchObject([{ agentId: '5550102', to: { name: 'Ben', agentId: '5550102' } }])
  })

  it('have none where it may be the other’s', async () => {
    const QueueStatus = params + outside('Ana', '5550101', '1') + outside('Ben', '5550102', '1')
    const { floor } = await connects({ CoreShowChannels: talks(1) + talks(3), QueueStatus })
    expect(Object.values(floor.calls)).toMatchObject([{ agentId: null }, { agentId: null }])
  })
})
