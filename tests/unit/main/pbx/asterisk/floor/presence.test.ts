// What an agent is doing, where their channels do not tell it: do not disturb, devices of other kinds, pauses in some queues.
import { describe, expect, it } from 'vitest'
import { block, entersBridge, hangsUp, memberRow, newChannel, recorded, replay } from './replay.ts'

const freepbx = (more: Readonly<Record<string, string>> = {}) =>
  memberRow('Local/1004@from-queue/n', 'Ann', { StateInterface: 'hint:1004@ext-local', ...more })
const hint = (Hint: string) => block('ExtensionStatus', { Exten: '1004', Context: 'ext-local', Hint, Status: '0' })
const device = (Device: string, State: string) => block('DeviceStateChange', { Device, State })
const params = block('QueueParams', { Queue: 'support', Completed: '0', Abandoned: '0' })

describe('do not disturb', () => {
  it('of FreePBX makes the hint busy while the phone is not in use', () => {
    const { agents, queues } = replay().hear(recorded('dnd-by-custom-state'))
    expect(agents['1004']).toMatchObject({ name: 'Ann', extension: '1004', presence: { kind: 'doNotDisturb' } })
    expect(queues.support?.agentsAvailable).toBe(0)
  })

  it('begins and ends with the Custom device of the hint, before the queue tells of it', () => {
    const { hear } = replay()
    hear(params, freepbx(), hint('PJSIP/1004&Custom:DND1004,CustomPresence:1004'), device('PJSIP/1004', 'NOT_INUSE'))
    expect(hear(device('Custom:DND1004', 'BUSY')).agents['1004']?.presence).toEqual({ kind: 'doNotDisturb' })
    expect(hear(device('Custom:DND1004', 'NOT_INUSE')).agents['1004']?.presence).toEqual({ kind: 'available' })
  })

  it('is seen of a member whom the queue knows by the phone alone, and of an extension in no queue', () => {
    const { hear } = replay({ extensions: ['1005'] })
    const other = block('ExtensionStatus', { Exten: '1005', Context: 'ext-local', Hint: 'PJSIP/1005&Custom:DND1005' })
    const { agents } = hear(
      memberRow('PJSIP/1004', 'Ann'),
      hint('PJSIP/1004&Custom:DND1004'),
      other,
      device('PJSIP/1004', 'NOT_INUSE'),
      device('PJSIP/1005', 'NOT_INUSE'),
      device('Custom:DND1004', 'BUSY'),
      device('Custom:DND1005', 'BUSY'),
    )
    expect([agents['1004'], agents['1005']].map((agent) => agent?.presence.kind)).toEqual([
      'doNotDisturb',
      'doNotDisturb',
    ])
  })

  it('begins and ends with the Custom device of a phone in no queue', () => {
    const { hear } = replay({ extensions: 'all' })
    hear(hint('PJSIP/1004&Custom:DND1004'), device('PJSIP/1004', 'NOT_INUSE'))
    expect(hear(device('Custom:DND1004', 'BUSY')).agents['1004']?.presence).toEqual({ kind: 'doNotDisturb' })
    expect(hear(device('Custom:DND1004', 'NOT_INUSE')).agents['1004']?.presence).toEqual({ kind: 'available' })
  })

  it('is not taken from a hint that is busy for another reason', () => {
    const { agents } = replay().hear(
      freepbx({ Status: '3' }),
      hint('PJSIP/1004&Custom:meeting'),
      device('PJSIP/1004', 'NOT_INUSE'),
      device('Custom:meeting', 'BUSY'),
    )
    expect(agents['1004']?.presence).toEqual({ kind: 'busy' })
  })
})

