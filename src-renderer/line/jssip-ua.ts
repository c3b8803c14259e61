// The user agent of JsSIP for an account. JsSIP is a fifth of the console's script: this file is loaded after the start.
import JsSIP from 'jssip'
import type { UA } from 'jssip/lib/UA'
import type { WebSocketInterface } from 'jssip/lib/WebSocketInterface'
import { addressesOf, type LineAccount } from '#contract/line-account.ts'
import type { WatchedSocket } from './keep-alive.ts'
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
  sendOptions(target: string, body: null, options: { eventHandlers: Record<'succeeded' | 'failed', Answered> }): void
}
type Answered = (event: { readonly response?: unknown }) => void

/** `seat`: see consoleContact; it names the instance (RFC 5626 4.1), so that a registrar that knows such replaces what a crash left. */
export function createUa(account: LineAccount, contact: string, seat: string, trace: SipTrace): LineAgent {
  const host = contact.slice(-12)
  const ua = new JsSIP.UA({
    sockets: addressesOf(account).map((url, index) => ({
      socket: traced(new JsSIP.WebSocketInterface(url), trace),
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

/** JsSIP's transport puts its own `ondata` where the messages come out. */
function traced(socket: WebSocketInterface, trace: SipTrace): WebSocketInterface {
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
        deliver(data)
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
