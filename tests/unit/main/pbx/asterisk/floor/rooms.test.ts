// Calls of more than two, of one alone, and of none that has a phone: conferences, parking lots, diallers.
import { describe, expect, it } from 'vitest'
import { accessTo } from '#contract/access.ts'
import { type Call, isOnNet } from '#contract/floor.ts'
import { hearersOf, whyNotStill } from '#contract/hearers.ts'
import { modes } from '#contract/monitor.ts'
import { byApi } from '../../../../../fakes/capabilities.ts'
import { block, entersBridge, hangsUp, memberRow, newChannel, replay } from './replay.ts'

const members = [memberRow('PJSIP/1001', 'Ann'), memberRow('PJSIP/1002', 'Bob')].join('')
const inRoom = (Channel: string, Uniqueid: string, Linkedid: string, BridgeUniqueid = 'room') =>
  block('BridgeEnter', {
    Channel,
    Uniqueid,
    Linkedid,
    BridgeUniqueid,
    BridgeType: 'base',
    BridgeTechnology: 'softmix',
    BridgeCreator: 'ConfBridge',
  })
const leavesRoom = (Uniqueid: string, Linkedid: string) =>
  block('BridgeLeave', { Uniqueid, Linkedid, BridgeUniqueid: 'room' })

const agent = newChannel('PJSIP/1001-00000001', '1700000000.1', '1700000000.1', { ChannelState: '6' })
const caller = newChannel('PJSIP/trunk-00000002', '1700000000.2', '1700000000.2', { CallerIDNum: '5550100' })
const second = newChannel('PJSIP/trunk-00000003', '1700000000.3', '1700000000.3', { CallerIDNum: '5550200' })
const agentIn = inRoom('PJSIP/1001-00000001', '1700000000.1', '1700000000.1')
const callerIn = inRoom('PJSIP/trunk-00000002', '1700000000.2', '1700000000.2')
const secondIn = inRoom('PJSIP/trunk-00000003', '1700000000.3', '1700000000.3')
const room = '1700000000.1'

describe('a room that an agent and a caller have dialled', () => {
  it('is one call, which can be heard on the agent', () => {
    const { hear, view } = replay()
    const { calls, agents } = hear(members, agent, agentIn, caller, callerIn)
    expect(Object.keys(calls)).toEqual([room])
    expect(calls[room]).toMatchObject({ state: 'talking', agentId: '1001', to: { number: '5550100', onNet: false } })
    expect(calls[room]?.others).toBeUndefined()
    expect(agents['1001']).toMatchObject({ callId: room, presence: { kind: 'onCall' } })
    expect(view().talking('1001', room)?.channelName).toBe('PJSIP/1001-00000001')
  })

  it('names whoever else is in it, and can be heard on each agent there', () => {
    const { hear, view } = replay()
    const bob = newChannel('PJSIP/1002-00000004', '1700000000.4', '1700000000.4')
    const bobIn = inRoom('PJSIP/1002-00000004', '1700000000.4', '1700000000.4')
    const { calls, agents } = hear(members, agent, agentIn, caller, callerIn, second, secondIn, bob, bobIn)
    expect(calls[room]).toMatchObject({
      from: { agentId: '1001' },
      to: { agentId: '1002' },
      others: [{ number: '5550100' }, { number: '5550200' }],
    })
    expect([agents['1001'], agents['1002']].map((one) => one?.callId)).toEqual([room, room])
    expect(view().talking('1002', room)?.channelName).toBe('PJSIP/1002-00000004')
  })

  it('is as it was before once the third party leaves, and none when one is left alone', () => {
    const { hear, pass } = replay()
    hear(members, agent, agentIn, caller, callerIn, second, secondIn)
    const two = hear(leavesRoom('1700000000.3', room), hangsUp('', '1700000000.3', room))
    expect(two.calls[room]).toMatchObject({ from: { agentId: '1001' }, to: { number: '5550100' } })
    expect(two.calls[room]?.others).toBeUndefined()
    expect(hear(leavesRoom('1700000000.2', room), hangsUp('', '1700000000.2', room)).calls).toEqual({})
    expect(pass(5000).agents['1001']?.callId).toBeNull()
  })

  it('is two calls where two rooms are', () => {
    const { hear } = replay()
    const bob = newChannel('PJSIP/1002-00000004', '1700000000.4', '1700000000.4')
    const { calls } = hear(
      members,
      agent,
      agentIn,
      caller,
      callerIn,
      second,
      inRoom('PJSIP/trunk-00000003', '1700000000.3', '1700000000.3', 'other'),
      bob,
      inRoom('PJSIP/1002-00000004', '1700000000.4', '1700000000.4', 'other'),
    )
    expect(Object.values(calls).map(({ agentId }) => agentId)).toEqual(['1001', '1002'])
  })

  it('in a list, is known by its bridge alone', () => {
    const { hear } = replay()
    const row = (Channel: string, id: string, CallerIDNum: string) =>
      block('CoreShowChannel', {
        Channel,
        Uniqueid: id,
        Linkedid: room,
        CallerIDNum,
        ChannelState: '6',
        Application: 'ConfBridge',
        ApplicationData: 'room',
        BridgeId: 'room',
      })
    const { calls } = hear(
      members,
      row('PJSIP/1001-00000001', '1700000000.1', '1001'),
      row('PJSIP/trunk-00000002', '1700000000.2', '5550100'),
      row('PJSIP/trunk-00000003', '1700000000.3', '5550200'),
    )
    expect(calls[room]?.others).toHaveLength(1)
  })
})

