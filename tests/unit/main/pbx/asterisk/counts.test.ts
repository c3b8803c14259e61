// What a queue has done and who could take its next call, from AMI events alone.
import { describe, expect, it } from 'vitest'
import { floor as floorSchema } from '#contract/floor.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import { countsOtherwise } from '#main/pbx/asterisk/floor/picture-counts.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { member, params } from './floor/queue-rows.ts'

const rules = { trunks: { endpoints: ['trunk'], contexts: [] }, extensions: [], lines: [] }

function stage() {
  const picture = createPicture({ ...rules, consolePrefix: 'earshot.', ownPrefix: 'earshot.5001.me.' }, 0)
  const sayAt = (now: number, ...events: AmiMessage[]) => {
    for (const event of events) picture.apply(event, now)
    picture.takePatch(now)
    return floorSchema.parse(picture.floor())
  }
  return {
    sayAt,
    say: (...events: AmiMessage[]) => sayAt(1000, ...events),
    fits: (event: AmiMessage) => !countsOtherwise(picture.tables, event),
  }
}

const callTo = (extension: string): AmiMessage[] => [
  { Event: 'Newchannel', Uniqueid: 'a.1', Linkedid: 'a.1', Channel: 'PJSIP/trunk-1', CallerIDNum: '555' },
  { Event: 'QueueCallerJoin', Queue: 'support', Uniqueid: 'a.1', Linkedid: 'a.1' },
  { Event: 'Newchannel', Uniqueid: 'a.2', Linkedid: 'a.1', Channel: `PJSIP/${extension}-2` },
  { Event: 'QueueCallerLeave', Queue: 'support', Uniqueid: 'a.1', Linkedid: 'a.1' },
  { Event: 'BridgeEnter', Uniqueid: 'a.1', Linkedid: 'a.1', BridgeUniqueid: 'b' },
  { Event: 'BridgeEnter', Uniqueid: 'a.2', Linkedid: 'a.1', BridgeUniqueid: 'b' },
]
const over: AmiMessage[] = ['a.2', 'a.1'].map((id) => ({ Event: 'Hangup', Uniqueid: id }))

