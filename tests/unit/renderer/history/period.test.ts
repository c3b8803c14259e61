// The periods of the history where the clocks change: they begin at midnight all the same.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everything, filterOf } from '#renderer/history/history-tools.tsx'

describe('a period of the history in Berlin', () => {
  const before = process.env.TZ
  beforeAll(() => {
    process.env.TZ = 'Europe/Berlin'
  })
  afterAll(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  const from = (period: 'day' | 'week' | 'month', at: Date) =>
    filterOf({ ...everything, period }, at.getTime()).from ?? Number.NaN

  it.each([
    ['summer time ends', ['2026-10-27T12:00', '2026-10-21T00:00']],
    ['summer time begins', ['2026-03-31T12:00', '2026-03-25T00:00']],
    ['a month ends', ['2026-05-02T00:01', '2026-04-26T00:00']],
  ] as const)('begins with the first of its seven days when %s', (_, [at, first]) => {
    expect(new Date(from('week', new Date(at)))).toEqual(new Date(first))
  })

  it('of one day is since last midnight, also on the day of the change', () => {
    expect(new Date(from('day', new Date(2026, 9, 25, 23, 59)))).toEqual(new Date(2026, 9, 25))
  })

  it('of thirty days counts them by the calendar', () => {
    expect(new Date(from('month', new Date(2026, 10, 5, 12)))).toEqual(new Date(2026, 9, 7))
  })
})
