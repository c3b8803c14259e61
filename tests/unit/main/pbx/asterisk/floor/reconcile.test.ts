// F1, F2, A4: what no event tells is found by comparing with the PBX's lists, and heals by itself.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Lists } from '#main/pbx/asterisk/floor/difference.ts'
import { differencesOf } from '#main/pbx/asterisk/floor/differences.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import { keepReconciled } from '#main/pbx/asterisk/floor/rounds.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'
import { member, params } from './queue-rows.ts'

const noBridges = { bridges: null, parked: null, pool: null }
const rules = { trunks: { endpoints: ['trunk'], contexts: [] }, extensions: [], lines: [] }

let clock: ReturnType<typeof fakeClock>
let lists: Lists | null
let asked: number
let log: string[]
let untold: string[]
let told: number

beforeEach(() => {
  clock = fakeClock(1_000_000)
  lists = { channels: [], queues: [], hints: null, devices: null, ...noBridges }
  asked = 0
  log = []
  untold = []
  told = 0
})

function stage() {
  const picture = createPicture({ ...rules, consolePrefix: 'earshot.', ownPrefix: 'earshot.5001.me.' }, 0)
  const rounds = keepReconciled({
    clock,
    list: async () => {
      asked++
      return lists
    },
    compare: (found) => differencesOf(picture.tables, found, clock.now()),
    mend: (differences) => {
      for (const { mend } of differences) mend(picture.tables, clock.now())
      picture.takePatch(clock.now())
    },
    log: (text) => log.push(text),
    onUntold: (byClass) => untold.push(byClass),
    onTold: () => told++,
  })
  return {
    rounds,
    tell: (...events: AmiMessage[]) => {
      for (const event of events) picture.apply(event, clock.now())
      picture.takePatch(clock.now())
      rounds.heard(events)
    },
    floor: () => picture.floor(),
  }
}

async function pass(ms: number) {
  for (let left = ms; left > 0; left -= 500) {
    clock.pass(500)
    for (let turns = 0; turns < 8; turns++) await Promise.resolve()
  }
}

const channel = (id: string, name: string, more: object = {}): AmiMessage => ({
  Event: 'CoreShowChannel',
  Uniqueid: id,
  Linkedid: '1700000000.1',
  Channel: name,
  ChannelState: '6',
  CallerIDNum: '555',
  ...more,
})
const caller = channel('1700000000.1', 'PJSIP/trunk-1', { BridgeId: 'b' })
const callee = channel('1700000000.2', 'PJSIP/1001-2', { BridgeId: 'b', Application: 'AppQueue' })
const born = ({ Uniqueid, Linkedid, Channel }: AmiMessage): AmiMessage => ({
  Event: 'Newchannel',
  Uniqueid,
  Linkedid,
  Channel,
})
const enters = ({ Uniqueid }: AmiMessage): AmiMessage => ({
  Event: 'BridgeEnter',
  Uniqueid,
  BridgeUniqueid: 'b',
  BridgeType: 'basic',
})
const ONE_ROUND = 48_000