describe('a device in use without a call of theirs', () => {
  it('is busy, and free again with it', () => {
    const { hear } = replay()
    const busy = hear(params, memberRow('PJSIP/1001', 'Ann'), device('PJSIP/1001', 'INUSE'))
    expect(busy.agents['1001']?.presence).toEqual({ kind: 'busy' })
    expect(busy.queues.support?.agentsAvailable).toBe(0)
    expect(hear(device('PJSIP/1001', 'NOT_INUSE')).agents['1001']?.presence).toEqual({ kind: 'available' })
  })

  it('is believed a moment after their last call: the device follows the channel', () => {
    const { hear, pass } = replay()
    const [channel, id] = ['PJSIP/1001-00000001', '1700000000.1']
    hear(memberRow('PJSIP/1001', 'Ann'), newChannel(channel, id, id, { ChannelState: '6' }))
    hear(device('PJSIP/1001', 'INUSE'))
    expect(hear(hangsUp(channel, id, id)).agents['1001']?.presence).toEqual({ kind: 'available' })
    expect(pass(1000).agents['1001']?.presence).toEqual({ kind: 'available' })
    expect(pass(1500).agents['1001']?.presence).toEqual({ kind: 'busy' })
  })

  it('is told by the queue alone where the device is no phone', () => {
    const cy = (Status: string) => memberRow('Local/1003@agents', 'Cy', { StateInterface: 'Queue:other_avail', Status })
    const { hear } = replay()
    expect(hear(cy('2')).agents['1003']?.presence).toEqual({ kind: 'busy' })
    expect(hear(cy('1')).agents['1003']?.presence).toEqual({ kind: 'available' })
    const pooled = memberRow('Local/1001@agents', 'Ann', { StateInterface: 'Agent:1001', Status: '5' })
    expect(hear(pooled).agents['1001']?.presence).toEqual({ kind: 'loggedOut' })
  })
})

it('a device of an application’s own tells what an agent does, whichever of it and the queue tells first', () => {
  const { hear } = replay()
  const row = (Status: string) =>
    memberRow('Local/1009@agents/n', 'Ivo', { StateInterface: 'Custom:agent1009', Status })
  hear(params, row('1'), device('Custom:agent1009', 'NOT_INUSE'))
  expect(hear(device('Custom:agent1009', 'INUSE'), row('2')).agents['1009']?.presence).toEqual({ kind: 'busy' })
  expect(hear(row('5')).agents['1009']?.presence).toEqual({ kind: 'busy' })
  const gone = hear(device('Custom:agent1009', 'UNAVAILABLE'))
  expect(gone.agents['1009']?.presence).toEqual({ kind: 'unregistered' })
  expect(gone.queues.support?.agentsAvailable).toBe(0)
})

describe('a second device of one person', () => {
  const both = hint('PJSIP/1004&PJSIP/991004&Custom:DND1004')
  const talks = [
    newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', { CallerIDNum: '5550100' }),
    newChannel('PJSIP/991004-00000002', '1700000000.2', '1700000000.1'),
    entersBridge('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', 'b'),
    entersBridge('PJSIP/991004-00000002', '1700000000.2', '1700000000.1', 'b'),
  ]

  it.each([
    ['through the hint', freepbx(), {}],
    ['by the phone', memberRow('PJSIP/1004', 'Ann'), {}],
    ['not at all, but shows the extension', '', { extensions: ['1004'] }],
  ])('is theirs where the queue knows them %s', (_, row, rules) => {
    const { hear, view } = replay(rules)
    const { agents, calls } = hear(row, both, ...talks)
    expect(agents['1004']).toMatchObject({ presence: { kind: 'onCall' }, callId: '1700000000.1' })
    expect(Object.keys(agents)).toEqual(['1004'])
    expect(calls['1700000000.1']).toMatchObject({ agentId: '1004', to: { number: '1004', onNet: true } })
    expect(view().talking('1004', null)?.channelName).toBe('PJSIP/991004-00000002')
  })

  it('is no agent of its own where every endpoint is shown', () => {
    const { hear } = replay({ extensions: 'all' })
    const { agents } = hear(both, device('PJSIP/1004', 'NOT_INUSE'), device('PJSIP/991004', 'NOT_INUSE'))
    expect(Object.keys(agents)).toEqual(['1004'])
  })

  it('keeps them registered while one of the two is', () => {
    const { hear } = replay({ extensions: ['1004'] })
    const one = hear(both, device('PJSIP/1004', 'UNAVAILABLE'), device('PJSIP/991004', 'NOT_INUSE'))
    expect(one.agents['1004']?.presence).toEqual({ kind: 'available' })
    expect(hear(device('PJSIP/991004', 'UNAVAILABLE')).agents['1004']?.presence).toEqual({ kind: 'unregistered' })
  })
})

