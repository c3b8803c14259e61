// The Event Socket's frames: every sample of a real FreeSWITCH goes through, however the network cuts it.
import { describe, expect, it } from 'vitest'
import { type EslMessage, eslCommand, eslReader, plainEvent } from '#main/pbx/freeswitch/wire/esl-codec.ts'
import { sampleAnswer, sampleEvents, sampleFiles, sampleText } from '../../../../simulators/freeswitch/samples.ts'

const frame = (type: string, body: string, more = ''): string =>
  `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: ${type}\n${more}\n${body}`
const json = (event: object) => frame('text/event-json', JSON.stringify(event))

/** Deterministic cuts: every run of this test cuts in the same places. */
function* cuts(length: number, seed: number): Generator<number> {
  let state = seed
  for (let at = 0; at < length; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    at += 1 + (state % 700)
    yield Math.min(at, length)
  }
}

function readInPieces(text: string, seed: number): EslMessage[] {
  const bytes = Buffer.from(text)
  const reader = eslReader()
  const messages: EslMessage[] = []
  let from = 0
  for (const to of cuts(bytes.length, seed)) {
    messages.push(...reader.push(bytes.subarray(from, to)))
    from = to
  }
  expect(reader.broken()).toBeNull()
  return messages
}

describe('the Event Socket codec', () => {
  const withEvents = sampleFiles().filter((name) => sampleEvents(name).length > 0)

  it.each(withEvents)('reads every event of %s as it was, whole or cut anywhere', (name) => {
    const events = sampleEvents(name).map(({ event }) => event)
    const wire = events.map(json).join('')
    const wanted = events.map((event) => ({ kind: 'event', event }))
    for (const seed of [1, 7, 99]) expect(readInPieces(wire, seed)).toEqual(wanted)
    expect(eslReader().push(Buffer.from(wire))).toEqual(wanted)
  })

  it('reads the same events where they come URL-encoded', () => {
    for (const { event } of sampleEvents('03-direct-call-setup.txt')) {
      const body = Object.entries(event).map(([name, value]) => `${name}: ${encodeURIComponent(value)}\n`)
      const [message] = eslReader().push(Buffer.from(frame('text/event-plain', `${body.join('')}\n`)))
      expect(message).toEqual({ kind: 'event', event })
    }
  })

  it('leaves a stray % as it is, and takes the body of an event that has one', () => {
    expect(plainEvent('Caller-Caller-ID-Name: 100%\nContent-Length: 6\n\n+OK ok')).toEqual({
      'Caller-Caller-ID-Name': '100%',
      'Content-Length': '6',
      _body: '+OK ok',
    })
  })

  it('reads the greeting, the answers and the farewell of the sample', () => {
    const [greeting] = sampleText('01-greeting-auth.txt').match(/Content-Type: auth\/request/) ?? []
    const wire = [
      `${greeting}\n\n`,
      'Content-Type: command/reply\nReply-Text: +OK accepted\n\n',
      frame('api/response', sampleAnswer('show channels as json')),
      'Content-Type: command/reply\nReply-Text: -ERR invalid\n\n',
      frame('text/disconnect-notice', 'Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n'),
    ].join('')
    expect(readInPieces(wire, 3).map(({ kind }) => kind)).toEqual(['wantsAuth', 'reply', 'answer', 'reply', 'farewell'])
    expect(readInPieces(wire, 3)[2]).toMatchObject({ text: sampleAnswer('show channels as json') })
  })

  it('counts bytes, not letters', () => {
    const event = { 'Event-Name': 'CUSTOM', 'Caller-Caller-ID-Name': 'Jürgen Müller 李' }
    expect(readInPieces(json(event) + json({ 'Event-Name': 'HEARTBEAT' }), 11)).toHaveLength(2)
  })

  it.each([
    ['a web server', 'HTTP/1.1 200 OK\r\nServer: coffee\r\n\r\n'],
    ['a length that is none', 'Content-Length: many\nContent-Type: api/response\n\n'],
    ['a body without a bound', 'Content-Length: 99999999999\nContent-Type: api/response\n\n'],
    ['headers without an end', `Content-Type: ${'x'.repeat(70_000)}`],
    ['an event that is no JSON', frame('text/event-json', '{"Event-Name":')],
  ])('gives up on %s', (_what, wire) => {
    const reader = eslReader()
    reader.push(Buffer.from(wire))
    expect(reader.broken()).not.toBeNull()
    expect(reader.push(Buffer.from('Content-Type: auth/request\n\n'))).toEqual([])
  })

  it('lets no command hold another', () => {
    expect(eslCommand('api status\n\nexit')).toBe('api status exit\n\n')
  })
})
