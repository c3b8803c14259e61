// One call of a phone of the proof, from INVITE to BYE (RFC 3261), with its voice and its ear.
import type { Clock, Stop } from '#contract/time.ts'
import type { Identity } from './registering.ts'
import {
  digest,
  formatSip,
  header,
  method,
  readSdp,
  type SipMessage,
  sdp,
  status,
  tagOf,
  token,
  uriOf,
} from './sip-text.ts'
import type { Ear, ToneRtp } from './tone-rtp.ts'

export type Call = {
  readonly id: string
  readonly ear: Ear
  /** Who calls, by the number in From; empty for a call that was dialled. */
  readonly from: string
  /** Where its sound arrives: address and port. */
  readonly media: string
  /** Resolves when both can hear each other, with '' or what the phone system said against it. */
  readonly connected: Promise<string>
  readonly over: Promise<void>
  answer(): void
  /** Resolves when the other side has heard of it, or does not answer. */
  hangUp(): Promise<void>
  handle(message: SipMessage): void
}

export type CallParts = {
  readonly identity: Identity
  readonly via: () => string
  readonly send: (text: string) => void
  readonly ask: (text: string, key: string, limitMs?: number) => Promise<SipMessage | null>
  readonly rtp: ToneRtp
  readonly own: string
  readonly every: Clock['every']
}

type Rows = readonly (readonly [name: string, value: string])[]
type Phase = 'opening' | 'up' | 'over'

const RINGING_MS = 30_000
const AGAIN_MS = 500

export function dialled(parts: CallParts, number: string): Call {
  const { identity } = parts
  const peer = `sip:${number}@${identity.host}`
  const talk = conversation(parts, { id: `${token()}@earshot.invalid`, peer, remoteTag: '', target: peer })
  void talk.invite()
  return { ...talk.face, from: '', answer: () => undefined, hangUp: talk.hangUp, handle: talk.handle }
}

export function invited(parts: CallParts, invite: SipMessage): Call {
  const from = header(invite, 'from')
  const peer = uriOf(from)
  const target = uriOf(header(invite, 'contact')) || peer
  const talk = conversation(parts, { id: header(invite, 'call-id'), peer, remoteTag: tagOf(from), target })
  talk.respond(invite, '180 Ringing')
  const refuse = async (): Promise<void> => {
    if (talk.phase() === 'opening') talk.respond(invite, '486 Busy Here')
    await talk.hangUp()
  }
  return {
    ...talk.face,
    from: /^sips?:([^@;]+)/.exec(peer)?.[1] ?? '',
    answer: () => talk.accept(invite),
    hangUp: refuse,
    handle: (message) => {
      if (method(message) === 'CANCEL' && talk.phase() === 'opening') talk.respond(invite, '487 Request Terminated')
      talk.handle(message)
    },
  }
}

type Other = { readonly id: string; readonly peer: string; readonly remoteTag: string; readonly target: string }

/** What is written in this dialog: who writes to whom, counted. */
function writer(parts: CallParts, other: Other) {
  const { user, host, contact } = parts.identity
  const localTag = token()
  let { remoteTag, target } = other
  let [cseq, version] = [0, 0]
  const rowsOf = (name: string, number: number, extra: Rows): Rows => [
    ['Via', parts.via()],
    ['Max-Forwards', '70'],
    ['From', `<sip:${user}@${host}>;tag=${localTag}`],
    ['To', `<${other.peer}>${remoteTag ? `;tag=${remoteTag}` : ''}`],
    ['Call-ID', other.id],
    ['CSeq', `${number} ${name}`],
    ['Contact', `<${contact}>`],
    ...extra,
  ]
  return {
    offer: (): string => sdp(parts.rtp.port, ++version, 'sendrecv', parts.own),
    target: () => target,
    moved: (message: SipMessage): void => {
      target = uriOf(header(message, 'contact')) || target
    },
    tagged: (answer: SipMessage): void => {
      remoteTag = tagOf(header(answer, 'to'))
    },
    request: (name: string, extra: Rows = [], body = '', limitMs?: number) => {
      cseq += 1
      const rows = rowsOf(name, cseq, body ? [...extra, ['Content-Type', 'application/sdp']] : extra)
      const text = formatSip(`${name} ${target} SIP/2.0`, rows, body)
      return { rows, answer: parts.ask(text, `${other.id} ${cseq} ${name}`, limitMs) }
    },
    respond: (to: SipMessage, code: string, body = ''): void =>
      parts.send(responseTo(to, code, { tag: localTag, contact, body })),
    acknowledge: (answer: SipMessage): void => {
      const rows = rowsOf('ACK', Number.parseInt(header(answer, 'cseq'), 10), []).map(([name, value]): Rows[number] => {
        // A refusal is acknowledged within its own transaction (RFC 3261, section 17.1.1.3).
        if (status(answer) >= 300 && name === 'Via') return [name, header(answer, 'via')]
        return name === 'To' ? [name, header(answer, 'to')] : [name, value]
      })
      parts.send(formatSip(`ACK ${target} SIP/2.0`, rows))
    },
  }
}

