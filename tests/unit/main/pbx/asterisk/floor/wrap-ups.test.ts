// F3: a queue's own wrap-up time stands in no list of AMI. It is learned from how many members the PBX calls ready.
import { beforeEach, describe, expect, it } from 'vitest'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import { wrapEndOf } from '#main/pbx/asterisk/floor/picture-wrap-ups.ts'
import { watchWrapUps } from '#main/pbx/asterisk/floor/wrap-ups.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'
import { member, params } from './queue-rows.ts'
import { siteRules } from './replay.ts'

const startS = 1_700_000_000

let clock: ReturnType<typeof fakeClock>
beforeEach(() => {
  clock = fakeClock(startS * 1000)
})

/** A PBX that has its queue's members wrap up for so long; `offsetMs`: how far our clock is ahead of its own. */
function stage({ wrapS = 30, offsetMs = 0, answers = true, rows = [member('1001'), member('1002')] } = {}) {
  const picture = createPicture(siteRules, offsetMs)
  const lastCalls = new Map<string, number>()
  const busy = new Set<string>()
  const pbxS = () => Math.floor((clock.now() - offsetMs) / 1000)
  const asked: string[] = []
  // unseen: free and ready, and the picture does not know; loses: so many answers
  const pbx = { wrapS, free: (count: number) => count, unseen: 0, loses: 0 }
  const publish = () => void picture.takePatch(clock.now())
  const tell = (...events: AmiMessage[]) => {
    for (const event of events) picture.apply(event, clock.now())
    publish()
    wraps?.heard(events)
  }
  let wraps: ReturnType<typeof watchWrapUps> | null = null
  tell(params(), ...rows)
  wraps = watchWrapUps({
    clock,
    picture: () => picture,
    publish,
    ask: async (queue) => {
      asked.push(queue)
      if (pbx.loses > 0) {
        pbx.loses -= 1
        return 'lost'
      }
      const free = rows.map(({ StateInterface = '' }) => StateInterface).filter((way) => !busy.has(way))
      const ready = free.filter((way) => pbxS() - pbx.wrapS >= (lastCalls.get(way) ?? 0))
      return answers ? { free: pbx.free(free.length) + pbx.unseen, ready: ready.length + pbx.unseen } : null
    },
  })
  const begins = (number: string) => {
    busy.add(`PJSIP/${number}`)
    tell({ ...member(number), Event: 'QueueMemberStatus', Status: '2', LastCall: '0' })
  }
  const completes = (number: string) => {
    lastCalls.set(`PJSIP/${number}`, pbxS())
    tell({ Event: 'AgentComplete', Queue: 'support', Interface: `PJSIP/${number}`, HoldTime: '1' })
  }
  const getsFree = (number: string) => {
    busy.delete(`PJSIP/${number}`)
    const LastCall = String(lastCalls.get(`PJSIP/${number}`))
    tell({ ...member(number), Event: 'QueueMemberStatus', Status: '1', LastCall })
  }
  const ends = (number: string) => {
    completes(number)
    getsFree(number)
  }
  return {
    picture,
    pbx,
    asked,
    tell,
    begins,
    completes,
    getsFree,
    ends,
    stop: () => wraps?.stop(),
    presence: (number: string) => picture.floor().agents[number]?.presence.kind,
    free: () => picture.floor().queues.support?.agentsAvailable,
  }
}

const pass = (ms: number) => clock.advance(ms)

