// The picture from AMI events alone: calls, transfers, presence; impossible events change nothing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floor as floorSchema } from '#contract/floor.ts'
import { modes } from '#contract/monitor.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import type { PictureRules } from '#main/pbx/asterisk/floor/picture-tables.ts'
import { viewOf } from '#main/pbx/asterisk/floor/picture-view.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { reachOf } from '#main/pbx/asterisk/wire/ami-names.ts'
import { channelId } from '#main/pbx/asterisk/wire/console-id.ts'

const rules: PictureRules = {
  trunks: { endpoints: ['trunk'], contexts: ['from-outside'] },
  extensions: ['1001', '1002'],
  lines: ['5001'],
  consolePrefix: 'earshot.',
  ownPrefix: 'earshot.5001.me.',
}

function stage() {
  const picture = createPicture(rules, 0)
  let now = 2_000_000_000_000
  const say = (...events: AmiMessage[]) => {
    for (const event of events) {
      now += 1000
      picture.apply(event, now)
    }
    picture.takePatch(now)
    return picture.floor()
  }
  return { picture, say, view: () => viewOf(picture), later: (ms: number) => picture.takePatch(now + ms) }
}

const channel = (id: string, name: string, more: object = {}): AmiMessage => ({
  Event: 'Newchannel',
  Uniqueid: id,
  Linkedid: 'a.1',
  Channel: name,
  CallerIDNum: name.split(/[/-]/)[1] ?? '',
  ...more,
})
const enters = (id: string, bridge: string, linked = 'a.1'): AmiMessage => ({
  Event: 'BridgeEnter',
  Uniqueid: id,
  Linkedid: linked,
  BridgeUniqueid: bridge,
})
const caller = channel('a.1', 'PJSIP/trunk-1', { CallerIDNum: '555' })
const ada = channel('a.2', 'PJSIP/1001-2')
const talking = [caller, ada, enters('a.1', 'b'), enters('a.2', 'b')]

describe('a call', () => {
  it('rings, talks and is gone', () => {
    const { say } = stage()
    expect(say(caller).calls).toEqual({})
    expect(say(ada).calls['a.1']).toMatchObject({ state: 'ringing', agentId: '1001', answeredAt: null })
    expect(say(enters('a.1', 'b'), enters('a.2', 'b')).calls['a.1']).toMatchObject({
      state: 'talking',
      answeredAt: expect.any(Number),
    })
    expect(say({ Event: 'Hangup', Uniqueid: 'a.2' }, { Event: 'Hangup', Uniqueid: 'a.1' }).calls).toEqual({})
  })

  it.each([
    ['an endpoint that is a trunk', caller, false],
    ['a context that leads outside', channel('a.1', 'PJSIP/other-1', { Context: 'from-outside' }), false],
    ['a phone of this PBX', channel('a.1', 'PJSIP/1002-1'), true],
  ])('knows by %s whether it is on-net', (_, from, onNet) => {
    expect(stage().say(from, ada).calls['a.1']?.from.onNet).toBe(onNet)
  })

  it('takes the channel into its new call when a transfer changes its Linkedid', () => {
    const { say, view } = stage()
    say(...talking, channel('c.1', 'PJSIP/1002-9', { Linkedid: 'c.1' }))
    expect(view().callOf('c.1')).toBe('c.1')
    say({ Event: 'Hangup', Uniqueid: 'a.2' })
    const { calls } = say(enters('c.1', 'b', 'a.1'))
    expect(calls['a.1']).toMatchObject({ agentId: '1002', state: 'talking' })
    expect(view().agentOn('a.1')).toMatchObject({ channelId: 'c.1', agentId: '1002' })
  })

  it('is talked on over a Local channel between two bridges', () => {
    const { say, view } = stage()
    say(caller, ada, enters('a.1', 'one'), enters('a.2', 'two'))
    expect(view().talking('1001', 'a.1')).toMatchObject({ channelName: 'PJSIP/1001-2' })
    expect(view().peerOf('a.2')).toBe('PJSIP/trunk-1')
  })

  it('hides channels of consoles and of whoever spies, and says who does', () => {
    const { say } = stage()
    say(
      ...talking,
      channel('earshot.5001.me.t.0.line', 'PJSIP/5001-3', { Linkedid: 'x' }),
      channel('z.1', 'PJSIP/1002-4', { Linkedid: 'z.1' }),
    )
    const spying = {
      Event: 'ChanSpyStart',
      SpyerChannel: 'PJSIP/1002-4',
      SpyerCallerIDNum: '1002',
      SpyeeChannel: 'PJSIP/1001-2',
    }
    expect(Object.values(say(spying).calls)).toMatchObject([{ id: 'a.1', monitors: [{ supervisor: '1002' }] }])
    expect(say({ Event: 'ChanSpyStop', SpyerChannel: 'PJSIP/1002-4' }).calls['a.1']?.monitors).toEqual([])
  })

  const theirs = { prefix: 'earshot.5002.them.', ticketId: 't', number: 1, supervisor: 'Robin Süß' }
  const snoop = (kind: 'listen' | 'whisperAgent' | 'join') =>
    channel(channelId({ ...theirs, kind }), 'Snoop/a.2-00000001', { Linkedid: 'x' })

  it('names the supervisor and the mode of another console, whether it came before or after us', () => {
    const { say } = stage()
    const monitors = [{ supervisor: 'Robin Süß', mode: 'whisperAgent' }]
    expect(say(...talking, snoop('whisperAgent')).calls['a.1']?.monitors).toEqual(monitors)
    const listed = stage()
    expect(listed.say(snoop('whisperAgent'), ...talking).calls['a.1']?.monitors).toEqual(monitors)
  })

  it('names whoever may hear while two snoops of one monitor are there, and the mode in force once one is', () => {
    const { say } = stage()
    const next = channel(channelId({ ...theirs, number: 2, kind: 'whisperAgent' }), 'Snoop/a.2-00000002', {
      Linkedid: 'x',
    })
    const old = channelId({ ...theirs, kind: 'join' })
    expect(say(...talking, snoop('join'), next).calls['a.1']?.monitors).toEqual([
      { supervisor: 'Robin Süß', mode: 'monitor', may: ['join', 'whisperAgent'] },
    ])
    const left = say({ Event: 'Hangup', Uniqueid: old, Channel: 'Snoop/a.2-00000001' })
    expect(left.calls['a.1']?.monitors).toEqual([{ supervisor: 'Robin Süß', mode: 'whisperAgent' }])
  })

  it('tells two monitors of one supervisor apart', () => {
    const { say } = stage()
    const other = { ...theirs, ticketId: 'u', kind: 'listen' } as const
    const both = say(...talking, snoop('join'), channel(channelId(other), 'Snoop/a.2-00000002', { Linkedid: 'x' }))
    expect(both.calls['a.1']?.monitors.map(({ mode }) => mode)).toEqual(['join', 'listen'])
  })

  it('takes the mode of a console without ARI from the extension it spies from', () => {
    const { say } = stage()
    const [id, spyer] = [channelId({ ...theirs, kind: 'line' }), 'PJSIP/5002-9']
    say(...talking, channel(id, spyer, { Linkedid: 'x' }))
    const spying = { SpyerChannel: spyer, SpyerUniqueid: id, SpyeeChannel: 'PJSIP/1001-2' }
    const monitorsBy = (SpyerExten: string) =>
      say({ Event: 'ChanSpyStart', ...spying, SpyerExten }).calls['a.1']?.monitors.map(({ mode, may }) => may ?? mode)
    expect(['4', '5', '6', '7', 's'].map(monitorsBy)).toEqual([
      ['listen'],
      ['whisperAgent'],
      ['join'],
      ['whisperCaller'],
      [modes],
    ])
  })

  it('finds in the list who spied before we came, also by how the channel’s name begins', () => {
    const { say } = stage()
    const spying = { Application: 'ChanSpy', ApplicationData: 'PJSIP/1001,qb', CallerIDName: 'Desk Phone' }
    const row = { ...channel('z.1', 'PJSIP/5101-4', { Linkedid: 'z.1', ...spying }), Event: 'CoreShowChannel' }
    expect(Object.values(say(row, ...talking).calls)).toMatchObject([
      { id: 'a.1', monitors: [{ supervisor: 'Desk Phone', mode: 'monitor', may: modes }] },
    ])
    const gone = say({ Event: 'Hangup', Uniqueid: 'z.1', Channel: 'PJSIP/5101-4' })
    expect(gone.calls['a.1']?.monitors).toEqual([])
  })
})

