// Who is registered where (RFC 3261 section 10): the contacts of each line, each with its socket and its end.

import type { Flow, SipParts } from '../kit/parts.ts'
import type { Stop } from '../kit/time.ts'
import { parseAddress, parseCseq, splitList } from './fields.ts'
import { header, headersOf, type SipRequest } from './message.ts'

export type Contact = {
  readonly line: string
  readonly uri: string
  readonly instance: string // +sip.instance, '' when the phone gives none
  readonly flow: Flow
  readonly expiresAt: number // epoch ms
}

type RegisterAnswer =
  | { readonly kind: 'ok'; readonly contacts: readonly Contact[] }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }

export type Registrar = {
  /** Applies an authenticated REGISTER of `line`. */
  register(line: string, request: SipRequest, flow: Flow): RegisterAnswer
  contactsOf(line: string): readonly Contact[]
  /** Does this socket speak for the line? */
  holds(line: string, flow: Flow): boolean
  /** The socket where that contact is reached now. */
  flowOf(line: string, uri: string): Flow | null
  dropFlow(flow: Flow): void
}

export const MIN_EXPIRES = 10
const MAX_EXPIRES = 3_600
const DEFAULT_EXPIRES = 600
const MAX_CONTACTS = 8

type Wish = { readonly uri: string; readonly instance: string; readonly seconds: number }
type Held = Contact & { readonly callId: string; readonly cseq: number; readonly stopTimer: Stop }

export function createRegistrar(
  parts: Pick<SipParts, 'now' | 'after'>,
  onChange: (line: string, registered: boolean) => void,
): Registrar {
  const lines = new Map<string, readonly Held[]>()
  const held = (line: string) => lines.get(line) ?? []

  const put = (line: string, next: readonly Held[]) => {
    const before = held(line).length > 0
    if (next.length > 0) lines.set(line, next)
    else lines.delete(line)
    if (before !== next.length > 0) onChange(line, !before)
  }
  const drop = (line: string, isGone: (contact: Held) => boolean) => {
    const gone = held(line).filter(isGone)
    for (const contact of gone) contact.stopTimer()
    if (gone.length > 0) {
      put(
        line,
        held(line).filter((contact) => !gone.includes(contact)),
      )
    }
  }
  const add = (line: string, wish: Wish, request: SipRequest, flow: Flow): Held => ({
    line,
    uri: wish.uri,
    instance: wish.instance,
    flow,
    expiresAt: parts.now() + wish.seconds * 1000,
    callId: header(request, 'Call-ID') ?? '',
    cseq: cseqOf(request),
    stopTimer: parts.after(wish.seconds * 1000, () => drop(line, (contact) => contact.uri === wish.uri)),
  })
  const apply = (line: string, wishes: readonly Wish[], request: SipRequest, flow: Flow) => {
    for (const wish of wishes) {
      const others = held(line).filter((contact) => !isSame(contact, wish))
      for (const contact of held(line)) if (isSame(contact, wish)) contact.stopTimer()
      put(line, wish.seconds === 0 ? others : [...others, add(line, wish, request, flow)])
    }
  }

  return {
    register(line, request, flow) {
      const wishes = wishesOf(request)
      if ('kind' in wishes) return wishes
      if (wishes.some((wish) => isOutOfOrder(held(line), wish, request))) {
        return refused(500, 'This REGISTER is older than the last one')
      }
      const fresh = wishes.filter((wish) => wish.seconds > 0 && !held(line).some((contact) => isSame(contact, wish)))
      if (held(line).length + fresh.length > MAX_CONTACTS) {
        return refused(403, `Line ${line} already has ${MAX_CONTACTS} contacts`)
      }
      if (asksForAll(request)) drop(line, () => true)
      else apply(line, wishes, request, flow)
      return { kind: 'ok', contacts: held(line) }
    },
    contactsOf: held,
    holds: (line, flow) => held(line).some((contact) => contact.flow === flow),
    flowOf(line, uri) {
      const flow = held(line).find((contact) => contact.uri === uri)?.flow
      return flow?.isOpen() ? flow : null
    },
    dropFlow(flow) {
      for (const line of [...lines.keys()]) drop(line, (contact) => contact.flow === flow)
    },
  }
}

function refused(status: number, reason: string) {
  return { kind: 'refused', status, reason } as const
}

function isSame(contact: Contact, wish: Wish): boolean {
  return contact.uri === wish.uri || (wish.instance !== '' && contact.instance === wish.instance)
}

function isOutOfOrder(contacts: readonly Held[], wish: Wish, request: SipRequest): boolean {
  const callId = header(request, 'Call-ID')
  return contacts.some((held) => isSame(held, wish) && held.callId === callId && cseqOf(request) <= held.cseq)
}

function cseqOf(request: SipRequest): number {
  return parseCseq(header(request, 'CSeq') ?? '')?.number ?? 0
}

function asksForAll(request: SipRequest): boolean {
  return headersOf(request, 'Contact').some((value) => value.trim() === '*')
}

function wishesOf(request: SipRequest): readonly Wish[] | Extract<RegisterAnswer, { kind: 'refused' }> {
  const general = header(request, 'Expires')
  if (asksForAll(request)) return general === '0' ? [] : refused(400, 'Contact * needs Expires 0')
  const wishes: Wish[] = []
  for (const text of headersOf(request, 'Contact').flatMap(splitList)) {
    const address = parseAddress(text)
    if (address === null) return refused(400, 'The header Contact cannot be read')
    const asked = address.params.get('expires') ?? general ?? ''
    const seconds = /^\d{1,9}$/.test(asked) ? Math.min(Number(asked), MAX_EXPIRES) : DEFAULT_EXPIRES
    if (seconds > 0 && seconds < MIN_EXPIRES) return refused(423, `Register for at least ${MIN_EXPIRES} s`)
    wishes.push({ uri: address.uri, instance: address.params.get('+sip.instance') ?? '', seconds })
  }
  return wishes
}
