// The line's logic: whether it is registered, what call is on it, and which INVITE belongs to a monitor. Pure.
import type { InviteMark } from '#contract/monitor.ts'
import { carries, isOurs, type OpenTicket } from './is-ours.ts'
import type { DeclineStatus, Invite, PhoneEvent, Registration, Sound } from './phone.ts'

/** What monitor the line is kept for. asked: no ticket yet. used: its one INVITE has come. unwanted: it was ended before. */
type Expecting =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'ticket'; readonly ticket: OpenTicket }
  | { readonly kind: 'used'; readonly mark: InviteMark }
  | { readonly kind: 'unwanted'; readonly mark: InviteMark }

/** A call the person has answered or placed. `held`: by the other side. `dialled`: they placed it; it rings there, or nothing is known yet. */
export type PhoneCall = {
  readonly kind: 'talking'
  readonly invite: Invite
  readonly up: boolean
  readonly held: boolean
  readonly muted: boolean
  readonly dialled?: 'calling' | 'rings'
  /** It is with the phone system’s echo, which nobody is on. */
  readonly isEcho?: true
  /** It was monitored here before, and this agent had it. */
  readonly tookOver?: { readonly agent: Invite['from'] }
}

type MonitorCall = {
  readonly kind: 'monitor'
  readonly id: string
  readonly ticketId: string
  readonly up: boolean
  readonly held: boolean
  readonly sound: 'awaited' | Sound
}

/** The one call that has microphone and headset: there is never a second, whoever it would be with. */
export type LineCall =
  | { readonly kind: 'none' }
  | { readonly kind: 'ringing'; readonly invite: Invite }
  | PhoneCall
  | MonitorCall

/** To whom a call on hold is passed on: to a number, or to the other call the person has. `joins`: it is that other call. */
export type Transfer =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'call'; readonly id: string }
  | { readonly kind: 'joins'; readonly id: string }

/** Neither heard nor speaking. `onHold`: the PBX has confirmed it, so that the other side hears its music. A monitor only falls silent. */
export type Aside =
  | {
      readonly kind: 'call'
      readonly call: PhoneCall
      readonly onHold: boolean
      readonly transfer: Transfer | null
    }
  | { readonly kind: 'monitor'; readonly call: MonitorCall }

export type Line = {
  readonly registration: Registration
  readonly expecting: Expecting
  readonly call: LineCall
  readonly aside: readonly Aside[]
  /** INVITEs that came while a ticket is on its way: ours or not is not known yet. */
  readonly undecided: readonly Invite[]
  /** A call that came while another one or a monitor was asked for or on; it rings by itself when that is over. */
  readonly waiting: Invite | null
  /** Whether such a call may wait; otherwise its caller hears busy. */
  readonly callWaiting: boolean
  /** Whoever calls hears busy; a monitor is not touched by it. */
  readonly doNotDisturb: boolean
  /** Calls nobody answered here, newest first, until they have been seen. */
  readonly missed: readonly MissedCall[]
}

/** `at` is epoch ms. */
export type MissedCall = { readonly from: Invite['from']; readonly at: number }

export type LineEvent =
  | Exclude<PhoneEvent, { kind: 'microphone' | 'speaker' | 'voicemail' | 'rings' | 'onHold' | 'transferred' }>
  | { readonly kind: 'monitorAsked' }
  | { readonly kind: 'ticket'; readonly ticket: OpenTicket }
  | { readonly kind: 'ticketUnwanted'; readonly mark: InviteMark }
  | { readonly kind: 'monitorOver' }
  /** The monitor's line is with `from` now, and stays up. */
  | {
      readonly kind: 'tookOver'
      readonly from: Invite['from']
      readonly agent: Invite['from']
      readonly muted: boolean
    }
  | { readonly kind: 'undecidedTooLong'; readonly id: string }
  | { readonly kind: 'answer' }
  /** `status`: what the caller hears of it; 603 where it is left out. */
  | { readonly kind: 'decline'; readonly status?: DeclineStatus }
  | { readonly kind: 'hangUp' }
  | { readonly kind: 'callWaiting'; readonly on: boolean }
  | { readonly kind: 'missedSeen' }
  | { readonly kind: 'mute'; readonly on: boolean } // of a phone call; a monitor is silenced by its mode

