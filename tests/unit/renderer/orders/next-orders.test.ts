import { describe, expect, it } from 'vitest'
import type { StandingOrder } from '#contract/site/orders.ts'
import type { Hearable } from '#renderer/orders/logic/fair.ts'
import {
  effectOf,
  nextOrders,
  type OrdersEffect,
  type OrdersEvent,
  ordersOf,
  RING_MS,
  type Seen,
} from '#renderer/orders/logic/next-orders.ts'

const HOUR = 3_600_000
const order = (over: Partial<StandingOrder> = {}): StandingOrder => ({
  id: 'o1',
  who: { kind: 'queue', id: 'sales' },
  name: 'Sales',
  by: '5001',
  from: 0,
  until: HOUR,
  calls: 'one',
  tried: [],
  ...over,
})
const call = (callId: string, agentId: string, over: Partial<Hearable> = {}): Hearable => ({
  callId,
  agentId,
  queueId: 'sales',
  team: 'North',
  answeredAt: 10,
  times: 0,
  lastHeardAt: 0,
  ...over,
})
const quiet: Seen = { hindrance: null, target: null, isLive: false, wasLocked: false, calls: [], by: '5001' }
const targetOf = ({ callId, agentId }: Hearable) => ({ callId, agentId })

function console(...orders: readonly StandingOrder[]) {
  let state = ordersOf(orders)
  let at = 1000
  const effects: OrdersEffect[] = []
  const tell = (event: OrdersEvent) => {
    const before = state
    state = nextOrders(state, event, at)
    const effect = effectOf(before, state)
    if (effect) effects.push(effect)
  }
  const look = (seen: Partial<Seen>, ms = 1000) => {
    at += ms
    tell({ kind: 'looked', seen: { ...quiet, ...seen } })
  }
  /** Rings until it asks. */
  const attach = (...calls: readonly Hearable[]) => {
    look({ calls })
    look({ calls }, RING_MS)
  }
  const asked = () => effects.flatMap((one) => (one.kind === 'listen' ? [one.target.callId] : []))
  return { tell, look, attach, asked, effects, state: () => state, at: () => at }
}
const ana = call('c1', 'ana')
const ben = call('c2', 'ben')