describe('figures', () => {
  it('F1: are the PBX’s own within a minute of a reset that no event tells', async () => {
    const { tell, floor } = stage()
    tell(params())
    expect(floor().queues.support).toMatchObject({ answeredToday: 8, abandonedToday: 2 })
    const reset = params({ Completed: '0', Abandoned: '0', ServicelevelPerf: '0.0' })
    lists = { channels: [], queues: [reset], hints: null, devices: null, ...noBridges }
    await pass(ONE_ROUND)
    expect(floor().queues.support).toMatchObject({ answeredToday: 0, abandonedToday: 0, serviceLevel: null })
    expect(log).toHaveLength(1)
    await pass(10 * ONE_ROUND)
    expect(log, 'once').toHaveLength(1)
  })

  it('are left alone for a call that is counted in the list and told a moment later', async () => {
    const { tell, floor } = stage()
    tell(params())
    lists = {
      channels: [],
      queues: [params({ Completed: '9', ServicelevelPerf: '77.8' })],
      hints: null,
      devices: null,
      ...noBridges,
    }
    await pass(45_500)
    tell({ Event: 'AgentComplete', Queue: 'support', HoldTime: '4' })
    await pass(3_000)
    expect(floor().queues.support?.answeredToday).toBe(9)
    expect(log).toEqual([])
  })

  it('count a call once that the PBX lists as counted while it goes on', async () => {
    const { tell, floor } = stage()
    const way = { Interface: 'PJSIP/1001', StateInterface: 'PJSIP/1001' }
    const call = { Queue: 'support', Interface: 'PJSIP/1001', Uniqueid: 'a.1', HoldTime: '2' }
    tell(params(), member('1001', way), { Event: 'AgentConnect', ...call })
    const counted = { ...way, CallsTaken: '4', LastCall: String(clock.now() / 1000 + 1) }
    lists = {
      channels: [],
      queues: [params({ Completed: '9' }), member('1001', counted)],
      hints: null,
      devices: null,
      ...noBridges,
    }
    await pass(60_000)
    const shown = () => [floor().queues.support?.answeredToday, floor().agents['1001']?.callsToday]
    expect(shown()).toEqual([9, 4])
    tell({ Event: 'AgentComplete', ...call, TalkTime: '60' })
    expect(shown()).toEqual([9, 4])
  })

  it('are the PBX’s own within a minute of a reset on a floor that goes on taking calls, of queue and member', async () => {
    const { tell, floor } = stage()
    tell(params(), member('1001', { CallsTaken: '8' }))
    let taken = 0
    const talk = () => {
      lists = {
        ...noBridges,
        channels: [],
        queues: [
          params({ Completed: String(++taken), Abandoned: '0', ServicelevelPerf: '100.0' }),
          member('1001', { CallsTaken: String(taken), Status: taken % 2 === 0 ? '1' : '2' }),
        ],
        hints: null,
        devices: null,
      }
      tell({ Event: 'AgentComplete', Queue: 'support', Interface: 'PJSIP/1001', HoldTime: '4' })
    }
    for (let seconds = 0; seconds < 54; seconds++) {
      talk()
      await pass(1_000)
    }
    expect(floor().queues.support).toMatchObject({ answeredToday: taken, abandonedToday: 0 })
    expect(floor().agents['1001']?.callsToday).toBe(taken)
  })

  it('that are another difference at each look are looked at until two looks agree, and not a round later', async () => {
    const { tell, floor } = stage()
    tell(params())
    let answers = 0
    const list = (Completed: string) => {
      lists = {
        ...noBridges,
        channels: [],
        queues: [params({ Completed, Abandoned: '0' })],
        hints: null,
        devices: null,
      }
    }
    list('0')
    await pass(45_500)
    for (; answers < 2; answers++) {
      list(String(answers + 1))
      await pass(1_500)
    }
    await pass(1_500)
    expect(floor().queues.support).toMatchObject({ answeredToday: 2, abandonedToday: 0 })
  })

  it('are not called wrong for the list’s rounded percentage', async () => {
    const { tell } = stage()
    tell(params({ Completed: '5000', ServicelevelPerf: '77.3' }))
    tell(...Array.from({ length: 3 }, () => ({ Event: 'AgentComplete', Queue: 'support', HoldTime: '4' })))
    lists = {
      channels: [],
      queues: [params({ Completed: '5003', ServicelevelPerf: '77.3' })],
      hints: null,
      devices: null,
      ...noBridges,
    }
    await pass(ONE_ROUND)
    expect(log).toEqual([])
  })
})

