// One call of a test phone, from INVITE to BYE: hold, blind and attended transfer, and its voice.
import {
  digest,
  formatSip,
  header,
  type MediaDirection,
  method,
  readSdp,
  type SipMessage,
  sdp,
  status,
  tagOf,
  token,
  uriOf,
} from '#main/proof/phone/sip-text.ts'
import { type Ear, openToneRtp, type ToneRtp } from '#main/proof/phone/tone-rtp.ts'

export type PhoneIdentity = {
  readonly user: string
  readonly password: string
  readonly host: string
  /** Its own address, for the sound. */
  readonly own: string
  readonly contact: string
  readonly hz: number
  /** The number of its first packet in a call. */
  readonly firstSequence: number
  readonly extra: readonly (readonly [string, string])[]
  readonly send: (text: string) => void
  readonly via: () => string
}

export type Dialog = {
  readonly callId: string
  readonly ear: Ear
  readonly invite: SipMessage | null // of a call that came in
  readonly answered: Promise<void>
  readonly ended: Promise<void>
  /** What the other side answered when it refused the call; empty where it did not. */
  refusal(): string
  /** Where its sound arrives: address and port. */
  readonly media: string
  isUp(): boolean
  answer(): void
  hangUp(): void
  hold(on: boolean): Promise<void>
  /** Opens or closes the microphone; a phone speaks from the beginning. */
  speak(on: boolean): void
  blindTransfer(to: string): Promise<void>
  /** Presses a key the way a softphone does: SIP INFO (RFC 6086, application/dtmf-relay), or RFC 4733 events. */
  press(digit: string, by: 'info' | 'rfc4733'): void
  /** Connects the other side of this call with the other side of `other`. */
  attendedTransfer(other: Dialog): Promise<void>
  handle(message: SipMessage): void
  readonly ids: { readonly local: string; readonly remote: () => string; readonly remoteUri: string }
}

export type Opening = { readonly dial: string } | { readonly invite: SipMessage }

export async function openDialog(phone: PhoneIdentity, opening: Opening): Promise<Dialog> {
  return dialog(phone, opening, await openToneRtp(phone.hz, phone.own, phone.firstSequence))
}

