// Asks a SIP registrar over its WebSocket who is registered: a REGISTER without a Contact changes nothing (RFC 3261, 10.2.3).
// Own code because JsSIP runs in the window, and here two messages are all there is.
import { createHash, randomBytes } from 'node:crypto'
import WebSocket from 'ws'
import type { Clock } from '#contract/time.ts'
import { reasonOf } from './connection-failure.ts'
import { trusting } from './trust.ts'
import { waitFor } from './waits.ts'

/** At one of its servers. */
export type LineToTry = {
  readonly uri: string
  readonly authUser: string
  readonly password: string | null // null: not known here, and none is tried
  readonly wsUrl: string
}

/** The last status of SIP, 200 if the password is right; and whether it was asked for at all. */
export type Answered = {
  readonly kind: 'answered'
  readonly status: number
  readonly reason: string
  readonly isChallenged: boolean
}
export type Registering =
  | Answered
  | { readonly kind: 'notConnected'; readonly detail: string }
  /** It is a WebSocket, but nothing there speaks SIP. */
  | { readonly kind: 'silent' }

const withinMs = 5000 // for the connection, and again for the answer

export function tryRegister(line: LineToTry, ca: string | null, clock: Clock): Promise<Registering> {
  const socket = new WebSocket(line.wsUrl, 'sip', {
    handshakeTimeout: withinMs,
    ...(line.wsUrl.startsWith('wss') ? trusting(ca) : {}),
  })
  return waitFor<Registering>(clock, { ms: 2 * withinMs, otherwise: { kind: 'silent' } }, (settle) => {
    converse(socket, line, settle)
    return () => socket.terminate()
  })
}

/** Answers the first challenge; what comes then is the answer. */
function converse(socket: WebSocket, line: LineToTry, settle: (result: Registering) => void): void {
  const ids = { callId: hex(12), tag: hex(6), cseq: 1 }
  socket.on('error', (cause) => settle({ kind: 'notConnected', detail: reasonOf(cause) }))
  socket.on('open', () => socket.send(register(line, ids, null)))
  socket.on('message', (data) => {
    const answer = String(data)
    const [, code, reason = ''] = /^SIP\/2\.0 (\d{3}) ?([^\r\n]*)/.exec(answer) ?? []
    const status = Number(code)
    if (!code || status < 200) return
    const challenge = /^(?:WWW|Proxy)-Authenticate:\s*Digest\s+(.*)$/im.exec(answer)?.[1]
    const { password } = line
    if (challenge === undefined || password === null || ids.cseq > 1 || (status !== 401 && status !== 407))
      return settle({ kind: 'answered', status, reason, isChallenged: ids.cseq > 1 })
    ids.cseq += 1
    socket.send(register(line, ids, authorization({ ...line, password }, status, challenge)))
  })
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

type Ids = { readonly callId: string; readonly tag: string; readonly cseq: number }

const registrarOf = (uri: string): string => uri.replace(/^(sips?:)[^@]*@/, '$1').replace(/[;?].*$/, '')

function register({ uri, wsUrl }: LineToTry, { callId, tag, cseq }: Ids, auth: string | null): string {
  const via = `SIP/2.0/${wsUrl.startsWith('wss') ? 'WSS' : 'WS'} check-site.invalid;branch=z9hG4bK${hex(8)}`
  const head = [`REGISTER ${registrarOf(uri)} SIP/2.0`, `Via: ${via}`, 'Max-Forwards: 70']
  const who = [`From: <${uri}>;tag=${tag}`, `To: <${uri}>`, `Call-ID: ${callId}`, `CSeq: ${cseq} REGISTER`]
  return [...head, ...who, ...(auth ? [auth] : []), 'Content-Length: 0', '', ''].join('\r\n')
}

/** RFC 8760 (SHA-256) and RFC 2617, `qop=auth`. */
function authorization(
  { uri, authUser, password }: LineToTry & { readonly password: string },
  status: number,
  challenge: string,
): string {
  const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)`, 'i').exec(challenge)?.[1] ?? ''
  const [realm, nonce, opaque] = [field('realm'), field('nonce'), field('opaque')]
  const algorithm = field('algorithm') || 'MD5'
  const name = algorithm.toUpperCase().startsWith('SHA-256') ? 'sha256' : 'md5'
  const hash = (text: string) => createHash(name).update(text).digest('hex')
  const [cnonce, target] = [hex(8), registrarOf(uri)]
  const [secret, request] = [hash(`${authUser}:${realm}:${password}`), hash(`REGISTER:${target}`)]
  const hasQop = /\bqop=/i.test(challenge)
  const response = hasQop
    ? hash(`${secret}:${nonce}:00000001:${cnonce}:auth:${request}`)
    : hash(`${secret}:${nonce}:${request}`)
  const texts = { username: authUser, realm, nonce, uri: target, response, ...(opaque ? { opaque } : {}) }
  const quoted = Object.entries(texts).map(([key, text]) => `${key}="${text}"`)
  const rest = hasQop ? ['qop=auth', 'nc=00000001', `cnonce="${cnonce}"`] : []
  const header = status === 407 ? 'Proxy-Authorization' : 'Authorization'
  return `${header}: Digest ${[...quoted, `algorithm=${algorithm}`, ...rest].join(', ')}`
}
