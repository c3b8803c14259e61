// The user agent of JsSIP for an account. JsSIP is a fifth of the console's script: this file is loaded after the start.
import JsSIP from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { UA } from 'jssip/lib/UA'
import type { WebSocketInterface } from 'jssip/lib/WebSocketInterface'
import { addressesOf, type LineAccount } from '#contract/line-account.ts'
import type { WatchedSocket } from './keep-alive.ts'
import { withReadableContacts } from './sip/readable-contacts.ts'
import { letUnwantedGo } from './sip/unwanted-answers.ts'
import { type Asked, whyNotInvite, withReadableReplaces } from './sip/why-not-invite.ts'
import type { SipTrace } from './sip-trace.ts'
import { type SoundTools, soundTools } from './sound/tools.ts'

const RECOVER_MIN_S = 1
const RECOVER_MAX_S = 4

/** A user agent, and what JsSIP has no word for: whether its socket still leads anywhere. */
export type LineAgent = WatchedSocket & { readonly ua: UA; readonly tools: SoundTools }

/** JsSIP's types leave these out. */
type Inside = UA & {
  readonly transport: {
    readonly socket: { disconnect(): void; ondisconnect(error: boolean, code: number | undefined, why: string): void } // in use
    connect(): void
    isConnecting(): boolean
    /** Takes up the first that has not failed. */
    _getSocket(): void
  }
  receiveRequest(request: Request): void
  sendOptions(target: string, body: null, options: { eventHandlers: Record<'succeeded' | 'failed', Answered> }): void
}
type Registrar = {
  readonly _registering: boolean
  readonly _registrationTimer: unknown // until the next one is due; null where the last was not accepted
  _registrationFailure(response: { readonly status_code: number }, cause: string): void
}
type Request = Asked & {
  reply(status: number, reason: string, headers: readonly string[]): void
  server_transaction: { receiveResponse(status: number, response: string): void } | null
  readonly transport: { send(message: string): void }
}
type NewSession = { readonly originator: unknown; readonly session: RTCSession }
type Answered = (event: { readonly response?: unknown }) => void

/** `seat`: see consoleContact; it names the instance (RFC 5626 4.1), so that a registrar that knows such replaces what a crash left. */
export function createUa(account: LineAccount, contact: string, seat: string, trace: SipTrace): LineAgent {
  const host = contact.slice(-12)
  const registering = (): Registrar => ua.registrator() as unknown as Registrar
  const ua = new JsSIP.UA({
    sockets: addressesOf(account).map((url, index) => ({
      socket: traced(new JsSIP.WebSocketInterface(url), trace, (data, deliver) =>
        withUnlisted(registering(), data, deliver),
      ),
      weight: -index,
    })),
    instance_id: `00000000-0000-4000-8000-${seat}`,
    uri: account.uri,
    authorization_user: account.authUser,
    password: account.password,
    ...(account.displayName === '' ? {} : { display_name: account.displayName }),
    contact_uri: `sip:${contact}@${host}.invalid;transport=ws`,
    user_agent: 'Earshot',
    connection_recovery_min_interval: RECOVER_MIN_S,
    connection_recovery_max_interval: RECOVER_MAX_S,
  }) as Inside
  refuseUnread(ua)
  ua.on('newRTCSession', ({ originator, session }: NewSession) => {
    if (String(originator) === 'local') letUnwantedGo(session)
  })
  return {
    ua,
    tools: soundTools,
    ask: (answered) => {
      // Without a response it has failed for the socket's sake.
      const failed: Answered = ({ response }) => response && answered()
      ua.sendOptions(registrarOf(account.uri), null, { eventHandlers: { succeeded: answered, failed } })
    },
    cut: (why) => {
      // A frozen socket does not close in time: JsSIP is told that it has.
      const { socket } = ua.transport
      socket.disconnect()
      socket.ondisconnect(true, undefined, why)
    },
    openNow: (where) => {
      if (ua.isConnected() || ua.transport.isConnecting()) return
      if (where === 'next') ua.transport._getSocket()
      ua.transport.connect()
    },
  }
}

/** Without a transaction: a socket repeats nothing, and JsSIP takes the ACK for one it has no call of. */
function refuseUnread(ua: Inside): void {
  const receive = ua.receiveRequest.bind(ua)
  ua.receiveRequest = (request) => {
    const refusal = whyNotInvite(request)
    if (!refusal) return receive(request)
    request.server_transaction = { receiveResponse: (_status, response) => request.transport.send(response) }
    request.reply(refusal.status, '', refusal.headers)
  }
}

const isReplaces = (value: string): boolean => JsSIP.Grammar.parse(value, 'Replaces') !== -1
const isContact = (value: string): boolean => JsSIP.Grammar.parse(value, 'Contact') !== -1

const withReadable = (data: unknown): unknown => withReadableContacts(withReadableReplaces(data, isReplaces), isContact)

/** A 200 that does not list our contact JsSIP drops without a word: to the line it is a registration that failed. */
function withUnlisted(registrar: Registrar, data: unknown, deliver: () => void): void {
  const wasRegistering = registrar._registering
  try {
    deliver()
  } finally {
    const isOk = typeof data === 'string' && /^SIP\/2\.0 2\d\d /.test(data)
    const isDropped = wasRegistering && !registrar._registering && registrar._registrationTimer === null
    if (isOk && isDropped) registrar._registrationFailure({ status_code: 200 }, 'the registrar does not list this line')
  }
}

/** JsSIP's transport puts its own `ondata` where the messages come out. */
function traced(
  socket: WebSocketInterface,
  trace: SipTrace,
  around: (data: unknown, deliver: () => void) => void,
): WebSocketInterface {
  const send = socket.send.bind(socket)
  let deliver: (data: unknown) => void = () => {}
  socket.send = (message) => {
    trace.add('sent', message)
    return send(message)
  }
  Object.defineProperty(socket, 'ondata', {
    get: () => (data: unknown) => {
      trace.add('received', data)
      try {
        around(data, () => deliver(withReadable(data)))
      } catch (cause) {
        // JsSIP throws at some of what it cannot read: that costs the one message.
        trace.add('received', `The message before could not be read: ${cause}`)
      }
    },
    set: (next: typeof deliver) => {
      deliver = next
    },
  })
  return socket
}

const registrarOf = (uri: string): string => uri.replace(/^(sips?:)(?:[^@]*@)?/, '$1')