describe('an agent', () => {
  const member = (more: object): AmiMessage => ({
    Event: 'QueueMemberStatus',
    Queue: 'q',
    StateInterface: 'hint:1004@ext-local',
    Status: '1',
    MemberName: 'Dora',
    ...more,
  })
  const presence = (...events: AmiMessage[]) => stage().say(...events).agents['1004']?.presence

  it('is known by the state interface, in whatever form', () => {
    const devices = ['PJSIP/1004', 'hint:1004@ext-local', 'Local/1004@from-queue/n', 'Agent:1004']
    expect(devices.map((device) => reachOf(device).number)).toEqual(['1004', '1004', '1004', '1004'])
  })

  it('is paused with its reason, unregistered, or logged out', () => {
    expect(presence(member({ Paused: '1', PausedReason: 'lunch' }))).toEqual({ kind: 'paused', reason: 'lunch' })
    expect(presence(member({ Status: '5' }))).toEqual({ kind: 'unregistered' })
    expect(presence(member({}), { ...member({}), Event: 'QueueMemberRemoved' })).toEqual({ kind: 'loggedOut' })
  })

  it('wraps up after a call for as long as the queue says, by time alone', () => {
    const { say, later, picture } = stage()
    expect(say(member({ Wrapuptime: '30', LastCall: '2000000000' })).agents['1004']?.presence.kind).toBe('wrapUp')
    expect(picture.nextDue()).toBe(2_000_000_030_000)
    expect(later(60_000)?.agents?.set?.[0]?.presence.kind).toBe('available')
  })
})

it('stays a floor of the contract whatever events come in whatever order', () => {
  const names = ['PJSIP/1001-1', 'PJSIP/trunk-1', 'Local/1@x-1;1', 'Snoop/a.1-1', '']
  const event = fc.record({
    Event: fc.constantFrom(
      'Newchannel',
      'BridgeEnter',
      'BridgeLeave',
      'Hangup',
      'Hold',
      'Rename',
      'QueueCallerJoin',
      'QueueMemberStatus',
      'ChanSpyStart',
      'Nonsense',
    ),
    Uniqueid: fc.constantFrom('a.1', 'a.2', 'earshot.x.y.z', ''),
    Linkedid: fc.constantFrom('a.1', 'a.2', ''),
    Channel: fc.constantFrom(...names),
    Newname: fc.constantFrom(...names),
    SpyeeChannel: fc.constantFrom(...names),
    BridgeUniqueid: fc.constantFrom('b', ''),
    Queue: fc.constantFrom('q', ''),
    Interface: fc.constantFrom('PJSIP/1001', ''),
    CallerIDNum: fc.string(),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const seen = stage().say(...events)
      expect(floorSchema.parse(seen)).toEqual(seen)
    }),
  )
})