describe('a room whose people wait for somebody marked', () => {
  const listed = (Uniqueid: string, Waiting: 'Yes' | 'No') => block('ConfbridgeList', { Uniqueid, Waiting })
  const bob = newChannel('PJSIP/1002-00000004', '1700000000.4', '1700000000.4')
  const bobIn = inRoom('PJSIP/1002-00000004', '1700000000.4', '1700000000.4')
  const [one, two, three] = ['1700000000.1', '1700000000.2', '1700000000.4']
  const waits = [members, agent, agentIn, listed(one, 'Yes'), caller, callerIn]

  it('is no call: each of them hears music alone', () => {
    const { hear, view } = replay()
    const { calls, agents } = hear(...waits, listed(one, 'Yes'), listed(two, 'Yes'))
    expect(calls).toEqual({})
    expect(agents['1001']).toMatchObject({ callId: null, presence: { kind: 'busy' } })
    expect(view().talking('1001', null)).toBeNull()
  })

  it('is none either before its list has said so of whoever comes', () => {
    expect(replay().hear(...waits).calls).toEqual({})
  })

  it('is one call of all from when the marked one is there, and none again once they have left', () => {
    const { hear } = replay()
    hear(...waits, listed(one, 'Yes'), listed(two, 'Yes'), bob, bobIn)
    const { calls, agents } = hear(listed(three, 'No'), listed(one, 'No'), listed(two, 'No'))
    expect(calls[room]).toMatchObject({ state: 'talking', from: { agentId: '1001' }, to: { agentId: '1002' } })
    expect(calls[room]?.others).toMatchObject([{ number: '5550100' }])
    expect(agents['1001']?.callId).toBe(room)
    const left = hear(leavesRoom(three, room), hangsUp('', three, room), listed(one, 'Yes'), listed(two, 'Yes'))
    expect([left.calls, left.agents['1001']?.callId]).toEqual([{}, null])
  })

  it('leaves out of a conversation there whoever waits', () => {
    const { hear, view } = replay()
    hear(...waits, listed(two, 'Yes'), bob, bobIn, listed(three, 'No'), second, secondIn)
    const { calls, agents } = hear(listed('1700000000.3', 'No'))
    expect(Object.values(calls)).toMatchObject([{ agentId: '1002', state: 'talking' }])
    expect(Object.values(calls)[0]?.others).toBeUndefined()
    expect(agents['1001']).toMatchObject({ callId: null, presence: { kind: 'busy' } })
    expect(view().talking('1001', null)).toBeNull()
  })

  it('is theirs no more once they are elsewhere', () => {
    const { hear } = replay()
    hear(...waits, listed(two, 'Yes'), leavesRoom(one, room), leavesRoom(two, two))
    const { calls } = hear(
      entersBridge('PJSIP/1001-00000001', one, room, 'b'),
      entersBridge('PJSIP/trunk-00000002', two, two, 'b'),
    )
    expect(Object.values(calls)).toMatchObject([{ state: 'talking', agentId: '1001' }])
  })
})

