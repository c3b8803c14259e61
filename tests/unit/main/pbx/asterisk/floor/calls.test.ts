// What is a call, where channels do not come and go as a manual has it: queues entered by Local channels, and ends without a Hangup.
import { describe, expect, it } from 'vitest'
import { block, entersBridge, hangsUp, memberRow, newChannel, recorded, replay } from './replay.ts'

const call = '1700000000.1'
const caller = newChannel('PJSIP/trunk-00000001', call, call, { CallerIDNum: '5550100' })
const local = (way: string, at: number, Linkedid = call) =>
  [1, 2].map((half) => newChannel(`${way}-0000000${at};${half}`, `1700000000.${at}${half}`, Linkedid)).join('')
const joins = (Queue: string, Uniqueid: string) => block('QueueCallerJoin', { Queue, Uniqueid, Linkedid: call })
const leaves = (Queue: string, Uniqueid: string) => block('QueueCallerLeave', { Queue, Uniqueid, Linkedid: call })
const agentTalks = [
  newChannel('PJSIP/1001-00000005', '1700000000.5', call),
  entersBridge('PJSIP/trunk-00000001', call, call, 'one'),
  entersBridge('PJSIP/1001-00000005', '1700000000.5', call, 'two'),
]
const ann = memberRow('PJSIP/1001', 'Ann')

describe('a queue entered by a Local channel', () => {
  it('shows the caller’s row waiting in it', () => {
    const { calls, queues } = replay().hear(recorded('queue-entered-by-local'))
    expect(calls).toMatchObject({ [call]: { state: 'waiting', queueId: 'support', from: { number: '5550100' } } })
    expect(queues.support?.waiting).toBe(1)
  })

  it('is the queue of the call that its agent takes', () => {
    const { hear } = replay()
    hear(recorded('queue-entered-by-local'), ...agentTalks)
    const { calls, queues } = hear(leaves('support', '1700000000.3'))
    expect(calls[call]).toMatchObject({ state: 'talking', queueId: 'support', agentId: '1001' })
    expect(queues.support).toMatchObject({ waiting: 0, inService: 1 })
  })

  it('stays it when the Local channels are optimized away', () => {
    const { hear } = replay()
    hear(ann, caller, local('Local/600@internal', 2), joins('support', '1700000000.22'), ...agentTalks)
    const away = [
      leaves('support', '1700000000.22'),
      hangsUp('', '1700000000.21', call),
      hangsUp('', '1700000000.22', call),
    ]
    const { calls, queues } = hear(...away)
    expect(calls[call]).toMatchObject({ state: 'talking', queueId: 'support' })
    expect(queues.support).toMatchObject({ inService: 1 })
  })

  it('gives way to the queue that the call is passed to later', () => {
    const { hear } = replay()
    const { calls, queues } = hear(
      ann,
      caller,
      joins('first', call),
      leaves('first', call),
      local('Local/601@internal', 3),
      joins('second', '1700000000.32'),
      ...agentTalks,
    )
    expect(calls[call]?.queueId).toBe('second')
    expect(hear(leaves('second', '1700000000.32')).queues.second).toMatchObject({ inService: 1, waiting: 0 })
    expect(queues.first?.inService).toBe(0)
  })

  it('shows a callback that has no caller yet, and the phone that it then rings', () => {
    const { hear } = replay()
    const began = '1700000000.21'
    const waiting = hear(
      ann,
      local('Local/5550100@callback', 2, began),
      block('QueueCallerJoin', { Queue: 'support', Uniqueid: began, Linkedid: began }),
    )
    expect(waiting.calls[began]).toMatchObject({ state: 'waiting', queueId: 'support' })
    const rings = hear(newChannel('PJSIP/1001-00000005', '1700000000.5', began))
    expect(rings.calls[began]).toMatchObject({ state: 'ringing', agentId: '1001', to: { number: '1001' } })
  })
})

it('who is called back waits in the queue, and is not said to talk to the channel that waits for them', () => {
  const { hear } = replay()
  const [one, two] = ['1700000000.21', '1700000000.22']
  const { calls } = hear(
    ann,
    local('Local/15553043@from-internal', 2, one),
    block('QueueCallerJoin', { Queue: 'support', Uniqueid: one, Linkedid: one }),
    newChannel('PJSIP/trunk-00000003', '1700000000.3', one, { CallerIDNum: '15553043' }),
    block('DialBegin', { Uniqueid: two, DestUniqueid: '1700000000.3', Linkedid: one }),
    entersBridge('PJSIP/trunk-00000003', '1700000000.3', one, 'b'),
    entersBridge('Local/15553043@from-internal-00000002;2', two, one, 'b'),
  )
  expect(Object.values(calls)).toMatchObject([
    { state: 'waiting', queueId: 'support', agentId: null, from: { number: '15553043' } },
  ])
})

it('a caller who leaves the queue for an extension is no longer a call of the queue', () => {
  const { hear } = replay()
  hear(ann, caller, joins('support', call), leaves('support', call))
  const { calls, queues } = hear(...agentTalks)
  expect(calls[call]).toMatchObject({ state: 'talking', queueId: null })
  expect(queues.support?.inService).toBe(0)
})