describe('a queue with a wrap-up time', () => {
  it('has whoever ended a call wrap up from that moment until the PBX calls them ready', async () => {
    const { begins, ends, presence, free } = stage({ wrapS: 30 })
    begins('1001')
    ends('1001')
    expect([presence('1001'), presence('1002'), free()]).toEqual(['wrapUp', 'available', 1])
    await pass(29_000)
    expect([presence('1001'), free()]).toEqual(['wrapUp', 1])
    await pass(2_500)
    expect([presence('1001'), free()]).toEqual(['available', 2])
  })

  it('still has them wrap up whose phone is shown free only later than the queue was asked', async () => {
    const { begins, completes, getsFree, presence, free } = stage({ wrapS: 30 })
    begins('1001')
    completes('1001')
    await pass(2_500)
    getsFree('1001')
    expect([presence('1001'), free()]).toEqual(['wrapUp', 1])
    await pass(25_000)
    expect([presence('1001'), free()]).toEqual(['wrapUp', 1])
    await pass(5_000)
    expect([presence('1001'), free()]).toEqual(['available', 2])
  })

  it('is asked again where an answer is lost', async () => {
    const { begins, ends, presence, pbx } = stage({ wrapS: 30 })
    pbx.loses = 3
    begins('1001')
    ends('1001')
    await pass(25_000)
    expect(presence('1001')).toBe('wrapUp')
    await pass(8_000)
    expect(presence('1001')).toBe('available')
  })

  it('is not asked for ever where every answer is lost', async () => {
    const { ends, presence, pbx, asked } = stage({ wrapS: 30 })
    pbx.loses = 1_000
    ends('1001')
    await pass(60_000)
    expect([presence('1001'), asked.length]).toEqual(['available', 11])
  })

  it('is not waited for where they take another call at once', async () => {
    const { begins, completes, presence, picture } = stage({ wrapS: 0 })
    begins('1001')
    completes('1001')
    await pass(60_000)
    expect(presence('1001')).not.toBe('wrapUp')
    expect(picture.tables.wrapUps.has('support')).toBe(false)
  })

  it('asks no more once the time is known, and ends the next wrap-up on time by itself', async () => {
    const { begins, ends, presence, asked, picture } = stage({ wrapS: 30 })
    begins('1001')
    ends('1001')
    await pass(40_000)
    const before = asked.length
    ends('1002')
    expect(presence('1002')).toBe('wrapUp')
    const due = picture.nextDue()
    expect((due ?? 0) - clock.now()).toBeLessThanOrEqual(31_000)
    await pass(29_000)
    expect(presence('1002')).toBe('wrapUp')
    await pass(2_000)
    picture.takePatch(clock.now())
    expect(presence('1002')).toBe('available')
    expect(asked.length).toBe(before)
  })

  it('is learned by a PBX whose clock is another', async () => {
    const { ends, presence, picture } = stage({ wrapS: 20, offsetMs: -3_333_333 })
    ends('1001')
    await pass(19_000)
    expect(presence('1001')).toBe('wrapUp')
    await pass(3_000)
    expect(presence('1001')).toBe('available')
    expect(picture.tables.wrapUps.get('support')).toMatchObject({ phase: 'learned', seconds: 20 })
  })

  it('tells apart who wraps up from who has been free for long, whoever is listed first', async () => {
    const { ends, presence } = stage({ wrapS: 15 })
    ends('1002')
    await pass(10_000)
    ends('1001')
    await pass(2_000)
    expect([presence('1001'), presence('1002')]).toEqual(['wrapUp', 'wrapUp'])
    await pass(5_000)
    expect([presence('1001'), presence('1002')]).toEqual(['wrapUp', 'available'])
  })

  it('is asked for anew after a reload, and now and then', async () => {
    const { ends, presence, asked, tell, pbx } = stage({ wrapS: 5 })
    ends('1001')
    await pass(10_000)
    const before = asked.length
    pbx.wrapS = 60
    tell({ Event: 'Reload', Module: 'app_queue' })
    ends('1001')
    await pass(30_000)
    expect(presence('1001')).toBe('wrapUp')
    expect(asked.length).toBeGreaterThan(before)
    await pass(700_000)
    const later = asked.length
    ends('1001')
    await pass(500)
    expect(asked.length).toBeGreaterThan(later)
  })
})

describe('a queue without one', () => {
  it('has its agents free a moment after their calls, and is asked once', async () => {
    const { begins, ends, presence, asked, free } = stage({ wrapS: 0 })
    begins('1001')
    ends('1001')
    await pass(500)
    expect([presence('1001'), free(), asked.length]).toEqual(['available', 2, 1])
    ends('1002')
    expect(presence('1002')).toBe('available')
    await pass(5_000)
    expect(asked.length).toBe(1)
  })

  it('is not believed to have none while the PBX counts others as free than the picture does', async () => {
    const { ends, pbx, presence, picture } = stage({ wrapS: 0 })
    pbx.free = (count) => count - 1
    ends('1001')
    await pass(3_000)
    expect(presence('1001')).toBe('wrapUp')
    await pass(20_000)
    expect(presence('1001'), 'there is no telling').toBe('available')
    expect(picture.tables.wrapUps.has('support')).toBe(false)
  })

  it('has nobody wrap up while all whom the PBX counts as free are ready, more than the picture knows of', async () => {
    const { ends, pbx, presence } = stage({ wrapS: 0 })
    pbx.unseen = 1
    ends('1001')
    await pass(300)
    expect(presence('1001')).toBe('available')
  })
})

it('who was wrapping up before the console came is seen to', async () => {
  const lastCall = { LastCall: String(startS - 4) }
  const { presence, pbx } = stage({ rows: [member('1001', lastCall), member('1002')] })
  pbx.wrapS = Number.POSITIVE_INFINITY // everybody who has taken a call, as the list says
  expect(presence('1001')).toBe('available')
  pbx.free = (count) => count
  await pass(300)
  expect([presence('1001'), presence('1002')]).toEqual(['wrapUp', 'available'])
})

it('a member’s own time goes before the queue’s, and needs no asking', async () => {
  const { picture, tell, presence, asked } = stage({ wrapS: 0, rows: [member('1001', { Wrapuptime: '40' })] })
  tell({ Event: 'AgentComplete', Queue: 'support', Interface: 'PJSIP/1001' })
  await pass(1_000)
  expect([presence('1001'), asked.length]).toEqual(['wrapUp', 0])
  const ada = picture.tables.members.get('PJSIP/1001')
  const membership = ada?.queues.get('support')
  expect(membership && wrapEndOf(picture.tables, 'PJSIP/1001', membership)).toBe((startS + 40) * 1000)
})

it('a wrap-up in one queue leaves the other its agent', async () => {
  const { tell, ends, picture, presence } = stage({ wrapS: 30 })
  tell(params({ Queue: 'sales' }), member('1001', { Queue: 'sales' }))
  ends('1001')
  await pass(1_000)
  expect(presence('1001')).toBe('wrapUp')
  const { queues } = picture.floor()
  expect([queues.sales?.agentsAvailable, queues.support?.agentsAvailable]).toEqual([1, 1])
})

it('where the PBX does not say, nobody wraps up for ever', async () => {
  const { ends, presence, asked } = stage({ answers: false })
  ends('1001')
  expect(presence('1001')).toBe('wrapUp')
  await pass(500)
  expect([presence('1001'), asked.length]).toEqual(['available', 1])
})

it('asks nothing more once it is stopped', async () => {
  const { ends, stop, asked } = stage()
  ends('1001')
  stop()
  await pass(10_000)
  expect(asked).toEqual([])
})
