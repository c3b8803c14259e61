// Who is who: nobody is lost, and nobody is taken for somebody of another context, technology or company.
import { describe, expect, it } from 'vitest'
import { block, entersBridge, memberRow, newChannel, recorded, replay } from './replay.ts'

const hinted = (Exten: string, Context: string, Hint: string) =>
  block('ExtensionStatus', { Exten, Context, Hint, Status: '0' })
const [ann, bob] = [
  memberRow('Local/1001@from-a/n', 'Ann of A', { Queue: 'a', StateInterface: 'hint:1001@tenantA' }),
  memberRow('Local/1001@from-b/n', 'Bob of B', { Queue: 'b', StateInterface: 'hint:1001@tenantB' }),
]
const bobTalks = [
  newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', { CallerIDNum: '5550100' }),
  newChannel('PJSIP/b-1001-00000002', '1700000000.2', '1700000000.1'),
  entersBridge('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', 'x'),
  entersBridge('PJSIP/b-1001-00000002', '1700000000.2', '1700000000.1', 'x'),
]

describe('one number in two companies', () => {
  it('is two agents, each in their own queue', () => {
    const { agents } = replay().hear(recorded('two-tenants-one-number'))
    expect(Object.values(agents)).toMatchObject([
      { id: '1001@tenantA', name: 'Ann of A', extension: '1001', queues: ['a'] },
      { id: '1001@tenantB', name: 'Bob of B', extension: '1001', queues: ['b'] },
    ])
  })

  it('is heard where the call is: their hints say whose phone it is', () => {
    const { hear, view } = replay()
    const hints = [hinted('1001', 'tenantA', 'PJSIP/a-1001'), hinted('1001', 'tenantB', 'PJSIP/b-1001')]
    const { agents, calls } = hear(ann, bob, ...hints, ...bobTalks)
    expect(calls['1700000000.1']).toMatchObject({ agentId: '1001@tenantB', to: { name: 'Bob of B', number: '1001' } })
    expect(agents['1001@tenantA']).toMatchObject({ callId: null, presence: { kind: 'available' } })
    expect(view().talking('1001@tenantA', null)).toBeNull()
    expect(view().talking('1001@tenantA', '1700000000.1')).toBeNull()
    expect(view().talking('1001@tenantB', null)?.channelName).toBe('PJSIP/b-1001-00000002')
  })

  it('is nobody’s call where no hint is told: a phone named alike may be either’s', () => {
    const { hear, view } = replay()
    const { calls, agents } = hear(
      ann,
      bob,
      newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', { CallerIDNum: '5550100' }),
      newChannel('PJSIP/1001-00000002', '1700000000.2', '1700000000.1'),
    )
    expect(calls['1700000000.1']?.agentId).toBeNull()
    expect(Object.values(agents).map(({ callId }) => callId)).toEqual([null, null])
    expect(view().agentOn('1700000000.1')).toBeNull()
  })

  it('is told apart by the way the queue dialled', () => {
    const { hear } = replay()
    const { calls } = hear(
      ann,
      bob,
      newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', { CallerIDNum: '5550100' }),
      newChannel('Local/1001@from-b-00000007;1', '1700000000.2', '1700000000.1'),
      newChannel('Local/1001@from-b-00000007;2', '1700000000.3', '1700000000.1'),
      newChannel('PJSIP/x1001-00000002', '1700000000.4', '1700000000.1'),
      block('DialBegin', { Uniqueid: '1700000000.3', DestUniqueid: '1700000000.4', DialString: 'x1001' }),
    )
    expect(calls['1700000000.1']?.agentId).toBe('1001@tenantB')
  })

  it('goes back to the plain number when the other company’s agent never was', () => {
    const { hear } = replay()
    expect(Object.keys(hear(ann).agents)).toEqual(['1001'])
    expect(Object.keys(hear(bob).agents).sort()).toEqual(['1001@tenantA', '1001@tenantB'])
  })
})

describe('one person by two interfaces', () => {
  it.each([
    ['a phone and its hint', memberRow('PJSIP/1004', 'Ann', { Queue: 'a' }), 'hint:1004@ext-local', ''],
    ['two contexts of FreePBX', memberRow('Local/1004@from-queue/n', 'Ann', { Queue: 'a' }), 'hint:1004@ext-local', ''],
    [
      'a phone of another name and the hint that watches it',
      memberRow('PJSIP/desk7', 'Ann', { Queue: 'a' }),
      'hint:1004@ext-local',
      hinted('1004', 'ext-local', 'PJSIP/desk7'),
    ],
  ])('is one agent: %s', (_, first, StateInterface, hints) => {
    const second = memberRow('Local/1004@from-queue/n', 'Ann', { Queue: 'b', StateInterface })
    const { agents } = replay().hear(first, second, hints)
    expect(Object.values(agents)).toMatchObject([{ id: '1004', extension: '1004', queues: ['a', 'b'] }])
  })

  it('is two where the phone is not what the hint watches', () => {
    const { agents } = replay().hear(
      memberRow('PJSIP/1001', 'Reception', { Queue: 'a' }),
      memberRow('Local/1001@from-b/n', 'Bob', { Queue: 'b', StateInterface: 'hint:1001@tenantB' }),
      hinted('1001', 'tenantB', 'PJSIP/b-1001'),
    )
    expect(Object.values(agents).map(({ id, name }) => [id, name])).toEqual([
      ['1001@tenantB', 'Bob'],
      ['PJSIP/1001', 'Reception'],
    ])
  })
})