describe('members and queues', () => {
  it('F2: come and go with a reload, seconds after it', async () => {
    const { tell, floor } = stage()
    tell(params(), member('1001'), member('1002'), params({ Queue: 'old' }))
    lists = {
      channels: [],
      queues: [params(), member('1001'), member('1003'), params({ Queue: 'new' })],
      hints: null,
      devices: null,
      ...noBridges,
    }
    tell({ Event: 'Reload', Module: 'app_queue', Status: '0' })
    await pass(4_000)
    expect(Object.keys(floor().agents).sort()).toEqual(['1001', '1003'])
    expect(floor().agents[1003]).toMatchObject({ name: 'Agent 1003', queues: ['support'] })
    expect(Object.keys(floor().queues).sort()).toEqual(['new', 'support'])
    expect(floor().queues.support?.agentsAvailable).toBe(2)
  })

  it('of a reload that tells of every module are compared once it is over', async () => {
    const { tell } = stage()
    for (let modules = 0; modules < 8; modules++) {
      tell({ Event: 'Reload', Module: `m${modules}` })
      await pass(500)
    }
    await pass(2_000)
    expect(asked).toBe(1)
  })

  it('keep who has logged out, as an event told it, and since when the others do what they do', async () => {
    const { tell, floor } = stage()
    tell(params(), member('1001'), member('1002'))
    tell({ ...member('1002'), Event: 'QueueMemberRemoved' })
    const since = floor().agents[1001]?.since
    lists = {
      channels: [],
      queues: [params(), member('1001', { CallsTaken: '4' })],
      hints: null,
      devices: null,
      ...noBridges,
    }
    await pass(ONE_ROUND)
    expect(floor().agents[1001]).toMatchObject({ callsToday: 4, since })
    expect(floor().agents[1002]?.presence).toEqual({ kind: 'loggedOut' })
  })

  it('follow a pause and a device no event told of', async () => {
    const { tell, floor } = stage()
    tell(params(), member('1001'), member('1002'))
    lists = {
      ...noBridges,
      hints: null,
      channels: [],
      queues: [params(), member('1001', { Paused: '1', PausedReason: 'Lunch' }), member('1002')],
      devices: [{ Event: 'DeviceStateChange', Device: 'PJSIP/1002', State: 'UNAVAILABLE' }],
    }
    await pass(ONE_ROUND)
    expect(floor().agents[1001]?.presence).toEqual({ kind: 'paused', reason: 'Lunch' })
    expect(floor().agents[1002]?.presence).toEqual({ kind: 'unregistered' })
  })

  it('stay where the PBX cannot list them: no answer is not none', async () => {
    const { tell, floor } = stage()
    tell(params(), member('1001'))
    lists = { channels: [], queues: null, hints: null, devices: null, ...noBridges }
    await pass(ONE_ROUND)
    lists = null
    await pass(ONE_ROUND)
    expect(Object.keys(floor().agents)).toEqual(['1001'])
    expect(Object.keys(floor().queues)).toEqual(['support'])
  })
})

