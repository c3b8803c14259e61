// A real SIP phone for tests, on UDP: registers with digest, calls, answers, holds, transfers, speaks and hears tones.
import { createSocket } from 'node:dgram'
import {
  digest,
  formatSip,
  header,
  method,
  parseSip,
  type SipMessage,
  status,
  tagOf,
  token,
  uriOf,
} from '#main/proof/phone/sip-text.ts'
import { phonePassword } from './asterisk-config.ts'
import { type Dialog, openDialog, type PhoneIdentity } from './sip-dialog.ts'

export const agentHz = 440
export const callerHz = 620

export type SipPhone = {
  readonly user: string
  /** Where it is reached: address and port. */
  readonly address: string
  /** Calls of this phone that are not over, oldest first. */
  calls(): Dialog[]
  /** INVITEs that came, newest last, with whatever headers they had. */
  readonly invites: SipMessage[]
  /** Texts that came, newest last. */
  readonly texts: SipMessage[]
  dial(number: string): Promise<Dialog>
  /** The next call that comes in, or one that is ringing or up already and was not handed out. */
  nextCall(): Promise<Dialog>
  /** Nobody takes the calls that came until now, and whoever still waits for one gets none. */
  forgetCalls(): void
  unregister(): Promise<void>
  register(): Promise<void>
  close(): Promise<void>
}

export type PhoneOptions = {
  readonly sipPort: number
  /** The PBX; default this machine. */
  readonly host?: string
  /** The address of this machine that the PBX can reach. */
  readonly own?: string
  readonly password?: string
  /** Refuses to start where another phone is registered for this user: it would lose its calls to this one. */
  readonly alone?: boolean
  readonly user: string
  readonly hz: number
  readonly registers: boolean
  readonly answers?: boolean // by itself, at once; default true
  readonly contact?: string // the user of its Contact; default `user`
  readonly headers?: readonly (readonly [string, string])[]
  readonly firstSequence?: number // of the packets of its voice; default 0
}

export const agentPhone = (sipPort: number, user: string, answers = true, hz = agentHz): Promise<SipPhone> =>
  openPhone({ sipPort, user, hz, registers: true, answers })

/** Somebody outside: their calls come in by the trunk. */
export const callerPhone = (sipPort: number, user: string, firstSequence = 0): Promise<SipPhone> =>
  openPhone({ sipPort, user, hz: callerHz, registers: false, headers: [['X-Trunk', 'yes']], firstSequence })

export async function openPhone(options: PhoneOptions): Promise<SipPhone> {
  const { host = '127.0.0.1', own: address = '127.0.0.1' } = options
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, address, resolve))
  const own = `${address}:${socket.address().port}`
  const identity: PhoneIdentity = {
    user: options.user,
    password: options.password ?? phonePassword(options.user),
    host: `${host}:${options.sipPort}`,
    own: address,
    contact: `sip:${options.contact ?? options.user}@${own}`,
    hz: options.hz,
    firstSequence: options.firstSequence ?? 0,
    extra: options.headers ?? [],
    send: (text) => socket.send(text, options.sipPort, host, () => undefined),
    via: () => `SIP/2.0/UDP ${own};branch=z9hG4bK${token()};rport`,
  }
  const dialogs = new Map<string, Dialog | 'opening'>()
  const arrived: Dialog[] = []
  const wanted: ((call: Dialog) => void)[] = []
  const invites: SipMessage[] = []
  const texts: SipMessage[] = []
  const registrar = registration(identity)

  const incoming = async (message: SipMessage) => {
    const id = header(message, 'call-id')
    dialogs.set(id, 'opening')
    invites.push(message)
    const call = await openDialog(identity, { invite: message })
    dialogs.set(id, call)
    if (options.answers !== false) call.answer()
    const taker = wanted.shift()
    if (taker) taker(call)
    else arrived.push(call)
  }

  socket.on('message', (data) => {
    const message = parseSip(data.toString('utf8'))
    if (!message) return
    const known = dialogs.get(header(message, 'call-id'))
    if (known === 'opening') return
    if (known) return known.handle(message)
    if (header(message, 'cseq').endsWith('REGISTER')) return registrar.handle(message)
    if (method(message) === 'INVITE' && tagOf(header(message, 'to')) === '') return void incoming(message)
    if (method(message) === 'MESSAGE') texts.push(message)
    if (status(message) === 0 && method(message) !== 'ACK')
      identity.send(plainAnswer(message, /^(OPTIONS|MESSAGE)$/.test(method(message)) ? '200 OK' : '481 Gone'))
  })

  const calls = () => [...dialogs.values()].filter((call): call is Dialog => call !== 'opening' && call.isUp())
  const close = async () => {
    for (const call of calls()) call.hangUp()
    if (options.registers) await registrar.register(0)
    socket.close()
  }
  try {
    if (options.alone) await registrar.refuseCompany()
    if (options.registers) await registrar.register(3600)
  } catch (cause) {
    socket.close()
    throw cause
  }
  return {
    user: options.user,
    address: own,
    invites,
    texts,
    calls,
    dial: async (number) => {
      const call = await openDialog(identity, { dial: number })
      dialogs.set(call.callId, call)
      return call
    },
    nextCall: () => {
      const call = arrived.shift()
      return call ? Promise.resolve(call) : new Promise((resolve) => wanted.push(resolve))
    },
    forgetCalls: () => {
      arrived.length = 0
      wanted.length = 0
    },
    unregister: () => registrar.register(0),
    register: () => registrar.register(3600),
    close,
  }
}

