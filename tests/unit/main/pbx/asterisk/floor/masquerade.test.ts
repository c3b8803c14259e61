// Channels that take each other's place: a call picked up at another phone, and a leg that AMI's Redirect sends elsewhere.
import { describe, expect, it } from 'vitest'
import { block, entersBridge, hangsUp, memberRow, newChannel, replay } from './replay.ts'

const call = '1700000000.1'
const members = ['1001', '1002', '1003'].map((number) => memberRow(`PJSIP/${number}`, `Agent ${number}`)).join('')
const caller = newChannel('PJSIP/trunk-00000001', call, call, { CallerIDNum: '5550100' })
const rings = newChannel('PJSIP/1002-00000002', '1700000000.2', call, { ChannelState: '5', CallerIDNum: '1002' })
const picker = newChannel('PJSIP/1003-00000003', '1700000000.3', '1700000000.3', { CallerIDNum: '1003' })
const renames = (Uniqueid: string, Channel: string, Newname: string) =>
  block('Rename', { Uniqueid, Channel, Newname, Linkedid: call })

describe('a call picked up at another phone', () => {
  const goesOn = (floor: ReturnType<ReturnType<typeof replay>['hear']>) => {
    expect(Object.values(floor.calls)).toMatchObject([
      { state: 'talking', agentId: '1003', from: { number: '5550100' }, to: { name: 'Agent 1003', number: '1003' } },
    ])
    expect(floor.agents['1002']).toMatchObject({ presence: { kind: 'available' }, callId: null })
    expect(floor.agents['1003']).toMatchObject({ presence: { kind: 'onCall' } })
  }

  it('goes on with who talks now, where the channels change names', () => {
    const { hear } = replay()
    hear(members, caller, rings, picker)
    const renamed = hear(
      renames('1700000000.3', 'PJSIP/1003-00000003', 'PJSIP/1003-00000003<MASQ>'),
      renames('1700000000.2', 'PJSIP/1002-00000002', 'PJSIP/1003-00000003'),
      renames('1700000000.3', 'PJSIP/1003-00000003<MASQ>', 'PJSIP/1002-00000002<ZOMBIE>'),
    )
    expect(renamed.agents['1002']).toMatchObject({ presence: { kind: 'available' }, callId: null })
    goesOn(
      hear(
        hangsUp('PJSIP/1002-00000002<ZOMBIE>', '1700000000.3', call),
        entersBridge('PJSIP/1003-00000003', '1700000000.2', call, 'b'),
        entersBridge('PJSIP/trunk-00000001', call, call, 'b'),
      ),
    )
  })

  it('goes on with who talks now, where they change places without a word (Asterisk 22)', () => {
    const { hear } = replay()
    hear(members, caller, rings, picker)
    goesOn(
      hear(
        hangsUp('PJSIP/1002-00000002', '1700000000.2', call),
        entersBridge('PJSIP/1003-00000003', '1700000000.3', '1700000000.3', 'b'),
        entersBridge('PJSIP/trunk-00000001', call, call, 'b'),
      ),
    )
  })
})

describe('a leg that is sent elsewhere by AMI', () => {
  const talks = [
    caller,
    newChannel('PJSIP/1001-00000002', '1700000000.2', call),
    entersBridge('PJSIP/trunk-00000001', call, call, 'b'),
    entersBridge('PJSIP/1001-00000002', '1700000000.2', call, 'b'),
  ]
  const leaves = block('BridgeLeave', { Uniqueid: '1700000000.2', Linkedid: call, BridgeUniqueid: 'b' })
  const takesPlace = (name: string) => [
    newChannel(`AsyncGoto/${name}`, '1700000000.9', call, { ChannelState: '6' }),
    renames('1700000000.2', name, `${name}<MASQ>`),
    renames('1700000000.9', `AsyncGoto/${name}`, name),
    renames('1700000000.2', `${name}<MASQ>`, `AsyncGoto/${name}<ZOMBIE>`),
    hangsUp(`AsyncGoto/${name}<ZOMBIE>`, '1700000000.2', call),
  ]

  it('is still the agent’s, under the channel that took its place', () => {
    const { hear, view } = replay()
    hear(members, ...talks, leaves, ...takesPlace('PJSIP/1001-00000002'), hangsUp('', call, call))
    const { calls, agents } = hear(
      newChannel('PJSIP/1003-00000004', '1700000000.4', call),
      entersBridge('PJSIP/1003-00000004', '1700000000.4', call, 'c'),
      entersBridge('PJSIP/1001-00000002', '1700000000.9', call, 'c'),
    )
    expect(Object.values(calls)).toMatchObject([{ state: 'talking' }])
    expect([agents['1001'], agents['1003']].map((agent) => agent?.presence.kind)).toEqual(['onCall', 'onCall'])
    expect(view().talking('1001', null)?.channelId).toBe('1700000000.9')
  })

  it('is still an agent’s at home, whose phone no name tells', () => {
    const { hear } = replay()
    const name = 'PJSIP/trunk-00000002'
    hear(
      memberRow('Local/15551230000@out/n', 'Home Ann'),
      members,
      caller,
      newChannel(name, '1700000000.2', call, { CallerIDNum: '15551230000' }),
      ...takesPlace(name),
    )
    const { agents } = hear(
      entersBridge(name, '1700000000.9', call, 'c'),
      entersBridge('PJSIP/trunk-00000001', call, call, 'c'),
    )
    expect(agents['15551230000']).toMatchObject({ presence: { kind: 'onCall' }, callId: call })
  })

  it('leaves the call to whom it is sent, where no channel takes another’s place (Asterisk 22)', () => {
    const { hear, pass } = replay()
    hear(members, ...talks, leaves)
    hear(block('BridgeLeave', { Uniqueid: call, Linkedid: call, BridgeUniqueid: 'b' }), hangsUp('', call, call))
    hear(newChannel('PJSIP/1003-00000004', '1700000000.4', call))
    expect(pass(10_000).calls[call]).toMatchObject({ state: 'ringing', agentId: '1003', from: { number: '1001' } })
    const { calls } = hear(
      entersBridge('PJSIP/1003-00000004', '1700000000.4', call, 'c'),
      entersBridge('PJSIP/1001-00000002', '1700000000.2', call, 'c'),
    )
    expect(calls[call]).toMatchObject({ state: 'talking', agentId: '1003', from: { agentId: '1001' } })
  })
})
