import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertRules } from '#contract/alerts.ts'
import { limitFrom, limitKeys, mostWritten, withQueueLimit, written, writtenForQueue } from '#renderer/alerts/limits.ts'

describe('a limit as a person writes it', () => {
  it('is minutes, seconds, callers or per cent, and 0 or nothing for none', () => {
    expect([written('longCallS', 900), written('longHoldS', 120), written('serviceLevel', 0.7)]).toEqual([15, 120, 70])
    expect([limitFrom('longCallS', 15), limitFrom('serviceLevel', 70)]).toEqual([900, 0.7])
    expect([limitFrom('longCallS', 0), limitFrom('longCallS', null), written('longCallS', null)]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('never reads 0 while there is one', () => {
    expect(written('longCallS', 5)).toBe(0.08)
  })

  it('is always one that the settings take', () => {
    fc.assert(
      fc.property(fc.constantFrom(...limitKeys), fc.nat(100_000), (key, value) => {
        const parsed = alertRules.safeParse({ [key]: limitFrom(key, Math.min(value, mostWritten(key))) })
        expect(parsed.success).toBe(true)
      }),
    )
  })
})

describe('a limit of one queue', () => {
  const some = [{ queueId: '8001', longestWaitS: 30, waitingCallers: null }]

  it('is general again when it is emptied, none when it is 0', () => {
    expect(withQueueLimit(some, '8001', 'longestWaitS', null)).toEqual([{ queueId: '8001', waitingCallers: null }])
    expect(withQueueLimit(some, '8001', 'longestWaitS', 0)).toEqual([{ ...some[0], longestWaitS: null }])
    expect(withQueueLimit([], '8002', 'serviceLevel', 80)).toEqual([{ queueId: '8002', serviceLevel: 0.8 }])
  })

  it('leaves no queue behind that has none of its own', () => {
    expect(withQueueLimit([{ queueId: '8001', longestWaitS: 30 }], '8001', 'longestWaitS', null)).toEqual([])
  })

  it('reads as it was written', () => {
    expect(writtenForQueue(some, '8001', 'longestWaitS')).toBe(30)
    expect(writtenForQueue(some, '8001', 'waitingCallers')).toBe(0)
    expect(writtenForQueue(some, '8001', 'serviceLevel')).toBeNull()
  })
})