function plainAnswer(to: SipMessage, code: string): string {
  const copied = to.headers.filter(([name]) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(name))
  return formatSip(`SIP/2.0 ${code}`, copied)
}

function registration(phone: PhoneIdentity) {
  const callId = `${token()}@127.0.0.1`
  const uri = `sip:${phone.host}`
  let cseq = 1
  let waiting: ((message: SipMessage) => void) | null = null
  const ask = (expires: number | null, proof: string): Promise<SipMessage> => {
    const aor = `<sip:${phone.user}@${phone.host}>`
    const headers = [
      ['Via', phone.via()],
      ['Max-Forwards', '70'],
      ['From', `${aor};tag=${token()}`],
      ['To', aor],
      ['Call-ID', callId],
      ['CSeq', `${cseq++} REGISTER`],
      // Without a Contact it only asks who is registered (RFC 3261, section 10.2.3).
      ...(expires === null ? [] : [['Contact', `<${uriOf(phone.contact)}>;expires=${expires}`] as const]),
      ...(proof ? [['Authorization', proof] as const] : []),
    ] as const
    const request = formatSip(`REGISTER ${uri} SIP/2.0`, headers)
    phone.send(request)
    return new Promise((resolve) => {
      // RFC 3261 17.1.2: over UDP a request is sent again until it is answered; a PBX that has just started misses the first.
      const again = setInterval(() => phone.send(request), 500).unref()
      waiting = (message) => {
        clearInterval(again)
        resolve(message)
      }
      // A PBX that has just been killed answers nothing; a phone that closes must not wait for it.
      if (expires === 0)
        setTimeout(() => waiting?.({ start: 'SIP/2.0 408 Timeout', headers: [], body: '' }), 500).unref()
    })
  }
  const proved = async (expires: number | null): Promise<SipMessage> => {
    const first = await ask(expires, '')
    const way = { method: 'REGISTER', uri, user: phone.user, password: phone.password }
    return status(first) === 401 ? ask(expires, digest(header(first, 'www-authenticate'), way)) : first
  }
  return {
    handle: (message: SipMessage) => {
      if (status(message) >= 200) waiting?.(message)
    },
    async refuseCompany(): Promise<void> {
      const reply = await proved(null)
      if (status(reply) !== 200) throw new Error(`${phone.user} may not register: ${reply.start}`)
      const others = reply.headers.filter(([name, value]) => name === 'contact' && value !== '')
      if (others.length > 0) throw new Error(`${phone.user} has a phone already: ${others[0]?.[1] ?? ''}`)
    },
    async register(expires: number): Promise<void> {
      const reply = await proved(expires)
      if (expires > 0 && status(reply) !== 200) throw new Error(`${phone.user} was not registered: ${reply.start}`)
    },
  }
}
