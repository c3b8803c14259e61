// The feed, from input to input: which connection counts, which reading is late, and what is told of both.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import {
  type FeedEffect,
  type FeedInput,
  type FeedState,
  nextFeed,
  noFeed,
} from '#main/pbx/netsapiens/floor/feed-machine.ts'
import type { Reading } from '#main/pbx/netsapiens/floor/picture.ts'
import { readCall } from '#main/pbx/netsapiens/wire/row.ts'
import { callRow } from '../../../../fakes/netsapiens/held-platform.ts'

const cores = ['https://core1', 'https://core2']
const resyncMs = 30_000
const other = { ...callRow, orig_callid: 'o2', term_callid: 't2' }
const rowsOf = (...rows: (typeof callRow)[]): Reading => ({
  calls: rows.flatMap((row) => readCall(row) ?? []),
  agents: [],
  queues: [],
  queued: [],
  devices: [],
})

function reached(inputs: readonly FeedInput[], from: FeedState = noFeed, at = 1_000) {
  const effects: FeedEffect[] = []
  let state = from
  for (const input of inputs) {
    const step = nextFeed(state, input, { cores, resyncMs, at })
    state = step.state
    effects.push(...step.effects)
  }
  return { state, effects, done: effects.map((effect) => effect.do), calls: [...state.picture.calls.keys()] }
}
const open: FeedInput = { kind: 'open' }
const renew: FeedInput = { kind: 'renew' }
const ready = (id: number): FeedInput => ({ kind: 'ready', id })
const read = (id: number, reading: Reading = rowsOf(callRow)): FeedInput => ({ kind: 'read', id, result: ok(reading) })
const notRead = (id: number, code: 'pbxRefused' | 'signInNeeded' = 'pbxRefused'): FeedInput => ({
  kind: 'read',
  id,
  result: err(deskFailure(code)),
})
const call = (id: number, row: object = other): FeedInput => ({ kind: 'event', id, name: 'call-domain', data: row })
const cut = (id: number): FeedInput => ({ kind: 'lost', id, why: 'cut' })
const cause = deskFailure('pbxUnreachable', 'https://core1: cut')
/** Connection 1, whose picture was reading 2. */
const live = reached([open, ready(1), read(2)]).state
const again = (state: FeedState) => reached([{ kind: 'due' }], state)
const idOf = ({ effects }: Pick<ReturnType<typeof reached>, 'effects'>) =>
  effects.flatMap((effect) => (effect.do === 'read' ? [effect.id] : []))[0] ?? 0

describe('the feed', () => {
  it('subscribes, reads the whole picture, and is live with it', () => {
    const { effects, state } = reached([open, ready(1), read(2)])
    expect(effects).toEqual([
      { do: 'connect', connection: { id: 1, core: 'https://core1' } },
      { do: 'subscribe', id: 1 },
      { do: 'stop' },
      { do: 'read', id: 2 },
      { do: 'worked' },
      { do: 'readIn', inMs: resyncMs },
      { do: 'tellLive', core: 'https://core1', reading: rowsOf(callRow) },
    ])
    expect(state.isLive).toBe(true)
  })

  it('tells what comes, and reads again in its time', () => {
    const { effects, calls } = reached([call(1)], live)
    expect([effects, calls.length]).toEqual([[{ do: 'tellPicture' }], 2])
    const { state, effects: asked } = again(live)
    expect(asked).toEqual([{ do: 'read', id: 3 }])
    expect(reached([read(3)], state).effects.at(-1)).toEqual({ do: 'tellReading', reading: rowsOf(callRow) })
    // One at a time.
    expect(reached([{ kind: 'due' }], state).effects).toEqual([])
  })

  it('tells nothing before it has a whole picture, and nothing that is no news', () => {
    const { state, effects } = reached([call(1)], reached([open, ready(1)]).state)
    expect([effects, state.picture.calls.size]).toEqual([[], 1])
    expect(reached([{ kind: 'event', id: 1, name: 'weather', data: {} }], live).effects).toEqual([])
  })

  it('keeps what it was told while a reading was under way, which may be older', () => {
    const { state } = again(live)
    const told = reached([call(1)], state).state
    expect(reached([read(3, rowsOf(callRow))], told).calls).toHaveLength(2)
    const gone = reached([call(1, { ...callRow, remove: 'yes' })], state).state
    expect(reached([read(3, rowsOf(callRow))], gone).calls).toEqual([])
    const many = reached([{ kind: 'event', id: 1, name: 'call', data: [other] }], state).state
    expect(reached([read(3, rowsOf())], many).calls).toHaveLength(1)
  })
})

