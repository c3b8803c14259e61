import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlertRules, alertRules } from '#contract/alerts.ts'
import type { Agent, Call, Floor, Queue } from '#contract/floor.ts'
import { type AlertsState, noAlerts } from '#renderer/alerts/alert.ts'
import { newAlerts, nextAlerts, shownAlerts, snooze, snoozedAlerts, wake } from '#renderer/alerts/next-alerts.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'

const rules = (over: Partial<AlertRules> = {}): AlertRules => ({
  ...alertRules.parse({}),
  longestWaitS: 60,
  waitingCallers: 5,
  serviceLevel: 0.7,
  longCallS: 600,
  longHoldS: 100,
  longPauseS: 300,
  ...over,
})
const queue = (over: Partial<Queue> = {}): Queue => ({
  id: '8001',
  name: 'Sales',
  extension: '8001',
  waiting: 0,
  oldestWaitSince: null,
  ...over,
})
const floor = (queues: readonly Queue[], calls: readonly Call[] = [], agents: readonly Agent[] = []): Floor => ({
  ...floorWith(calls, agents),
  queues: Object.fromEntries(queues.map((row) => [row.id, row])),
})
const ids = (state: AlertsState) => shownAlerts(state).map(({ id }) => id)
const waits = (since: number | null) => floor([queue({ waiting: since === null ? 0 : 1, oldestWaitSince: since })])
const S = 1000

describe('an alert', () => {
  it.each<[string, Floor, number]>([
    ['longestWait 8001', waits(0), 60],
    ['waitingCallers 8001', floor([queue({ waiting: 5, oldestWaitSince: 0 })]), 1],
    ['serviceLevel 8001', floor([queue({ serviceLevel: 0.69 })]), 1],
    ['longCall c1', floor([], [aCall('c1', '1001', { answeredAt: 0 })]), 600],
    [
      'longPause 1001',
      floor([], [], [anAgent('1001', { presence: { kind: 'paused', reason: 'Lunch' }, since: 0 })]),
      300,
    ],
    ['longPause 1002', floor([], [], [anAgent('1002', { presence: { kind: 'doNotDisturb' }, since: 0 })]), 300],
  ])('%s is raised at its limit, not before', (id, on, atS) => {
    const before = nextAlerts(noAlerts, on, rules(), atS * S - 1)
    if (!id.startsWith('waiting') && !id.startsWith('service')) expect(ids(before)).toEqual([])
    expect(ids(nextAlerts(before, on, rules(), atS * S))).toEqual([id])
  })

  it('for a long hold counts from when the hold was first seen', () => {
    const held = floor([], [aCall('c1', '1001', { state: 'held', answeredAt: 0 })])
    let state = nextAlerts(noAlerts, held, rules(), 50 * S)
    state = nextAlerts(state, held, rules(), 149 * S)
    expect(ids(state)).toEqual([])
    state = nextAlerts(state, held, rules(), 150 * S)
    expect(ids(state)).toEqual(['longHold c1'])
    state = nextAlerts(state, floor([], [aCall('c1', '1001', { answeredAt: 0 })]), rules(), 151 * S)
    expect(ids(state)).toEqual([])
    expect(ids(nextAlerts(state, held, rules(), 160 * S))).toEqual([])
  })

  it('is not raised where the PBX does not know the figure, or there is no limit', () => {
    expect(ids(nextAlerts(noAlerts, floor([queue()]), rules(), 9e9))).toEqual([])
    expect(ids(nextAlerts(noAlerts, waits(0), rules({ longestWaitS: null }), 9e9))).toEqual([])
  })

  it('goes by the limit of the queue where it has one, also by its having none', () => {
    const other = (over: AlertRules['queues'][number]) => rules({ queues: [over] })
    expect(ids(nextAlerts(noAlerts, waits(0), other({ queueId: '8001', longestWaitS: 10 }), 10 * S))).toHaveLength(1)
    expect(ids(nextAlerts(noAlerts, waits(0), other({ queueId: '8001', longestWaitS: null }), 900 * S))).toEqual([])
    expect(ids(nextAlerts(noAlerts, waits(0), other({ queueId: '8002', longestWaitS: 10 }), 10 * S))).toEqual([])
  })

  it('of a call goes by the limits of its queue', () => {
    const held = floor([], [aCall('c1', '1001', { queueId: '8001', state: 'held', answeredAt: 0 })])
    const own = rules({ queues: [{ queueId: '8001', longCallS: 60, longHoldS: null }] })
    let state = nextAlerts(noAlerts, held, own, 59 * S)
    expect(ids(state)).toEqual([])
    state = nextAlerts(state, held, own, 500 * S)
    expect(ids(state)).toEqual(['longCall c1'])
    const elsewhere = floor([], [aCall('c1', '1001', { queueId: '8002', answeredAt: 0 })])
    expect(ids(nextAlerts(noAlerts, elsewhere, own, 60 * S))).toEqual([])
  })

  it('of a pause goes by the shortest limit of the queues of the agent', () => {
    const paused = (queues: string[]) =>
      floor([], [], [anAgent('1001', { presence: { kind: 'paused', reason: null }, since: 0, queues })])
    const own = rules({
      queues: [
        { queueId: '8001', longPauseS: 60 },
        { queueId: '8003', longPauseS: null },
      ],
    })
    const raisedAt = (queues: string[], atS: number) => ids(nextAlerts(noAlerts, paused(queues), own, atS * S)).length
    expect([raisedAt(['8001', '8002'], 60), raisedAt(['8001', '8002'], 59)]).toEqual([1, 0])
    expect([raisedAt(['8003', '8002'], 300), raisedAt(['8003', '8002'], 299)]).toEqual([1, 0])
    expect([raisedAt([], 300), raisedAt(['8003'], 90_000)]).toEqual([1, 0])
  })

  it('stays while the figure hovers about the limit, and goes when it is well below', () => {
    let state = nextAlerts(noAlerts, waits(0), rules(), 60 * S)
    state = nextAlerts(state, waits(10 * S), rules(), 60 * S) // the next caller in line: 50 s
    expect(ids(state)).toEqual(['longestWait 8001'])
    state = nextAlerts(state, waits(13 * S), rules(), 60 * S) // 47 s, below four fifths
    expect(ids(state)).toEqual([])
    expect(ids(nextAlerts(state, waits(10 * S), rules(), 60 * S))).toEqual([])
  })

  it('never flickers, however a figure hovers above four fifths of its limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 4, max: 9 }), { minLength: 1 }), (counts) => {
        let state = nextAlerts(noAlerts, floor([queue({ waiting: 5 })]), rules(), 0)
        for (const [n, waiting] of counts.entries()) {
          const next = nextAlerts(state, floor([queue({ waiting })]), rules(), n)
          expect(newAlerts(state, next)).toEqual([])
          state = next
        }
        expect(ids(state)).toEqual(['waitingCallers 8001'])
      }),
    )
  })

  it('neither comes nor goes on an old picture', () => {
    const state = nextAlerts(noAlerts, waits(0), rules(), 60 * S)
    expect(nextAlerts(state, null, rules(), 9e9)).toBe(state)
    expect(nextAlerts(noAlerts, null, rules(), 9e9)).toBe(noAlerts)
  })

  it('is the same object while nothing is different, so that nothing is drawn again', () => {
    const state = nextAlerts(noAlerts, waits(0), rules(), 60 * S)
    expect(nextAlerts(state, waits(0), rules(), 61 * S)).toBe(state)
  })
})

