// Agents of a pool (AgentLogin), as Asterisk 22 tells of them (measured): their phone is in one call all day, and so is its Linkedid.
import { describe, expect, it } from 'vitest'
import { block, entersBridge, hangsUp, memberRow, newChannel, replay } from './replay.ts'

const desk = '1700000000.1'
const phone = 'PJSIP/1006-00000001'
const pia = (Status = '1') =>
  memberRow('Local/2001@agents', 'Pia', { StateInterface: 'Agent:2001', Status, Event: 'QueueMemberStatus' })
const hold = { BridgeUniqueid: 'hold', BridgeType: 'agent_hold', BridgeTechnology: 'holding_bridge' }
const waitsAgain = block('BridgeEnter', { Uniqueid: desk, Linkedid: desk, ...hold })
const logsIn = [
  block('QueueParams', { Queue: 'support', Completed: '0', Abandoned: '0' }),
  pia('5'),
  newChannel(phone, desk, desk, { ChannelState: '4', CallerIDNum: '1006' }),
  block('Newstate', { Uniqueid: desk, Linkedid: desk, ChannelState: '6' }),
  block('AgentLogin', { Uniqueid: desk, Linkedid: desk, Agent: '2001' }),
  waitsAgain,
  pia(),
]

/** A caller whom the queue reaches her with, through a Local pair that is optimized away. */
const callOf = (number: string, id: string, at: number) => {
  const [pair, one, two] = [`Local/2001@agents-0000000${at}`, `1700000000.${at}1`, `1700000000.${at}2`]
  return {
    comes: [
      newChannel(`PJSIP/trunk-0000000${at}`, id, id, { CallerIDNum: number }),
      block('QueueCallerJoin', { Queue: 'support', Uniqueid: id, Linkedid: id }),
    ],
    reaches: [
      newChannel(`${pair};1`, one, id),
      newChannel(`${pair};2`, two, id),
      block('DialBegin', { Uniqueid: id, DestUniqueid: one, DestLinkedid: id }),
      entersBridge(`${pair};2`, two, id, `in${at}`),
      pia('2'),
      block('BridgeLeave', { Uniqueid: desk, Linkedid: desk, BridgeUniqueid: 'hold' }),
      entersBridge(phone, desk, desk, `in${at}`),
      block('Newstate', { Uniqueid: two, Linkedid: desk, ChannelState: '6' }),
      block('QueueCallerLeave', { Queue: 'support', Uniqueid: id, Linkedid: id }),
      block('Newstate', { Uniqueid: id, Linkedid: id, ChannelState: '6' }),
      entersBridge(`${pair};1`, one, id, `out${at}`),
      entersBridge(`PJSIP/trunk-0000000${at}`, id, id, `out${at}`),
      block('BridgeLeave', { Uniqueid: desk, Linkedid: desk, BridgeUniqueid: `in${at}` }),
      block('BridgeLeave', { Uniqueid: one, Linkedid: id, BridgeUniqueid: `out${at}` }),
      entersBridge(phone, desk, desk, `out${at}`),
      block('BridgeLeave', { Uniqueid: two, Linkedid: desk, BridgeUniqueid: `in${at}` }),
      hangsUp(`${pair};2`, two, desk),
      hangsUp(`${pair};1`, one, id),
    ],
    ends: [
      block('BridgeLeave', { Uniqueid: id, Linkedid: desk, BridgeUniqueid: `out${at}` }),
      hangsUp(`PJSIP/trunk-0000000${at}`, id, desk),
      block('BridgeLeave', { Uniqueid: desk, Linkedid: desk, BridgeUniqueid: `out${at}` }),
      waitsAgain,
      pia(),
    ],
  }
}
const first = callOf('5550100', '1700000100.3', 3)
const second = callOf('5550200', '1700000200.4', 4)