describe('a pause', () => {
  const inQueue = (Queue: string, more: Readonly<Record<string, string>> = {}) =>
    memberRow('PJSIP/1001', 'Ann', { Queue, ...more })

  it('in some queues alone names them, and leaves the others their agent', () => {
    const { hear } = replay()
    const known = ['sales', 'support', 'vip'].map((Queue) => block('QueueParams', { Queue }))
    const some = hear(
      ...known,
      inQueue('sales'),
      inQueue('support', { Paused: '1', PausedReason: 'training' }),
      inQueue('vip'),
    )
    expect(some.agents['1001']?.presence).toEqual({ kind: 'paused', reason: 'training', queues: ['support'] })
    expect(['sales', 'support', 'vip'].map((name) => some.queues[name]?.agentsAvailable)).toEqual([1, 0, 1])
  })

  it('in all of them is a pause, also once the last queue without it is left', () => {
    const { hear } = replay()
    const pause = { Event: 'QueueMemberPause', Paused: '1', PausedReason: '' }
    hear(inQueue('sales'), inQueue('support', pause))
    expect(hear(inQueue('sales', pause)).agents['1001']?.presence).toEqual({ kind: 'paused', reason: null })
    const { agents } = replay().hear(
      inQueue('sales'),
      inQueue('support', pause),
      inQueue('sales', { Event: 'QueueMemberRemoved' }),
    )
    expect(agents['1001']?.presence).toEqual({ kind: 'paused', reason: null })
  })

  it('does not hide that they are busy, wrapping up or not to be disturbed where it holds for some queues alone', () => {
    const paused = inQueue('support', { Paused: '1' })
    const busy = replay().hear(inQueue('sales'), paused, device('PJSIP/1001', 'INUSE'))
    expect(busy.agents['1001']?.presence).toEqual({ kind: 'busy' })
    const lastCall = { Wrapuptime: '60', LastCall: '1700000090' }
    expect(replay().hear(inQueue('sales', lastCall), paused).agents['1001']?.presence).toEqual({ kind: 'wrapUp' })
  })
})

describe('an agent on several calls', () => {
  const [first, second] = ['1700000000.1', '1700000000.3']
  const held = (Event: 'Hold' | 'Unhold', Uniqueid: string) => block(Event, { Uniqueid, Linkedid: Uniqueid })
  const talksTo = (call: string, own: string, n: number) =>
    [
      newChannel(`PJSIP/trunk-0000000${n}`, call, call, { CallerIDNum: `555010${n}` }),
      newChannel(`PJSIP/1001-0000000${n + 1}`, own, call),
      entersBridge(`PJSIP/trunk-0000000${n}`, call, call, `bridge-${n}`),
      entersBridge(`PJSIP/1001-0000000${n + 1}`, own, call, `bridge-${n}`),
    ].join('')
  const two = [memberRow('PJSIP/1001', 'Ann'), talksTo(first, '1700000000.2', 1), talksTo(second, '1700000000.4', 3)]

  it('is shown on the one they talk on, whichever came last', () => {
    const { hear } = replay()
    expect(hear(...two, held('Hold', '1700000000.2')).agents['1001']?.callId).toBe(second)
    const swapped = [held('Hold', '1700000000.4'), held('Unhold', '1700000000.2')]
    expect(hear(...swapped).agents['1001']?.callId).toBe(first)
  })

  it('is shown on the one they talk on, when another’s transfer has put their phone into a parking lot', () => {
    const { hear } = replay()
    const parked = block('ParkedCallSwap', {
      ParkeeUniqueid: '1700000000.4',
      ParkeeLinkedid: second,
      ParkerDialString: 'PJSIP/1002',
      ParkingSpace: '701',
    })
    const { agents, calls } = hear(...two, hangsUp('PJSIP/trunk-00000003', second, second), parked)
    expect(calls[second]?.state).toBe('parked')
    expect(agents['1001']?.callId).toBe(first)
  })
})
