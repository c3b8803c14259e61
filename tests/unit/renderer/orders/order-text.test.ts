import { beforeAll, describe, expect, it } from 'vitest'
import type { StandingOrder } from '#contract/site/orders.ts'
import { ordersOf } from '#renderer/orders/logic/next-orders.ts'
import { signText, timeText } from '#renderer/orders/order-text.ts'
import type { ReviewWords } from '#renderer/words/review.ts'

let say: ReviewWords['orders']
beforeAll(async () => {
  say = (await import('#renderer/words/en/later/review.ts')).review.orders
})
const order: StandingOrder = {
  id: 'o',
  who: { kind: 'agent', id: '1' },
  name: 'Ana',
  by: '5001',
  from: 10_000,
  until: 3_610_000,
  calls: 'one',
  tried: [],
}
const nameOf = () => 'Ben'

describe('the sign of standing orders', () => {
  it('says whose call is waited for, and how many orders there are besides', () => {
    expect(signText(say, ordersOf([order]), nameOf)).toBe('Next call: Ana')
    expect(signText(say, ordersOf([order, { ...order, id: 'p' }, { ...order, id: 'q' }]), nameOf)).toBe(
      'Next call: Ana + 2',
    )
    expect(signText(say, { ...ordersOf([order]), hindrance: 'monitoring' }, nameOf)).toBe('Next call: Ana')
  })

  it('says what hinders it, and whom it is about to listen to', () => {
    expect(signText(say, { ...ordersOf([order]), hindrance: 'writing' }, nameOf)).toBe('Waiting: you’re writing')
    const doing = { kind: 'ringing', orderId: 'o', target: { callId: 'c', agentId: '2' }, since: 0 } as const
    expect(signText(say, { ...ordersOf([order]), doing }, nameOf)).toBe('Listening to Ben in a moment')
  })

  it('says what is left of it, also by a clock that is a second late; before it begins, when that is', () => {
    expect(timeText(say, order, 10_000)).toBe('1:00:00 left')
    expect(timeText(say, order, 9000)).toBe('1:00:00 left')
    expect(timeText(say, order, 3_609_000)).toBe('0:01 left')
    expect(timeText(say, order, 9_000_000)).toBe('0:00 left')
    expect(timeText(say, order, 0)).toMatch(/^from /)
  })
})
