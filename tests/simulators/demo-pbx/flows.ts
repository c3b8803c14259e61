// Misbehaves on the phones' sockets: answers SIP methods with 503, or cuts every socket at once.
import type { Flow } from '#main/demo-pbx/kit/parts.ts'
import { formatMessage, type SipRequest } from '#main/demo-pbx/sip/message.ts'
import { parseMessage } from '#main/demo-pbx/sip/parse.ts'
import { makeResponse } from '#main/demo-pbx/sip/respond.ts'
import type { FlowHandlers } from '#main/demo-pbx/sip/socket-flow.ts'
import type { FaultSwitch } from './faults.ts'

export type FaultyFlows = {
  readonly around: (inner: FlowHandlers) => FlowHandlers
  /** Cuts every socket of a phone, without a farewell. */
  readonly cut: () => void
}

export function createFaultyFlows(faults: FaultSwitch, random: () => string): FaultyFlows {
  const open = new Set<Flow>()
  return {
    cut() {
      for (const flow of open) flow.cut()
    },
    around: (inner) => ({
      opened(flow) {
        open.add(flow)
        inner.opened(flow)
      },
      closed(flow) {
        open.delete(flow)
        inner.closed(flow)
      },
      received(flow, text) {
        const request = refusedRequest(text, faults.now().refuse)
        if (!request) return inner.received(flow, text)
        const answer = makeResponse(request, 503, 'Refused for a test', flow.peer, { toTag: random() })
        flow.send(formatMessage(answer))
        return true
      },
    }),
  }
}

/** Over a WebSocket nothing is repeated, so the answer need not be kept. An ACK has none. */
function refusedRequest(text: string, methods: readonly string[]): SipRequest | null {
  if (methods.length === 0) return null
  const parsed = parseMessage(text)
  if (!parsed.ok || parsed.message.kind !== 'request' || parsed.message.method === 'ACK') return null
  const { method } = parsed.message
  return methods.some((one) => one.toUpperCase() === method) ? parsed.message : null
}
