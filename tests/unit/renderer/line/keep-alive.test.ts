// L1, L2: a socket that stands and leads nowhere is noticed within ten seconds, and one that is used is not idle for a proxy.
import { beforeEach, expect, it } from 'vitest'
import { keepAlive } from '#renderer/line/keep-alive.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

let clock: ReturnType<typeof fakeClock>
let log: string[]
let answers: 'at once' | 'never' | 'late'
let owed: (() => void)[]

beforeEach(() => {
  clock = fakeClock(0)
  log = []
  answers = 'at once'
  owed = []
})

const stage = () =>
  keepAlive(
    {
      ask: (answered) => {
        log.push(`${clock.now() / 1000} ask`)
        if (answers === 'at once') answered()
        else owed.push(answered)
      },
      cut: (why) => log.push(`${clock.now() / 1000} cut: ${why}`),
      openNow: () => log.push(`${clock.now() / 1000} open now`),
    },
    clock,
  )
const pass = (seconds: number) => {
  for (let left = seconds * 10; left > 0; left--) clock.pass(100)
}
const cuts = () => log.filter((line) => line.includes('cut'))

it('asks often enough for a proxy that closes what is idle, and cuts nothing that answers', () => {
  const alive = stage()
  alive.connecting()
  alive.connected()
  pass(600)
  expect(log.length).toBeGreaterThan(600 / 15)
  expect(cuts()).toEqual([])
})

it('gives up within ten seconds what froze, however long ago it last answered', () => {
  const alive = stage()
  alive.connected()
  pass(5)
  answers = 'never'
  pass(10)
  expect(cuts()).toEqual(['12 cut: the PBX does not answer on this connection'])
})

it('believes no answer that belongs to a question, or a socket, before', () => {
  const alive = stage()
  answers = 'never'
  alive.connected()
  pass(2)
  const [before] = owed
  alive.disconnected()
  alive.connecting()
  alive.connected()
  before?.()
  pass(3.1)
  expect(cuts()).toEqual(['5 cut: the PBX does not answer on this connection'])
})

it('asks a new socket at once: what was sent over it into a network that is still away is lost for good', () => {
  const alive = stage()
  answers = 'never'
  alive.connecting()
  alive.connected()
  pass(4)
  expect(log).toEqual(['0 ask', '3 cut: the PBX does not answer on this connection'])
})

it('gives up a socket that does not open', () => {
  const alive = stage()
  alive.connecting()
  pass(9)
  expect(log).toEqual(['5 cut: no answer'])
})

it('gives up sooner, however often it is told, what is opening when the network may be another one', () => {
  const alive = stage()
  alive.connecting()
  pass(0.5)
  alive.check()
  pass(0.5)
  alive.check()
  pass(0.6)
  expect(log).toEqual(['1.5 cut: no answer'])
})

it('looks at once when the network may be another one', () => {
  const alive = stage()
  alive.connected()
  answers = 'never'
  alive.check()
  pass(2.1)
  expect(log).toEqual(['0 ask', '0 ask', '2 cut: the PBX does not answer on this connection'])
  alive.disconnected()
  alive.check()
  expect(log.at(-1)).toBe('2.1 open now')
})

it('asks nothing more once it is stopped', () => {
  const alive = stage()
  alive.connected()
  alive.stop()
  pass(60)
  expect(log).toEqual(['0 ask'])
})