describe('a queue', () => {
  it('shows what the PBX has counted', () => {
    const { queues } = stage().say(params())
    expect(queues.support).toMatchObject({
      answeredToday: 8,
      abandonedToday: 2,
      serviceLevel: 0.75,
      serviceWithinS: 20,
      inService: 0,
    })
  })

  it('counts a call as answered once while it is served and after it is over', () => {
    const { say } = stage()
    say(params(), member('1001'))
    expect(say(...callTo('1001')).queues.support).toMatchObject({ inService: 1, answeredToday: 9 })
    const done = { Event: 'AgentComplete', Queue: 'support', HoldTime: '4' }
    expect(say(done, ...over).queues.support).toMatchObject({ inService: 0, answeredToday: 9, serviceLevel: 7 / 9 })
  })

  it('has done with a call that its agent hands on: it goes on, and is not counted twice', () => {
    const { say } = stage()
    say(params(), member('1001'), member('1002', { Queue: 'sales' }))
    say(...callTo('1001'))
    const handedOn: AmiMessage[] = [
      {
        Event: 'BlindTransfer',
        Result: 'Success',
        TransfererUniqueid: 'a.2',
        TransfereeUniqueid: 'a.1',
        BridgeUniqueid: 'b',
      },
      { Event: 'BridgeLeave', Uniqueid: 'a.1', Linkedid: 'a.1', BridgeUniqueid: 'b' },
      { Event: 'Hangup', Uniqueid: 'a.2' },
      { Event: 'Newchannel', Uniqueid: 'a.3', Linkedid: 'a.1', Channel: 'PJSIP/1002-3' },
      { Event: 'BridgeEnter', Uniqueid: 'a.3', Linkedid: 'a.1', BridgeUniqueid: 'c' },
      { Event: 'BridgeEnter', Uniqueid: 'a.1', Linkedid: 'a.1', BridgeUniqueid: 'c' },
    ]
    const counted = { Event: 'AgentComplete', Queue: 'support', Uniqueid: 'a.1', HoldTime: '4', Reason: 'transfer' }
    const { queues, calls } = say(...handedOn, counted)
    expect(queues.support).toMatchObject({ inService: 0, answeredToday: 9 })
    expect(calls['a.1']).toMatchObject({ state: 'talking', agentId: '1002' })
    const again = say({ Event: 'Hold', Uniqueid: 'a.1' })
    expect(again.queues.support).toMatchObject({ inService: 0, answeredToday: 9 })
  })

  it('takes a call again that was handed on to it', () => {
    const { say } = stage()
    say(params(), member('1001'), ...callTo('1001'))
    say(
      { Event: 'AgentComplete', Queue: 'support', Uniqueid: 'a.1', HoldTime: '4' },
      { Event: 'Hangup', Uniqueid: 'a.2' },
    )
    expect(say(...callTo('1001').slice(1)).queues.support).toMatchObject({ inService: 1, answeredToday: 10 })
  })

  it('lowers its service level by a call that waited too long, and leaves abandoned calls out of it', () => {
    const { say } = stage()
    say(params())
    const late = { Event: 'AgentComplete', Queue: 'support', HoldTime: '21' }
    const abandoned = { Event: 'QueueCallerAbandon', Queue: 'support', Uniqueid: 'x' }
    expect(say(late, abandoned).queues.support).toMatchObject({ serviceLevel: 6 / 9, abandonedToday: 3 })
  })

  it('counts the later one alone of two calls that a member had at once, as the PBX does', () => {
    const { say } = stage()
    const tells = (Event: string, Uniqueid: string) => ({
      Event,
      Uniqueid,
      Queue: 'support',
      Interface: 'PJSIP/1001',
      HoldTime: '4',
    })
    say(params(), member('1001'), tells('AgentConnect', 'a.1'), tells('AgentConnect', 'b.1'))
    expect(say(tells('AgentComplete', 'a.1')).queues.support?.answeredToday).toBe(8)
    expect(say(tells('AgentComplete', 'b.1')).queues.support?.answeredToday).toBe(9)
    expect(say(tells('AgentComplete', 'b.1')).queues.support?.answeredToday).toBe(9)
    expect(say(tells('AgentComplete', 'b.1')).agents['1001']?.callsToday).toBe(4)
  })

  it('counts a call of whose caller nothing is told any more', () => {
    const { say } = stage()
    const tells = (Event: string, more: AmiMessage) => ({ Event, Queue: 'support', Interface: 'PJSIP/1001', ...more })
    say(params(), member('1001'), tells('AgentConnect', { Uniqueid: 'a.1', HoldTime: '1' }))
    const { queues } = say(tells('AgentComplete', { HoldTime: '1' }))
    expect(queues.support?.answeredToday).toBe(9)
  })

  it('counts a call once that the PBX has counted before its end, since the device was free', () => {
    const { say } = stage()
    const tells = (Event: string) => ({
      Event,
      Uniqueid: 'a.1',
      Queue: 'support',
      Interface: 'PJSIP/1001',
      HoldTime: '4',
    })
    say(params(), member('1001'), tells('AgentConnect'))
    const told = say(member('1001', { Event: 'QueueMemberStatus', Interface: 'PJSIP/1001', CallsTaken: '4' }))
    expect(told.queues.support).toMatchObject({ answeredToday: 9, serviceLevel: 7 / 9 })
    const { queues, agents } = say(tells('AgentComplete'))
    expect(queues.support?.answeredToday).toBe(9)
    expect(agents['1001']?.callsToday).toBe(4)
  })

  it.each([
    ['since it began, which only the list told', '1795834604', 8],
    ['last before it', '1795834599', 9],
  ])('counts a call that was taken while nothing was heard, its member counted %s', (_what, LastCall, answered) => {
    const { sayAt } = stage()
    const ended = 1795834611_324
    sayAt(ended - 3_000, params(), member('1001', { LastCall }))
    const tells = { Event: 'AgentComplete', Queue: 'support', Interface: 'PJSIP/1001', HoldTime: '3', TalkTime: '7' }
    expect(sayAt(ended, tells).queues.support?.answeredToday).toBe(answered)
  })

  it('counts a call that was taken while nothing was heard once, where its member is told to have counted it before its end', () => {
    const { sayAt } = stage()
    const ended = 1795834611_324
    sayAt(ended - 9_000, params(), member('1001', { LastCall: '1795834599' }))
    const told = { Event: 'QueueMemberStatus', Interface: 'PJSIP/1001', CallsTaken: '4', LastCall: '1795834604' }
    expect(sayAt(ended - 7_000, member('1001', told)).queues.support?.answeredToday).toBe(9)
    const tells = { Event: 'AgentComplete', Queue: 'support', Interface: 'PJSIP/1001', HoldTime: '3', TalkTime: '7' }
    const { queues, agents } = sayAt(ended, tells)
    expect([queues.support?.answeredToday, agents['1001']?.callsToday]).toEqual([9, 4])
  })

  it('has no service level before its first call, nor where the PBX sets none', () => {
    const { say } = stage()
    expect(say(params({ Completed: '0', ServicelevelPerf: '0.0' })).queues.support?.serviceLevel).toBeNull()
    expect(say(params({ ServiceLevel: '0' })).queues.support).toMatchObject({
      serviceLevel: null,
      serviceWithinS: null,
    })
  })

  it('says nothing of what a PBX does not count', () => {
    const { queues } = stage().say({ Event: 'QueueParams', Queue: 'support' })
    expect(queues.support?.answeredToday).toBeUndefined()
  })

  it('counts who is free: not who talks, is paused there, is out of reach or has left', () => {
    const { say } = stage()
    const free = (...events: AmiMessage[]) => say(...events).queues.support?.agentsAvailable
    expect(free(params(), member('1001'), member('1002'), member('1003'))).toBe(3)
    expect(free(...callTo('1001'))).toBe(2)
    expect(free(member('1002', { Event: 'QueueMemberPause', Paused: '1' }))).toBe(1)
    expect(free({ ...member('1003'), Event: 'QueueMemberRemoved' })).toBe(0)
    expect(free(...over)).toBe(1)
    expect(free(member('1001', { Event: 'QueueMemberStatus', Status: '5' }))).toBe(0)
  })
})

