// Digits in SIP INFO: `application/dtmf-relay` (Signal=5, Duration=100) and `application/dtmf` (5).
import { header, type SipRequest } from './message.ts'

export type InfoDigit =
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'nothing' } // an empty INFO asks whether we are there
  | { readonly kind: 'refused'; readonly status: 400 | 415; readonly reason: string }

export function digitOfInfo(request: SipRequest): InfoDigit {
  const type = (header(request, 'Content-Type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (request.body.trim() === '') return { kind: 'nothing' }
  if (type === 'application/dtmf-relay') return digitIn(/^\s*Signal\s*=\s*([0-9A-D*#])\s*$/im.exec(request.body)?.[1])
  if (type === 'application/dtmf') return digitIn(/^\s*([0-9A-D*#])\s*$/i.exec(request.body)?.[1])
  return { kind: 'refused', status: 415, reason: 'INFO carries digits only' }
}

function digitIn(found: string | undefined): InfoDigit {
  if (found === undefined) return { kind: 'refused', status: 400, reason: 'The INFO carries no digit' }
  return { kind: 'digit', digit: found.toUpperCase() }
}
