// Requests from the phones: each is handled once, a repeat gets the answer the first one got (RFC 3261 section 17.2).

import { type Flow, type SipParts, TRANSACTION_MS } from '../kit/parts.ts'
import type { Stop } from '../kit/time.ts'
import { parseCseq, parseVia } from './fields.ts'
import { formatMessage, header, type SipRequest, type SipResponse } from './message.ts'
import { type Extra, makeResponse, reasonFor } from './respond.ts'

export type ServerTransaction = {
  readonly request: SipRequest
  readonly flow: Flow
  readonly localTag: string
  /** Provisional answers at will, one final answer; what comes after it is ignored. */
  reply(status: number, reason?: string, extra?: Extra): void
  isAnswered(): boolean
}

export type ServerTransactions = {
  /** Null when it is a repeat, which has been answered, or an ACK of a refusal, which needs no answer. */
  receive(request: SipRequest, flow: Flow): ServerTransaction | null
  /** The INVITE a CANCEL is about. */
  inviteOf(cancel: SipRequest): ServerTransaction | null
  count(): number
}

// Over a WebSocket nothing is repeated (section 17.2.2, timer J), so what is kept may be forgotten early. Each socket has its own
// share: one that floods must not have the others refused.
const MOST_OF_ALL = 4_096
const MOST_OF_ONE_SOCKET = 128

type Kept = { readonly transaction: ServerTransaction; last: SipResponse | null; stopTimer: Stop }

export function createServerTransactions(parts: Pick<SipParts, 'after' | 'random'>): ServerTransactions {
  const kept = new Map<string, Kept>() // oldest first, as is each socket's own
  const ofSocket = new WeakMap<Flow, Set<string>>()

  const forget = (key: string): void => {
    const entry = kept.get(key)
    if (!entry) return
    entry.stopTimer()
    kept.delete(key)
    ofSocket.get(entry.transaction.flow)?.delete(key)
  }
  const isAnswered = (key: string): boolean => kept.get(key)?.transaction.isAnswered() === true
  /** False when all there is still waits for its answer. */
  const makeRoom = (count: number, keys: Iterable<string>, most: number): boolean => {
    if (count < most) return true
    for (const key of keys) {
      if (!isAnswered(key)) continue
      forget(key)
      return true
    }
    return false
  }
  const hasRoom = (flow: Flow): boolean => {
    const own = keysOf(flow)
    return makeRoom(own.size, own, MOST_OF_ONE_SOCKET) && makeRoom(kept.size, kept.keys(), MOST_OF_ALL)
  }
  const keysOf = (flow: Flow): Set<string> => {
    const keys = ofSocket.get(flow) ?? new Set()
    ofSocket.set(flow, keys)
    return keys
  }

  const open = (key: string, request: SipRequest, flow: Flow): ServerTransaction => {
    const localTag = parts.random(8)
    const entry: Kept = {
      last: null,
      stopTimer: () => {},
      transaction: {
        request,
        flow,
        localTag,
        isAnswered: () => (entry.last?.status ?? 0) >= 200,
        reply(status, reason = reasonFor(status), extra = {}) {
          if (entry.transaction.isAnswered()) return
          entry.last = makeResponse(request, status, reason, flow.peer, { toTag: localTag, ...extra })
          flow.send(formatMessage(entry.last))
          if (status >= 200) entry.stopTimer = parts.after(TRANSACTION_MS, () => forget(key))
        },
      },
    }
    kept.set(key, entry)
    keysOf(flow).add(key)
    return entry.transaction
  }

  return {
    receive(request, flow) {
      const key = keyOf(request, request.method)
      const known = kept.get(key)
      if (request.method === 'ACK') return known ? null : unkept(request, flow, parts.random(8))
      if (known) {
        if (known.last) flow.send(formatMessage(known.last))
        return null
      }
      if (!hasRoom(flow)) {
        const busy = unkept(request, flow, parts.random(8))
        busy.reply(503, 'Too many requests at once')
        return null
      }
      return open(key, request, flow)
    },
    inviteOf: (cancel) => kept.get(keyOf(cancel, 'INVITE'))?.transaction ?? null,
    count: () => kept.size,
  }
}

// An ACK has no answer of its own; one for a 2xx belongs to the dialog.
function unkept(request: SipRequest, flow: Flow, localTag: string): ServerTransaction {
  return {
    request,
    flow,
    localTag,
    isAnswered: () => false,
    reply(status, reason = reasonFor(status), extra = {}) {
      if (request.method === 'ACK') return
      flow.send(formatMessage(makeResponse(request, status, reason, flow.peer, { toTag: localTag, ...extra })))
    },
  }
}

// Branches of old clients are not unique by themselves (RFC 3261 section 17.2.3), hence Call-ID and CSeq.
function keyOf(request: SipRequest, method: string): string {
  const via = parseVia(header(request, 'Via') ?? '')
  const number = parseCseq(header(request, 'CSeq') ?? '')?.number
  const asked = method === 'ACK' ? 'INVITE' : method
  return JSON.stringify([via?.branch, via?.sentBy, header(request, 'Call-ID'), number, asked])
}
