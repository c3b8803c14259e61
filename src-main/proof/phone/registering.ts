// A phone of the proof and its registrar: who is registered for an extension already, and the phone's own registration (RFC 3261, section 10).
import { err, ok, type Result } from '#contract/result.ts'
import type { ProofRefusal } from '#contract/site/proof.ts'
import { digest, formatSip, header, type SipMessage, status, token } from './sip-text.ts'

export type Requests = {
  /** Sent again until it is answered; null: it never is. */
  readonly ask: (text: string, key: string) => Promise<SipMessage | null>
  readonly via: () => string
}

export type Identity = {
  readonly user: string
  readonly password: string
  readonly host: string // with its port
  readonly contact: string
}

export type Registering = {
  /** Registers, unless a phone has the extension: it would lose its calls to this one. */
  readonly register: () => Promise<Result<null, ProofRefusal>>
  readonly leave: () => Promise<void>
}

const EXPIRES_S = 120

export function registering({ user, password, host, contact }: Identity, { ask, via }: Requests): Registering {
  const callId = `${token()}@earshot.invalid`
  const uri = `sip:${host}`
  const aor = `<sip:${user}@${host}>`
  let cseq = 0
  let isRegistered = false
  const once = (expires: number | null, proof: string): Promise<SipMessage | null> => {
    cseq += 1
    const rows = [
      ['Via', via()],
      ['Max-Forwards', '70'],
      ['From', `${aor};tag=${token()}`],
      ['To', aor],
      ['Call-ID', callId],
      ['CSeq', `${cseq} REGISTER`],
      // Without a Contact it only asks who is registered (RFC 3261, section 10.2.3).
      ...(expires === null ? [] : [['Contact', `<${contact}>;expires=${expires}`] as const]),
      ...(proof ? [['Authorization', proof] as const] : []),
    ] as const
    return ask(formatSip(`REGISTER ${uri} SIP/2.0`, rows), `${callId} ${cseq} REGISTER`)
  }
  const proved = async (expires: number | null): Promise<SipMessage | null> => {
    const first = await once(expires, '')
    if (!first || status(first) !== 401) return first
    return once(expires, digest(header(first, 'www-authenticate'), { method: 'REGISTER', uri, user, password }))
  }
  let isLeaving = false
  let underWay: Promise<unknown> = Promise.resolve()
  const register: Registering['register'] = async () => {
    const found = await proved(null)
    if (!found) return err({ why: 'noAnswer', detail: host })
    if (status(found) !== 200) return err({ why: 'password', detail: `${user}: ${found.start}` })
    const other = found.headers.find(([name, value]) => name === 'contact' && value !== '')
    if (other) return err({ why: 'hasPhone', detail: `${user}: ${other[1]}` })
    const done = await proved(EXPIRES_S)
    if (!done || status(done) !== 200) return err({ why: 'password', detail: `${user}: ${done?.start ?? ''}` })
    isRegistered = true
    return ok(null)
  }
  return {
    register: () => {
      if (isLeaving) return Promise.resolve(err({ why: 'over', detail: user }))
      const registered = register()
      underWay = registered
      return registered
    },
    leave: async () => {
      isLeaving = true
      await underWay
      if (!isRegistered) return
      isRegistered = false
      await proved(0)
    },
  }
}
