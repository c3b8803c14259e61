// One control socket, from the challenge to its end: garbage is answered, a slow client is dropped, nothing throws.

import type { Stop } from '../kit/telephony.ts'
import { isProof, type Role, type Secrets } from './auth.ts'
import type { Outcome } from './methods.ts'
import { authFrame, requestFrame } from './protocol.ts'

const LARGEST_FRAME_BYTES = 64 * 1024
const MOST_BUFFERED_BYTES = 8 * 1024 * 1024
const MOST_GARBAGE_BEFORE_AUTH = 10
const AUTH_WITHIN_MS = 10_000

const CLOSE = { wrongSecret: 4001, noAuth: 4002, garbage: 4003, tooSlow: 4004 } as const

/** What a connection needs of its socket. */
export type Wire = {
  send(text: string): void
  bufferedBytes(): number
  /** Closes with a code; `terminate` when the client does not even read that. */
  close(code: number, reason: string): void
  terminate(): void
}

export type Event = { readonly event: string; readonly [field: string]: unknown }

export type Member = {
  readonly role: Role
  readonly owner: string
  /** An event to this client; feed events also carry `seq`. */
  tell(event: Event): void
  tellFeed(event: Event): void
  /** The number of the last feed event, from which on this client wants them. */
  subscribe(): number
  /** The number of the last feed event. */
  seq(): number
  /** Ends its socket without a farewell. */
  cut(): void
}

export type ConnectionParts = {
  readonly wire: Wire
  readonly nonce: string
  readonly secrets: Secrets
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => Stop
  readonly log: (text: string) => void
  readonly onJoined: (member: Member) => (method: string, params: unknown) => Outcome
  readonly onLeft: (member: Member) => void
}

export type Connection = { received(text: string | null): void; closed(): void }

type Phase =
  | { readonly kind: 'challenged'; readonly garbage: number }
  | { readonly kind: 'joined'; readonly member: Member; readonly call: (method: string, params: unknown) => Outcome }
  | { readonly kind: 'closed' }

export function openConnection(parts: ConnectionParts): Connection {
  let phase: Phase = { kind: 'challenged', garbage: 0 }
  let seq = 0
  let subscribed = false

  const drop = (code: number, reason: string): void => {
    closed()
    parts.log(`a client was dropped: ${reason}`)
    parts.wire.close(code, reason)
  }
  const send = (frame: object): void => {
    if (phase.kind === 'closed') return
    parts.wire.send(JSON.stringify(frame))
    if (parts.wire.bufferedBytes() <= MOST_BUFFERED_BYTES) return
    drop(CLOSE.tooSlow, 'too slow')
    parts.wire.terminate()
  }
  const complain = (code: string, text: string, id: number | string | null = null): void =>
    send({ type: 'answer', id, error: { code, text } })

  const closed = (): void => {
    const was = phase
    stopWaiting()
    phase = { kind: 'closed' }
    if (was.kind === 'joined') parts.onLeft(was.member)
  }

  const authenticate = (frame: unknown, garbage: number) => {
    const auth = authFrame.safeParse(frame)
    if (!auth.success) {
      if (garbage + 1 >= MOST_GARBAGE_BEFORE_AUTH) return drop(CLOSE.garbage, 'no auth frame')
      phase = { kind: 'challenged', garbage: garbage + 1 }
      return complain('not-allowed', 'The first frame must be auth.')
    }
    const { role, owner, proof } = auth.data
    if (!isProof(parts.secrets[role], parts.nonce, proof)) {
      send({ type: 'refused', reason: 'wrong-secret' })
      return drop(CLOSE.wrongSecret, 'wrong-secret')
    }
    send({ type: 'welcome', now: parts.now() })
    const member: Member = {
      role,
      owner,
      tell: (event) => send({ type: 'event', ...event }),
      tellFeed(event) {
        if (!subscribed) return
        seq += 1
        send({ type: 'event', seq, ...event })
      },
      seq: () => seq,
      subscribe() {
        subscribed = true
        return seq
      },
      cut: () => parts.wire.terminate(),
    }
    // Before onJoined: it may tell the member things.
    phase = { kind: 'joined', member, call: () => ({ ok: false, error: { code: 'refused', text: 'Not ready.' } }) }
    phase = { kind: 'joined', member, call: parts.onJoined(member) }
  }

  const request = async (frame: unknown, call: (method: string, params: unknown) => Outcome): Promise<void> => {
    const parsed = requestFrame.safeParse(frame)
    if (!parsed.success) return complain('bad-params', 'A request has type, id, method and params.', idOf(frame))
    const { id, method, params } = parsed.data
    try {
      const answer = await call(method, params)
      send({ type: 'answer', id, ...(answer.ok ? { result: answer.value } : { error: answer.error }) })
    } catch (error) {
      parts.log(`${method} failed: ${error instanceof Error ? error.stack : String(error)}`)
      complain('refused', 'The PBX failed at this; its log says why.', id)
    }
  }

  const stopWaiting = parts.after(AUTH_WITHIN_MS, () => {
    if (phase.kind === 'challenged') drop(CLOSE.noAuth, 'no auth in time')
  })
  send({ type: 'challenge', nonce: parts.nonce })
  return {
    received(text) {
      if (phase.kind === 'closed') return
      const frame = text === null || Buffer.byteLength(text) > LARGEST_FRAME_BYTES ? undefined : parse(text)
      if (phase.kind === 'challenged') return authenticate(frame, phase.garbage)
      if (frame === undefined) return complain('bad-params', 'Frames are JSON text of at most 64 KiB.')
      void request(frame, phase.call)
    },
    closed,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function idOf(frame: unknown): number | string | null {
  const id = typeof frame === 'object' && frame !== null && 'id' in frame ? frame.id : null
  return typeof id === 'number' || (typeof id === 'string' && id.length <= 100) ? id : null
}
