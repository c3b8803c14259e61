// A plain SIP phone over UDP with PCMU, for one call: it registers where nobody else does, dials or is called, and says a tone.
import { createSocket, type Socket } from 'node:dgram'
import type { Clock } from '#contract/time.ts'
import { type Call, type CallParts, dialled, invited } from './call.ts'
import { type Identity, type Registering, registering } from './registering.ts'
import { formatSip, header, method, parseSip, type SipMessage, status, tagOf, token } from './sip-text.ts'
import { openToneRtp } from './tone-rtp.ts'

export type PhoneParts = {
  readonly host: string // of the phone system
  readonly port: number
  readonly own: string // the address of this machine that it reaches
  readonly user: string
  readonly password: string
  readonly hz: number
  readonly clock: Pick<Clock, 'after' | 'every'>
}

export type Phone = Registering & {
  readonly dial: (number: string) => Promise<Call>
  /** Told of each call that comes in, which rings meanwhile. */
  readonly onCall: (listener: (call: Call) => void) => void
  readonly close: () => Promise<void>
}

const AGAIN_MS = 500
const LIMIT_MS = 4000

export async function openPhone(parts: PhoneParts): Promise<Phone> {
  const { host, port, own, user, password } = parts
  const socket = await bound(own)
  const address = `${own}:${socket.address().port}`
  const identity: Identity = { user, password, host: `${host}:${port}`, contact: `sip:${user}@${address}` }
  let isClosed = false
  const send = (text: string): void => {
    if (!isClosed) socket.send(text, port, host, () => undefined)
  }
  const requests = asking(send, parts.clock)
  const via = () => `SIP/2.0/UDP ${address};branch=z9hG4bK${token()};rport`
  const registrar = registering(identity, { ask: requests.ask, via })
  const calls = new Map<string, Call | 'opening'>()
  let isLeaving = false
  let ringing: (call: Call) => void = (call) => call.hangUp()
  const callParts = async (): Promise<CallParts> => ({
    identity,
    via,
    send,
    ask: requests.ask,
    rtp: await openToneRtp(parts.hz, own),
    own,
    every: parts.clock.every,
  })
  const incoming = async (message: SipMessage, id: string): Promise<void> => {
    calls.set(id, 'opening')
    const call = invited(await callParts(), message)
    calls.set(id, call)
    if (isLeaving) await call.hangUp()
    else ringing(call)
  }
  socket.on('message', (data) => {
    const message = parseSip(data.toString('utf8'))
    if (!message || requests.answered(message)) return
    const id = header(message, 'call-id')
    const known = calls.get(id)
    if (known === 'opening') return
    if (known) known.handle(message)
    else if (status(message) > 0) return
    else if (method(message) === 'INVITE' && tagOf(header(message, 'to')) === '') void incoming(message, id)
    else if (method(message) !== 'ACK') send(plainAnswer(message))
  })
  const all = () => [...calls.values()].filter((call): call is Call => call !== 'opening')
  return {
    ...registrar,
    dial: async (number) => {
      const parts = await callParts()
      // Meanwhile it may have been closed.
      if (isLeaving) {
        parts.rtp.close()
        throw new Error('the phone is closed')
      }
      const call = dialled(parts, number)
      calls.set(call.id, call)
      return call
    },
    onCall: (listener) => {
      ringing = listener
    },
    close: async () => {
      isLeaving = true
      await Promise.all(all().map((call) => call.hangUp()))
      await registrar.leave()
      requests.stop()
      isClosed = true
      socket.close()
    },
  }
}

async function bound(own: string): Promise<Socket> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, own, resolve)
  })
  socket.on('error', () => undefined) // a closed port at the other side; the question is simply not answered
  return socket
}

/** RFC 3261, section 17.1: over UDP a request is sent again until it is answered. */
function asking(send: (text: string) => void, { after, every }: PhoneParts['clock']) {
  const waiting = new Map<string, { readonly final: (answer: SipMessage | null) => void; readonly quiet: () => void }>()
  return {
    ask: (text: string, key: string, limitMs = LIMIT_MS): Promise<SipMessage | null> => {
      send(text)
      const again = every(AGAIN_MS, () => send(text))
      return new Promise((resolve) => {
        const late = after(limitMs, () => final(null))
        const final = (answer: SipMessage | null): void => {
          again()
          late()
          waiting.delete(key)
          resolve(answer)
        }
        waiting.set(key, { final, quiet: again })
      })
    },
    /** Whether it was an answer to one of these. */
    answered: (message: SipMessage): boolean => {
      const open = waiting.get(`${header(message, 'call-id')} ${header(message, 'cseq')}`)
      if (!open || status(message) === 0) return false
      if (status(message) >= 200) open.final(message)
      else open.quiet()
      return true
    },
    stop: () => {
      for (const { final } of [...waiting.values()]) final(null)
    },
  }
}

function plainAnswer(to: SipMessage): string {
  const copied = to.headers.filter(([name]) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(name))
  return formatSip(`SIP/2.0 ${method(to) === 'OPTIONS' ? '200 OK' : '481 Gone'}`, copied)
}