describe('how bad an alert is', () => {
  const shown = (state: AlertsState) => shownAlerts(state).map(({ id, level }) => `${level} ${id}`)

  it('goes by how many times past its limit it is, worst first, then by how long it has been there', () => {
    const on = floor(
      [
        queue({ id: 'mild', waiting: 1, oldestWaitSince: 900 * S }),
        queue({ id: 'critical', waiting: 1, oldestWaitSince: 800 * S }),
        queue({ id: 'empty', serviceLevel: 0.2 }),
        queue({ id: 'half', serviceLevel: 0.35 }),
        queue({ id: 'many', waiting: 8 }),
      ],
      [aCall('c1', '1001', { answeredAt: 0 })],
    )
    const first = nextAlerts(noAlerts, floor([queue({ id: 'half', serviceLevel: 0.35 })]), rules(), 979 * S)
    expect(shown(nextAlerts(first, on, rules(), 980 * S))).toEqual([
      'critical longestWait critical',
      'critical serviceLevel empty',
      'serious serviceLevel half',
      'serious longCall c1',
      'serious waitingCallers many',
      'mild longestWait mild',
    ])
  })

  it('grows while nothing else is different, and is drawn again then', () => {
    let state = nextAlerts(noAlerts, waits(0), rules(), 60 * S)
    const seen = [shown(state)]
    for (const at of [89, 90, 179, 180]) {
      state = nextAlerts(state, waits(0), rules(), at * S)
      seen.push(shown(state))
    }
    expect(seen.flat().map((one) => one.split(' ')[0])).toEqual(['mild', 'mild', 'serious', 'serious', 'critical'])
  })

  it('is not less bad before the figure is well below, so that nothing changes places to and fro', () => {
    const levelsOf = (counts: readonly number[]) => {
      let state = noAlerts
      return counts.map((waiting) => {
        state = nextAlerts(state, floor([queue({ waiting })]), rules(), 0)
        return shownAlerts(state)[0]?.level
      })
    }
    expect(levelsOf([15, 14, 13, 11, 8, 7, 5])).toEqual([
      'critical',
      'critical',
      'critical',
      'serious',
      'serious',
      'serious',
      'mild',
    ])
  })

  it('knows the limit that is past, and whose it is', () => {
    const own = rules({ queues: [{ queueId: '8001', longestWaitS: 10 }] })
    const limits = (on: Floor) => Object.values(nextAlerts(noAlerts, on, own, 900 * S).alerts).map(({ limit }) => limit)
    expect(limits(waits(0))).toEqual([{ value: 10, queueId: '8001' }])
    expect(limits(floor([queue({ id: '8002', waiting: 1, oldestWaitSince: 0 })]))).toEqual([
      { value: 60, queueId: null },
    ])
    const paused = { presence: { kind: 'paused', reason: null }, since: 0, queues: ['8002', '8001'] } as const
    const pauses = rules({ queues: [{ queueId: '8001', longPauseS: 60 }] })
    const pause = nextAlerts(
      noAlerts,
      floor([], [], [anAgent('1001', { ...paused, queues: [...paused.queues] })]),
      pauses,
      900 * S,
    )
    expect(Object.values(pause.alerts)[0]?.limit).toEqual({ value: 60, queueId: '8001' })
  })
})

