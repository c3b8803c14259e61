// Calls as odd PBXs answer them, by JsSIP itself over a socket in memory: forked, too early, too late, crossing, elsewhere, not at all.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createJsSipLine } from '#renderer/line/jssip-line.ts'
import type { PhoneEvent } from '#renderer/line/phone.ts'
import { settle } from '../../../../fakes/fake-clock.ts'
import type { FakeTrack } from '../../../../fakes/fake-ua.ts'
import { quietLine } from '../../../../fakes/quiet-line.ts'
import { SipSocket, sipAccount, withSipSockets } from '../../../../fakes/sip-socket.ts'

withSipSockets(1)

const sdp = (direction = 'sendrecv') =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0',
    'c=IN IP4 127.0.0.1',
    'a=rtpmap:0 PCMU/8000',
    `a=${direction}`,
    '',
  ].join('\r\n')

/** As far as JsSIP needs one: its descriptions are fixed. */
class FakePeer extends EventTarget {
  readonly iceGatheringState = 'complete'
  readonly iceConnectionState = 'connected'
  signalingState = 'stable'
  localDescription: object | null = null
  remoteDescription: object | null = null
  addTrack(): void {}
  addStream(): void {}
  getSenders(): [] {
    return []
  }
  getReceivers(): [] {
    return []
  }
  async createOffer(): Promise<object> {
    return { type: 'offer', sdp: sdp() }
  }
  async createAnswer(): Promise<object> {
    return { type: 'answer', sdp: sdp() }
  }
  async setLocalDescription(to: object): Promise<void> {
    this.localDescription = to
  }
  async setRemoteDescription(to: object): Promise<void> {
    this.remoteDescription = to
  }
  async getStats(): Promise<Map<string, object>> {
    return new Map()
  }
  close(): void {}
}

class FakeStream {
  readonly track: FakeTrack
  constructor([track]: [FakeTrack]) {
    this.track = track
  }
  getTracks(): FakeTrack[] {
    return [this.track]
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('RTCPeerConnection', FakePeer)
  vi.stubGlobal('RTCSessionDescription', Object)
  vi.stubGlobal('MediaStream', FakeStream)
})
afterEach(() => vi.useRealTimers())

const header = (message: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1]?.trim() ?? ''

