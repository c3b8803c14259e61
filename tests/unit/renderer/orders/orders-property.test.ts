// 10,000 simulated calls, and whatever supervisor, phone and rights do meanwhile: who is listened to, and what never happens.
import { expect, it } from 'vitest'
import type { Target } from '#contract/monitor.ts'
import type { StandingOrder } from '#contract/site/orders.ts'
import { fairest, type Hearable } from '#renderer/orders/logic/fair.ts'
import { effectOf, type Hindrance, nextOrders, ordersOf } from '#renderer/orders/logic/next-orders.ts'

const AGENTS = 20
const CALLS = 10_000

/** Numbers in [0, 1) that are the same at every run (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Ring = Hearable & { readonly until: number; readonly refused: boolean }
type Monitor = { readonly target: Target; readonly liveAt: number; readonly until: number; readonly ours: boolean }

function simulate(seed: number) {
  const chance = chances(seed)
  const heard = new Map(Array.from({ length: AGENTS }, (_, n) => [`a${n}`, { times: 0, lastHeardAt: 0 }]))
  const forbidden = new Set(['a3', 'a11']) // by the site's rules: main refuses them, and the floor says so of one alone
  const order: StandingOrder = {
    id: 'o',
    who: { kind: 'queue', id: 'sales' },
    name: 'Sales',
    by: '5001',
    from: 0,
    until: Number.MAX_SAFE_INTEGER,
    calls: 'all',
    tried: [],
  }
  let state = ordersOf([order])
  let monitor: Monitor | null = null
  let hindered: { readonly why: Hindrance; readonly until: number } | null = null
  let live: Ring[] = []
  let [at, made] = [1000, 0]
  const attempts = new Map<string, number>()
  const broken: string[] = []
  const spread: number[] = []

  const hearable = (): readonly Hearable[] =>
    live
      .filter(({ agentId }) => agentId !== 'a11')
      .map((one) => ({ ...one, ...(heard.get(one.agentId) ?? { times: 0, lastHeardAt: 0 }) }))
  const listen = (target: Target) => {
    const ring = live.find(({ callId }) => callId === target.callId)
    if (monitor) broken.push('a second monitor')
    if (hindered) broken.push(`attached while ${hindered.why}`)
    if (target.agentId === 'a11') broken.push('asked for a call outside the rights')
    attempts.set(target.callId, (attempts.get(target.callId) ?? 0) + 1)
    if (!ring || ring.refused || forbidden.has(target.agentId)) return
    monitor = { target, liveAt: at + 1000, until: Math.min(ring.until, at + 20_000 + chance() * 60_000), ours: true }
  }
  const look = () => {
    if (monitor && at >= monitor.until) {
      const { ours, target } = monitor
      const { times } = heard.get(target.agentId) ?? { times: 0 }
      if (ours) heard.set(target.agentId, { times: times + 1, lastHeardAt: at })
      monitor = null
    }
    const before = state
    const calls = hearable()
    const hindrance = monitor ? ('monitoring' as const) : (hindered?.why ?? null)
    const seen = {
      hindrance,
      target: monitor?.target ?? null,
      isLive: monitor !== null && at >= monitor.liveAt,
      wasLocked: false,
      calls,
      by: '5001',
    }
    state = nextOrders(state, { kind: 'looked', seen }, at)
    const effect = effectOf(before, state)
    if (effect?.kind === 'ring' && state.doing.kind === 'ringing') {
      const [one] = state.orders
      const fair = fairest(calls.filter(({ callId }) => !one?.tried.includes(callId)))
      if (fair?.callId !== state.doing.target.callId) broken.push('not the fairest')
    }
    if (effect?.kind === 'listen') listen(effect.target)
  }

  while (made < CALLS) {
    at += 500
    live = live.filter(({ until }) => until > at)
    const free = [...heard.keys()].filter((id) => !live.some(({ agentId }) => agentId === id))
    if (chance() < 0.5 && free.length > 0) {
      const agentId = free[Math.floor(chance() * free.length)] ?? 'a0'
      made += 1
      const until = at + 20_000 + chance() * 180_000
      const refused = chance() < 0.03
      live.push({
        callId: `c${made}`,
        agentId,
        queueId: 'sales',
        team: null,
        answeredAt: at,
        times: 0,
        lastHeardAt: 0,
        until,
        refused,
      })
    }
    if (hindered && at >= hindered.until) hindered = null
    if (!hindered && !monitor && chance() < 0.01) {
      const whys = ['onPhone', 'writing', 'away', 'stale', 'noLine'] as const
      hindered = { why: whys[Math.floor(chance() * whys.length)] ?? 'away', until: at + chance() * 60_000 }
    }
    if (!hindered && !monitor && state.doing.kind !== 'asked' && chance() < 0.002) {
      const own = live[Math.floor(chance() * live.length)]
      if (own) monitor = { target: own, liveAt: at, until: at + 30_000, ours: false }
    }
    look()
    if (made % 1000 === 0) spread.push(spreadOf(heard, forbidden))
  }
  return { broken, attempts, heard, spread }
}

function spreadOf(heard: ReadonlyMap<string, { readonly times: number }>, forbidden: ReadonlySet<string>): number {
  const counts = [...heard].flatMap(([id, { times }]) => (forbidden.has(id) ? [] : [times]))
  return Math.max(...counts) - Math.min(...counts)
}

it('over 10,000 calls everybody is heard equally often, one monitor at a time, and no call is tried twice', () => {
  const { broken, attempts, heard, spread } = simulate(2)
  expect(broken).toEqual([])
  expect(Math.max(...attempts.values())).toBe(1)
  expect(heard.get('a3')?.times).toBe(0)
  expect(heard.get('a11')?.times).toBe(0)
  const total = [...heard.values()].reduce((sum, { times }) => sum + times, 0)
  expect(total).toBeGreaterThan(100)
  // Who is heard least goes first as soon as they are on a call: nobody falls behind.
  expect(Math.max(...spread)).toBeLessThanOrEqual(2)
})