function dialog(phone: PhoneIdentity, opening: Opening, rtp: ToneRtp): Dialog {
  const invite = 'invite' in opening ? opening.invite : null
  const callId = invite ? header(invite, 'call-id') : `${token()}@127.0.0.1`
  const localTag = token()
  let remoteTag = invite ? tagOf(header(invite, 'from')) : ''
  const peer = invite ? uriOf(header(invite, 'from')) : `sip:${'dial' in opening ? opening.dial : ''}@${phone.host}`
  let target = invite ? uriOf(header(invite, 'contact')) : peer
  let cseq = 1
  let version = 1
  let refused = ''
  let phase: 'opening' | 'up' | 'over' = 'opening'
  let mediaDirection: MediaDirection = 'sendrecv'
  let lastInvite: readonly (readonly [string, string])[] = []
  const answered = gate()
  const ended = gate()
  const waiting = new Map<
    string,
    { resolve: (answer: SipMessage) => void; body: string; extra: readonly (readonly [string, string])[] }
  >()

  const offer = (direction: MediaDirection): string => sdp(rtp.port, version++, direction, phone.own)
  const localUri = `sip:${phone.user}@${phone.host}`
  const frame = (name: string, number: number, extra: readonly (readonly [string, string])[]) => [
    ['Via', phone.via()] as const,
    ['Max-Forwards', '70'] as const,
    ['From', `<${localUri}>;tag=${localTag}`] as const,
    ['To', `<${peer}>${remoteTag ? `;tag=${remoteTag}` : ''}`] as const,
    ['Call-ID', callId] as const,
    ['CSeq', `${number} ${name}`] as const,
    ['Contact', `<${phone.contact}>`] as const,
    ['Supported', 'replaces'] as const,
    ...extra,
  ]

  const request = (
    name: string,
    extra: readonly (readonly [string, string])[] = [],
    body = '',
  ): Promise<SipMessage> => {
    const number = cseq++
    const kind = name === 'INFO' ? 'application/dtmf-relay' : 'application/sdp'
    const all = body ? [...extra, ['Content-Type', kind] as const] : extra
    const rows = frame(name, number, all)
    if (name === 'INVITE') lastInvite = rows
    phone.send(formatSip(`${name} ${target} SIP/2.0`, rows, body))
    return new Promise((resolve) => waiting.set(`${number} ${name}`, { resolve, body, extra }))
  }

  const respond = (to: SipMessage, code: string, body = '') => {
    const copied = to.headers.filter(([name]) => ['via', 'from', 'call-id', 'cseq', 'record-route'].includes(name))
    const toValue = header(to, 'to')
    const tagged = tagOf(toValue) ? toValue : `${toValue};tag=${localTag}`
    const rest = [['To', tagged] as const, ['Contact', `<${phone.contact}>`] as const]
    const kind = body ? [['Content-Type', 'application/sdp'] as const] : []
    phone.send(formatSip(`SIP/2.0 ${code}`, [...copied, ...rest, ...kind], body))
  }

  const hear = (text: string) => {
    const remote = readSdp(text)
    const wanted = remote.direction === 'sendrecv' || remote.direction === 'recvonly'
    rtp.sendTo(remote.port, remote.host, wanted && mediaDirection === 'sendrecv')
  }

  const over = () => {
    if (phase === 'over') return
    phase = 'over'
    rtp.close()
    answered.open()
    ended.open()
  }

  const hangUp = () => {
    if (phase === 'over') return
    if (phase === 'up') void request('BYE')
    else if (invite) respond(invite, '486 Busy Here')
    else cancel()
    over()
  }

  // In the INVITE's own transaction (RFC 3261, section 9.1); whoever answers all the same is hung up on.
  const cancel = () => {
    const kept = lastInvite.filter(([name]) => ['Via', 'Max-Forwards', 'From', 'To', 'Call-ID', 'CSeq'].includes(name))
    const rows = kept.map(([name, value]): readonly [string, string] =>
      name === 'CSeq' ? [name, value.replace('INVITE', 'CANCEL')] : [name, value],
    )
    phone.send(formatSip(`CANCEL ${target} SIP/2.0`, rows))
  }

  const answer = () => {
    if (!invite || phase !== 'opening') return
    phase = 'up'
    if (invite.body) hear(invite.body)
    respond(invite, '200 OK', offer('sendrecv'))
    answered.open()
  }

  // A refusal is acknowledged within its own transaction, a 200 in one of its own (RFC 3261, sections 17.1.1.3 and 13.2.2.4).
  const acknowledge = (message: SipMessage, number: number, code: number) => {
    const rows = frame('ACK', number, []).map(([name, value]): readonly [string, string] => {
      if (name === 'Via' && code >= 300) return [name, header(message, 'via')]
      return name === 'To' ? [name, header(message, 'to')] : [name, value]
    })
    phone.send(formatSip(`ACK ${target} SIP/2.0`, rows))
  }

  const gotAnswer = (message: SipMessage) => {
    const key = header(message, 'cseq')
    const [number = '', name = ''] = key.split(' ')
    const code = status(message)
    if (code < 200) return
    if (name === 'INVITE') {
      if (code < 300) {
        remoteTag = tagOf(header(message, 'to'))
        target = uriOf(header(message, 'contact')) || target
      }
      acknowledge(message, Number(number), code)
    }
    const open = waiting.get(key)
    if (!open) return
    waiting.delete(key)
    if (code === 401 || code === 407) {
      const challenge = header(message, code === 401 ? 'www-authenticate' : 'proxy-authenticate')
      const proof = digest(challenge, { method: name, uri: target, user: phone.user, password: phone.password })
      const extra = [
        ...open.extra.filter(([k]) => !k.endsWith('uthorization')),
        [code === 401 ? 'Authorization' : 'Proxy-Authorization', proof] as const,
      ]
      if (!open.extra.some(([k]) => k.endsWith('uthorization')))
        return void request(name, extra, open.body).then(open.resolve)
    }
    open.resolve(message)
  }

  const dial = async () => {
    const reply = await request('INVITE', phone.extra, offer('sendrecv'))
    if (status(reply) >= 300) {
      refused = reply.start
      return over()
    }
    if (phase === 'over') return void request('BYE')
    phase = 'up'
    hear(reply.body)
    answered.open()
  }

  const gotRequest = (message: SipMessage) => {
    switch (method(message)) {
      case 'INVITE':
        if (tagOf(header(message, 'to')) === '') return respond(message, '180 Ringing')
        target = uriOf(header(message, 'contact')) || target
        if (message.body) hear(message.body)
        return respond(message, '200 OK', offer(mediaDirection))
      case 'UPDATE':
        target = uriOf(header(message, 'contact')) || target
        if (message.body) hear(message.body)
        return respond(message, '200 OK', message.body ? offer(mediaDirection) : '')
      case 'CANCEL':
        respond(message, '200 OK')
        if (invite && phase === 'opening') respond(invite, '487 Request Terminated')
        return over()
      case 'BYE':
        respond(message, '200 OK')
        return over()
      case 'ACK':
        return
      case 'NOTIFY':
        respond(message, '200 OK')
        // The transfer went through: like a desk phone, this one leaves (RFC 3515, section 2.4.5).
        if (/^SIP\/2\.0 2/.test(message.body)) hangUp()
        return
      default:
        respond(message, '200 OK')
    }
  }

  const refer = async (to: string) => {
    const reply = await request('REFER', [
      ['Refer-To', `<${to}>`],
      ['Referred-By', `<${localUri}>`],
    ])
    if (status(reply) >= 300) throw new Error(`REFER was answered ${reply.start}`)
  }

  if (invite) respond(invite, '180 Ringing')
  else void dial()
  return {
    callId,
    ear: rtp.ear,
    invite,
    answered: answered.passed,
    ended: ended.passed,
    refusal: () => refused,
    media: `${phone.own}:${rtp.port}`,
    isUp: () => phase === 'up',
    answer,
    hangUp,
    async hold(on) {
      mediaDirection = on ? 'sendonly' : 'sendrecv'
      const reply = await request('INVITE', [], offer(mediaDirection))
      if (status(reply) >= 300) throw new Error(`hold was answered ${reply.start}`)
      hear(reply.body)
    },
    speak: rtp.speak,
    press: (digit, by) => {
      if (by === 'rfc4733') rtp.press(digit)
      else void request('INFO', [], `Signal=${digit}\r\nDuration=100\r\n`)
    },
    blindTransfer: (to) => refer(`sip:${to}@${phone.host}`),
    attendedTransfer: (other) => {
      const replaces = encodeURIComponent(`${other.callId};to-tag=${other.ids.remote()};from-tag=${other.ids.local}`)
      return refer(`${other.ids.remoteUri}?Replaces=${replaces}`)
    },
    handle: (message) => (status(message) > 0 ? gotAnswer(message) : gotRequest(message)),
    ids: { local: localTag, remote: () => remoteTag, remoteUri: peer },
  }
}

function gate(): { passed: Promise<void>; open: () => void } {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}