describe('calls', () => {
  it('end when their channels are gone, though no Hangup came', async () => {
    const { tell, floor } = stage()
    tell(params(), member('1001'), born(caller), born(callee), enters(caller), enters(callee))
    expect(Object.keys(floor().calls)).toHaveLength(1)
    lists = { channels: [], queues: [params(), member('1001')], hints: null, devices: null, ...noBridges }
    await pass(ONE_ROUND)
    expect(floor().calls).toEqual({})
    expect(floor().agents[1001]?.presence).toEqual({ kind: 'available' })
  })

  it('appear when their events were lost, at once where something told does not fit', async () => {
    const { tell, rounds, floor } = stage()
    tell(params(), member('1001'))
    lists = { channels: [caller, callee], queues: [params(), member('1001')], hints: null, devices: null, ...noBridges }
    rounds.contradicted()
    await pass(4_000)
    expect(Object.values(floor().calls)).toMatchObject([{ state: 'talking', agentId: '1001' }])
  })

  it('are corrected where a bridge was missed, and keep since when they are', async () => {
    const { tell, floor } = stage()
    tell(params(), member('1001'), born(caller), born(callee))
    const startedAt = Object.values(floor().calls)[0]?.startedAt
    lists = { channels: [caller, callee], queues: [params(), member('1001')], hints: null, devices: null, ...noBridges }
    await pass(ONE_ROUND)
    expect(Object.values(floor().calls)).toMatchObject([{ state: 'talking', startedAt }])
  })

  it('that only begin while the list is made are not called gone', async () => {
    const { tell, floor } = stage()
    lists = { channels: [], queues: [], hints: null, devices: null, ...noBridges }
    await pass(45_000)
    tell(params(), member('1001'), born(caller), born(callee), enters(caller), enters(callee))
    lists = { channels: [caller, callee], queues: [params(), member('1001')], hints: null, devices: null, ...noBridges }
    await pass(3_000)
    expect(Object.keys(floor().calls)).toHaveLength(1)
    expect(log).toEqual([])
  })

  it('are listed for a second contradiction as soon as the first is long enough ago, though nothing more is told', async () => {
    const { rounds } = stage()
    rounds.contradicted()
    await pass(3_000)
    const before = asked
    rounds.contradicted()
    await pass(9_000)
    expect(asked).toBe(before)
    await pass(5_000)
    expect(asked).toBe(before + 1)
    await pass(20_000)
    expect(asked, 'and for none after it').toBe(before + 1)
  })

  it('are not listed over and over for a channel that stays unknown', async () => {
    const { rounds } = stage()
    for (let seconds = 0; seconds < 40; seconds++) {
      rounds.contradicted()
      await pass(1_000)
    }
    expect(asked).toBeLessThan(4)
  })
})

describe('A4: an AMI that sends no events of queues', () => {
  const waits = { Event: 'QueueEntry', Queue: 'support', Uniqueid: '1700000000.1', Wait: '15' }
  const alone = channel('1700000000.1', 'PJSIP/trunk-1', { Application: 'Queue', ApplicationData: 'support' })

  it('is said after two rounds in which callers came or went untold, and the caller is shown from the first on', async () => {
    const { tell, floor } = stage()
    tell(params(), member('1001'), born(caller))
    lists = { channels: [alone], queues: [params(), member('1001'), waits], hints: null, devices: null, ...noBridges }
    await pass(ONE_ROUND)
    expect(floor().queues.support?.waiting).toBe(1)
    expect(Object.values(floor().calls)).toMatchObject([{ state: 'waiting', queueId: 'support' }])
    expect(untold).toEqual([])
    lists = { channels: [], queues: [params(), member('1001')], hints: null, devices: null, ...noBridges }
    tell({ Event: 'Hangup', Uniqueid: '1700000000.1' })
    lists = {
      channels: [],
      queues: [params(), member('1001'), { ...waits, Uniqueid: '1700000000.9' }],
      hints: null,
      devices: null,
      ...noBridges,
    }
    await pass(ONE_ROUND)
    expect(untold).toEqual(['agent'])
    tell({ ...member('1001'), Event: 'QueueMemberStatus' })
    expect(told).toBe(1)
  })

  it('is not said of a queue of which events come', async () => {
    const { tell } = stage()
    tell(params(), { ...member('1001'), Event: 'QueueMemberStatus' }, born(caller))
    for (let rounds = 0; rounds < 4; rounds++) {
      lists = {
        channels: [alone],
        queues: [params(), { ...waits, Uniqueid: `1700000000.${rounds}` }],
        hints: null,
        devices: null,
        ...noBridges,
      }
      await pass(ONE_ROUND)
    }
    expect(untold).toEqual([])
  })
})

it('asks nothing more once it is stopped', async () => {
  const { rounds } = stage()
  rounds.stop()
  rounds.heard([{ Event: 'Reload' }])
  await pass(5 * ONE_ROUND)
  expect(asked).toBe(0)
})

