// The line and messages nobody should send, by JsSIP itself over a socket in memory: it answers no call, starts none, and goes on.
import { expect, it } from 'vitest'
import { nextCalls } from '#renderer/calls/next-calls.ts'
import { createJsSipLine } from '#renderer/line/jssip-line.ts'
import { type Line, nextLine, noLine } from '#renderer/line/line.ts'
import { withoutSecrets } from '#renderer/line/sip-trace.ts'
import { foreignCodecs } from '#renderer/line/sound/offered-codecs.ts'
import { settle } from '../../fakes/fake-clock.ts'
import { quietLine } from '../../fakes/quiet-line.ts'
import { SipSocket, sipAccount, withSipSockets } from '../../fakes/sip-socket.ts'
import { chanceFrom } from '../model/chance.ts'
import { mutated, mutatedCount as ofAll } from './mutations.ts'

/** JsSIP reads a message in milliseconds, the demo PBX in one. */
const mutatedCount = Math.ceil(ofAll / 3)

withSipSockets(0)
const TOKEN = 'the-token-of-this-monitor'

/** As a PBX writes them to us. `n` makes each another. */
function samples(contact: string, n: number): readonly string[] {
  const body = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0 101',
    'a=rtpmap:0 PCMU/8000',
    '',
  ].join('\r\n')
  const request = (method: string, more: readonly string[], sdp = '') =>
    [
      `${method} ${contact} SIP/2.0`,
      `Via: SIP/2.0/WS 127.0.0.1:8089;branch=z9hG4bK${n}`,
      `From: "Caller" <sip:5551234@pbx.example>;tag=f${n}`,
      `To: <sip:5001@pbx.example>`,
      `Call-ID: call-${n}@pbx.example`,
      `CSeq: ${n} ${method}`,
      'Contact: <sip:5551234@127.0.0.1:8089;transport=ws>',
      'Max-Forwards: 70',
      ...more,
      `Content-Length: ${sdp.length}`,
      '',
      sdp,
    ].join('\r\n')
  return [
    request(
      'INVITE',
      [
        'Call-Info: <sip:x>;answer-after=0',
        'Alert-Info: info=alert-autoanswer',
        'X-Monitor-Id: guessed-token-000000',
        'Content-Type: application/sdp',
      ],
      body,
    ),
    request('OPTIONS', []),
    request('NOTIFY', ['Event: message-summary', 'Subscription-State: active']),
    request('BYE', ['Reason: SIP;cause=200;text="Call completed elsewhere"']),
    request('INFO', ['Content-Type: application/dtmf-relay'], 'Signal=5\r\nDuration=100\r\n'),
    request('ACK', []),
    request('CANCEL', []),
    `SIP/2.0 200 OK\r\nVia: SIP/2.0/WS x.invalid;branch=z9hG4bK1\r\nFrom: <sip:5001@pbx.example>;tag=a\r\nTo: <sip:5001@pbx.example>;tag=b\r\nCall-ID: r${n}\r\nCSeq: 1 REGISTER\r\nContact: <${contact}>;expires=60\r\nContent-Length: 0\r\n\r\n`,
  ]
}

it(`${mutatedCount} mutated messages are answered by nothing that opens a call`, { timeout: 600_000 }, async () => {
  const chance = chanceFrom(7)
  const phone = createJsSipLine(quietLine())
  let line: Line = nextLine(noLine, { kind: 'monitorAsked' }, 0)
  const mark = { by: 'header', name: 'X-Monitor-Id', value: TOKEN } as const
  line = nextLine(line, { kind: 'ticket', ticket: { ticketId: 't', mark, askedAt: 0 } }, 0)
  let invites = 0
  phone.onEvent((event) => {
    if (event.kind === 'invite') invites += 1
    if (event.kind === 'microphone' || event.kind === 'speaker' || event.kind === 'voicemail') return
    line = nextCalls(line, event, 1)
    if (event.kind === 'invite') phone.decline(event.invite.id, 486)
  })
  phone.connect(sipAccount)
  await settle()
  const socket = SipSocket.last ?? expect.fail('no socket was opened')
  socket.readyState = 1
  socket.onopen()
  const contact = /^Contact: <([^>]+)>/m.exec(socket.sent.join('\r\n'))?.[1] ?? expect.fail('it did not register')
  socket.sent.length = 0
  for (let n = 1; n <= mutatedCount; n++) {
    const text = mutated(chance.pick(samples(contact, n)), chance)
    expect(() => socket.onmessage({ data: text }), `message ${n}: ${JSON.stringify(text.slice(0, 600))}`).not.toThrow()
    expect(withoutSecrets(text), `message ${n}`).toBeTypeOf('string')
    foreignCodecs(text, ['audio/PCMU'])
    if (n % 100 === 0) await settle()
  }
  await settle()
  expect(invites, 'some of them still are calls').toBeGreaterThan(mutatedCount / 100)
  expect(line.call.kind).not.toBe('monitor')
  const opening = socket.sent.filter(
    (text) => text.startsWith('INVITE ') || /^SIP\/2\.0 2\d\d [\s\S]*^CSeq: \d+ INVITE/m.test(text),
  )
  expect(opening).toEqual([])
  phone.disconnect()
})
