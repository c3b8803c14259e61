// A SIP server on a clock of its own, and phones that speak to it without sockets or media.
import { createHash } from 'node:crypto'
import { createListeners } from '#main/demo-pbx/kit/listeners.ts'
import type { MediaPeer } from '#main/demo-pbx/kit/media-peer.ts'
import type { Flow } from '#main/demo-pbx/kit/parts.ts'
import { parseDigest } from '#main/demo-pbx/sip/digest.ts'
import { tagOf } from '#main/demo-pbx/sip/fields.ts'
import {
  formatMessage,
  type Header,
  header,
  headersOf,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from '#main/demo-pbx/sip/message.ts'
import { parseMessage } from '#main/demo-pbx/sip/parse.ts'
import { createSipServer, type SipServer } from '#main/demo-pbx/sip/sip-server.ts'
import type { FlowHandlers } from '#main/demo-pbx/sip/socket-flow.ts'
import { type FakeClock, fakeClock, settle } from '../../../../fakes/fake-clock.ts'

export const DOMAIN = 'demo.earshot.invalid'
const PASSWORDS: ReadonlyMap<string, string> = new Map([
  ['5001', 'secret'],
  ['5002', 'other'],
])

export function sdp(direction = 'sendrecv', codecs = '0 101'): string {
  const lines = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', `m=audio 9 UDP/TLS/RTP/SAVPF ${codecs}`]
  return [...lines, 'c=IN IP4 127.0.0.1', `a=${direction}`, 'a=rtpmap:0 PCMU/8000', ''].join('\r\n')
}

type FakePeer = MediaPeer & { readonly taken: string[]; isClosed: boolean; press(digit: string): void }

function createFakePeer(): FakePeer {
  const digits = createListeners<[string]>(() => {})
  const take = (text: string) => {
    peer.taken.push(text)
    return text.includes('m=audio') && !text.includes('m=audio 9 UDP/TLS/RTP/SAVPF 9 ')
  }
  const peer: FakePeer = {
    offer: sdp(),
    taken: [],
    isClosed: false,
    press: digits.tell,
    onDigit: digits.add,
    acceptAnswer: async (text) => take(text),
    answerOffer: async (text) => (take(text) ? sdp('recvonly') : null),
    session: {
      send: () => {},
      onFrame: () => () => {},
      lastHeardAt: () => null,
      close: () => {
        peer.isClosed = true
      },
    },
  }
  return peer
}

export type Stand = {
  readonly server: SipServer
  readonly clock: FakeClock
  readonly peers: FakePeer[]
  readonly log: string[]
  phone(line?: string): Phone
  registered(line?: string): Promise<Phone>
}

/** `around`: what stands between the phones' sockets and the server. */
export function createStand(around = (inner: FlowHandlers) => inner): Stand {
  const clock = fakeClock(1_000_000)
  const peers: FakePeer[] = []
  const log: string[] = []
  let count = 0
  const server = createSipServer({
    accounts: PASSWORDS,
    domain: DOMAIN,
    ...clock,
    random: (bytes) => (++count).toString(16).padStart(bytes * 2, '0'),
    log: (level, text) => log.push(`${level}: ${text}`),
    newPeer: async () => {
      const peer = createFakePeer()
      peers.push(peer)
      return peer
    },
    sessionExpires: 1_800,
  })
  const handlers = around(server)
  const phone = (line = '5001') => createPhone(handlers, line)
  return {
    server,
    clock,
    peers,
    log,
    phone,
    async registered(line) {
      const made = phone(line)
      await made.register()
      return made
    },
  }
}

let phones = 0

export type Phone = ReturnType<typeof createPhone>

/** A phone with one socket at a time. `heard` is all it got, oldest first. */
function createPhone(server: FlowHandlers, line: string) {
  phones += 1
  const name = `phone${phones}`
  const contact = `<sip:${name}@${name}.invalid;transport=ws>`
  const heard: SipMessage[] = []
  let flow = connect()
  let number = 0

  function connect(): Flow & { drop(): void } {
    let isOpen = true
    const made = {
      id: phones,
      peer: { address: '127.0.0.1', port: 40_000 },
      isOpen: () => isOpen,
      send(text: string) {
        const parsed = parseMessage(text)
        if (!parsed.ok) throw new Error(`The server sent nonsense: ${parsed.reason}`)
        heard.push(parsed.message)
      },
      close: () => made.drop(),
      cut: () => made.drop(),
      drop() {
        if (!isOpen) return
        isOpen = false
        server.closed(made)
      },
    }
    server.opened(made)
    return made
  }

  const make = (method: string, more: Partial<SipRequest> & { to?: string; callId?: string } = {}): SipRequest => {
    number += 1
    const to = more.to ?? `<sip:${line}@${DOMAIN}>`
    return {
      kind: 'request',
      method,
      uri: more.uri ?? `sip:${DOMAIN}`,
      headers: [
        ['Via', `SIP/2.0/WS ${name}.invalid;branch=z9hG4bK${name}x${number}`],
        ['From', `<sip:${line}@${DOMAIN}>;tag=${name}`],
        ['To', to],
        ['Call-ID', more.callId ?? `${name}-call`],
        ['CSeq', `${number} ${method}`],
        ['Contact', contact],
        ...(more.headers ?? []),
      ],
      body: more.body ?? '',
    }
  }
  const sendNow = (message: SipMessage | string) => {
    server.received(flow, typeof message === 'string' ? message : formatMessage(message))
  }
  const send = async (message: SipMessage | string) => {
    sendNow(message)
    await settle()
  }
  /** Sends it and gives the last answer to it. */
  const ask = async (request: SipRequest): Promise<SipResponse> => {
    await send(request)
    return answerTo(request)
  }
  const answerTo = (request: SipRequest): SipResponse => {
    const branch = header(request, 'Via')
    const all = heard.filter(
      (message) =>
        message.kind === 'response' &&
        header(message, 'Via')?.startsWith(branch ?? '-') &&
        header(message, 'CSeq') === header(request, 'CSeq'),
    )
    const last = all.at(-1)
    if (last?.kind !== 'response') throw new Error(`No answer to ${request.method}`)
    return last
  }
  const register = async (options: { password?: string; headers?: readonly Header[] } = {}): Promise<SipResponse> => {
    const headers = options.headers ?? []
    const challenged = await ask(make('REGISTER', { headers, callId: `${name}-register` }))
    const challenge = header(challenged, 'WWW-Authenticate')
    if (challenge === null) return challenged
    const authorization = credentials(challenge, 'REGISTER', line, options.password ?? PASSWORDS.get(line) ?? '')
    const again: Header = ['Authorization', authorization]
    return ask(make('REGISTER', { headers: [...headers, again], callId: `${name}-register` }))
  }

  return {
    name,
    line,
    contact,
    heard,
    make,
    sendNow,
    send,
    ask,
    answerTo,
    register,
    /** The oldest request of that method which the server sent. */
    request(method: string, nth = 0): SipRequest {
      const found = heard.filter((message) => message.kind === 'request' && message.method === method)[nth]
      if (found?.kind !== 'request') throw new Error(`${name} got no ${method}`)
      return found
    },
    count: (method: string) => heard.filter((each) => each.kind === 'request' && each.method === method).length,
    /** Answers a request of the server. */
    respond: (request: SipRequest, status: number, headers: readonly Header[] = [], body = '') =>
      send(respondTo(request, status, name, [['Contact', contact], ...headers], body)),
    /** A request in the dialog that the server's INVITE opened. */
    within: (invite: SipRequest, method: string, more: Partial<SipRequest> = {}) => {
      const made = make(method, { ...more, callId: header(invite, 'Call-ID') ?? '', to: header(invite, 'From') ?? '' })
      return made
    },
    lose: () => flow.drop(),
    async reconnect() {
      flow = connect()
      return register()
    },
  }
}

function respondTo(
  request: SipRequest,
  status: number,
  tag: string,
  headers: readonly Header[],
  body: string,
): SipResponse {
  const to = header(request, 'To') ?? ''
  return {
    kind: 'response',
    status,
    reason: 'x',
    headers: [
      ...headersOf(request, 'Via').map((via): Header => ['Via', via]),
      ['From', header(request, 'From') ?? ''],
      ['To', tagOf(to) === '' && status > 100 ? `${to};tag=${tag}` : to],
      ['Call-ID', header(request, 'Call-ID') ?? ''],
      ['CSeq', header(request, 'CSeq') ?? ''],
      ...headers,
    ],
    body,
  }
}

/** The Authorization of a phone, made apart from the code under test (RFC 2617 section 3.2.2). */
export function credentials(challenge: string, method: string, user: string, password: string, nc = '00000001') {
  const given = parseDigest(challenge)
  const [realm, nonce] = [given.get('realm'), given.get('nonce')]
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const uri = `sip:${DOMAIN}`
  const response = md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:${nc}:abc:auth:${md5(`${method}:${uri}`)}`)
  return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5, cnonce="abc", qop=auth, nc=${nc}`
}