describe('a connection that is lost', () => {
  it('is told, and the next server is tried', () => {
    const { state, effects } = reached([cut(1)], live)
    expect(effects).toEqual([{ do: 'disconnect', id: 1 }, { do: 'stop' }, { do: 'tellLost', cause }, { do: 'retry' }])
    expect(state).toMatchObject({ isLive: false, current: null, reading: null })
    expect(reached([{ kind: 'retry' }], state).effects).toEqual([
      { do: 'connect', connection: { id: 3, core: 'https://core2' } },
    ])
  })

  it('before it was ready, is told by its own name, and the servers come round', () => {
    const first = reached([open, cut(1), { kind: 'retry' }, cut(2)])
    expect(first.effects.filter((effect) => effect.do === 'tellLost')).toEqual([
      { do: 'tellLost', cause },
      { do: 'tellLost', cause: deskFailure('pbxUnreachable', 'https://core2: cut') },
    ])
    expect(reached([{ kind: 'retry' }], first.state).state.candidate?.core).toBe('https://core1')
  })

  it('lost once is lost: a second word of it is late', () => {
    const { state } = reached([cut(1)], live)
    for (const late of [cut(1), ready(1), call(1), read(2), cut(7)])
      expect(nextFeed(state, late, { cores, resyncMs, at: 1_000 }).state).toBe(state)
  })

  it('takes its reading with it: the answer is that of a picture nobody follows', () => {
    const { state } = again(live)
    const back = reached([cut(1), { kind: 'retry' }, ready(4)], state)
    expect(reached([read(3, rowsOf(other))], back.state).state).toBe(back.state)
    expect(reached([read(5, rowsOf(other))], back.state).calls).toHaveLength(1)
  })
})

describe('a connection with a fresh token', () => {
  it('takes over when it is ready; until then the old one serves', () => {
    const renewing = reached([renew], live)
    expect(renewing.effects).toEqual([{ do: 'connect', connection: { id: 3, core: 'https://core1' } }])
    expect(reached([call(1)], renewing.state).done).toEqual(['tellPicture'])
    expect(reached([call(3)], renewing.state).effects).toEqual([])
    const over = reached([ready(3)], renewing.state)
    expect(over.effects).toEqual([
      { do: 'subscribe', id: 3 },
      { do: 'disconnect', id: 1 },
      { do: 'stop' },
      { do: 'read', id: 4 },
    ])
    // What the old one still says is late, and that it closes is no loss.
    expect(reached([call(1), cut(1)], over.state)).toMatchObject({ state: over.state, effects: [] })
    expect(reached([read(4)], over.state).done).toContain('tellReading')
  })

  it('overtakes a reading of the old one, which is then late', () => {
    const renewed = reached([{ kind: 'due' }, renew, ready(4)], live)
    expect(reached([read(3, rowsOf(other))], renewed.state)).toMatchObject({ state: renewed.state, effects: [] })
  })

  it('that is lost, or comes twice, costs nothing', () => {
    const lost = reached([renew, cut(3)], live)
    expect(lost.done).toEqual(['connect', 'disconnect', 'retry'])
    expect(lost.state).toMatchObject({ isLive: true, candidate: null })
    expect(reached([renew, renew], live).effects.slice(1)).toEqual([
      { do: 'disconnect', id: 3 },
      { do: 'connect', connection: { id: 4, core: 'https://core1' } },
    ])
  })

  it('that is on its way when the old one is lost goes on, and calls off the next try once it is ready', () => {
    const { state, done } = reached([renew, cut(1)], live)
    expect(done).toEqual(['connect', 'disconnect', 'stop', 'tellLost', 'retry'])
    expect(reached([ready(3)], state).done).toEqual(['subscribe', 'stop', 'read'])
  })
})

