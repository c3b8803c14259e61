// The order of the lane: oldest request first, worst alert first, and nothing that changes places while it is in somebody's hands.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HelpRequest } from '#contract/alerts.ts'
import { type Alert, type Level, levels, noAlerts } from '#renderer/alerts/alert.ts'
import {
  type Entry,
  entriesHeld,
  entriesNow,
  freshHelp,
  keyOf,
  laneNow,
  type Sight,
} from '#renderer/alerts/lane/entries.ts'

const asks = (id: string, at: number, over: Partial<HelpRequest> = {}): HelpRequest => ({
  id,
  agentId: `agent of ${id}`,
  callId: null,
  at,
  claim: null,
  offeredTo: null,
  ...over,
})
const alert = (id: string, level: Level, raisedAt = 0): Alert => ({
  id,
  kind: 'longPause',
  subject: { kind: 'agent', agentId: id },
  measure: { kind: 'since', at: 0 },
  limit: { value: 60, queueId: null },
  level,
  times: 1,
  pastSince: raisedAt,
  raisedAt,
})
const sight = (requests: readonly HelpRequest[], alerts: readonly Alert[], snoozed = {}): Sight => ({
  requests,
  state: { ...noAlerts, alerts: Object.fromEntries(alerts.map((one) => [one.id, one])), snoozed },
  supervisor: 'Sue',
  heard: null,
})
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id)

describe('the lane at rest', () => {
  it('has every request for help first, oldest first, and whom another helps after whom nobody helps', () => {
    const by = (name: string) => ({ claim: { by: name, at: 9 } })
    const requests = [asks('late', 30), asks('others', 1, by('Tom')), asks('early', 10), asks('mine', 20, by('Sue'))]
    expect(ids(entriesNow(sight(requests, [alert('bad', 'critical')])))).toEqual([
      'early',
      'mine',
      'late',
      'others',
      'bad',
    ])
  })

  it('has the worst alerts next, and what is snoozed last, whichever is quiet the shortest first', () => {
    const alerts = [alert('m', 'mild'), alert('c', 'critical', 5), alert('old c', 'critical', 1), alert('s', 'serious')]
    const quiet = [alert('q1', 'critical'), alert('q2', 'mild')]
    const entries = entriesNow(sight([], [...alerts, ...quiet], { q1: 90, q2: 80 }))
    expect(ids(entries)).toEqual(['old c', 'c', 's', 'm', 'q2', 'q1'])
    expect(entries.map(({ group }) => group)).toEqual(['critical', 'critical', 'serious', 'mild', 'quiet', 'quiet'])
  })
})

describe('what a request offers first', () => {
  const mine = { claim: { by: 'Sue', at: 1 }, callId: 'c1' }
  it.each([
    ['nobody helps', {}, null, 'claim'],
    ['I said I would', mine, null, 'listen'],
    ['I am listening', mine, 'agent of h', 'done'],
    ['I said I would, and there is no call', { ...mine, callId: null }, null, 'done'],
    ['another helps', { ...mine, claim: { by: 'Tom', at: 1 } }, 'agent of h', 'listen'],
  ])('%s', (_, over, heard, offer) => {
    expect(entriesNow({ ...sight([asks('h', 1, over)], []), heard })[0]).toMatchObject({ offer })
  })
})

