// The SIP server without sockets or media of its own: flows of text in and out, calls for the rest of the PBX.
// Own code because no kept server fits (npm's sip has no dialogs), and because JsSIP is tested best against another voice on the wire.

import { createListeners } from '../kit/listeners.ts'
import type { Flow, SipParts } from '../kit/parts.ts'
import type { IncomingCall, Telephony } from '../kit/telephony.ts'
import { createClientTransactions } from './client-transactions.ts'
import { dialogKey } from './dialog.ts'
import { parseCseq, parseVia, tagOf } from './fields.ts'
import { createLamps, type Lamps } from './lamps.ts'
import type { Leg, Switchboard } from './leg.ts'
import { formatMessage, header, METHODS, type SipRequest } from './message.ts'
import { startCall } from './outgoing.ts'
import { parseMessage } from './parse.ts'
import { createReception, type LiveCalls, type Reception, refuseMethod } from './reception.ts'
import { createRegistrar } from './registrar.ts'
import { makeResponse } from './respond.ts'
import { createServerTransactions, type ServerTransaction } from './server-transactions.ts'
import type { FlowHandlers } from './socket-flow.ts'
import { sendText } from './texts.ts'

export type SipServer = Omit<Telephony, 'close'> &
  FlowHandlers & {
    /** Hangs up every call, then closes the sockets. */
    close(): void
    /** Cuts every socket, without a farewell. */
    cutSockets(): void
    /** Sockets open now. */
    count(): number
  }

export function createSipServer(parts: SipParts): SipServer {
  const fault = (error: unknown) => parts.log('error', `sip: a listener failed: ${error}`)
  const registrations = createListeners<[string, boolean]>(fault)
  const arrivals = createListeners<[IncomingCall]>(fault)
  const registrar = createRegistrar(parts, (line, registered) => {
    parts.log('info', `line ${line}: ${registered ? 'registered' : 'no longer registered'}`)
    registrations.tell(line, registered)
  })
  const server = createServerTransactions(parts)
  const client = createClientTransactions(parts)
  const board: Switchboard = { parts, client, registrar, legs: new Map(), early: new Set() }
  const flows = new Set<Flow>()
  const live = createLiveCalls()
  const lamps = createLamps(board)
  const reception = createReception({ board, server, live, lamps, onArrival: arrivals.tell })

  return {
    isRegistered: (line) => registrar.contactsOf(line).length > 0,
    onRegistration: registrations.add,
    invite: (line, order) => live.track(startCall(board, line, order)),
    sendText: (line, order) => sendText(board, line, order),
    tellMailbox: lamps.tell,
    onIncoming: arrivals.add,
    cutSockets() {
      for (const flow of flows) flow.cut()
    },
    close() {
      live.endAll()
      for (const flow of flows) flow.close()
    },
    count: () => flows.size,
    opened: (flow) => void flows.add(flow),
    closed(flow) {
      flows.delete(flow)
      registrar.dropFlow(flow)
      reception.dropFlow(flow)
      lamps.dropFlow(flow)
    },
    received(flow, text) {
      const parsed = parseMessage(text)
      if (!parsed.ok) return answerBad(parsed.request, parsed.status, parsed.reason, flow)
      if (parsed.message.kind === 'response') client.receive(parsed.message)
      else {
        const transaction = server.receive(parsed.message, flow)
        if (transaction) onRequest(transaction, board, { reception, lamps })
      }
      return true
    },
  }
}

function createLiveCalls(): LiveCalls {
  const live = new Set<{ end(): void }>()
  return {
    count: () => live.size,
    track(call) {
      live.add(call)
      call.onEnded(() => live.delete(call))
      return call
    },
    endAll() {
      for (const call of [...live]) call.end()
    },
  }
}

type Desks = { readonly reception: Reception; readonly lamps: Lamps }

function onRequest(transaction: ServerTransaction, board: Switchboard, { reception, lamps }: Desks) {
  const { request } = transaction
  const { method } = request
  if (method === 'CANCEL') return reception.cancel(transaction)
  if (tagOf(header(request, 'To')) === '') return reception.receive(transaction)
  const leg = legOf(board, request)
  if (leg) return leg.receive(transaction)
  if (lamps.receive(transaction)) return
  if (!METHODS.some((known) => known === method)) return refuseMethod(transaction)
  const isGlare = (method === 'INVITE' || method === 'UPDATE') && board.early.has(header(request, 'Call-ID') ?? '')
  transaction.reply(isGlare ? 491 : 481, isGlare ? undefined : 'There is no such call')
}

function legOf(board: Switchboard, request: SipRequest): Leg | undefined {
  const callId = header(request, 'Call-ID') ?? ''
  return board.legs.get(dialogKey(callId, tagOf(header(request, 'To')), tagOf(header(request, 'From'))))
}

/** A request that cannot be read is answered when it says enough to be answered at all. */
function answerBad(request: SipRequest | null, status: number, reason: string, flow: Flow): boolean {
  if (request === null || request.method === 'ACK' || !canBeAnswered(request)) return false
  flow.send(formatMessage(makeResponse(request, status, reason, flow.peer)))
  return false
}

function canBeAnswered(request: SipRequest): boolean {
  const isComplete = ['From', 'To', 'Call-ID'].every((name) => header(request, name))
  return (
    isComplete && parseVia(header(request, 'Via') ?? '') !== null && parseCseq(header(request, 'CSeq') ?? '') !== null
  )
}
