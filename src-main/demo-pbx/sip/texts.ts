// Texts to a line: a MESSAGE outside of any call (RFC 3428) to every phone of it, each once, and what the phones answered.
import type { TextOrder } from '../kit/telephony.ts'
import { formatAddress } from './fields.ts'
import type { Switchboard } from './leg.ts'
import type { SipRequest } from './message.ts'
import type { Contact } from './registrar.ts'

/** 200: a phone has it. Else the best refusal, 480 where the line has no phone, 408 where none answered: it may have come. */
export async function sendText(board: Switchboard, line: string, order: TextOrder): Promise<number> {
  const contacts = board.registrar.contactsOf(line)
  if (contacts.length === 0) return 480
  const statuses = await Promise.all(contacts.map((contact) => sendOne(board, contact, order)))
  const isTaken = (status: number) => status >= 200 && status < 300
  // What may have come counts more than what surely has not: it must not be said again as if nobody had it.
  return statuses.find(isTaken) ?? statuses.find((status) => status === 408) ?? statuses[0] ?? 480
}

function sendOne(board: Switchboard, contact: Contact, order: TextOrder): Promise<number> {
  return new Promise((resolve) => {
    board.client.send(messageTo(board, contact, order), () => (contact.flow.isOpen() ? contact.flow : null), {
      onFinal: (response) => resolve(response?.status ?? 408),
    })
  })
}

function messageTo(board: Switchboard, contact: Contact, { fromUser, fromName, text }: TextOrder): SipRequest {
  const { domain, random } = board.parts
  const from = `sip:${encodeURIComponent(fromUser)}@${domain}`
  return {
    kind: 'request',
    method: 'MESSAGE',
    uri: contact.uri,
    headers: [
      ['Max-Forwards', '70'],
      ['From', formatAddress(fromName, from, random(8))],
      ['To', formatAddress('', `sip:${contact.line}@${domain}`)],
      ['Call-ID', random(16)],
      ['CSeq', '1 MESSAGE'],
      ['Content-Type', 'text/plain;charset=UTF-8'],
    ],
    body: text,
  }
}
