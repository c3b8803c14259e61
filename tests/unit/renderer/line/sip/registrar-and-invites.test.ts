// What a PBX says that JsSIP by itself passes over in silence, by JsSIP over a socket in memory: each is answered or told, and the line goes on.
import { expect, it } from 'vitest'
import { createUa } from '#renderer/line/jssip-ua.ts'
import { createSipTrace } from '#renderer/line/sip-trace.ts'
import { SipSocket, sipAccount, withSipSockets } from '../../../../fakes/sip-socket.ts'

withSipSockets(1)
const CONTACT = 'earshot-0123456789abcdef'
const SDP = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n'

function onSocket() {
  const { ua } = createUa(
    sipAccount,
    CONTACT,
    '0123456789ab',
    createSipTrace(() => 0),
  )
  const told: string[] = []
  ua.on('registered', () => told.push('registered'))
  ua.on('registrationFailed', ({ response }) => told.push(`failed ${response?.status_code}`))
  ua.on('newRTCSession', () => told.push('call'))
  ua.start()
  const socket = SipSocket.last ?? expect.fail('no socket was opened')
  socket.onopen()
  const header = (message: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1]?.trim() ?? ''
  const receive = (...lines: string[]) => socket.onmessage({ data: lines.join('\r\n') })
  return {
    ua,
    told,
    /** The registrar takes the last REGISTER, and lists these. */
    accepts: (...contacts: string[]) => {
      const asked = socket.sent.findLast((text) => text.startsWith('REGISTER')) ?? expect.fail('it did not register')
      const kept = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(asked, name)}`)
      receive('SIP/2.0 200 OK', ...kept, ...contacts.map((user) => `Contact: ${user}`), 'Content-Length: 0', '', '')
    },
    own: () => `<sip:${CONTACT}@456789abcdef.invalid;transport=ws>;expires=600`,
    invite: (n: number, ...more: string[]) => {
      socket.sent.length = 0
      receive(
        `INVITE sip:${CONTACT}@456789abcdef.invalid;transport=ws SIP/2.0`,
        `Via: SIP/2.0/WS 127.0.0.1:8089;branch=z9hG4bK${n}`,
        `From: <sip:5551234@pbx.example>;tag=f${n}`,
        'To: <sip:5001@pbx.example>',
        `Call-ID: call-${n}@pbx.example`,
        `CSeq: ${n} INVITE`,
        'Contact: <sip:5551234@127.0.0.1:8089;transport=ws>',
        'Content-Type: application/sdp',
        ...more,
        `Content-Length: ${SDP.length}`,
        '',
        SDP,
      )
      const final = socket.sent.filter((text) => !/^SIP\/2\.0 1/.test(text))
      return final.map((text) => [/^SIP\/2\.0 (\d+)/.exec(text)?.[1], header(text, 'Unsupported')])
    },
  }
}

it.each([
  ['lists another contact alone', ['<sip:other@x.invalid>;expires=600']],
  ['lists none', []],
  ['lists us so that it cannot be read', ['<sip:earshot-0123456789abcdef@>;expires=']],
])('a 200 to REGISTER that %s is a registration that failed', (_what, contacts) => {
  const { ua, told, accepts, own } = onSocket()
  accepts(...contacts)
  expect(told).toEqual(['failed 200'])
  ua.register()
  accepts(own())
  expect(told, 'and the next is taken').toEqual(['failed 200', 'registered'])
  ua.register()
  accepts(...contacts)
  expect(told, 'a refresh that drops us is no registration either').toEqual(['failed 200', 'registered', 'failed 200'])
})

it.each([
  ['on a line of its own', (own: string) => ['<<phone>>;;', own]],
  ['before ours on one line', (own: string) => [`"A, B" <sip:a b@c>;x=, ${own}`]],
  ['after ours on one line', (own: string) => [`${own}, <sip:>;expires=`]],
  ['folded onto the next line', (own: string) => [`<sip:a b>,\r\n ${own}`]],
])('an unreadable contact of another phone %s costs the line nothing', (_where, contacts) => {
  const { told, accepts, own } = onSocket()
  accepts(...contacts(own()))
  expect(told).toEqual(['registered'])
})

it('an INVITE that requires what we do not know is answered 420 with it, and one that requires what we know rings', () => {
  const { told, invite } = onSocket()
  expect(invite(1, 'Require: timer, precondition', 'Require: x-new')).toEqual([['420', 'precondition, x-new']])
  expect(told).toEqual([])
  expect(invite(2, 'Require: timer, 100rel')).toEqual([])
  expect(told).toEqual(['call'])
})

it.each([
  ['cannot be read', ['Replaces: ;;;']],
  ['is there twice', ['Replaces: a@b;from-tag=1;to-tag=2', 'Replaces: c@d;from-tag=1;to-tag=2']],
])('an INVITE whose Replaces %s is answered 400, and the next one rings', (_what, headers) => {
  const { told, invite } = onSocket()
  expect(invite(1, ...headers)).toEqual([['400', '']])
  expect(invite(2)).toEqual([])
  expect(told).toEqual(['call'])
})

it('a Replaces of a call that is not there is still answered 481', () => {
  expect(onSocket().invite(1, 'Replaces: a@b;from-tag=1;to-tag=2')).toEqual([['481', '']])
})
