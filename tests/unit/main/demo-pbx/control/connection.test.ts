// One control socket: signing in, garbage, refusals, feed numbers, slow clients. No network.
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { isOwnOrigin, isProof, proofOf } from '#main/demo-pbx/control/auth.ts'
import { type Connection, type Member, openConnection } from '#main/demo-pbx/control/connection.ts'
import { quietLog } from '#main/demo-pbx/control/quiet-log.ts'
import { no, yes } from '#main/demo-pbx/kit/answer.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const secrets = { console: 'console-secret', operator: 'operator-secret' }
const nonce = 'ab12'
let clock: ReturnType<typeof fakeClock>
let sent: Record<string, unknown>[]
let closes: (number | 'terminated')[]
let buffered: number
let members: Member[]
let left: Member[]
let connection: Connection

const auth = (secret = secrets.console, role = 'console') =>
  JSON.stringify({ type: 'auth', role, owner: 'me', proof: proofOf(secret, nonce) })
const ask = (method: string, params: unknown = {}, id = 1) =>
  connection.received(JSON.stringify({ type: 'request', id, method, params }))
const last = () => sent.at(-1)
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

beforeEach(() => {
  clock = fakeClock()
  ;[sent, closes, members, left, buffered] = [[], [], [], [], 0]
  connection = openConnection({
    wire: {
      send: (text) => sent.push(JSON.parse(text)),
      bufferedBytes: () => buffered,
      close: (code) => closes.push(code),
      terminate: () => closes.push('terminated'),
    },
    nonce,
    secrets,
    now: clock.now,
    log: () => undefined,
    after: clock.after,
    onJoined(member) {
      members.push(member)
      return (method, params) => {
        if (method === 'boom') throw new Error('boom')
        return method === 'echo' ? yes(params) : no('unknown-method', 'What?')
      }
    },
    onLeft: (member) => left.push(member),
  })
})

describe('signing in', () => {
  it('is a challenge, a proof and a welcome', () => {
    expect(sent).toEqual([{ type: 'challenge', nonce }])
    connection.received(auth())
    expect(last()).toEqual({ type: 'welcome', now: 0 })
    expect(members).toMatchObject([{ role: 'console', owner: 'me' }])
  })

  it.each([
    ['the secret of the other role', () => auth(secrets.operator, 'console')],
    ['a wrong secret', () => auth('guess')],
    ['an empty proof', () => JSON.stringify({ type: 'auth', role: 'console', owner: 'me', proof: '' })],
  ])('is refused with %s', (_what, frame) => {
    connection.received(frame())
    expect(last()).toEqual({ type: 'refused', reason: 'wrong-secret' })
    expect([closes, members]).toEqual([[4001], []])
  })

  it('must happen before anything else, and within ten seconds', () => {
    ask('echo')
    expect(last()).toMatchObject({ error: { code: 'not-allowed' } })
    clock.pass(10_001)
    expect(closes).toEqual([4002])
  })

  it('gives up on a client that only talks garbage', () => {
    for (let n = 0; n < 20; n++) connection.received('{')
    expect(closes).toEqual([4003])
  })

  it('takes no proof but the one of this nonce', () => {
    expect(isProof('s', 'aa', proofOf('s', 'aa'))).toBe(true)
    expect(isProof('s', 'ab', proofOf('s', 'aa'))).toBe(false)
    expect(isProof('s', 'aa', proofOf('s', 'aa').toUpperCase())).toBe(true)
  })
})

describe('requests', () => {
  beforeEach(() => connection.received(auth()))

  it('are answered with their id', async () => {
    ask('echo', { a: 1 }, 42)
    await settled()
    expect(last()).toEqual({ type: 'answer', id: 42, result: { a: 1 } })
  })

  it('that make the PBX fail are answered too', async () => {
    ask('boom')
    await settled()
    expect(last()).toMatchObject({ id: 1, error: { code: 'refused' } })
  })

  it.each([
    ['not JSON', '{"type":'],
    ['a binary frame', null],
    ['a frame too large', `"${'x'.repeat(65 * 1024)}"`],
    ['no request', '{"type":"hello"}'],
    ['a request without a method', '{"type":"request","id":7}'],
    ['params that are no object', '{"type":"request","id":7,"method":"echo","params":[1]}'],
    ['nothing', 'null'],
  ])('that are %s are answered with an error, and the socket stays', async (_what, frame) => {
    connection.received(frame)
    await settled()
    expect(last()).toMatchObject({ type: 'answer', error: { code: 'bad-params' } })
    expect(closes).toEqual([])
    ask('echo')
    await settled()
    expect(last()).toMatchObject({ result: {} })
  })

  it('never throw, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (frame) => {
        connection.received(frame)
        expect(closes).toEqual([])
      }),
    )
  })
})

describe('events', () => {
  beforeEach(() => connection.received(auth()))

  it('of the feed are numbered from the subscription on', () => {
    const [member] = members
    member?.tellFeed({ event: 'agent' })
    const seq = member?.subscribe() ?? -1
    member?.tellFeed({ event: 'agent' })
    member?.tell({ event: 'monitor.mode' })
    member?.tellFeed({ event: 'call' })
    expect(sent.slice(2)).toEqual([
      { type: 'event', seq: seq + 1, event: 'agent' },
      { type: 'event', event: 'monitor.mode' },
      { type: 'event', seq: seq + 2, event: 'call' },
    ])
  })

  it('drop a client that does not read', () => {
    buffered = 9 * 1024 * 1024
    members[0]?.tell({ event: 'x' })
    expect(closes).toEqual([4004, 'terminated'])
    expect(left).toEqual(members)
    const count = sent.length
    members[0]?.tell({ event: 'y' })
    expect(sent).toHaveLength(count)
  })

  it('end with the socket, which leaves once', () => {
    connection.closed()
    connection.closed()
    expect(left).toEqual(members)
  })
})

describe('pages that open a socket', () => {
  it.each([undefined, 'http://localhost:5173', 'http://127.0.0.1:4000', 'http://[::1]:1', 'file://', 'app://console'])(
    'are let in from %s',
    (origin) => expect(isOwnOrigin(origin)).toBe(true),
  )
  it.each(['https://evil.example', 'http://localhost.evil.example', 'null', '', 'chrome-extension://abc'])(
    'are kept out from %s',
    (origin) => expect(isOwnOrigin(origin)).toBe(false),
  )
})

describe('the log', () => {
  it('cannot be flooded', () => {
    const lines: string[] = []
    const log = quietLog((text) => lines.push(text), clock.now, 3)
    for (let n = 0; n < 100; n++) log('again')
    clock.pass(1000)
    log('later')
    expect(lines).toEqual(['again', 'again', 'again', '(97 more lines were left out)', 'later'])
  })
})