describe('snooze', () => {
  const raised = nextAlerts(noAlerts, waits(0), rules(), 60 * S)

  it('keeps it quiet until its time, then it is news again', () => {
    let state = snooze(raised, 'longestWait 8001', 90 * S)
    state = nextAlerts(state, waits(0), rules(), 89 * S)
    expect(ids(state)).toEqual([])
    const after = nextAlerts(state, waits(0), rules(), 90 * S)
    expect(newAlerts(state, after).map(({ id }) => id)).toEqual(['longestWait 8001'])
  })

  it('ends with the alert: what comes again later is told', () => {
    let state = snooze(raised, 'longestWait 8001', 9000 * S)
    state = nextAlerts(state, waits(null), rules(), 70 * S)
    expect(state.snoozed).toEqual({})
    expect(ids(nextAlerts(state, waits(80 * S), rules(), 140 * S))).toEqual(['longestWait 8001'])
  })

  it('is listed with its end, soonest first, and can be ended before: that is no news', () => {
    const both = nextAlerts(noAlerts, floor([queue({ waiting: 5, oldestWaitSince: 0 })]), rules(), 60 * S)
    const quiet = snooze(snooze(both, 'longestWait 8001', 90 * S), 'waitingCallers 8001', 80 * S)
    expect(snoozedAlerts(quiet).map(({ alert, until }) => [alert.id, until])).toEqual([
      ['waitingCallers 8001', 80 * S],
      ['longestWait 8001', 90 * S],
    ])
    const woken = wake(quiet, 'longestWait 8001')
    expect(ids(woken)).toEqual(['longestWait 8001'])
    expect(snoozedAlerts(woken)).toHaveLength(1)
    expect(
      newAlerts(woken, nextAlerts(woken, floor([queue({ waiting: 5, oldestWaitSince: 0 })]), rules(), 61 * S)),
    ).toEqual([])
  })

  it('of what is not there is nothing', () => {
    expect(snooze(raised, 'longCall c9', 1)).toBe(raised)
    expect(wake(raised, 'longestWait 8001')).toBe(raised)
  })
})

describe('any floor', () => {
  it('raises exactly what is past a limit, and tells each of it once', () => {
    const someFloor = fc
      .array(
        fc.record({
          waiting: fc.nat(8),
          since: fc.nat(200),
          level: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        }),
        {
          maxLength: 5,
        },
      )
      .map((rows) =>
        floor(
          rows.map(({ waiting, since, level }, n) =>
            queue({ id: `q${n}`, waiting, oldestWaitSince: waiting === 0 ? null : since * S, serviceLevel: level }),
          ),
        ),
      )
    fc.assert(
      fc.property(fc.array(someFloor, { minLength: 1, maxLength: 6 }), (floors) => {
        let state = noAlerts
        for (const [n, on] of floors.entries()) {
          const now = (200 + n) * S
          const next = nextAlerts(state, on, rules(), now)
          for (const row of Object.values(on.queues)) {
            const past = row.oldestWaitSince !== null && now - row.oldestWaitSince >= 60 * S
            if (past) expect(next.alerts[`longestWait ${row.id}`]).toBeDefined()
          }
          for (const { id } of newAlerts(state, next)) expect(state.alerts[id]).toBeUndefined()
          expect(nextAlerts(next, on, rules(), now)).toBe(next)
          state = next
        }
      }),
    )
  })
})