describe('the lane in somebody’s hands', () => {
  const before = entriesNow(sight([asks('h1', 10)], [alert('a1', 'serious'), alert('a2', 'mild')]))

  it('puts what is new behind, however bad, and says who asks', () => {
    const held = entriesHeld(
      before,
      sight([asks('h0', 1), asks('h1', 10)], [alert('a0', 'critical'), alert('a1', 'mild')]),
    )
    expect(ids(held)).toEqual(['h1', 'a1', 'a2', 'h0', 'a0'])
    expect(held.map(({ group }) => group)).toEqual(['help', 'serious', 'mild', 'fresh', 'fresh'])
    expect(freshHelp(held).map(({ id }) => id)).toEqual(['h0'])
  })

  it('leaves what is over in its place, and what is snoozed with until when', () => {
    const held = entriesHeld(before, sight([], [alert('a2', 'mild')], { a2: 700 }))
    expect(held.map(({ id, isOver }) => `${id} ${isOver ? 'over' : 'there'}`)).toEqual([
      'h1 over',
      'a1 over',
      'a2 there',
    ])
    expect(held.map((one) => one.kind === 'alert' && one.quietUntil)).toEqual([false, null, 700])
  })

  it('has what is shown again before its time behind in the lane, and in its place in the list', () => {
    const quiet = sight([], [alert('a1', 'mild'), alert('a2', 'mild')], { a1: 700 })
    const woken = sight([], [alert('a0', 'mild'), alert('a1', 'mild'), alert('a2', 'mild')])
    expect(ids(laneNow(quiet))).toEqual(['a2'])
    expect(ids(entriesHeld(laneNow(quiet), woken))).toEqual(['a2', 'a0', 'a1'])
    expect(ids(entriesHeld(entriesNow(quiet), woken))).toEqual(['a2', 'a1', 'a0'])
  })

  it('has it there again when it comes again', () => {
    const over = entriesHeld(before, sight([], []))
    expect(entriesHeld(over, sight([asks('h1', 10)], [alert('a1', 'serious')])).map(({ isOver }) => isOver)).toEqual([
      false,
      false,
      true,
    ])
  })

  it('keeps what its buttons are about: another agent on the call is not listened to by the button of the first', () => {
    const ofCall = (agentId: string): Alert => ({
      ...alert('longCall c1', 'mild'),
      kind: 'longCall',
      subject: { kind: 'call', callId: 'c1', agentId },
    })
    const [held] = entriesHeld(entriesNow(sight([], [ofCall('1001')])), sight([], [ofCall('1002')]))
    expect(held?.kind === 'alert' && held.alert.subject).toMatchObject({ agentId: '1001' })
  })

  it('keeps the buttons of a request that somebody claims meanwhile, and knows whose it is', () => {
    const claimed = asks('h1', 10, { claim: { by: 'Tom', at: 20 } })
    const [held] = entriesHeld(before, sight([claimed], []))
    expect(held).toMatchObject({ offer: 'claim', request: claimed })
    expect(entriesNow(sight([claimed], []))[0]).toMatchObject({ offer: 'listen' })
  })

  it('never moves anything, whatever comes, goes, is claimed, snoozed or gets worse', () => {
    const ids = fc.constantFrom('1', '2', '3', '4', '5')
    const someSight = fc.record({
      help: fc.uniqueArray(fc.tuple(ids, fc.nat(50), fc.constantFrom(null, 'Sue', 'Tom')), { selector: ([id]) => id }),
      alerts: fc.uniqueArray(fc.tuple(ids, fc.constantFrom(...levels), fc.nat(50), fc.boolean()), {
        selector: ([id]) => id,
      }),
    })
    fc.assert(
      fc.property(fc.array(someSight, { minLength: 2, maxLength: 8 }), (seen) => {
        let entries: readonly Entry[] | null = null
        for (const { help, alerts } of seen) {
          const now = sight(
            help.map(([id, at, by]) => asks(`h${id}`, at, { claim: by === null ? null : { by, at } })),
            alerts.map(([id, level, at]) => alert(`a${id}`, level, at)),
            Object.fromEntries(alerts.flatMap(([id, , at, isQuiet]) => (isQuiet ? [[`a${id}`, at + 100]] : []))),
          )
          const next: readonly Entry[] = entries === null ? entriesNow(now) : entriesHeld(entries, now)
          const were = (entries ?? []).map(keyOf)
          expect(next.map(keyOf).slice(0, were.length)).toEqual(were)
          expect(new Set(next.map(keyOf)).size).toBe(next.length)
          const there = new Set(next.filter(({ isOver }) => !isOver).map(({ id }) => id))
          for (const { id } of now.requests) expect(there.has(id), `${id} is in sight`).toBe(true)
          entries = next
        }
      }),
    )
  })
})