describe('a standing order', () => {
  it('rings before it asks for the monitor, and is done once it is there', () => {
    const it = console(order())
    it.look({ calls: [ana] })
    expect(it.effects).toEqual([{ kind: 'ring' }])
    it.look({ calls: [ana] }, RING_MS - 1)
    expect(it.asked()).toEqual([])
    it.look({ calls: [ana] }, 1)
    expect(it.asked()).toEqual(['c1'])
    const target = targetOf(ana)
    it.look({ calls: [ana], target, hindrance: 'monitoring' })
    expect(it.state().orders).toHaveLength(1)
    it.look({ calls: [ana], target, isLive: true, hindrance: 'monitoring' })
    expect(it.state()).toMatchObject({ orders: [], doing: { kind: 'on', target } })
    it.look({ calls: [ben] })
    expect(it.state().doing.kind).toBe('waiting')
    expect(it.asked()).toEqual(['c1'])
  })

  it('for all calls goes on with the next one, never with the same, also when somebody ended its monitor', () => {
    const it = console(order({ calls: 'all' }))
    it.attach(ana)
    it.look({ calls: [ana, ben], target: targetOf(ana), isLive: true, hindrance: 'monitoring' })
    it.look({ calls: [ana, ben] }) // ended by hand: Ana's call still runs
    it.attach(ana, ben)
    expect(it.asked()).toEqual(['c1', 'c2'])
    expect(it.state().orders[0]?.tried).toEqual(['c1', 'c2'])
  })

  it.each(['monitoring', 'onPhone', 'writing', 'away', 'notAllowed', 'noLine', 'stale', 'reading'] as const)(
    'does not even ring while it is hindered (%s), and says so; what rang is called off',
    (hindrance) => {
      const it = console(order())
      it.look({ calls: [ana], hindrance })
      expect([it.effects, it.state().hindrance]).toEqual([[], hindrance])
      it.look({ calls: [ana] })
      it.look({ calls: [ana], hindrance })
      it.look({ calls: [ana], hindrance }, RING_MS)
      expect(it.state().doing.kind).toBe('waiting')
      expect(it.asked()).toEqual([])
      it.attach(ana)
      expect(it.asked()).toEqual(['c1'])
    },
  )

  it('goes to the agent heard least, of equals to the one longest not heard', () => {
    const calls = [
      call('c1', 'ana', { times: 2 }),
      call('c2', 'ben', { times: 1, lastHeardAt: 900 }),
      call('c3', 'cy', { times: 1, lastHeardAt: 800 }),
    ]
    const it = console(order())
    it.attach(...calls)
    expect(it.asked()).toEqual(['c3'])
  })

  it.each([
    ['an agent', { kind: 'agent', id: 'ben' } as const, 'c2'],
    ['a queue', { kind: 'queue', id: 'help' } as const, 'c3'],
    ['a team', { kind: 'team', id: 'South' } as const, 'c4'],
  ])('of %s goes to nobody else’s call', (_, who, callId) => {
    const it = console(order({ who }))
    const calls = [
      ana,
      ben,
      call('c3', 'cy', { queueId: 'help', times: 9 }),
      call('c4', 'di', { queueId: null, team: 'South', times: 9 }),
    ]
    it.attach(...calls)
    expect(it.asked()).toEqual([callId])
  })

  it('waits for its time, takes no call from before it, and expires', () => {
    const it = console(order({ from: 5000, until: 9000 }))
    const later = call('c2', 'ben', { answeredAt: 6000 })
    it.look({ calls: [ana] }, 1000)
    it.look({ calls: [ana] }, 4000)
    expect(it.effects).toEqual([])
    it.look({ calls: [ana, later] })
    expect(it.state().doing).toMatchObject({ kind: 'ringing', target: targetOf(later) })
    it.look({ calls: [ana, later] }, 5000)
    expect(it.state()).toMatchObject({ orders: [], doing: { kind: 'waiting' } })
    expect(it.asked()).toEqual([])
  })

  it('is nobody else’s who sits at the console', () => {
    const it = console(order({ by: '5002' }))
    it.attach(ana)
    expect(it.effects).toEqual([])
  })

  it('that is refused tries the next call, each once, and not at once', () => {
    const it = console(order({ calls: 'all' }))
    it.attach(ana)
    it.look({ calls: [ana, ben] }) // idle again: refused
    it.look({ calls: [ana, ben] }, 1000)
    expect(it.state().doing.kind).toBe('waiting')
    it.look({ calls: [ana, ben] }, 5000)
    it.look({ calls: [ana, ben] }, RING_MS)
    expect(it.asked()).toEqual(['c1', 'c2'])
    for (let n = 0; n < 500; n++) it.look({ calls: [ana, ben] })
    expect(it.asked()).toEqual(['c1', 'c2'])
  })

  it('that found a locked screen comes back to the same call', () => {
    const it = console(order())
    it.attach(ana)
    it.look({ calls: [ana], hindrance: 'away', wasLocked: true })
    it.attach(ana)
    expect(it.asked()).toEqual(['c1', 'c1'])
  })

  it('gives way to whatever the person chooses meanwhile', () => {
    const it = console(order())
    it.attach(ana)
    it.look({ calls: [ana, ben], target: targetOf(ben), hindrance: 'monitoring' })
    expect(it.state()).toMatchObject({ orders: [{ id: 'o1' }], doing: { kind: 'waiting' } })
  })

  it('is ended by one press, also while it rings', () => {
    const it = console(order(), order({ id: 'o2' }))
    it.look({ calls: [ana] })
    it.tell({ kind: 'ended', id: 'o1' })
    expect(it.state()).toMatchObject({ orders: [{ id: 'o2' }], doing: { kind: 'waiting' } })
    it.look({ calls: [ana] })
    it.tell({ kind: 'allEnded' })
    it.look({ calls: [ana] }, RING_MS)
    expect(it.asked()).toEqual([])
  })

  it('keeps its place in the list, and is moved up in it', () => {
    const it = console(order({ who: { kind: 'agent', id: 'cy' } }), order({ id: 'o2' }))
    it.attach(ana)
    expect(it.state().doing).toMatchObject({ orderId: 'o2' })
    const other = console(order(), order({ id: 'o2' }), order({ id: 'o3' }))
    other.tell({ kind: 'movedUp', id: 'o3' })
    expect(other.state().orders.map(({ id }) => id)).toEqual(['o1', 'o3', 'o2'])
    const before = other.state()
    other.tell({ kind: 'movedUp', id: 'o1' })
    expect(other.state()).toBe(before)
  })
})