export const noLine: Line = {
  registration: { kind: 'off' },
  expecting: { kind: 'nothing' },
  call: { kind: 'none' },
  aside: [],
  undecided: [],
  waiting: null,
  callWaiting: true,
  doNotDisturb: false,
  missed: [],
}

const MOST_UNDECIDED = 4
const MOST_MISSED = 20

/** What the line is after the event; late and impossible events return the same object. `at` is epoch ms. */
export function nextLine(line: Line, event: LineEvent, at: number): Line {
  const after = settled(moved(line, event, at))
  const missed = missedBy(line, after, event).map(({ from }) => ({ from, at }))
  return missed.length === 0 ? after : { ...after, missed: [...missed, ...after.missed].slice(0, MOST_MISSED) }
}

function moved(line: Line, event: LineEvent, at: number): Line {
  switch (event.kind) {
    case 'registration':
      return { ...line, registration: event.registration }
    case 'invite':
      return invited(line, event.invite, at)
    case 'established':
    case 'hold':
    case 'sound':
      return onCall(line, event)
    case 'ended':
      return ended(line, event.id)
    case 'monitorAsked':
      return onThePhone(line) ? line : { ...withoutEcho(line), expecting: { kind: 'asked' } }
    case 'ticket':
      return ticketCame(line, event.ticket, at)
    case 'ticketUnwanted':
      return ticketUnwanted(line, event.mark)
    case 'monitorOver':
      return monitorOver(line)
    case 'tookOver':
      return tookOver(line, event)
    case 'undecidedTooLong':
      return ringAfterAll(line, event.id)
    case 'answer':
      return answered(line)
    case 'decline':
      return declined(line)
    case 'callWaiting':
      return line.callWaiting === event.on ? line : { ...line, callWaiting: event.on }
    case 'missedSeen':
      return line.missed.length === 0 ? line : { ...line, missed: [] }
    case 'hangUp':
      return line.call.kind === 'talking' ? { ...line, call: { kind: 'none' } } : line
    case 'mute':
      return muted(line, event.on)
  }
}

/** Whether this INVITE or call is the line's business now; one that is not is turned away or hung up. */
export function holds(line: Line, id: string): boolean {
  const isAside = line.aside.some(({ call }) => callId(call) === id)
  return isAside || callId(line.call) === id || isArriving(line, id)
}

const isArriving = ({ waiting, undecided }: Line, id: string): boolean =>
  waiting?.id === id || undecided.some((invite) => invite.id === id)

/** What has waited comes to a line that is free: a monitor that fell silent for a phone call first, then whoever calls. */
export function settled(line: Line): Line {
  if (line.call.kind !== 'none') return line
  const monitor = line.aside.find(({ kind }) => kind === 'monitor')
  if (monitor) return { ...line, call: monitor.call, aside: line.aside.filter((one) => one !== monitor) }
  const isFree = line.expecting.kind === 'nothing' || line.expecting.kind === 'unwanted'
  return isFree && line.waiting ? { ...line, call: { kind: 'ringing', invite: line.waiting }, waiting: null } : line
}

/** The line's call of the monitor, whether it is heard now or not. */
export function monitorOn({ call, aside }: Line): MonitorCall | null {
  if (call.kind === 'monitor') return call
  return aside.find((one) => one.kind === 'monitor')?.call ?? null
}

/** Who rang and is gone without an answer. Neither what the supervisor declined, nor what belongs to a monitor, nor what was answered elsewhere. */
function missedBy(before: Line, after: Line, event: LineEvent): readonly Invite[] {
  if (event.kind === 'decline' || (event.kind === 'ended' && event.elsewhere)) return []
  const arrived = event.kind === 'invite' ? [event.invite] : []
  const ringing = before.call.kind === 'ringing' ? [before.call.invite] : []
  const waiting = before.waiting ? [before.waiting] : []
  const marks = [before, after].flatMap(({ expecting }) => markOf(expecting) ?? [])
  return [...arrived, ...ringing, ...waiting, ...before.undecided]
    .filter(({ id }) => !holds(after, id))
    .filter((invite) => !marks.some((mark) => carries(invite, mark)))
}