describe('an agent of a pool', () => {
  it('is logged out until their phone is in AgentLogin, and free while it waits there', () => {
    const { hear } = replay()
    expect(hear(...logsIn.slice(0, 2)).agents['2001']?.presence.kind).toBe('loggedOut')
    const { agents, calls, queues } = hear(...logsIn)
    expect(agents['2001']).toMatchObject({ name: 'Pia', presence: { kind: 'available' }, callId: null })
    expect([calls, queues.support?.agentsAvailable]).toEqual([{}, 1])
  })

  it('talks with the caller of their queue: a call of the caller’s, heard on the agent’s phone', () => {
    const { hear, view } = replay()
    hear(...logsIn, ...first.comes)
    const { calls, agents, queues } = hear(...first.reaches)
    expect(Object.values(calls)).toMatchObject([
      {
        id: '1700000100.3',
        state: 'talking',
        agentId: '2001',
        queueId: 'support',
        from: { number: '5550100', onNet: false },
        to: { name: 'Pia', number: '2001', agentId: '2001' },
      },
    ])
    expect(agents['2001']).toMatchObject({ presence: { kind: 'onCall' }, callId: '1700000100.3' })
    expect(queues.support).toMatchObject({ waiting: 0, inService: 1, agentsAvailable: 0 })
    expect(view().talking('2001', '1700000100.3')?.channelName).toBe(phone)
  })

  it('is free again after it, and the next call is another', () => {
    const { hear, pass, view } = replay()
    hear(...logsIn, ...first.comes, ...first.reaches)
    const over = hear(...first.ends)
    expect([over.calls, over.agents['2001']?.presence.kind]).toEqual([{}, 'available'])
    pass(60_000)
    hear(...second.comes)
    const { calls } = hear(...second.reaches)
    expect(Object.values(calls)).toMatchObject([{ id: '1700000200.4', from: { number: '5550200' }, agentId: '2001' }])
    expect(view().callState('1700000100.3')).toBe('none')
  })

  it('leaves a call they have handed on to those who talk, and takes the next', () => {
    const { hear } = replay()
    hear(memberRow('PJSIP/1002', 'Bob'), ...logsIn, ...first.comes, ...first.reaches)
    const bob = '1700000110.9'
    hear(
      block('BridgeLeave', { Uniqueid: '1700000100.3', Linkedid: desk, BridgeUniqueid: 'out3' }),
      block('BridgeLeave', { Uniqueid: desk, Linkedid: desk, BridgeUniqueid: 'out3' }),
      waitsAgain,
      newChannel('PJSIP/1002-00000009', bob, desk),
      block('DialBegin', { Uniqueid: '1700000100.3', DestUniqueid: bob, DestLinkedid: desk }),
      entersBridge('PJSIP/1002-00000009', bob, desk, 'on'),
      entersBridge('PJSIP/trunk-00000003', '1700000100.3', desk, 'on'),
      ...second.comes,
    )
    const { calls, agents } = hear(...second.reaches)
    expect(Object.values(calls).map(({ id, agentId, from }) => [id, agentId, from.number])).toEqual([
      ['1700000100.3', '1002', '5550100'],
      ['1700000200.4', '2001', '5550200'],
    ])
    expect([agents['1002']?.callId, agents['2001']?.callId]).toEqual(['1700000100.3', '1700000200.4'])
  })

  it('is out once they log off, wherever their phone goes then', () => {
    const { hear } = replay()
    hear(...logsIn)
    const { agents } = hear(block('AgentLogoff', { Uniqueid: desk, Agent: '2001' }), pia('5'))
    expect(agents['2001']?.presence.kind).toBe('loggedOut')
  })
})

describe('an agent of a pool in no queue', () => {
  const listed = (Status: string) => block('Agents', { Agent: '3001', Name: 'Quentin', Status })
  const device = (State: string) => block('DeviceStateChange', { Device: 'Agent:3001', State })

  it('is there by the list of the pool, with the name it gives, and is free or logged out as it says', () => {
    expect(replay().hear(listed('AGENT_IDLE')).agents).toMatchObject({
      3001: { name: 'Quentin', extension: '3001', queues: [], presence: { kind: 'available' } },
    })
    expect(replay().hear(listed('AGENT_LOGGEDOFF')).agents['3001']?.presence).toEqual({ kind: 'loggedOut' })
  })

  it('is there by their device alone where the list may not be read, unless there is no such agent', () => {
    expect(replay().hear(device('UNAVAILABLE')).agents).toMatchObject({
      3001: { name: '3001', presence: { kind: 'loggedOut' } },
    })
    expect(replay().hear(device('INVALID')).agents).toEqual({})
  })

  it('goes by what their device tells after that', () => {
    const { hear } = replay()
    hear(listed('AGENT_LOGGEDOFF'))
    expect(hear(device('NOT_INUSE')).agents['3001']?.presence).toEqual({ kind: 'available' })
    expect(hear(device('INUSE')).agents['3001']?.presence).toEqual({ kind: 'busy' })
    expect(hear(listed('AGENT_IDLE')).agents['3001']?.presence, 'the list is older').toEqual({ kind: 'busy' })
    expect(hear(device('UNAVAILABLE')).agents['3001']?.presence).toEqual({ kind: 'loggedOut' })
  })

  it('is there from their log-in on, and the calls that reach their seat are theirs', () => {
    const { hear } = replay()
    const seat = newChannel(phone, desk, desk, { ChannelState: '6', CallerIDNum: '1006' })
    const login = block('AgentLogin', { Uniqueid: desk, Linkedid: desk, Agent: '3001' })
    expect(hear(seat, login, waitsAgain, device('NOT_INUSE')).agents['3001']?.presence.kind).toBe('available')
    const id = '1700000100.3'
    const caller = [newChannel('PJSIP/trunk-00000003', id, id), entersBridge('PJSIP/trunk-00000003', id, id, 'x')]
    const leaves = block('BridgeLeave', { Uniqueid: desk, Linkedid: desk, BridgeUniqueid: 'hold' })
    const { agents, calls } = hear(...caller, leaves, entersBridge(phone, desk, desk, 'x'))
    expect(agents['3001']).toMatchObject({ presence: { kind: 'onCall' } })
    expect(Object.values(calls)).toMatchObject([{ state: 'talking', agentId: '3001' }])
  })

  it('is not there twice: not beside the queue’s member of that number, nor the phone’s', () => {
    const ofQueue = memberRow('Local/3001@agents', 'Quentin', { StateInterface: 'Agent:3001' })
    expect(Object.keys(replay().hear(ofQueue, listed('AGENT_IDLE')).agents)).toEqual(['3001'])
    const atPhone = memberRow('PJSIP/3001', 'Quentin')
    expect(Object.keys(replay().hear(atPhone, listed('AGENT_IDLE')).agents)).toEqual(['3001'])
  })
})
