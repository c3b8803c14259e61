import { beforeEach, describe, expect, it } from 'vitest'
import type { ConnectorStatus } from '#contract/ipc.ts'
import { createFeedStatus, type FeedStatus } from '#main/pbx/kit/feed-status.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

let clock: ReturnType<typeof fakeClock>
let status: FeedStatus
let told: ConnectorStatus[]
let answers: boolean
let open: (() => void)[]

const live = { phase: 'live', since: 7, how: 'by wire' } as const
const cause = { code: 'pbxUnreachable' } as const

async function pass(ms: number) {
  for (let left = ms; left > 0; left -= 100) {
    clock.pass(100)
    for (let turns = 0; turns < 4; turns++) await Promise.resolve()
  }
}

beforeEach(() => {
  clock = fakeClock()
  told = []
  open = []
  answers = true
  const ask = () => (answers ? Promise.resolve() : new Promise<void>((answer) => open.push(answer)))
  status = createFeedStatus({ clock, ask, askEveryMs: 1000, refusals: ['pbxWrongPassword'] })
  status.on((next) => told.push(next))
})

describe('the status of a connector', () => {
  it('is told as it is set, while the feed keeps up', async () => {
    status.set(live)
    await pass(20_000)
    status.set({ phase: 'stale', since: 9, cause })
    expect(told.map(({ phase }) => phase)).toEqual(['connecting', 'live', 'stale'])
  })

  it('is behind with the same words while the feed does not keep up, and live of that moment again', async () => {
    status.set(live)
    await pass(5000)
    answers = false
    await pass(8000)
    expect(status.get()).toMatchObject({ phase: 'behind', how: 'by wire' })
    expect(status.standing()).toEqual(live)
    answers = true
    for (const answer of open) answer()
    await pass(2000)
    expect(status.get()).toMatchObject({ phase: 'live', how: 'by wire' })
    expect((status.get() as { since: number }).since).toBeGreaterThan(13_000)
  })

  it('is behind at once when what is told happened long ago, as long as it is live', async () => {
    status.stamp(0)
    status.set(live)
    await pass(14_000)
    status.stamp(clock.now())
    await pass(6000)
    status.stamp(clock.now() - 5000)
    expect(status.get()).toMatchObject({ phase: 'behind', since: clock.now() - 5000 })
  })

  it('stays behind when the connector has more to say of a connection that stands', async () => {
    status.set(live)
    answers = false
    await pass(6000)
    const since = (status.get() as { since: number }).since
    status.set({ ...live, how: 'another way', cause })
    expect(status.get()).toMatchObject({ phase: 'behind', since, how: 'another way', cause })
  })

  it('is lost when it is lost, and the next connection begins anew', async () => {
    status.set(live)
    answers = false
    await pass(6000)
    status.set({ phase: 'stale', since: 1, cause })
    expect(status.get().phase).toBe('stale')
    answers = true
    for (const answer of open) answer()
    await pass(5000)
    expect(status.get().phase).toBe('stale')
    expect(clock.waiting()).toBe(0)
    status.set(live)
    await pass(10_000)
    expect(status.get()).toEqual(live)
  })
})

describe('the status of a connection that is lost', () => {
  const phases = () => told.map(({ phase }) => phase)
  const silent = { code: 'pbxUnreachable', detail: 'no answer' } as const
  const wrong = { code: 'pbxWrongPassword' } as const

  it('is stale since the first failure; the same failure again is no news', () => {
    status.set(live)
    clock.pass(1000)
    status.lost(silent)
    clock.pass(1000)
    status.lost({ ...silent })
    expect(status.get()).toEqual({ phase: 'stale', since: 1000, cause: silent })
    expect(phases()).toEqual(['connecting', 'live', 'stale'])
  })

  it('tells another failure, still since the first one', () => {
    status.lost(silent)
    clock.pass(1000)
    status.lost({ ...silent, detail: 'no route' })
    expect(status.get()).toEqual({ phase: 'stale', since: 0, cause: { ...silent, detail: 'no route' } })
  })

  it('is refused by a cause no retry mends, and since then', () => {
    status.lost(silent)
    clock.pass(1000)
    status.lost(wrong)
    expect(status.get()).toEqual({ phase: 'refused', since: 1000, cause: wrong })
  })

  it('that was behind before is as old as it was then', async () => {
    status.set(live)
    answers = false
    await pass(8000)
    const { since } = status.get() as { since: number }
    status.lost(silent)
    expect(status.get()).toEqual({ phase: 'stale', since, cause: silent })
    expect(since).toBeLessThan(clock.now())
  })
})
