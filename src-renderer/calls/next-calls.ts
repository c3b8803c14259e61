// What becomes of the line by the person's own calls: placed, on hold, taken back, passed on. Pure; everything else is line.ts's.
import {
  type Aside,
  callId,
  isEcho,
  type Line,
  type LineCall,
  type LineEvent,
  monitorOn,
  nextLine,
  type PhoneCall,
  settled,
  type Transfer,
} from '#renderer/line/line.ts'
import type { Invite, PhoneEvent } from '#renderer/line/phone.ts'

export type TransferTo = Exclude<Transfer, { kind: 'joins' }>

/** `monitorRests`: a monitor that has the line falls silent for it; otherwise nothing happens while there is one. */
export type CallsEvent =
  | Exclude<LineEvent, { kind: 'answer' }>
  | Extract<PhoneEvent, { kind: 'rings' | 'onHold' | 'transferred' }>
  | { readonly kind: 'answer'; readonly monitorRests?: boolean }
  | {
      readonly kind: 'dial'
      readonly id: string
      readonly to: Invite['from']
      readonly monitorRests?: boolean
      readonly isEcho?: true
    }
  | { readonly kind: 'putAside' }
  | { readonly kind: 'takeBack'; readonly id: string; readonly monitorRests?: boolean }
  | { readonly kind: 'hangUpAside'; readonly id: string }
  | { readonly kind: 'transfer'; readonly id: string; readonly to: TransferTo }
  | { readonly kind: 'transferTooLong'; readonly id: string; readonly to: Transfer }
  | { readonly kind: 'doNotDisturb'; readonly on: boolean }

/** Two calls on hold, or one and a silent monitor: more nobody can keep apart. */
const MOST_ASIDE = 2

/** `at` is epoch ms. */
export function nextCalls(line: Line, event: CallsEvent, at: number): Line {
  switch (event.kind) {
    case 'dial':
      return dialled(line, event)
    case 'putAside':
      return settled(resting(line) ?? line)
    case 'takeBack':
      return takenBack(line, event.id, event.monitorRests === true)
    case 'hangUpAside':
      return without(line, event.id)
    case 'rings':
      return ringsThere(line, event.id)
    case 'onHold':
      return heldThere(line, event.id, event.on)
    case 'transfer':
      return transferring(line, event.id, event.to)
    case 'transferred':
      return transferAnswered(line, event.id, event.status)
    case 'transferTooLong':
      return pendingOn(line, event.id) === event.to ? notTransferred(line, event.id) : line
    case 'doNotDisturb':
      return line.doNotDisturb === event.on ? line : { ...line, doNotDisturb: event.on }
    case 'answer':
      return nextLine(roomForAnswer(line, event.monitorRests === true), { kind: 'answer' }, at)
    case 'hold':
      return nextLine(heldByOther(line, event.id, event.held), event, at)
    case 'registration':
    case 'invite':
    case 'established':
    case 'sound':
    case 'ended':
    case 'monitorAsked':
    case 'ticket':
    case 'ticketUnwanted':
    case 'monitorOver':
    case 'tookOver':
    case 'undecidedTooLong':
    case 'decline':
    case 'hangUp':
    case 'callWaiting':
    case 'missedSeen':
    case 'mute':
      return nextLine(line, event, at)
  }
}

/** Why no call can be placed now. `monitor`: one has the line, or is about to. */
export type WhyNoDial = 'notReady' | 'ringing' | 'connecting' | 'tooMany' | 'monitor'

/** Null: it can be placed. */
export function whyNotDial(line: Line, monitorRests: boolean): WhyNoDial | null {
  if (line.registration.kind !== 'registered') return 'notReady'
  if (line.call.kind === 'ringing') return 'ringing'
  if (line.call.kind === 'talking' && !line.call.up && !isEcho(line.call)) return 'connecting'
  if (isMonitoring(line) && !mayRest(line, monitorRests)) return 'monitor'
  return resting(line) ? null : 'tooMany'
}

function dialled(line: Line, event: Extract<CallsEvent, { kind: 'dial' }>): Line {
  const { id, to, monitorRests = false } = event
  const free = whyNotDial(line, monitorRests) === null ? resting(line) : null
  if (!free) return line
  const invite: Invite = { id, from: to, requestUri: '', headers: {} }
  return {
    ...free,
    call: { kind: 'talking', invite, up: false, held: false, muted: false, dialled: 'calling', isEcho: event.isEcho },
  }
}

const isMonitoring = ({ expecting }: Line): boolean => expecting.kind !== 'nothing' && expecting.kind !== 'unwanted'

/** Only a monitor that is on the line can fall silent; one that is on its way cannot, and one that has fallen silent is out of the way. */
const mayRest = (line: Line, monitorRests: boolean): boolean =>
  line.call.kind === 'monitor' ? monitorRests && asideFor(line.call) !== null : monitorOn(line) !== null

/** The line with nobody on it: who was, waits aside, and an echo is hung up. Null: there is no room for that, or it is not up yet. */
function resting(line: Line): Line | null {
  const { call, aside } = line
  if (call.kind === 'none') return line
  if (isEcho(call)) return { ...line, call: { kind: 'none' } }
  const one = asideFor(call)
  return one && aside.length < MOST_ASIDE ? { ...line, call: { kind: 'none' }, aside: [...aside, one] } : null
}