describe('bridges and parking', () => {
  const bridge = (more: object = {}): AmiMessage => ({
    Event: 'BridgeListItem',
    BridgeUniqueid: 'b',
    BridgeType: 'basic',
    BridgeTechnology: 'simple_bridge',
    ...more,
  })

  it('that were taken for a waiting room are a conversation once the PBX lists them as one', async () => {
    const { tell, floor } = stage()
    const other = { ...born(callee), Linkedid: '1700000000.2' }
    const waiting = { BridgeTechnology: 'holding_bridge' }
    tell(born(caller), other, { ...enters(caller), ...waiting }, { ...enters(callee), ...waiting })
    expect(Object.values(floor().calls)).toEqual([])
    lists = {
      bridges: [bridge()],
      channels: [caller, callee],
      queues: null,
      hints: null,
      devices: null,
      parked: [],
      pool: null,
    }
    await pass(ONE_ROUND)
    expect(Object.values(floor().calls)).toMatchObject([{ state: 'talking' }])
    await pass(3 * ONE_ROUND)
    expect(log).toHaveLength(1)
  })

  it('that were taken for a conversation are none once the PBX lists them as a waiting room', async () => {
    const { tell } = stage()
    tell(born(caller), enters(caller))
    const listed = bridge({ BridgeTechnology: 'holding_bridge' })
    lists = { bridges: [listed], channels: [caller], queues: null, hints: null, devices: null, parked: [], pool: null }
    await pass(ONE_ROUND)
    expect(log.join()).toContain('do not hear each other')
    await pass(3 * ONE_ROUND)
    expect(log, 'once').toHaveLength(1)
  })

  it('tell who is parked, at which space and by whom, and who is no more', async () => {
    const { tell, floor } = stage()
    const lot = bridge({ BridgeType: 'parking', BridgeTechnology: 'holding_bridge' })
    const space = (ParkingSpace: string): AmiMessage => ({
      Event: 'ParkedCall',
      ParkeeUniqueid: caller.Uniqueid,
      ParkeeLinkedid: caller.Linkedid,
      ParkingSpace,
      ParkerDialString: 'PJSIP/1001',
    })
    tell(born(caller), { ...enters(caller), BridgeType: 'parking', BridgeTechnology: 'holding_bridge' })
    expect(Object.values(floor().calls)).toEqual([])
    const rest = { bridges: [lot], pool: null, queues: null, hints: null, devices: null }
    lists = { ...rest, channels: [caller], parked: [space('701')] }
    await pass(ONE_ROUND)
    expect(Object.values(floor().calls)).toMatchObject([{ state: 'parked', to: { number: '701' } }])
    lists = { ...rest, channels: [caller], parked: [space('702')] }
    await pass(ONE_ROUND)
    expect(Object.values(floor().calls)).toMatchObject([{ state: 'parked', to: { number: '702' } }])
    lists = { ...rest, bridges: [bridge()], channels: [caller, callee], parked: [], pool: null }
    await pass(ONE_ROUND)
    expect(Object.values(floor().calls)).toMatchObject([{ state: 'talking' }])
  })
})

describe('a MeetMe whose room was named by keys', () => {
  it('stays the room it was told to be, which the list does not say, until its user has left', async () => {
    const { tell, floor } = stage()
    const joins = (id: string, Channel: string): AmiMessage => ({
      Event: 'MeetmeJoin',
      Uniqueid: id,
      Channel,
      Meetme: '8600',
    })
    const inRoom = { Application: 'MeetMe', ApplicationData: '' }
    const rows = [channel('1700000000.1', 'PJSIP/trunk-1', inRoom), channel('1700000000.2', 'PJSIP/1001-2', inRoom)]
    tell(...rows, joins('1700000000.1', 'PJSIP/trunk-1'), joins('1700000000.2', 'PJSIP/1001-2'))
    lists = { channels: rows, queues: [], hints: null, devices: null, ...noBridges }
    await pass(60_000)
    expect(Object.values(floor().calls)).toMatchObject([{ state: 'talking' }])
    expect(log).toEqual([])
    lists = { ...lists, channels: rows.map((row) => ({ ...row, Application: 'VoiceMail' })) }
    await pass(60_000)
    tell()
    expect(floor().calls).toEqual({})
  })
})
