import { beforeEach, describe, expect, it } from 'vitest'
import { createRequests, type Requests } from '#contract/requests.ts'
import { type FakeClock, fakeClock, settle } from '../../../fakes/fake-clock.ts'

const limit = { ms: 2000, otherwise: 'timed out' }
let clock: FakeClock
let requests: Requests<number, string>
let answers: string[]

beforeEach(() => {
  clock = fakeClock()
  requests = createRequests(clock)
  answers = []
})

function ask(id: number, within: typeof limit | null = limit) {
  void requests.open(id, within).then((answer) => answers.push(`${id}: ${answer}`))
}

describe('a request', () => {
  it('gets its own answer, in whatever order they come', async () => {
    ask(1)
    ask(2)
    expect([requests.answer(2, 'two'), requests.answer(1, 'one')]).toEqual([true, true])
    await settle()
    expect(answers).toEqual(['2: two', '1: one'])
  })

  it('that is answered leaves no timer behind', () => {
    ask(1)
    requests.answer(1, 'one')
    expect(clock.waiting()).toBe(0)
    expect(requests.isOpen(1)).toBe(false)
  })

  it('that is never answered is given up when its time is over', async () => {
    ask(1)
    await clock.advance(1999)
    expect(answers).toEqual([])
    await clock.advance(1)
    expect(answers).toEqual(['1: timed out'])
  })

  it('answered after its deadline stays given up, and nobody waits for that answer', async () => {
    ask(1)
    await clock.advance(2000)
    expect(requests.answer(1, 'late')).toBe(false)
    await settle()
    expect(answers).toEqual(['1: timed out'])
  })

  it('answered twice has the first answer', async () => {
    ask(1)
    expect([requests.answer(1, 'first'), requests.answer(1, 'second')]).toEqual([true, false])
    await settle()
    expect(answers).toEqual(['1: first'])
  })

  it('answered at the moment it is asked has that answer', async () => {
    const answer = requests.open(1, limit)
    requests.answer(1, 'at once')
    expect(await answer).toBe('at once')
  })

  it('of an id that waits already waits with it, each as long as it will', async () => {
    ask(1)
    ask(1, { ms: 3000, otherwise: 'too late' })
    ask(1, null)
    await clock.advance(2000)
    expect([answers, requests.isOpen(1)]).toEqual([['1: timed out'], true])
    await clock.advance(1000)
    expect(answers).toEqual(['1: timed out', '1: too late'])
    requests.answer(1, 'one')
    await settle()
    expect(answers).toEqual(['1: timed out', '1: too late', '1: one'])
  })

  it('has one answer for all who wait for it', async () => {
    ask(1)
    ask(1)
    expect([requests.answer(1, 'one'), requests.answer(1, 'again')]).toEqual([true, false])
    await settle()
    expect(answers).toEqual(['1: one', '1: one'])
    expect(clock.waiting()).toBe(0)
  })

  it('without a limit waits for good', async () => {
    ask(1, null)
    await clock.advance(86_400_000)
    expect(answers).toEqual([])
    requests.answer(1, 'at last')
    await settle()
    expect(answers).toEqual(['1: at last'])
  })

  it('under way when all are answered has that answer, and its own comes to nobody', async () => {
    ask(1)
    ask(2, null)
    requests.answerAll('lost')
    expect(requests.answer(1, 'one')).toBe(false)
    await settle()
    expect(answers).toEqual(['1: lost', '2: lost'])
    expect(clock.waiting()).toBe(0)
  })

  it('begun while all are answered is not among them', async () => {
    ask(1)
    requests.answerAll('lost')
    ask(1)
    expect(requests.answer(1, 'new')).toBe(true)
    await settle()
    expect(answers).toEqual(['1: lost', '1: new'])
  })
})