it('a consultation is no conference: who waits on hold hears nobody', () => {
  const { hear } = replay()
  const { calls } = hear(
    members,
    newChannel('PJSIP/trunk-00000001', room, room, { CallerIDNum: '5550100' }),
    newChannel('PJSIP/1001-00000002', '1700000000.2', room),
    newChannel('PJSIP/1002-00000003', '1700000000.3', room),
    entersBridge('PJSIP/trunk-00000001', room, room, 'one'),
    entersBridge('PJSIP/1001-00000002', '1700000000.2', room, 'two'),
    entersBridge('PJSIP/1002-00000003', '1700000000.3', room, 'two'),
  )
  expect(calls[room]?.others).toBeUndefined()
})

describe('a phone that has transferred its call and has not hung up yet', () => {
  const [first, outside, consulting, bob] = ['1700000000.1', '1700000000.2', '1700000000.3', '1700000000.4']
  const left = (id: string, BridgeUniqueid: string) =>
    block('BridgeLeave', { Uniqueid: id, Linkedid: id, BridgeUniqueid })
  const talking = [
    members,
    newChannel('PJSIP/1001-00000001', first, first, { ChannelState: '6' }),
    newChannel('PJSIP/trunk-00000002', outside, first, { CallerIDNum: '5550100' }),
    entersBridge('PJSIP/1001-00000001', first, first, 'one'),
    entersBridge('PJSIP/trunk-00000002', outside, first, 'one'),
  ]

  it('is not in the call of the two it has joined', () => {
    const { hear } = replay()
    hear(
      ...talking,
      newChannel('PJSIP/1001-00000003', consulting, consulting, { ChannelState: '6' }),
      newChannel('PJSIP/1002-00000004', bob, consulting),
      entersBridge('PJSIP/1002-00000004', bob, consulting, 'two'),
      entersBridge('PJSIP/1001-00000003', consulting, consulting, 'two'),
    )
    const { calls, agents } = hear(
      left(outside, 'one'),
      left(consulting, 'two'),
      entersBridge('PJSIP/trunk-00000002', outside, first, 'two'),
      left(first, 'one'),
      block('AttendedTransfer', {
        Result: 'Success',
        DestType: 'Bridge',
        OrigTransfererUniqueid: first,
        SecondTransfererUniqueid: consulting,
        SecondTransfererLinkedid: consulting,
        TransfereeUniqueid: outside,
      }),
    )
    expect(Object.values(calls)).toMatchObject([{ state: 'talking', agentId: '1002' }])
    expect([calls[first]?.from.number, calls[first]?.to.number].sort()).toEqual(['1002', '5550100'])
    expect(calls[first]?.others).toBeUndefined()
    expect([agents['1001']?.callId, agents['1002']?.callId]).toEqual([null, first])
  })

  it('is not in the call it has sent on, which rings where it goes', () => {
    const { hear } = replay()
    hear(...talking)
    const sent = hear(
      block('BlindTransfer', { Result: 'Success', TransfererUniqueid: first, TransfereeUniqueid: outside }),
      left(outside, 'one'),
      left(first, 'one'),
    )
    expect(Object.keys(sent.calls)).toEqual([first])
    const { calls, agents } = hear(newChannel('PJSIP/1002-00000004', bob, first, { ChannelState: '5' }))
    expect(calls[first]).toMatchObject({ state: 'ringing', from: { number: '5550100' }, to: { agentId: '1002' } })
    expect([agents['1001']?.callId, agents['1002']?.callId]).toEqual([null, first])
  })

  it('is in the conference that it makes of both calls', () => {
    const { hear } = replay()
    hear(
      ...talking,
      block('AttendedTransfer', {
        Result: 'Success',
        DestType: 'Threeway',
        OrigTransfererUniqueid: first,
        SecondTransfererUniqueid: first,
        TransfereeUniqueid: outside,
      }),
    )
    expect(hear(left(first, 'one')).agents['1001']?.callId).toBe(first)
  })
})

