// One control socket, from the challenge to its end: garbage is answered, a slow client is dropped, nothing throws.
import { no, type Refusal } from '../kit/answer.ts'
import type { Clock } from '../kit/time.ts'
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

export type ConnectionParts = Clock & {
  readonly wire: Wire
  readonly nonce: string
  readonly secrets: Secrets
  readonly log: (text: string) => void
  readonly onJoined: (member: Member) => Ask
  readonly onLeft: (member: Member) => void
}

export type Connection = { received(text: string | null): void; closed(): void }

type Ask = (method: string, params: unknown) => Outcome
type Send = (frame: object) => void

type Phase =
  | { readonly kind: 'challenged'; readonly garbage: number }
  | { readonly kind: 'joined'; readonly member: Member; readonly ask: Ask }
  | { readonly kind: 'closed' }

export function openConnection(parts: ConnectionParts): Connection {
  let phase: Phase = { kind: 'challenged', garbage: 0 }

  const send: Send = (frame) => {
    if (phase.kind === 'closed') return
    parts.wire.send(JSON.stringify(frame))
    if (parts.wire.bufferedBytes() <= MOST_BUFFERED_BYTES) return
    drop(CLOSE.tooSlow, 'too slow')
    parts.wire.terminate()
  }
  const drop = (code: number, reason: string): void => {
    closed()
    parts.log(`a client was dropped: ${reason}`)
    parts.wire.close(code, reason)
  }
  const closed = (): void => {
    const was = phase
    stopWaiting()
    phase = { kind: 'closed' }
    if (was.kind === 'joined') parts.onLeft(was.member)
  }
  const join = (role: Role, owner: string): void => {
    send({ type: 'welcome', now: parts.now() })
    const member = memberOf(role, owner, send, parts.wire)
    // Before onJoined: it may tell the member things.
    phase = { kind: 'joined', member, ask: () => no('refused', 'Not ready.') }
    phase = { kind: 'joined', member, ask: parts.onJoined(member) }
  }
  const authenticate = (frame: unknown, garbage: number) => {
    const verdict = judge(frame, garbage, parts)
    switch (verdict.kind) {
      case 'right':
        return join(verdict.role, verdict.owner)
      case 'again':
        phase = { kind: 'challenged', garbage: garbage + 1 }
        return send(complaintOf(no('not-allowed', 'The first frame must be auth.')))
      case 'garbage':
        return drop(CLOSE.garbage, 'no auth frame')
      case 'wrongSecret':
        send({ type: 'refused', reason: 'wrong-secret' })
        return drop(CLOSE.wrongSecret, 'wrong-secret')
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
      if (phase.kind === 'challenged') authenticate(frame, phase.garbage)
      else if (frame === undefined) send(complaintOf(no('bad-params', 'Frames are JSON text of at most 64 KiB.')))
      else void answerTo(frame, phase.ask, parts.log).then(send)
    },
    closed,
  }
}

type Verdict =
  | { readonly kind: 'right'; readonly role: Role; readonly owner: string }
  | { readonly kind: 'again' }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'wrongSecret' }

/** What a frame is worth that comes before the client has proved who it is. */
function judge(frame: unknown, garbage: number, { secrets, nonce }: ConnectionParts): Verdict {
  const auth = authFrame.safeParse(frame)
  if (!auth.success) return { kind: garbage + 1 >= MOST_GARBAGE_BEFORE_AUTH ? 'garbage' : 'again' }
  const { role, owner, proof } = auth.data
  return isProof(secrets[role], nonce, proof) ? { kind: 'right', role, owner } : { kind: 'wrongSecret' }
}

function memberOf(role: Role, owner: string, send: Send, wire: Wire): Member {
  let seq = 0
  let subscribed = false
  return {
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
    cut: () => wire.terminate(),
  }
}

type Id = number | string | null

const complaintOf = ({ error }: { readonly error: Refusal }, id: Id = null) => ({ type: 'answer', id, error })

/** The frame that answers a request; never rejects. */
async function answerTo(frame: unknown, ask: Ask, log: (text: string) => void): Promise<object> {
  const request = requestFrame.safeParse(frame)
  if (!request.success) return complaintOf(no('bad-params', 'A request has type, id, method and params.'), idOf(frame))
  const { id, method, params } = request.data
  try {
    const answer = await ask(method, params)
    return answer.ok ? { type: 'answer', id, result: answer.value } : complaintOf(answer, id)
  } catch (error) {
    log(`${method} failed: ${error instanceof Error ? error.stack : String(error)}`)
    return complaintOf(no('refused', 'The PBX failed at this; its log says why.'), id)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function idOf(frame: unknown): Id {
  const id = typeof frame === 'object' && frame !== null && 'id' in frame ? frame.id : null
  return typeof id === 'number' || (typeof id === 'string' && id.length <= 100) ? id : null
}