function markOf(expecting: Expecting): InviteMark | null {
  switch (expecting.kind) {
    case 'nothing':
    case 'asked':
      return null
    case 'ticket':
      return expecting.ticket.mark
    case 'used':
    case 'unwanted':
      return expecting.mark
  }
}

export function callId(call: LineCall): string | null {
  switch (call.kind) {
    case 'none':
      return null
    case 'ringing':
    case 'talking':
      return call.invite.id
    case 'monitor':
      return call.id
  }
}

function invited(line: Line, invite: Invite, at: number): Line {
  switch (line.expecting.kind) {
    case 'nothing':
      return rings(line, invite)
    case 'unwanted':
      return carries(invite, line.expecting.mark) ? line : rings(line, invite)
    case 'asked':
      return line.undecided.length < MOST_UNDECIDED ? { ...line, undecided: [...line.undecided, invite] } : line
    case 'ticket':
      return isOurs(invite, line.expecting.ticket, at)
        ? taken(line, invite, line.expecting.ticket)
        : waits(line, invite)
    case 'used':
      return carries(invite, line.expecting.mark) ? line : waits(line, invite)
  }
}

// What carries the mark and is not the one that was asked for never waits to be answered.
const waits = (line: Line, invite: Invite): Line => {
  const mark = markOf(line.expecting)
  const mayWait = line.callWaiting && !line.doNotDisturb && line.waiting === null
  const may = mayWait && !(mark && carries(invite, mark))
  return may ? { ...line, waiting: invite } : line
}

const rings = (line: Line, invite: Invite): Line => {
  if (line.doNotDisturb) return line
  return line.call.kind === 'none' || isEcho(line.call)
    ? { ...line, call: { kind: 'ringing', invite } }
    : waits(line, invite)
}

// From here on the token is worth nothing: a second INVITE with it is turned away.
const taken = (line: Line, invite: Invite, ticket: OpenTicket): Line => ({
  ...line,
  expecting: { kind: 'used', mark: ticket.mark },
  call: { kind: 'monitor', id: invite.id, ticketId: ticket.ticketId, up: false, held: false, sound: 'awaited' },
  undecided: [],
})

function ticketCame(line: Line, ticket: OpenTicket, at: number): Line {
  const isLate = line.expecting.kind !== 'asked' && line.expecting.kind !== 'nothing'
  if (line.call.kind === 'talking' && !isLate)
    return { ...line, expecting: { kind: 'unwanted', mark: ticket.mark }, undecided: [] }
  if (line.expecting.kind !== 'asked') return line
  const rang = line.call.kind === 'ringing' ? [line.call.invite, ...line.undecided] : line.undecided
  const ours = rang.find((invite) => isOurs(invite, ticket, at))
  const call: LineCall = line.call.kind === 'ringing' ? { kind: 'none' } : line.call
  const ready: Line = { ...line, expecting: { kind: 'ticket', ticket }, call, undecided: [] }
  const after = ours ? taken(ready, ours, ticket) : ready
  return rang.filter((invite) => invite !== ours).reduce(waits, after)
}

function ringAfterAll(line: Line, id: string): Line {
  const invite = line.undecided.find((one) => one.id === id)
  if (!invite) return line
  const undecided = line.undecided.filter((one) => one !== invite)
  if (line.doNotDisturb) return { ...line, undecided }
  return line.call.kind === 'none' ? { ...line, undecided, call: { kind: 'ringing', invite } } : { ...line, undecided }
}

// Ended before its INVITE came: that one is turned away, so that it does not ring for a moment.
function ticketUnwanted(line: Line, mark: InviteMark): Line {
  if (line.expecting.kind === 'used') return released(line, { kind: 'nothing' }, line.undecided)
  const others = line.undecided.filter((invite) => !carries(invite, mark))
  return released(line, { kind: 'unwanted', mark }, others)
}