describe('a call whose sides have left their bridge without a Hangup', () => {
  it('is over after a moment, and its agent free', () => {
    const { hear, pass, picture, view } = replay()
    expect(hear(recorded('left-bridge-no-hangup')).calls[call]?.state).toBe('talking')
    expect(view().callOf('1700000000.2')).toBe(call)
    expect(picture.nextDue()).not.toBeNull()
    const { calls, agents } = pass(2000)
    expect(calls).toEqual({})
    expect(agents['1001']).toMatchObject({ presence: { kind: 'available' }, callId: null })
    expect(view().callOf('1700000000.2')).toBeNull()
    expect(view().callState(call)).toBe('none')
  })

  it('is over when one of them stays behind in the bridge', () => {
    const { hear, pass } = replay()
    hear(ann, caller, ...agentTalks)
    hear(block('BridgeLeave', { Uniqueid: '1700000000.5', Linkedid: call, BridgeUniqueid: 'two' }))
    expect(pass(2000).calls).toEqual({})
  })

  it('goes on with whoever comes into the bridge, not with the agent whose channel lingers', () => {
    const { hear, pass, view } = replay()
    hear(ann, memberRow('PJSIP/1002', 'Bob'), caller, ...agentTalks)
    hear(block('BridgeLeave', { Uniqueid: '1700000000.5', Linkedid: call, BridgeUniqueid: 'two' }))
    hear(newChannel('PJSIP/1002-00000006', '1700000000.6', call))
    hear(entersBridge('PJSIP/1002-00000006', '1700000000.6', call, 'one'))
    const { calls, agents } = pass(5000)
    expect(calls[call]).toMatchObject({ state: 'talking', agentId: '1002' })
    expect(agents['1001']).toMatchObject({ presence: { kind: 'available' }, callId: null })
    expect(view().agentOn(call)?.agentId).toBe('1002')
  })

  it('goes on while somebody else is being called for the side that waits', () => {
    const { hear, pass } = replay()
    hear(ann, memberRow('PJSIP/1002', 'Bob'), caller, ...agentTalks, hangsUp('', '1700000000.5', call))
    hear(block('BridgeLeave', { Uniqueid: call, Linkedid: call, BridgeUniqueid: 'one' }))
    hear(newChannel('PJSIP/1002-00000006', '1700000000.6', call))
    expect(pass(20_000).calls[call]).toMatchObject({ state: 'ringing', agentId: '1002' })
  })
})

describe('a list that gives the halves of a Local channel to two calls, as after a transfer under which AMI was cut', () => {
  const row = (Channel: string, n: number, Linkedid: string, BridgeId: string) =>
    block('CoreShowChannel', { Channel, Uniqueid: `1700000000.${n}`, Linkedid, BridgeId, ChannelState: '6' })
  const bridge = (BridgeUniqueid: string) => block('BridgeListItem', { BridgeUniqueid, BridgeType: 'basic' })

  it('is one row of those who talk through it, however many lie between them', () => {
    const { calls } = replay().hear(
      ...['b1', 'b2', 'b3'].map(bridge),
      memberRow('PJSIP/1001', 'Ann'),
      row('PJSIP/trunk-00000001', 1, '1700000000.1', 'b1'),
      row('Local/600@queue-00000001;1', 2, '1700000000.1', 'b1'),
      row('Local/600@queue-00000001;2', 3, '1700000000.3', 'b2'),
      row('Local/1001@agents-00000002;1', 4, '1700000000.3', 'b2'),
      row('Local/1001@agents-00000002;2', 5, '1700000000.5', 'b3'),
      row('PJSIP/1001-00000003', 6, '1700000000.5', 'b3'),
    )
    expect(Object.values(calls)).toMatchObject([{ id: '1700000000.1', state: 'talking', agentId: '1001' }])
  })
})

describe('a recording', () => {
  const talks = [
    ann,
    caller,
    newChannel('PJSIP/1001-00000005', '1700000000.5', call),
    entersBridge('PJSIP/trunk-00000001', call, call, 'one'),
    entersBridge('PJSIP/1001-00000005', '1700000000.5', call, 'one'),
  ]
  const mixMonitor = (what: 'Start' | 'Stop', Uniqueid: string) =>
    block(`MixMonitor${what}`, { Uniqueid, Linkedid: call })

  it('is shown on its call from the first that begins to the last that ends, whichever side it is of', () => {
    const { hear } = replay()
    const isRecorded = (...events: string[]) => hear(...events).calls[call]?.recorded
    expect(isRecorded(...talks)).toBeUndefined()
    expect(isRecorded(mixMonitor('Start', call))).toBe(true)
    expect(isRecorded(mixMonitor('Start', '1700000000.5'))).toBe(true)
    expect(isRecorded(mixMonitor('Stop', call))).toBe(true)
    expect(isRecorded(mixMonitor('Stop', '1700000000.5'))).toBeUndefined()
    expect(isRecorded(mixMonitor('Stop', '1700000000.5'), mixMonitor('Start', call))).toBe(true)
  })
})

it('a caller moved to another queue waits there, also when the first queue tells late that they have left', () => {
  const { hear } = replay()
  hear(ann, caller, joins('first', call), joins('second', call))
  const { calls, queues } = hear(leaves('first', call))
  expect(calls[call]).toMatchObject({ state: 'waiting', queueId: 'second' })
  expect([queues.first?.waiting, queues.second?.waiting]).toEqual([0, 1])
})