function asideFor(call: LineCall): Aside | null {
  switch (call.kind) {
    case 'none':
    case 'ringing':
      return null
    case 'talking':
      return call.up ? onHold(call) : null
    case 'monitor': // one whose sound is still to come is not known to be heard at all
      return call.sound === 'awaited' ? null : { kind: 'monitor', call }
  }
}

const onHold = (call: PhoneCall, transfer: Transfer | null = null): Aside => ({
  kind: 'call',
  call,
  onHold: false,
  transfer,
})

const asideOf = ({ aside }: Line, id: string): Aside | null => aside.find(({ call }) => callId(call) === id) ?? null

const without = (line: Line, id: string): Line => {
  const aside = line.aside.filter((one) => one.kind === 'monitor' || callId(one.call) !== id)
  return aside.length === line.aside.length ? line : { ...line, aside }
}

/** Who has the line changes places with the one that waits. */
function takenBack(line: Line, id: string, monitorRests: boolean): Line {
  const one = asideOf(line, id)
  if (!one || (one.kind === 'call' && one.transfer)) return line
  if (one.kind === 'call' && isMonitoring(line) && !mayRest(line, monitorRests)) return line
  const free = resting({ ...line, aside: line.aside.filter((other) => other !== one) })
  return free ? { ...free, call: one.call } : line
}

/** Who waits is answered while the call before rests; one that is not up yet is given up for it. */
function roomForAnswer(line: Line, monitorRests: boolean): Line {
  const { call } = line
  if (!line.waiting || call.kind === 'none' || call.kind === 'ringing') return line
  if (call.kind === 'monitor') return monitorRests ? (resting(line) ?? line) : line
  return call.up ? (resting(line) ?? line) : { ...line, call: { kind: 'none' } }
}

function ringsThere(line: Line, id: string): Line {
  const { call } = line
  const isCalling = call.kind === 'talking' && call.invite.id === id && !call.up && call.dialled === 'calling'
  return isCalling ? { ...line, call: { ...call, dialled: 'rings' } } : line
}

type AsideCall = Extract<Aside, { kind: 'call' }>

/** The same object where nobody of that id waits, or nothing is changed of it. */
function changed(line: Line, id: string, change: (one: AsideCall) => AsideCall): Line {
  const one = asideOf(line, id)
  if (one?.kind !== 'call') return line
  const after = change(one)
  return after === one ? line : { ...line, aside: line.aside.map((other) => (other === one ? after : other)) }
}

const heldThere = (line: Line, id: string, on: boolean): Line =>
  changed(line, id, (one) => (one.onHold === on ? one : { ...one, onHold: on }))

/** Also of a monitor that has fallen silent: on hold when it comes back, it would stay so. */
function heldByOther(line: Line, id: string, held: boolean): Line {
  const one = asideOf(line, id)
  if (!one || one.call.held === held) return line
  const after: Aside =
    one.kind === 'call' ? { ...one, call: { ...one.call, held } } : { kind: 'monitor', call: { ...one.call, held } }
  return { ...line, aside: line.aside.map((other) => (other === one ? after : other)) }
}

const pendingOn = (line: Line, id: string): Transfer | null => {
  const one = asideOf(line, id)
  return one?.kind === 'call' ? one.transfer : null
}

/** Whether this call can be passed on now. */
export function canTransfer(line: Line, id: string): boolean {
  const { call } = line
  if (call.kind === 'talking' && call.invite.id === id) return call.up && !isEcho(call) && resting(line) !== null
  return asideOf(line, id)?.kind === 'call' && pendingOn(line, id) === null
}

/** Nobody speaks to whom is passed on: both calls rest until the PBX has answered. */
function transferring(line: Line, id: string, to: TransferTo): Line {
  const other = to.kind === 'call' ? to.id : null
  if (!canTransfer(line, id) || other === id || (other !== null && !canTransfer(line, other))) return line
  const isOnLine = [id, other].includes(callId(line.call))
  const rested = isOnLine ? resting(line) : line
  if (!rested) return line
  const first = changed(rested, id, (one) => ({ ...one, transfer: to }))
  const joins: Transfer = { kind: 'joins', id }
  return settled(other === null ? first : changed(first, other, (one) => ({ ...one, transfer: joins })))
}

/** Passed on, it is no longer ours, and neither is the one it was joined with. */
function transferAnswered(line: Line, id: string, status: number): Line {
  const to = pendingOn(line, id)
  if (!to || to.kind === 'joins') return line
  if (status < 200 || status >= 300) return notTransferred(line, id)
  const passedOn = without(line, id)
  return to.kind === 'call' ? without(passedOn, to.id) : passedOn
}

/** It is still on hold here, and can be taken back. */
function notTransferred(line: Line, id: string): Line {
  const to = pendingOn(line, id)
  const first = changed(line, id, (one) => ({ ...one, transfer: null }))
  return to?.kind === 'call' ? changed(first, to.id, (one) => ({ ...one, transfer: null })) : first
}