describe('whoever comes into a monitored call', () => {
  const rules = { policy: 'crexendo', capabilities: byApi, rights: modes } as const
  const withCaller = (): Call | undefined => replay().hear(members, agent, agentIn, caller, callerIn).calls[room]
  const withSecond = (): Call | undefined =>
    replay().hear(members, agent, agentIn, caller, callerIn, second, secondIn).calls[room]

  it('hears what was chosen for others, so it may not stand; a whisper to the agent may', () => {
    const [before, now] = [withCaller(), withSecond()]
    if (!before || !now) throw new Error('no call')
    const chosen = (mode: 'join' | 'whisperAgent') => ({ mode, hearers: hearersOf(before, '1001', mode) })
    expect(whyNotStill(chosen('join'), now, '1001', rules)).toBe('peopleChanged')
    expect(whyNotStill(chosen('whisperAgent'), now, '1001', rules)).toBeNull()
    expect(hearersOf(now, '1001', 'join').map(({ number }) => number)).toEqual(['1001', '5550200', '5550100'])
  })

  it('is judged: a whisper to the caller reaches the whole conference', () => {
    const { hear } = replay()
    const bob = newChannel('PJSIP/1002-00000004', '1700000000.4', '1700000000.4')
    const bobIn = inRoom('PJSIP/1002-00000004', '1700000000.4', '1700000000.4')
    const internal = hear(members, agent, agentIn, bob, bobIn).calls[room]
    const mixed = hear(caller, callerIn).calls[room]
    if (!internal || !mixed) throw new Error('no call')
    expect(accessTo(internal, '1001', rules).whisperCaller).toEqual({ allowed: true })
    expect(accessTo(mixed, '1001', rules).whisperCaller).toEqual({ allowed: false, reason: 'callerOffNet' })
    expect([internal, mixed].map(isOnNet)).toEqual([true, false])
  })
})

describe('a parked caller', () => {
  const call = '1700000000.2'
  const talking = [
    members,
    caller,
    newChannel('PJSIP/1001-00000005', '1700000000.5', call),
    entersBridge('PJSIP/trunk-00000002', call, call, 'b'),
    entersBridge('PJSIP/1001-00000005', '1700000000.5', call, 'b'),
  ]
  const parks = [
    block('BridgeLeave', { Uniqueid: call, Linkedid: call, BridgeUniqueid: 'b' }),
    hangsUp('', '1700000000.5', call),
    block('BridgeEnter', {
      Uniqueid: call,
      Linkedid: call,
      BridgeUniqueid: 'lot',
      BridgeType: 'parking',
      BridgeTechnology: 'holding_bridge',
    }),
    block('ParkedCall', {
      ParkeeUniqueid: call,
      ParkeeLinkedid: call,
      ParkerDialString: 'PJSIP/1001',
      ParkingSpace: '701',
    }),
  ]

  it('is a row that says who parked it and where, and nobody is on it', () => {
    const { hear, pass, view } = replay()
    hear(...talking)
    const { calls, agents } = hear(...parks)
    expect(calls[call]).toMatchObject({
      state: 'parked',
      parkedBy: 'Ann',
      from: { number: '5550100' },
      to: { number: '701' },
      agentId: null,
    })
    expect(agents['1001']).toMatchObject({ callId: null, presence: { kind: 'available' } })
    expect(pass(60_000).calls[call]?.state).toBe('parked')
    expect(view().callState(call)).toBe('open')
  })

  it('talks again with whoever picks them up', () => {
    const { hear } = replay()
    hear(...talking, ...parks)
    const { calls } = hear(
      newChannel('PJSIP/1002-00000006', '1700000000.6', '1700000000.6'),
      block('UnParkedCall', { ParkeeUniqueid: call, ParkeeLinkedid: call, ParkingSpace: '701' }),
      block('BridgeLeave', { Uniqueid: call, Linkedid: call, BridgeUniqueid: 'lot' }),
      entersBridge('PJSIP/1002-00000006', '1700000000.6', '1700000000.6', 'c'),
      entersBridge('PJSIP/trunk-00000002', call, call, 'c'),
    )
    expect(Object.values(calls)).toMatchObject([{ id: call, state: 'talking', agentId: '1002' }])
  })

  it('is gone when they give up, and rings where they go when their time is over', () => {
    const gaveUp = replay()
    gaveUp.hear(...talking, ...parks)
    const end = [block('ParkedCallGiveUp', { ParkeeUniqueid: call, ParkeeLinkedid: call }), hangsUp('', call, call)]
    expect(gaveUp.hear(...end).calls).toEqual({})
    const timedOut = replay()
    timedOut.hear(...talking, ...parks)
    const { calls } = timedOut.hear(
      block('ParkedCallTimeOut', { ParkeeUniqueid: call, ParkeeLinkedid: call }),
      block('BridgeLeave', { Uniqueid: call, Linkedid: call, BridgeUniqueid: 'lot' }),
      newChannel('PJSIP/1001-00000007', '1700000000.7', call),
    )
    expect(calls[call]).toMatchObject({ state: 'ringing', agentId: '1001' })
  })

  it('is not one call with the next who is parked, though both are in the lot', () => {
    const { hear } = replay()
    hear(...talking, ...parks)
    const other = '1700000000.3'
    const { calls } = hear(
      second,
      block('BridgeEnter', {
        Uniqueid: other,
        Linkedid: other,
        BridgeUniqueid: 'lot',
        BridgeTechnology: 'holding_bridge',
      }),
      block('ParkedCall', { ParkeeUniqueid: other, ParkeeLinkedid: other, ParkerDialString: 'PJSIP/1002' }),
    )
    expect(Object.values(calls).map(({ state, parkedBy }) => [state, parkedBy])).toEqual([
      ['parked', 'Ann'],
      ['parked', 'Bob'],
    ])
  })
})