/** How far the call is, and its sound with it. */
function createLeg({ rtp }: CallParts) {
  const [connected, over] = [gate<string>(), gate<void>()]
  let phase: Phase = 'opening'
  let again: Stop = () => undefined
  let isFinished = false
  const hear = (text: string): void => {
    const { port, host: from, direction } = readSdp(text)
    rtp.sendTo(port, from, direction === 'sendrecv' || direction === 'recvonly')
  }
  return {
    phase: () => phase,
    connected,
    over: over.passed,
    hear,
    up: (body: string): void => {
      phase = 'up'
      if (body) hear(body)
      connected.open('')
    },
    /** Answers with what it was until now. */
    leave: (): Phase => {
      const before = phase
      phase = 'over'
      return before
    },
    /** Once: both sides may hang up in the same moment. */
    finish: (): void => {
      if (isFinished) return
      isFinished = true
      phase = 'over'
      again()
      rtp.close()
      connected.open('it hung up')
      over.open()
    },
    /** What is said again until it is acknowledged. */
    saying: (stop: Stop): void => {
      again = stop
    },
    acknowledged: (): void => again(),
  }
}

function conversation(parts: CallParts, other: Other) {
  const { identity, rtp, own } = parts
  const { offer, target, moved, tagged, request, respond, acknowledge } = writer(parts, other)
  const { phase, connected, over, hear, up, leave, finish, saying, acknowledged } = createLeg(parts)
  let cancel = (): void => undefined

  const invite = async (extra: Rows = []): Promise<void> => {
    const asked = request('INVITE', extra, offer(), RINGING_MS)
    cancel = () => parts.send(cancelOf(target(), asked.rows))
    const answer = await asked.answer
    if (!answer) return finish()
    const isTaken = status(answer) < 300
    if (isTaken) {
      tagged(answer)
      moved(answer)
    }
    acknowledge(answer)
    const proof = extra.length === 0 ? challenged(answer, target(), identity) : null
    if (proof && phase() === 'opening') return invite([proof])
    if (isTaken && phase() === 'opening') return up(answer.body)
    if (isTaken) void request('BYE') // hung up on meanwhile
    connected.open(answer.start)
    if (phase() !== 'over') finish()
  }
  const accept = (message: SipMessage): void => {
    if (phase() !== 'opening') return
    up(message.body)
    const body = offer()
    respond(message, '200 OK', body)
    saying(parts.every(AGAIN_MS, () => respond(message, '200 OK', body)))
  }
  const hangUp = async (): Promise<void> => {
    if (phase() === 'over') return
    if (leave() === 'up') await request('BYE').answer
    else cancel()
    finish()
  }
  const offered = (message: SipMessage): void => {
    moved(message)
    if (message.body) hear(message.body)
    respond(message, '200 OK', message.body || method(message) === 'INVITE' ? offer() : '')
  }
  const invitedAgain = (message: SipMessage): void => {
    if (tagOf(header(message, 'to')) === '') respond(message, '180 Ringing')
    else offered(message)
  }
  const ended = (message: SipMessage): void => {
    respond(message, '200 OK')
    finish()
  }
  const asked = (message: SipMessage): void => {
    switch (method(message)) {
      case 'ACK':
        acknowledged()
        break
      case 'INVITE':
        invitedAgain(message)
        break
      case 'UPDATE':
        offered(message)
        break
      case 'CANCEL':
      case 'BYE':
        ended(message)
        break
      default:
        respond(message, '200 OK')
    }
  }
  const handle = (message: SipMessage): void => {
    if (status(message) === 0) asked(message)
    // The ACK was lost: it is sent for each 200 that comes.
    else if (isAnswerToInvite(message) && phase() === 'up') acknowledge(message)
  }
  const face = { id: other.id, ear: rtp.ear, media: `${own}:${rtp.port}`, connected: connected.passed, over }
  return { face, phase, invite, accept, respond, hangUp, handle }
}

const isAnswerToInvite = (message: SipMessage): boolean =>
  status(message) >= 200 && status(message) < 300 && header(message, 'cseq').endsWith('INVITE')

function responseTo(to: SipMessage, code: string, by: { tag: string; contact: string; body: string }): string {
  const copied = to.headers.filter(([name]) => ['via', 'from', 'call-id', 'cseq', 'record-route'].includes(name))
  const value = header(to, 'to')
  const rows: Rows = [
    ...copied,
    ['To', tagOf(value) ? value : `${value};tag=${by.tag}`],
    ['Contact', `<${by.contact}>`],
  ]
  return formatSip(`SIP/2.0 ${code}`, by.body ? [...rows, ['Content-Type', 'application/sdp']] : rows, by.body)
}

/** In the INVITE's own transaction (RFC 3261, section 9.1). */
function cancelOf(target: string, invite: Rows): string {
  const kept = invite.filter(([name]) => ['Via', 'Max-Forwards', 'From', 'To', 'Call-ID', 'CSeq'].includes(name))
  const rows = kept.map(([name, value]): Rows[number] => [
    name,
    name === 'CSeq' ? value.replace('INVITE', 'CANCEL') : value,
  ])
  return formatSip(`CANCEL ${target} SIP/2.0`, rows)
}

function challenged(answer: SipMessage, uri: string, { user, password }: Identity): Rows[number] | null {
  const code = status(answer)
  if (code !== 401 && code !== 407) return null
  const challenge = header(answer, code === 401 ? 'www-authenticate' : 'proxy-authenticate')
  const proof = digest(challenge, { method: 'INVITE', uri, user, password })
  return [code === 401 ? 'Authorization' : 'Proxy-Authorization', proof]
}

function gate<T>(): { readonly passed: Promise<T>; readonly open: (value: T) => void } {
  let open: (value: T) => void = () => undefined
  const passed = new Promise<T>((resolve) => {
    open = resolve
  })
  return { passed, open }
}
