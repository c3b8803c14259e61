// Phones without SIP or media: a test registers, answers, hangs up, presses digits and speaks by calling functions.
import type {
  CallEnd,
  Digit,
  Frame,
  IncomingCall,
  InviteOrder,
  Mailbox,
  MediaSession,
  Refer,
  SipCall,
  Telephony,
  TextOrder,
} from '#main/demo-pbx/kit/telephony.ts'

export type FakePhone = {
  readonly call: SipCall
  readonly order: InviteOrder | null
  readonly sent: Frame[] // what the PBX sent to the phone
  ring(): void
  answer(): void
  /** Before the answer a refusal with this status, after it a BYE. */
  hangUp(status?: number): void
  press(digit: string, by?: Digit['by']): void
  speak(frame: Frame): void
  hold(held: boolean): void
  /** Passes the call on; the statuses of what has come of it. 403: nobody does that. */
  refer(to: string, replaces?: SipCall): readonly number[]
  /** How it ended, once it has. */
  ended(): CallEnd | null
  /** The media was heard at this moment. */
  heardAt: number | null
}

export type FakeTelephony = Telephony & {
  /** Texts that were sent, and what the phones answer to the next ones. */
  readonly texts: (TextOrder & { readonly line: string })[]
  answersTexts: number
  /** What the phones of each line were told last of its mailbox. */
  readonly mailboxes: Map<string, Mailbox>
  register(line: string, registered?: boolean): void
  /** The phones that were rung, oldest first. */
  readonly phones: FakePhone[]
  /** A line dials; the phone's `call` is an IncomingCall. */
  dial(line: string, dialled: string): FakePhone
}

export function fakeTelephony(): FakeTelephony {
  const registered = new Set<string>()
  const registrations = listeners<[string, boolean]>()
  const incoming = listeners<[IncomingCall]>()
  const phones: FakePhone[] = []
  let dialledBefore = 0

  const fake: FakeTelephony = {
    texts: [],
    answersTexts: 200,
    mailboxes: new Map(),
    tellMailbox: (line, mailbox) => void fake.mailboxes.set(line, mailbox),
    sendText: async (line, order) => {
      fake.texts.push({ line, ...order })
      return fake.answersTexts
    },
    phones,
    register(line, on = true) {
      if (on) registered.add(line)
      else registered.delete(line)
      registrations.tell(line, on)
    },
    dial(line, dialled) {
      const phone = fakePhone(line, `in-${dialled}-${dialledBefore++}`, null)
      // The very object: whoever keeps it knows it again.
      const call: IncomingCall = Object.assign(phone.call, { dialled, answer: phone.answer })
      incoming.tell(call)
      return phone
    },
    isRegistered: (line) => registered.has(line),
    onRegistration: registrations.add,
    onIncoming: incoming.add,
    invite(line, order) {
      const phone = fakePhone(line, `out-${phones.length}`, order)
      phones.push(phone)
      return phone.call
    },
    close: async () => undefined,
  }
  return fake
}

function fakePhone(line: string, id: string, order: InviteOrder | null): FakePhone {
  const frames = listeners<[Frame]>()
  const progress = listeners<[number]>()
  const established = listeners<[MediaSession]>()
  const digits = listeners<[Digit]>()
  const endings = listeners<[CallEnd]>()
  const holds = listeners<[boolean]>()
  const refers = listeners<[Refer]>()
  const sent: Frame[] = []
  let end: CallEnd | null = null
  let isUp = false
  const media: MediaSession = {
    send: (frame) => void sent.push(frame),
    onFrame: frames.add,
    lastHeardAt: () => phone.heardAt,
    close: () => undefined,
  }
  const finish = (how: CallEnd) => {
    if (end) return
    end = how
    isUp = false
    endings.tell(how)
  }
  const call: SipCall = {
    id,
    line,
    media: () => (isUp ? media : null),
    onProgress: progress.add,
    onEstablished(listener) {
      if (isUp) listener(media)
      return established.add(listener)
    },
    onDigit: digits.add,
    onHold: holds.add,
    onRefer: refers.add,
    onEnded(listener) {
      if (end) listener(end)
      return endings.add(listener)
    },
    end: (status = 487) => finish({ by: 'local', status: isUp ? 200 : status, reason: 'ended by the PBX' }),
  }
  const phone: FakePhone = {
    call,
    order,
    sent,
    heardAt: null,
    ring: () => progress.tell(180),
    answer() {
      if (end || isUp) return
      isUp = true
      established.tell(media)
    },
    hangUp: (status = 603) => finish({ by: 'remote', status: isUp ? 200 : status, reason: 'ended by the phone' }),
    press: (digit, by = 'info') => digits.tell({ digit, by }),
    speak: (frame) => frames.tell(frame),
    hold: holds.tell,
    refer(to, replaces) {
      const statuses: number[] = []
      refers.tell({
        to,
        replaces: replaces ? { call: replaces.id } : null,
        answer: (status) => void statuses.push(status),
      })
      return statuses
    },
    ended: () => end,
  }
  return phone
}

function listeners<A extends unknown[]>() {
  const all = new Set<(...args: A) => void>()
  return {
    add(listener: (...args: A) => void) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    tell: (...args: A) => {
      for (const listener of [...all]) listener(...args)
    },
  }
}