it('an agent has taken what all their queues counted', () => {
  const { agents } = stage().say(member('1001'), member('1001', { Queue: 'sales', CallsTaken: '4' }))
  expect(agents['1001']?.callsToday).toBe(7)
})

describe('an event that counts otherwise than we do', () => {
  const status = (CallsTaken: string): AmiMessage => ({
    Event: 'QueueMemberStatus',
    Queue: 'support',
    Interface: 'PJSIP/1001',
    CallsTaken,
  })
  const caller = (Event: string, Uniqueid: string, Count: string): AmiMessage => ({
    Event: `QueueCaller${Event}`,
    Queue: 'support',
    Uniqueid,
    Count,
  })

  it('is one of a member with fewer calls: their figures were reset', () => {
    const { say, fits } = stage()
    say(params(), { ...member('1001', { CallsTaken: '5' }), Interface: 'PJSIP/1001' })
    expect(['4', '5', '6', '', 'many'].map((taken) => fits(status(taken)))).toEqual(Array(5).fill(true))
    expect(['0', '3'].map((taken) => fits(status(taken)))).toEqual([false, false])
    expect(fits({ ...status('0'), Interface: 'PJSIP/1002' })).toBe(true)
  })

  it('is one of a queue with another number of callers: one came or left untold', () => {
    const { say, fits } = stage()
    say(params(), caller('Join', 'a.1', '1'))
    expect(fits(caller('Join', 'a.2', '2'))).toBe(true)
    expect(fits(caller('Join', 'a.2', '3'))).toBe(false)
    expect(fits(caller('Leave', 'a.1', '0'))).toBe(true)
    expect(fits(caller('Leave', 'a.1', '1'))).toBe(false)
    expect(fits({ Event: 'QueueCallerJoin', Queue: 'support', Uniqueid: 'a.2' })).toBe(true)
    expect(fits(caller('Abandon', 'a.1', '7'))).toBe(true)
  })

  it('is the end of one of two calls that a member took in the same second: which is counted cannot be known', () => {
    const tells = (Event: string, Uniqueid: string) => ({
      Event,
      Uniqueid,
      Queue: 'support',
      Interface: 'PJSIP/1001',
      HoldTime: '4',
    })
    const fitsAfter = (apartMs: number): boolean => {
      const { sayAt, fits } = stage()
      sayAt(1_000, params(), member('1001'), tells('AgentConnect', 'a.1'))
      sayAt(1_000 + apartMs, tells('AgentConnect', 'b.1'))
      return fits(tells('AgentComplete', 'a.1'))
    }
    expect([0, 900, 1_500].map(fitsAfter)).toEqual([false, false, false])
    expect([2_500, 60_000].map(fitsAfter)).toEqual([true, true])
    const { say, fits } = stage()
    say(params(), member('1001'), tells('AgentConnect', 'a.1'), tells('AgentComplete', 'a.1'))
    say(tells('AgentConnect', 'b.1'))
    expect(fits(tells('AgentComplete', 'b.1'))).toBe(true)
  })
})