/** On the phone, or with the phone system's echo. */
export const isTalking = ({ call }: Line): boolean => call.kind === 'talking'

/** Whether Listen must wait for the supervisor's own phone call. */
export const onThePhone = ({ call }: Line): boolean => call.kind === 'talking' && !isEcho(call)

/** It gives way to whoever calls, to a call that is placed and to a monitor. */
export const isEcho = (call: LineCall): boolean => call.kind === 'talking' && call.isEcho === true

const withoutEcho = (line: Line): Line => (isEcho(line.call) ? { ...line, call: { kind: 'none' } } : line)

/** Somebody is on the phone with the supervisor, heard or on hold. */
export const hasPhoneCall = (line: Line): boolean => onThePhone(line) || line.aside.some(({ kind }) => kind === 'call')

const monitorOver = (line: Line): Line =>
  line.expecting.kind === 'nothing' ? line : released(line, { kind: 'nothing' }, line.undecided)

function tookOver(line: Line, { from, agent, muted }: Extract<LineEvent, { kind: 'tookOver' }>): Line {
  if (line.call.kind !== 'monitor') return monitorOver(line)
  const { id, up, held } = line.call
  const invite: Invite = { id, from, requestUri: '', headers: {} }
  const call: PhoneCall = { kind: 'talking', invite, up, held, muted, tookOver: { agent } }
  return released({ ...line, call }, { kind: 'nothing' }, line.undecided)
}

function released(line: Line, expecting: Expecting, others: readonly Invite[]): Line {
  const [first] = line.waiting ? [line.waiting, ...others] : others
  const call: LineCall = line.call.kind === 'monitor' ? { kind: 'none' } : line.call
  const ringing: LineCall = first && call.kind === 'none' ? { kind: 'ringing', invite: first } : call
  const aside = line.aside.filter(({ kind }) => kind !== 'monitor')
  const waiting = ringing === call ? line.waiting : null
  return { ...line, expecting, call: ringing, aside, undecided: [], waiting }
}

/** A call that waits is answered once the monitor has left the line. */
function answered(line: Line): Line {
  const invite = line.call.kind === 'ringing' ? line.call.invite : line.call.kind === 'none' ? line.waiting : null
  if (!invite) return line
  return { ...line, waiting: null, call: { kind: 'talking', invite, up: false, held: false, muted: false } }
}

function declined(line: Line): Line {
  if (line.call.kind === 'ringing') return { ...line, call: { kind: 'none' } }
  return line.waiting ? { ...line, waiting: null } : line
}

function muted(line: Line, on: boolean): Line {
  const { call } = line
  return call.kind === 'talking' && call.muted !== on ? { ...line, call: { ...call, muted: on } } : line
}

function onCall(line: Line, event: Extract<LineEvent, { kind: 'established' | 'hold' | 'sound' }>): Line {
  const { call } = line
  if ((call.kind !== 'talking' && call.kind !== 'monitor') || callId(call) !== event.id) return line
  switch (event.kind) {
    case 'established':
      return call.up ? line : { ...line, call: { ...call, up: true } }
    case 'hold':
      return call.held === event.held ? line : { ...line, call: { ...call, held: event.held } }
    case 'sound': // of a phone call its people tell each other
      return call.kind === 'talking' || call.sound === event.sound
        ? line
        : { ...line, call: { ...call, sound: event.sound } }
  }
}

function ended(line: Line, id: string): Line {
  if (callId(line.call) === id) return { ...line, call: { kind: 'none' } }
  if (line.waiting?.id === id) return { ...line, waiting: null }
  const aside = line.aside.filter(({ call }) => callId(call) !== id)
  if (aside.length < line.aside.length) return { ...line, aside: aside.map((one) => freed(one, id)) }
  const undecided = line.undecided.filter((invite) => invite.id !== id)
  return undecided.length === line.undecided.length ? line : { ...line, undecided }
}

/** What was to be joined with a call that is over can be taken back; where it was passed on, its own end follows. */
const freed = (one: Aside, over: string): Aside =>
  one.kind === 'call' && one.transfer?.kind === 'joins' && one.transfer.id === over ? { ...one, transfer: null } : one