describe('a reading that fails', () => {
  it('is tried again soon, twice; then the server is', () => {
    const one = again(live)
    const first = reached([notRead(idOf(one))], one.state)
    expect(first.effects).toMatchObject([
      { do: 'log', level: 'warn' },
      { do: 'readIn', inMs: 2_000 },
    ])
    const two = again(first.state)
    const second = reached([notRead(idOf(two))], two.state)
    expect(second.done).toEqual(['log', 'readIn'])
    const three = again(second.state)
    expect(reached([notRead(idOf(three))], three.state).done).toContain('tellLost')
    const fine = reached([read(idOf(three))], three.state)
    expect(fine.state.failedReadings).toBe(0)
  })

  it('is a loss where there is no picture yet, or no right', () => {
    expect(reached([open, ready(1), notRead(2)]).done).toContain('tellLost')
    const one = again(live)
    expect(reached([notRead(idOf(one), 'signInNeeded')], one.state).effects).toContainEqual({
      do: 'tellLost',
      cause: deskFailure('signInNeeded'),
    })
  })
})

describe('a server that answers, and does not tell of calls', () => {
  it('is read again soon, and given up the second time', () => {
    const one = again(live)
    const first = reached([read(idOf(one), rowsOf(other))], one.state)
    expect(first.effects).toContainEqual({ do: 'readIn', inMs: 5_000 })
    const two = again(first.state)
    const second = reached([read(idOf(two), rowsOf())], two.state)
    expect(second.effects).toContainEqual({
      do: 'tellLost',
      cause: deskFailure('pbxUnreachable', 'https://core1: the feed does not tell of calls'),
    })
    expect(second.done).not.toContain('readIn')
  })

  it('is believed again as soon as it does', () => {
    const one = again(live)
    const first = reached([read(idOf(one), rowsOf(other)), call(1, callRow)], one.state)
    const two = again(first.state)
    const second = reached([read(idOf(two), rowsOf())], two.state)
    expect(second.state.silentReadings).toBe(0)
    expect(second.effects).toContainEqual({ do: 'readIn', inMs: resyncMs })
  })

  it('is not blamed for a call that merely changed', () => {
    const one = again(live)
    expect(reached([read(idOf(one))], one.state).state.silentReadings).toBe(0)
    const swapped = reached([read(idOf(one), rowsOf(other))], one.state)
    expect(swapped.state.silentReadings).toBe(1)
  })
})

describe('what the feed says of the token', () => {
  const status = (data: unknown): FeedInput => ({ kind: 'event', id: 1, name: 'status', data })

  it.each(['unauthorized', 'Unauthorised', 'token expired', 'access denied', 'invalid token', 'invalid jwt token'])(
    '"%s" is a loss that a sign-in mends',
    (text) => {
      const { effects } = reached([status({ message: text })], live)
      expect(effects).toContainEqual({
        do: 'tellLost',
        cause: deskFailure('signInNeeded', 'the feed refused the token'),
      })
    },
  )

  it.each([[{ message: 'subscribed' }], [undefined]])('anything else is written down: %o', (data) => {
    expect(reached([status(data)], live).effects).toMatchObject([{ do: 'log', level: 'info' }])
  })
})

describe('a feed without a right to ask', () => {
  const halt: FeedInput = { kind: 'halt' }

  it('is closed, whatever was on its way, and stays so until it is opened', () => {
    const halted = reached([renew, { kind: 'due' }, halt], live)
    expect(halted.effects.slice(-3)).toEqual([{ do: 'stop' }, { do: 'disconnect', id: 1 }, { do: 'disconnect', id: 3 }])
    for (const late of [renew, { kind: 'retry' }, { kind: 'due' }, ready(3), read(4), cut(1)] as const)
      expect(nextFeed(halted.state, late, { cores, resyncMs, at: 1_000 }).state).toBe(halted.state)
    expect(reached([open], halted.state).done).toEqual(['connect'])
  })

  it('shows what it knew until that is forgotten', () => {
    const halted = reached([halt], live)
    expect(halted.calls).toHaveLength(1)
    expect(reached([{ kind: 'forget' }], halted.state).calls).toEqual([])
  })
})