describe('a caller without a phone', () => {
  const way = 'Local/5550100@click-to-call-00000001'
  const [one, two] = ['1700000000.1', '1700000000.2']
  const local = [
    newChannel(`${way};1`, one, one, { ChannelState: '6', CallerIDNum: '5550100' }),
    newChannel(`${way};2`, two, one, { ChannelState: '6' }),
  ].join('')
  const ann = newChannel('PJSIP/1001-00000003', '1700000000.3', one)

  it('is a side of the call once they talk, and can be heard', () => {
    const { hear, view } = replay()
    const { calls, agents } = hear(
      members,
      local,
      ann,
      block('DialBegin', { Uniqueid: one, DestUniqueid: '1700000000.3' }),
      entersBridge(`${way};1`, one, one, 'b'),
      entersBridge('PJSIP/1001-00000003', '1700000000.3', one, 'b'),
    )
    expect(calls[one]).toMatchObject({ state: 'talking', agentId: '1001', from: { number: '5550100', onNet: false } })
    expect(agents['1001']).toMatchObject({ callId: one, presence: { kind: 'onCall' } })
    expect(view().talking('1001', one)?.channelName).toBe('PJSIP/1001-00000003')
    expect(view().peerOf('1700000000.3')).toBe(`${way};1`)
  })

  it('gives way to the phone that is reached behind the Local channel', () => {
    const { hear } = replay()
    const { calls } = hear(
      members,
      local,
      ann,
      newChannel('PJSIP/trunk-00000004', '1700000000.4', one, { CallerIDNum: '5550100' }),
      block('DialBegin', { Uniqueid: two, DestUniqueid: '1700000000.4' }),
      entersBridge(`${way};2`, two, one, 'a'),
      entersBridge('PJSIP/trunk-00000004', '1700000000.4', one, 'a'),
      entersBridge(`${way};1`, one, one, 'b'),
      entersBridge('PJSIP/1001-00000003', '1700000000.3', one, 'b'),
    )
    expect(Object.values(calls)).toHaveLength(1)
    expect(calls[one]?.others).toBeUndefined()
    expect([calls[one]?.from, calls[one]?.to].map((party) => party?.number).sort()).toEqual(['1001', '5550100'])
  })
})

describe('a room of MeetMe', () => {
  const meetme = (Event: string, Channel: string, Uniqueid: string) =>
    block(Event, { Channel, Uniqueid, Linkedid: Uniqueid, Meetme: '8600051', User: '1' })
  const [ann, outside] = ['PJSIP/1001-00000001', 'PJSIP/trunk-00000002']

  it('in which an agent sits all day is the call of whoever is brought to them, and none between calls', () => {
    const { hear, pass, view } = replay()
    const alone = hear(members, agent, meetme('MeetmeJoin', ann, '1700000000.1'))
    expect(alone.agents['1001']).toMatchObject({ callId: null, presence: { kind: 'busy' } })
    const two = hear(caller, meetme('MeetmeJoin', outside, '1700000000.2'))
    expect(two.calls[room]).toMatchObject({ state: 'talking', agentId: '1001', to: { number: '5550100' } })
    expect(two.agents['1001']).toMatchObject({ callId: room, presence: { kind: 'onCall' } })
    expect(view().talking('1001', room)?.channelName).toBe(ann)
    hear(meetme('MeetmeLeave', outside, '1700000000.2'))
    const after = pass(2_100)
    expect([after.calls, after.agents['1001']?.presence.kind]).toEqual([{}, 'busy'])
  })
})