describe('a member whose state is no phone’s', () => {
  it('is shown all the same, by whom the queue rings', () => {
    const { agents } = replay().hear(recorded('state-interface-agent-custom-queue'))
    expect(Object.values(agents).map(({ id, name, presence }) => [id, name, presence.kind])).toEqual([
      ['1001', 'Ann', 'available'],
      ['1002', 'Bob', 'available'],
      ['1003', 'Cy', 'available'],
    ])
  })

  it.each([
    ['Custom:bob', 'bob'],
    ['Agent:1007', '1007'],
    ['DAHDI/3', '3'],
    ['SCCP/1009', '1009'],
    ['Local/s@nightdesk/n', 's'],
    ['hint:1010', '1010'],
  ])('is shown where nothing else is known of them: %s', (Interface, extension) => {
    const { agents } = replay().hear(memberRow(Interface, 'Dee'))
    expect(Object.values(agents)).toMatchObject([{ name: 'Dee', extension, queues: ['support'] }])
  })
})

describe('an agent reached outside', () => {
  const home = memberRow('Local/15551230000@out/n', 'Home Ann', { Status: '2' })
  const caller = newChannel('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', { CallerIDNum: '5550100' })
  const pair = (way: string, at: number) =>
    [1, 2].map((half) => newChannel(`${way}-0000000${at};${half}`, `1700000000.${at}${half}`, '1700000000.1')).join('')
  const leg = newChannel('PJSIP/trunk-00000009', '1700000000.9', '1700000000.1', { CallerIDNum: '9990000' })
  const begins = (Uniqueid: string, DestUniqueid: string) => block('DialBegin', { Uniqueid, DestUniqueid })
  const talks = [
    entersBridge('PJSIP/trunk-00000001', '1700000000.1', '1700000000.1', 'one'),
    entersBridge('PJSIP/trunk-00000009', '1700000000.9', '1700000000.1', 'two'),
  ]
  const carried = { channelName: 'PJSIP/trunk-00000009', callId: '1700000000.1' }

  it('at home, over a trunk: the call is theirs, and can be heard on the leg that carries it', () => {
    const { hear, view } = replay()
    const { agents, calls } = hear(recorded('home-agent-over-trunk'))
    const agent = Object.values(agents)[0]
    expect(agent).toMatchObject({ name: 'Home Ann', presence: { kind: 'onCall' }, callId: '1700000000.1' })
    expect(calls['1700000000.1']).toMatchObject({
      agentId: agent?.id,
      state: 'talking',
      from: { number: '5550100' },
      to: { name: 'Home Ann', number: '15551230000', onNet: false },
    })
    expect(view().talking(agent?.id ?? '', '1700000000.1')?.channelName).toBe('PJSIP/trunk-00000002')
  })

  it('by a number that the trunk writes otherwise: the dialling tells', () => {
    const { hear, view } = replay()
    hear(home, caller, pair('Local/15551230000@out', 2), leg, begins('1700000000.22', '1700000000.9'), ...talks)
    expect(view().talking('15551230000', null)).toMatchObject(carried)
  })

  it('by follow-me, through two Local pairs', () => {
    const { hear, view } = replay()
    const { agents } = hear(
      memberRow('Local/1004@from-queue/n', 'Ann', { StateInterface: 'hint:1004@ext-local' }),
      block('ExtensionStatus', { Exten: '1004', Context: 'ext-local', Hint: 'PJSIP/1004&Custom:DND1004' }),
      caller,
      pair('Local/1004@from-queue', 2),
      pair('Local/FMGL-15551230000#@from-internal', 3),
      begins('1700000000.22', '1700000000.31'),
      leg,
      begins('1700000000.32', '1700000000.9'),
      ...talks,
    )
    expect(agents['1004']).toMatchObject({ presence: { kind: 'onCall' }, callId: '1700000000.1' })
    expect(view().talking('1004', null)).toMatchObject(carried)
  })

  it('rings while their mobile does', () => {
    const { hear } = replay()
    const { agents } = hear(
      home,
      caller,
      pair('Local/15551230000@out', 2),
      leg,
      begins('1700000000.22', '1700000000.9'),
    )
    expect(agents['15551230000']).toMatchObject({ presence: { kind: 'ringing' }, callId: '1700000000.1' })
  })

  it('is not the caller who calls from that very number', () => {
    const { hear } = replay()
    const { calls } = hear(
      memberRow('Local/5550100@out/n', 'Home Ann'),
      memberRow('PJSIP/1001', 'Bob'),
      caller,
      newChannel('PJSIP/1001-00000002', '1700000000.2', '1700000000.1'),
    )
    expect(calls['1700000000.1']).toMatchObject({ agentId: '1001', from: { agentId: null } })
  })
})

describe('a member of two queues, of which one alone names what tells their state', () => {
  const way = 'Local/1004@agents/n'
  const inSupport = memberRow(way, 'Dora', { StateInterface: 'hint:1004@ext-local' })
  const inSales = memberRow(way, 'Dora', { Queue: 'sales' })

  it.each([
    ['support last', [inSales, inSupport]],
    ['sales last', [inSupport, inSales]],
  ])('is at the phone of their hint, whichever is told last: %s', (_, members) => {
    const { hear, picture } = replay()
    const hint = block('ExtensionStatus', { Exten: '1004', Context: 'ext-local', Hint: 'PJSIP/alice', Status: '0' })
    hear(hint, ...members)
    const { agents } = hear(newChannel('PJSIP/alice-00000001', '1700000000.1', '1700000000.1', { ChannelState: '6' }))
    expect(Object.keys(agents)).toEqual(['1004'])
    expect(agents['1004']).toMatchObject({ presence: { kind: 'busy' }, queues: ['sales', 'support'] })
    const { people } = picture.tables
    hear(memberRow(way, 'Dora', { Event: 'QueueMemberStatus', Queue: 'sales', Paused: '1' }))
    expect(picture.tables.people).toBe(people) // nobody else is somebody else by it: two thousand of them are not read anew
  })
})
