// The lamps of mailboxes (RFC 3842): phones SUBSCRIBE to their line's, and are told by NOTIFY whenever it changes.
import type { Flow } from '../kit/parts.ts'
import type { Mailbox } from '../kit/telephony.ts'
import type { Stop } from '../kit/time.ts'
import { afterRemote, type Dialog, dialogKey, dialogOfInvite, ourContact, requestWithin } from './dialog.ts'
import { tagOf } from './fields.ts'
import type { Switchboard } from './leg.ts'
import { type Header, header, type SipRequest } from './message.ts'
import type { ServerTransaction } from './server-transactions.ts'

export type Lamps = {
  /** A SUBSCRIBE of the line that belongs to nothing yet. */
  open(transaction: ServerTransaction, line: string): void
  /** One that refreshes or ends what there is; false: there is nothing of the kind. */
  receive(transaction: ServerTransaction): boolean
  tell(line: string, mailbox: Mailbox): void
  dropFlow(flow: Flow): void
}

const EVENT = 'message-summary'
const DEFAULT_EXPIRES_S = 600
const MAX_EXPIRES_S = 3_600
const MOST_OF_A_LINE = 8
const empty: Mailbox = { fresh: 0, kept: 0 }

type Lamp = { dialog: Dialog; flow: Flow; expiresAt: number; stopTimer: Stop }

export function createLamps({ parts, client, registrar }: Omit<Switchboard, 'legs' | 'early'>): Lamps {
  const lamps = new Map<string, Lamp>() // oldest first
  const mailboxes = new Map<string, Mailbox>()

  const drop = (key: string): void => {
    lamps.get(key)?.stopTimer()
    lamps.delete(key)
  }
  const notify = (key: string, lamp: Lamp, state: string): void => {
    const next = requestWithin(lamp.dialog, 'NOTIFY', parts.domain, headersOfNews(state))
    lamp.dialog = next.dialog
    const { line, target } = lamp.dialog
    const body = summary(mailboxes.get(line) ?? empty, `sip:${line}@${parts.domain}`)
    const flowOf = () => (lamp.flow.isOpen() ? lamp.flow : registrar.flowOf(line, target))
    client.send({ ...next.request, body }, flowOf, {
      onFinal: (response) => response?.status === 481 && drop(key),
    })
  }
  const keep = (key: string, lamp: Lamp, seconds: number): void => {
    lamp.stopTimer()
    lamp.expiresAt = parts.now() + seconds * 1000
    lamp.stopTimer = parts.after(seconds * 1000, () => {
      notify(key, lamp, 'terminated;reason=timeout')
      drop(key)
    })
    notify(key, lamp, `active;expires=${seconds}`)
  }
  const answered = (transaction: ServerTransaction, key: string, lamp: Lamp): void => {
    const seconds = secondsAsked(transaction.request)
    const contact: Header = ['Contact', ourContact(parts.domain)]
    transaction.reply(200, undefined, { headers: [contact, ['Expires', String(seconds)]] })
    if (seconds > 0) keep(key, lamp, seconds)
    else {
      notify(key, lamp, 'terminated')
      drop(key)
    }
  }

  return {
    open(transaction, line) {
      const { request, localTag, flow } = transaction
      if (eventOf(request) !== EVENT)
        return transaction.reply(489, `Only ${EVENT} is told here`, { headers: [['Allow-Events', EVENT]] })
      const dialog = dialogOfInvite(line, request, localTag)
      if (!dialog) return transaction.reply(400, 'The SUBSCRIBE lacks a From tag or a Contact')
      const lamp: Lamp = { dialog, flow, expiresAt: 0, stopTimer: () => {} }
      const key = dialogKey(dialog.callId, localTag, dialog.remoteTag)
      for (const oldest of tooMany(lamps, line)) drop(oldest)
      lamps.set(key, lamp)
      answered(transaction, key, lamp)
    },
    receive(transaction) {
      const { request, flow } = transaction
      const key = keyOf(request)
      const lamp = lamps.get(key)
      const dialog = lamp && afterRemote(lamp.dialog, request)
      if (request.method !== 'SUBSCRIBE' || !lamp) return false
      if (!dialog) transaction.reply(500, 'This request is older than the last one')
      else {
        lamp.dialog = dialog
        lamp.flow = flow
        answered(transaction, key, lamp)
      }
      return true
    },
    tell(line, mailbox) {
      mailboxes.set(line, mailbox)
      for (const [key, lamp] of lamps) {
        const leftS = Math.max(0, Math.round((lamp.expiresAt - parts.now()) / 1000))
        if (lamp.dialog.line === line) notify(key, lamp, `active;expires=${leftS}`)
      }
    },
    // The phone may have another socket by now; without one nobody is there to be told.
    dropFlow(flow) {
      for (const [key, lamp] of [...lamps])
        if (lamp.flow === flow && !registrar.flowOf(lamp.dialog.line, lamp.dialog.target)) drop(key)
    },
  }
}

/** The oldest of the line, where one more would be too many. */
function tooMany(lamps: ReadonlyMap<string, Lamp>, line: string): readonly string[] {
  const own = [...lamps].flatMap(([key, { dialog }]) => (dialog.line === line ? [key] : []))
  return own.slice(0, Math.max(0, own.length + 1 - MOST_OF_A_LINE))
}

const headersOfNews = (state: string): readonly Header[] => [
  ['Event', EVENT],
  ['Subscription-State', state],
  ['Content-Type', 'application/simple-message-summary'],
]

const eventOf = (request: SipRequest): string =>
  (header(request, 'Event') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

const keyOf = (request: SipRequest): string =>
  dialogKey(header(request, 'Call-ID') ?? '', tagOf(header(request, 'To')), tagOf(header(request, 'From')))

function secondsAsked(request: SipRequest): number {
  const asked = header(request, 'Expires') ?? ''
  return /^\d{1,9}$/.test(asked) ? Math.min(Number(asked), MAX_EXPIRES_S) : DEFAULT_EXPIRES_S
}

const summary = ({ fresh, kept }: Mailbox, account: string): string =>
  [
    `Messages-Waiting: ${fresh > 0 ? 'yes' : 'no'}`,
    `Message-Account: ${account}`,
    `Voice-Message: ${fresh}/${kept} (0/0)`,
    '',
  ].join('\r\n')
