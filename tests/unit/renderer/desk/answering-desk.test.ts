import { beforeEach, describe, expect, it } from 'vitest'
import type { SignalPayload } from '#contract/ipc.ts'
import { answeringDesk } from '#renderer/desk/answering-desk.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { type FakeDesk, fakeDesk } from '../../../fakes/fake-desk.ts'

let clock: ReturnType<typeof fakeClock>
let fake: FakeDesk
let links: SignalPayload<'link'>[]
let answers: boolean
const held: (() => void)[] = []

beforeEach(() => {
  clock = fakeClock()
  fake = fakeDesk()
  links = []
  answers = true
  held.length = 0
  fake.answers.ping = () => (answers ? null : new Promise<null>((answer) => held.push(() => answer(null))))
})

const watched = () => answeringDesk(fake.desk, clock)
async function pass(ms: number) {
  for (let left = ms; left > 0; left -= 100) {
    clock.pass(100)
    for (let turns = 0; turns < 8; turns++) await Promise.resolve()
  }
}
function thaw() {
  answers = true
  for (const answer of held.splice(0)) answer()
}

describe('a desk that stops answering', () => {
  it('is told as out of reach after seconds, and as back once it answers soon again', async () => {
    const desk = watched()
    desk.on('link', (link) => links.push(link))
    await pass(5000)
    expect(links).toEqual([])
    answers = false
    await pass(6000)
    expect(links).toEqual([{ up: false, cause: { code: 'serverGone' } }])
    thaw()
    await pass(3000)
    expect(links.at(-1)).toEqual({ up: true, cause: null })
    expect(links).toHaveLength(2)
  })

  it('is told to whoever listens later', async () => {
    const desk = watched()
    answers = false
    await pass(6000)
    desk.on('link', (link) => links.push(link))
    await Promise.resolve()
    expect(links).toEqual([{ up: false, cause: { code: 'serverGone' } }])
  })

  it('does not hide why the connection itself is lost', async () => {
    const desk = watched()
    desk.on('link', (link) => links.push(link))
    fake.say('link', { up: false, cause: { code: 'internal' } })
    answers = false
    await pass(6000)
    expect(links.at(-1)).toEqual({ up: false, cause: { code: 'internal' } })
  })

  it('is told once for each time it goes and comes, and to nobody who listens no more', async () => {
    const desk = watched()
    const stop = desk.on('link', (link) => links.push(link))
    const gone: unknown[] = []
    desk.on('link', (link) => gone.push(link))()
    answers = false
    await pass(20_000)
    expect(links).toHaveLength(1)
    stop()
    thaw()
    await pass(3000)
    expect(links).toHaveLength(1)
    expect(gone).toEqual([])
  })

  it('is not told to somebody who comes and goes at once', async () => {
    const desk = watched()
    answers = false
    await pass(6000)
    desk.on('link', (link) => links.push(link))()
    await Promise.resolve()
    expect(links).toEqual([])
  })

  it('is not told to whoever comes while all is well', async () => {
    watched().on('link', (link) => links.push(link))
    await pass(1000)
    expect(links).toEqual([])
  })

  it('tells that the connection is back, and then whether it is answered over it', async () => {
    const desk = watched()
    desk.on('link', (link) => links.push(link))
    fake.say('link', { up: false, cause: null })
    answers = false
    await pass(6000)
    fake.say('link', { up: true, cause: null })
    expect(links.at(-1)).toEqual({ up: false, cause: { code: 'serverGone' } })
    thaw()
    await pass(3000)
    expect(links.at(-1)).toEqual({ up: true, cause: null })
  })

  it('is not silent where a request cannot be sent: of that the connection tells', async () => {
    fake.answers.ping = () => {
      throw new Error('the socket is closed')
    }
    watched().on('link', (link) => links.push(link))
    await pass(20_000)
    expect(links).toEqual([])
  })

  it('is asked every second', async () => {
    watched()
    await pass(10_000)
    const asked = fake.inputs('ping').length
    expect(asked).toBeGreaterThanOrEqual(9)
    expect(asked).toBeLessThanOrEqual(11)
  })

  it('is otherwise the same desk', async () => {
    const desk = watched()
    const heard: unknown[] = []
    const stop = desk.on('monitor', (event) => heard.push(event))
    fake.pbx({ kind: 'targetEnded', ticketId: 't' })
    stop()
    fake.pbx({ kind: 'targetEnded', ticketId: 't' })
    expect(heard).toHaveLength(1)
    await desk.request('watchFloor', null)
    expect(fake.inputs('watchFloor')).toHaveLength(1)
  })
})
