// The seam inside the demo PBX: sip/ and media/ implement it, the mixer, the monitors and the scenario use it.
import type { Stop } from './time.ts'

/** 20 ms of sound: 160 samples of 16-bit PCM at 8 kHz. */
export type Frame = Int16Array
export const FRAME_SAMPLES = 160
export const FRAME_MS = 20

export type Digit = { readonly digit: string; readonly by: 'info' | 'rfc4733' }

/** Sound to and from one phone. Frames are sent by a caller's own 20 ms clock; received ones come as the packets do. */
export type MediaSession = {
  send(frame: Frame): void
  onFrame(listener: (frame: Frame) => void): Stop
  /** Epoch ms of the last RTP or RTCP packet from the phone, or null before the first. */
  lastHeardAt(): number | null
  close(): void
}

/** A phone passes its call on (RFC 3515): to a number, or to whom it is with in another call of its own (RFC 3891). */
export type Refer = {
  readonly to: string
  /** The SipCall it replaces; null: none, or one that is unknown here. */
  readonly replaces: { readonly call: string | null } | null
  /** 200 once it is done, else why not. Only the first counts. */
  answer(status: number): void
}

/** How many messages nobody has heard yet, and how many were kept. */
export type Mailbox = { readonly fresh: number; readonly kept: number }

export type CallEnd = { readonly by: 'local' | 'remote'; readonly status: number; readonly reason: string }

/** A SIP dialog, either way round, from INVITE to its end. */
export type SipCall = {
  readonly id: string
  readonly line: string // extension of our registered line
  /** null until it is established. */
  media(): MediaSession | null
  onProgress(listener: (status: number) => void): Stop
  onEstablished(listener: (media: MediaSession) => void): Stop
  onDigit(listener: (digit: Digit) => void): Stop
  onHold(listener: (held: boolean) => void): Stop
  /** Without a listener it is refused. */
  onRefer(listener: (refer: Refer) => void): Stop
  /** Once; also when it never was established. A late listener is called at once. */
  onEnded(listener: (end: CallEnd) => void): Stop
  /** CANCEL, BYE or a refusal, whichever fits now; `status` is for a refusal. */
  end(status?: number): void
}

/** A call a line makes to the PBX: answer it, or end it with a status. */
export type IncomingCall = SipCall & { readonly dialled: string; answer(): void }

/** Who rings a line, and what the INVITE carries. */
export type InviteOrder = {
  readonly fromUser: string
  readonly fromName: string
  readonly headers: Readonly<Record<string, string>>
}

/** Who a text to a line is from. */
export type TextOrder = { readonly fromUser: string; readonly fromName: string; readonly text: string }

export type Telephony = {
  isRegistered(line: string): boolean
  onRegistration(listener: (line: string, registered: boolean) => void): Stop
  /** INVITEs every contact of the line; the first to answer gets it, the others are cancelled. */
  invite(line: string, order: InviteOrder): SipCall
  /** A MESSAGE to every phone of the line, and its final status: 200 once one has it, 408 where none has answered. */
  sendText(line: string, order: TextOrder): Promise<number>
  /** What the phones of the line are told of its mailbox from now on (RFC 3842). */
  tellMailbox(line: string, mailbox: Mailbox): void
  onIncoming(listener: (call: IncomingCall) => void): Stop
  close(): Promise<void>
}