async function registered() {
  const events: PhoneEvent[] = []
  let from = 0
  const phone = createJsSipLine(quietLine())
  phone.onEvent((event) => events.push(event))
  phone.connect(sipAccount)
  await settle()
  const socket = SipSocket.last ?? expect.fail('no socket was opened')
  socket.onopen()
  const sentLast = (method: string): string =>
    socket.sent.findLast((text) => text.startsWith(`${method} `)) ?? expect.fail(`no ${method} was sent`)
  const receive = async (...lines: string[]) => {
    socket.onmessage({ data: lines.join('\r\n') })
    await settle()
  }
  /** To the last request of that method; `tag` is whose dialog it begins. */
  const answer = async (method: string, status: string, tag: string, more: readonly string[] = [], body = '') => {
    const asked = sentLast(method)
    const to = header(asked, 'To')
    await receive(
      `SIP/2.0 ${status}`,
      ...['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(asked, name)}`),
      `To: ${to}${to.includes('tag=') ? '' : `;tag=${tag}`}`,
      `Contact: <sip:${tag}@127.0.0.1:8089;transport=ws>`,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      ...more,
      `Content-Length: ${body.length}`,
      '',
      body,
    )
  }
  const contact = /^Contact: (<[^>]+>)/m.exec(sentLast('REGISTER'))?.[1] ?? ''
  const asked = sentLast('REGISTER')
  await receive(
    'SIP/2.0 200 OK',
    ...['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(asked, name)}`),
    `Contact: ${contact};expires=600`,
    'Content-Length: 0',
    '',
    '',
  )
  const told = () =>
    events.filter(({ kind }) => ['invite', 'rings', 'established', 'ended', 'transferred', 'hold'].includes(kind))
  /** Methods and answers, with the tag of whom they are for. */
  const sent = () =>
    socket.sent.slice(from).map((text) => {
      const [first = ''] = text.split('\r\n')
      const tag = /;tag=(\w+)/.exec(header(text, 'To'))?.[1]
      const isAnswer = first.startsWith('SIP/2.0 ')
      return isAnswer ? first.slice(8) : [first.split(' ')[0], ...(tag ? [tag] : [])].join(' ')
    })
  return {
    phone,
    contact,
    receive,
    answer,
    sentLast,
    told,
    sent,
    events,
    socket,
    /** What was sent and told until now is no longer of interest. */
    forget: () => {
      from = socket.sent.length
      events.length = 0
    },
  }
}

type Stage = Awaited<ReturnType<typeof registered>>

async function dialling(): Promise<Stage> {
  const stage = await registered()
  stage.phone.dial('a', '1001')
  await settle()
  expect(stage.sent()).toContain('INVITE')
  stage.forget()
  return stage
}

async function talking(): Promise<Stage> {
  const stage = await dialling()
  await stage.answer('INVITE', '200 OK', 'one', [], sdp())
  expect(stage.told()).toEqual([{ kind: 'established', id: 'a' }])
  stage.forget()
  return stage
}

/** A request of the PBX, in the call that was placed (`in one`) or in none. */
async function asks(stage: Stage, method: string, more: readonly string[] = [], body = '', into: string | null = null) {
  const number = ++requests
  const whose = into ?? `From: <sip:pbx.example>;tag=n${number}\r\nTo: <sip:5001@pbx.example>\r\nCall-ID: n${number}`
  await stage.receive(
    `${method} ${stage.contact.slice(1, -1)} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1:8089;branch=z9hG4bKpbx${number}`,
    whose,
    `CSeq: ${number} ${method}`,
    'Contact: <sip:pbx@127.0.0.1:8089;transport=ws>',
    'Max-Forwards: 70',
    ...more,
    `Content-Length: ${body.length}`,
    '',
    body,
  )
  return stage.sent().at(-1)
}
let requests = 100

/** From and To of a call that was placed, as its far end writes them. */
const intoCall = (invite: string, tag = 'one'): string =>
  `From: ${header(invite, 'To')};tag=${tag}\r\nTo: ${header(invite, 'From')}\r\nCall-ID: ${header(invite, 'Call-ID')}`

it.each([
  ['that rang before', true],
  ['that never rang', false],
])('a call that is answered by two phones goes on with the first, and the second, %s, is let go', async (_w, rang) => {
  const stage = await dialling()
  await stage.answer('INVITE', '180 Ringing', 'one')
  if (rang) await stage.answer('INVITE', '180 Ringing', 'two')
  await stage.answer('INVITE', '200 OK', 'one', [], sdp())
  expect(stage.sent()).toEqual(['ACK one'])
  stage.forget()
  await stage.answer('INVITE', '200 OK', 'two', [], sdp())
  expect(stage.sent()).toEqual(['ACK two', 'BYE two'])
  await stage.answer('BYE', '481 Call/Transaction Does Not Exist', 'two')
  await stage.answer('INVITE', '200 OK', 'one', [], sdp())
  expect(stage.sent(), 'its answer is told again: it is confirmed again').toEqual(['ACK two', 'BYE two', 'ACK one'])
  expect(stage.told()).toEqual([])
  stage.phone.hangUp('a')
  expect(stage.sent().at(-1)).toBe('BYE one')
})

it('a call that another phone answers after it was hung up lets that one go as well', async () => {
  const stage = await talking()
  stage.phone.hangUp('a')
  await settle()
  expect(stage.sent()).toEqual(['BYE one'])
  await stage.answer('INVITE', '200 OK', 'two', [], sdp())
  expect(stage.sent()).toEqual(['BYE one', 'ACK two', 'BYE two'])
})

it('an answer that crosses the hang-up is confirmed and ended', async () => {
  const stage = await dialling()
  await stage.answer('INVITE', '180 Ringing', 'one')
  stage.phone.hangUp('a')
  expect(stage.sent()).toEqual(['CANCEL'])
  await stage.answer('INVITE', '200 OK', 'one', [], sdp())
  expect(stage.sent()).toEqual(['CANCEL', 'ACK one', 'BYE one'])
  expect(stage.told().map(({ kind }) => kind)).toEqual(['rings', 'ended'])
})

it('is not cancelled before the PBX has said anything, and then it is (RFC 3261 9.1)', async () => {
  const stage = await dialling()
  stage.phone.hangUp('a')
  expect(stage.sent()).toEqual([])
  await stage.answer('INVITE', '100 Trying', 'one')
  expect(stage.sent()).toEqual(['CANCEL'])
})

it('a sound of the PBX before the answer is no ringing of ours, and the answer comes all the same', async () => {
  const stage = await dialling()
  await stage.answer('INVITE', '183 Session Progress', 'early', [], sdp())
  expect(stage.told()).toEqual([])
  await stage.answer('INVITE', '180 Ringing', 'early')
  await stage.answer('INVITE', '200 OK', 'early', [], sdp())
  expect(stage.told()).toEqual([
    { kind: 'rings', id: 'a' },
    { kind: 'established', id: 'a' },
  ])
})

it.each([
  [302, 'Moved Temporarily'],
  [305, 'Use Proxy'],
  [380, 'Alternative Service'],
  [480, 'Temporarily Unavailable'],
  [486, 'Busy Here'],
  [491, 'Request Pending'],
  [503, 'Service Unavailable'],
  [603, 'Decline'],
])('a call that is answered %s is confirmed, over once, and says why', async (status, reason) => {
  const stage = await dialling()
  await stage.answer('INVITE', `${status} ${reason}`, 'one', ['Contact: <sip:else@where.example>'])
  expect(stage.sent()).toEqual(['ACK one'])
  await stage.answer('INVITE', `${status} ${reason}`, 'one')
  expect(stage.told()).toEqual([{ kind: 'ended', id: 'a', status }])
})

it('a transfer that is accepted, and of which nothing more is told, leaves the call as it is', async () => {
  const stage = await talking()
  stage.phone.transfer('a', { kind: 'number', number: '1002' })
  expect(stage.sent()).toEqual(['REFER one'])
  await stage.answer('REFER', '202 Accepted', 'one')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(stage.told()).toEqual([])
  expect(stage.sent()).toEqual(['REFER one'])
})

it('a BYE that says why ends the call once', async () => {
  const stage = await talking()
  const call = intoCall(stage.sentLast('INVITE'))
  const why = ['Reason: Q.850;cause=16;text="Normal Clearing"', 'Reason: ;;;']
  expect(await asks(stage, 'BYE', why, '', call)).toBe('200 OK')
  expect(await asks(stage, 'BYE', why, '', call)).toMatch(/^481 /)
  expect(stage.told()).toEqual([{ kind: 'ended', id: 'a' }])
})

it.each([
  ['OPTIONS', [], '', '200'],
  ['NOTIFY', ['Event: check-sync'], '', '200'],
  ['NOTIFY', ['Event: message-summary', 'Subscription-State: active'], 'Messages-Waiting: yes\r\n', '200'],
  ['MESSAGE', ['Content-Type: text/plain'], 'hello', '405'],
  ['SUBSCRIBE', ['Event: presence'], '', '4'],
  ['PUBLISH', ['Event: presence'], '', '405'],
  ['REFER', ['Refer-To: <sip:1009@pbx.example>'], '', '4'],
  ['BYE', [], '', '481'],
] as const)('%s out of any call is answered, and changes nothing', async (method, more, body, status) => {
  const stage = await talking()
  const answer = await asks(stage, method, more, body)
  expect(answer).toMatch(new RegExp(`^${status}`))
  expect(stage.told()).toEqual([])
  stage.phone.hangUp('a')
  expect(stage.sent().at(-1)).toBe('BYE one')
})

it.each([
  ['INFO', ['Content-Type: application/x-odd'], 'what'],
  ['UPDATE', [], ''],
  ['OPTIONS', [], ''],
  ['NOTIFY', ['Event: talk'], ''],
  ['MESSAGE', ['Content-Type: text/plain'], 'hello'],
] as const)('%s within a call is answered, and the call goes on', async (method, more, body) => {
  const stage = await talking()
  const answer = await asks(stage, method, more, body, intoCall(stage.sentLast('INVITE')))
  expect(answer).toMatch(/^[2-6]\d\d /)
  expect(stage.told()).toEqual([])
})

/** A new offer of the far end, and its ACK. The answer to it. */
async function reoffers(stage: Stage, offer: string): Promise<string | undefined> {
  const into = intoCall(stage.sentLast('INVITE'))
  const answer = await asks(stage, 'INVITE', ['Content-Type: application/sdp'], offer, into)
  await stage.receive(
    `ACK ${stage.contact.slice(1, -1)} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1:8089;branch=z9hG4bKack${requests}`,
    into,
    `CSeq: ${requests} ACK`,
    'Content-Length: 0',
    '',
    '',
  )
  return answer
}

it.each([
  ['of its stream', sdp('sendonly')],
  ['of its stream, both ways', sdp('inactive')],
  ['of the whole session', sdp().replace('t=0 0', 't=0 0\r\na=sendonly').replace('\r\na=sendrecv', '')],
])('a hold by the direction %s is told, and its end as well', async (_where, offer) => {
  const stage = await talking()
  expect([await reoffers(stage, offer), await reoffers(stage, sdp())]).toEqual(['200 OK', '200 OK'])
  expect(stage.told()).toEqual([
    { kind: 'hold', id: 'a', held: true },
    { kind: 'hold', id: 'a', held: false },
  ])
})

it('an address of zeros is no hold: WebRTC writes it beside its candidates (RFC 8839 4.2.1)', async () => {
  const stage = await talking()
  expect(await reoffers(stage, sdp().replace('IP4 127.0.0.1\r\na=rtpmap', 'IP4 0.0.0.0\r\na=rtpmap'))).toBe('200 OK')
  expect(stage.told()).toEqual([])
})

it('a hold that crosses a new offer of the PBX refuses that (RFC 3261 14.2), and is asked for again by itself', async () => {
  const stage = await talking()
  stage.phone.setAside('a', true)
  await settle()
  expect(stage.sent()).toEqual(['INVITE one'])
  const offer = ['Content-Type: application/sdp'] as const
  expect(await asks(stage, 'INVITE', offer, sdp(), intoCall(stage.sentLast('INVITE')))).toBe('491 Request Pending')
  await stage.answer('INVITE', '491 Request Pending', 'one')
  stage.forget()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(stage.sent()).toEqual(['INVITE one'])
  await stage.answer('INVITE', '200 OK', 'one', [], sdp('recvonly'))
  expect(stage.events).toContainEqual({ kind: 'onHold', id: 'a', on: true })
})

it('a REFER within a call places no other: it is told to be declined (RFC 3515 2.4.5), and the call goes on', async () => {
  const stage = await talking()
  const where = ['Refer-To: <sip:1009@pbx.example>']
  await asks(stage, 'REFER', where, '', intoCall(stage.sentLast('INVITE')))
  expect(stage.sent()).toEqual(['202 Accepted', 'NOTIFY one', 'NOTIFY one'])
  expect(stage.sentLast('NOTIFY')).toMatch(/\r\n\r\nSIP\/2\.0 603 /)
  expect(stage.told()).toEqual([])
})

/** A call to us; `own`: the tag that our answers give it. */
async function invited(stage: Stage, body: string) {
  const number = ++requests
  const whose = (tag = '') =>
    `From: <sip:1001@pbx.example>;tag=in${number}\r\nTo: <sip:5001@pbx.example>${tag}\r\nCall-ID: in${number}`
  const via = `Via: SIP/2.0/WS 127.0.0.1:8089;branch=z9hG4bKin${number}`
  const send = (method: string, more: readonly string[], text = '', tag = '') =>
    stage.receive(
      `${method} ${stage.contact.slice(1, -1)} SIP/2.0`,
      method === 'ACK' ? `${via}ack` : via,
      whose(tag),
      `CSeq: 1 ${method}`,
      'Contact: <sip:pbx@127.0.0.1:8089;transport=ws>',
      ...more,
      `Content-Length: ${text.length}`,
      '',
      text,
    )
  await send('INVITE', body === '' ? [] : ['Content-Type: application/sdp'], body)
  const invite = stage.events.findLast((event) => event.kind === 'invite')
  if (invite?.kind !== 'invite') return expect.fail('it does not ring')
  const id = invite.invite.id
  stage.forget()
  const own = () => {
    const answer = stage.socket.sent.findLast((text) => /^SIP\/2\.0 200 [\s\S]*^CSeq: 1 INVITE/m.test(text))
    return answer ? `;tag=${/;tag=(\w+)/.exec(header(answer, 'To'))?.[1]}` : ''
  }
  const ack = (answer = '') => send('ACK', answer === '' ? [] : ['Content-Type: application/sdp'], answer, own())
  return { id, cancel: () => send('CANCEL', []), ack, whose: () => whose(own()) }
}

it.each([
  ['sendonly', 'recvonly'],
  ['inactive', 'inactive'],
])('a call that begins %s is taken as it is', async (direction) => {
  const stage = await registered()
  const call = await invited(stage, sdp(direction))
  stage.phone.answer(call.id)
  await settle()
  expect(stage.sent()).toEqual(['200 OK'])
  await call.ack()
  expect(stage.told()).toEqual([{ kind: 'established', id: call.id }])
})

it('a call that leaves the offer to us (RFC 3261 13.2.1) is answered with one, and up once it is answered', async () => {
  const stage = await registered()
  const call = await invited(stage, '')
  stage.phone.answer(call.id)
  await settle()
  const answer = stage.socket.sent.at(-1) ?? ''
  expect([stage.sent(), answer.includes('m=audio')]).toEqual([['200 OK'], true])
  await call.ack(sdp())
  expect(stage.told()).toEqual([{ kind: 'established', id: call.id }])
})

it('a call that leaves the offer to us and then answers nothing ends, and is never up', async () => {
  const stage = await registered()
  const call = await invited(stage, '')
  stage.phone.answer(call.id)
  await settle()
  await call.ack()
  expect(stage.told().map(({ kind }) => kind)).toEqual(['ended'])
})

it('a CANCEL that comes before our answer is out ends the call, and no answer follows', async () => {
  const stage = await registered()
  const call = await invited(stage, sdp())
  stage.phone.answer(call.id)
  await call.cancel()
  await settle()
  expect(stage.sent()).toEqual(['200 OK', '487 Request Terminated'])
  expect(stage.told()).toEqual([{ kind: 'ended', id: call.id }])
})

it('a CANCEL that crosses our answer ends nothing: the PBX says by ACK and BYE what it wants', async () => {
  const stage = await registered()
  const call = await invited(stage, sdp())
  stage.phone.answer(call.id)
  await settle()
  await call.cancel()
  expect(stage.told()).toEqual([])
  await call.ack()
  expect(stage.told()).toEqual([{ kind: 'established', id: call.id }])
  expect(await asks(stage, 'BYE', [], '', call.whose())).toBe('200 OK')
  expect(stage.told().at(-1)).toEqual({ kind: 'ended', id: call.id })
})

it('a call whose answer is never confirmed is over after 32 s (RFC 3261 13.3.1.4), and was never up', async () => {
  const stage = await registered()
  const call = await invited(stage, sdp())
  stage.phone.answer(call.id)
  await settle()
  await vi.advanceTimersByTimeAsync(33_000)
  expect(stage.told().map(({ kind }) => kind)).toEqual(['ended'])
  expect(stage.sent().at(-1)).toMatch(/^BYE/)
})

it('a registrar that finds the time too short is asked for more at once', async () => {
  const stage = await registered()
  stage.phone.disconnect()
  stage.phone.connect(sipAccount)
  await settle()
  SipSocket.last?.onopen()
  const socket = SipSocket.last ?? expect.fail('no socket')
  const asked = socket.sent.findLast((text) => text.startsWith('REGISTER')) ?? ''
  socket.onmessage({
    data: [
      'SIP/2.0 423 Interval Too Brief',
      ...['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(asked, name)}`),
      'Min-Expires: 1800',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  })
  await vi.advanceTimersByTimeAsync(1_000)
  const again = socket.sent.findLast((text) => text.startsWith('REGISTER')) ?? ''
  expect(header(again, 'Expires')).toBe('1800')
})
