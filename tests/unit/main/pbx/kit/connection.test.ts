// How often a connection is tried, and when it is given up.
import { describe, expect, it } from 'vitest'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { keepConnected, nextConnection, notConnected } from '#main/pbx/kit/connection.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const waits = { firstMs: 330, longestMs: 6600 }
const wrong = deskFailure('pbxWrongPassword', 'Authentication failed')
const absent = deskFailure('pbxUnreachable', 'ECONNREFUSED')
const minutes = (count: number) => count * 60_000

/** A connection whose every try is answered in this way, and when it was tried. */
function tried(answer: () => Result<null, DeskError>, random = () => 0) {
  const clock = fakeClock()
  const at: number[] = []
  const lost: DeskError[] = []
  let closed: (cause: DeskError) => void = () => undefined
  let shut = 0
  const link = keepConnected({
    clock,
    random,
    waits,
    open: async (onClosed) => {
      at.push(clock.now())
      closed = onClosed
      const given = answer()
      return given.ok ? ok({ close: () => void shut++ }) : given
    },
    up: () => undefined,
    lost: (cause) => void lost.push(cause),
  })
  link.connect()
  return { clock, at, lost, link, cut: (cause: DeskError) => closed(cause), shut: () => shut }
}

describe('a wrong secret (L6)', () => {
  it.each([0, 0.999])('is tried at most four times in any ten minutes, by the lot %d', async (lot) => {
    const { clock, at, lost } = tried(
      () => err(wrong),
      () => lot,
    )
    await clock.advance(minutes(240))
    for (const from of at) expect(at.filter((one) => one >= from && one < from + minutes(10)).length).toBeLessThan(5)
    expect(lost.every(({ code }) => code === 'pbxWrongPassword')).toBe(true)
  })

  it('is tried ever more rarely, and yet again: once it is right the console connects by itself', async () => {
    let isRight = false
    const { clock, at, link } = tried(() => (isRight ? ok(null) : err(wrong)))
    await clock.advance(minutes(200))
    const pauses = at.slice(1).map((one, index) => one - (at[index] ?? 0))
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(minutes(30))
    isRight = true
    await clock.advance(minutes(60))
    expect(link.current()).not.toBeNull()
  })

  it('that was good a moment ago is tried again soon: the PBX may only be starting', async () => {
    const answers: Result<null, DeskError>[] = [ok(null), err(wrong), err(wrong), ok(null)]
    const { clock, link, cut, lost, at } = tried(() => answers.shift() ?? err(wrong))
    await clock.advance(0)
    cut(absent)
    await clock.advance(10_000)
    expect(link.current()).not.toBeNull()
    expect(lost.map(({ code }) => code)).toEqual(['pbxUnreachable', 'pbxUnreachable', 'pbxUnreachable'])
    expect(at).toHaveLength(4)
  })

  it('is said, and hardly tried any more, when it stays wrong after it was good', async () => {
    const answers: Result<null, DeskError>[] = [ok(null)]
    const { clock, cut, lost, at } = tried(() => answers.shift() ?? err(wrong))
    await clock.advance(0)
    cut(absent)
    await clock.advance(minutes(10))
    expect(lost.at(-1)?.code).toBe('pbxWrongPassword')
    expect(at.length).toBeLessThan(10)
  })
})

describe('a connection', () => {
  it('that meets nobody is tried again within seconds, for as long as it takes', async () => {
    const { clock, at } = tried(() => err(absent))
    await clock.advance(minutes(2))
    expect(at.length).toBeGreaterThan(minutes(2) / 6600)
  })

  it('that meets nobody does not make a refusal rarer than it is', async () => {
    const answers = Array.from({ length: 30 }, () => err(absent) as Result<null, DeskError>)
    const { clock, at } = tried(() => answers.shift() ?? err(wrong))
    await clock.advance(minutes(10))
    const [last, before] = [at.at(-1) ?? 0, at.at(-2) ?? 0]
    expect(last - before).toBeLessThanOrEqual(minutes(8))
    expect(at.length).toBeGreaterThan(31)
  })

  it('that is given up for good is told once and not tried again', async () => {
    const { clock, link, lost, at, shut } = tried(() => ok(null))
    await clock.advance(0)
    link.giveUp(deskFailure('pbxRefused', 'taken'))
    await clock.advance(minutes(10))
    expect([lost.map(({ detail }) => detail), at.length, shut()]).toEqual([['taken'], 1, 1])
  })

  it('that is refused says why, also where it closes before its answer is read', async () => {
    const clock = fakeClock()
    const lost: string[] = []
    const link = keepConnected<{ close(): void }>({
      clock,
      random: () => 0,
      waits,
      open: async (closed) => {
        closed(deskFailure('pbxUnreachable', 'closed'))
        return err(wrong)
      },
      up: () => undefined,
      lost: ({ code }) => void lost.push(code),
    })
    link.connect()
    await clock.advance(0)
    expect(lost).toEqual(['pbxWrongPassword'])
  })

  it('that is cut while it is being opened is not up, and tried again', async () => {
    const clock = fakeClock()
    let tries = 0
    let ups = 0
    const link = keepConnected({
      clock,
      random: () => 0,
      waits,
      open: async (closed) => {
        tries += 1
        if (tries === 1) closed(absent)
        return ok({ close: () => undefined })
      },
      up: () => void ups++,
      lost: () => undefined,
    })
    link.connect()
    await clock.advance(1000)
    expect([tries, ups]).toEqual([2, 1])
  })

  it('that comes up after it was closed is closed at once', async () => {
    const { clock, link, shut } = tried(() => ok(null))
    link.close()
    await clock.advance(0)
    expect([link.current(), shut()]).toEqual([null, 1])
  })

  it('is not moved by what an earlier try still tells', () => {
    const up = { ...notConnected, phase: 'up', number: 2 } as const
    const late = { kind: 'failed', number: 1, cause: absent, isFinal: false } as const
    expect(nextConnection(up, late, waits).state).toBe(up)
    expect(nextConnection(up, { kind: 'opened', number: 1 }, waits).state).toBe(up)
    expect(nextConnection(up, { kind: 'due' }, waits).state).toBe(up)
  })
})
