// One line in the ChanSpy context: what AMI tells of it, and what is to be done then. Pure.
import type { EndReason, Mode } from '#contract/monitor.ts'
import { endOfLine } from '../wire/hangup-cause.ts'

type Phone = { readonly id: string; readonly name: string | null } // name: once its channel is there

/** A change under way; done when the PBX shows this mode on this spyee. */
type Change = {
  readonly number: number
  readonly mode: Mode
  readonly spyee: string
  readonly by: 'digit' | 'redirect'
  /** The PBX was told outright, whoever was to do it at first: then the spyee alone proves it. */
  readonly isRedirected: boolean
}

export type DialplanLine = {
  readonly ticketId: string
  readonly phones: readonly Phone[] // one channel a phone; after the answer only the one that answered
  readonly channel: string | null // name of the one that answered
  /** Accepted by the PBX: before, a phone that does not ring is the answer to the asking, and no end. */
  readonly isOpen: boolean
  readonly isAttached: boolean
  readonly change: Change | null
  readonly isLeaving: boolean
  /** It was answered, and went without the console's doing. */
  readonly hasGone: boolean
}

export type LineInput =
  | { readonly kind: 'asked'; readonly id: string }
  | { readonly kind: 'rang' | 'up'; readonly id: string; readonly name: string }
  /** It is not there (any more), or was never made. */
  | { readonly kind: 'gone'; readonly id: string; readonly reason: EndReason }
  /** `mode`: of the extension it spies from; null: not told. */
  | { readonly kind: 'spyStarted'; readonly spyee: string; readonly mode: Mode | null }
  | { readonly kind: 'spyStopped' }
  | { readonly kind: 'opened' | 'attachDue' }
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'digitDue' | 'changeDue'; readonly number: number }
  | { readonly kind: 'leave' }

export type LineEffect =
  | { readonly do: 'hangUp'; readonly phone: Phone }
  | { readonly do: 'redirect'; readonly mode: Mode }
  | { readonly do: 'settle'; readonly number: number; readonly isInForce: boolean }
  | { readonly do: 'lineUp' | 'spyGone' | 'away' }
  | { readonly do: 'lineDown'; readonly reason: EndReason }
  | { readonly do: 'switched'; readonly mode: Mode | null }

export type LineStep = { readonly state: DialplanLine; readonly effects: readonly LineEffect[] }

export const newLine = (ticketId: string): DialplanLine => ({
  ticketId,
  phones: [],
  channel: null,
  isOpen: false,
  isAttached: false,
  change: null,
  isLeaving: false,
  hasGone: false,
})

const same = (state: DialplanLine): LineStep => ({ state, effects: [] })

/** `isPhone`: its digits may be pressed by hand; those of the console's own line come from the console alone. */
export function nextLine(state: DialplanLine, input: LineInput, isPhone: boolean): LineStep {
  switch (input.kind) {
    case 'asked':
      return same({ ...state, phones: [...state.phones, { id: input.id, name: null }] })
    case 'opened':
      return opened(state)
    case 'rang':
      return rang(state, input.id, input.name)
    case 'up':
      return up(state, input.id, input.name)
    case 'gone':
      return gone(state, input.id, input.reason)
    case 'spyStarted':
      return state.isLeaving ? same(state) : spyStarted(state, input.spyee, input.mode, isPhone)
    case 'spyStopped':
      // Unasked, a stop means that nobody hears the supervisor any more.
      return state.change || state.isLeaving ? same(state) : tells(state, { do: 'switched', mode: 'listen' })
    case 'attachDue':
      return state.isAttached || state.isLeaving
        ? same(state)
        : { state: { ...state, isAttached: true }, effects: [{ do: 'lineUp' }, { do: 'spyGone' }] }
    case 'change':
      return { state: { ...state, change: input.change }, effects: unsettled(state) }
    case 'digitDue':
      // A digit can be lost, on the way or between two applications: then the PBX is told outright.
      return state.change?.number === input.number ? redirected(state, state.change) : same(state)
    case 'changeDue':
      return state.change?.number === input.number ? settled(state, state.change, false) : same(state)
    case 'leave':
      return leave(state)
  }
}

const tells = (state: DialplanLine, effect: LineEffect): LineStep => ({ state, effects: [effect] })

const redirected = (state: DialplanLine, change: Change): LineStep =>
  tells({ ...state, change: { ...change, isRedirected: true } }, { do: 'redirect', mode: change.mode })

const unsettled = ({ change }: DialplanLine): readonly LineEffect[] =>
  change ? [{ do: 'settle', number: change.number, isInForce: false }] : []

function settled(state: DialplanLine, change: Change, isInForce: boolean): LineStep {
  const settle: LineEffect = { do: 'settle', number: change.number, isInForce }
  const switched: readonly LineEffect[] =
    change.by === 'digit' ? [{ do: 'switched', mode: isInForce ? change.mode : null }] : []
  return { state: { ...state, change: null }, effects: [settle, ...switched] }
}

function opened(before: DialplanLine): LineStep {
  const state = { ...before, isOpen: true }
  if (state.isLeaving || state.phones.length > 0) return same(state)
  return tells(state, { do: 'lineDown', reason: 'lineDidNotAnswer' })
}

function rang(state: DialplanLine, id: string, name: string): LineStep {
  const phones = state.phones.map((phone) => (phone.id === id ? { id, name } : phone))
  // Its request was given up, and done after all.
  return { state: { ...state, phones }, effects: state.isLeaving ? [{ do: 'hangUp', phone: { id, name } }] : [] }
}

function up(state: DialplanLine, id: string, name: string): LineStep {
  if (state.isLeaving || state.channel !== null) return same(state)
  const others = state.phones.filter((phone) => phone.id !== id)
  return {
    state: { ...state, channel: name, phones: [{ id, name }] },
    effects: others.map((phone) => ({ do: 'hangUp', phone })),
  }
}

function gone(before: DialplanLine, id: string, reason: EndReason): LineStep {
  if (!before.phones.some((phone) => phone.id === id)) return same(before)
  const state = { ...before, phones: before.phones.filter((phone) => phone.id !== id) }
  if (state.phones.length > 0) return same(state)
  if (state.isLeaving) return tells(state, { do: 'away' })
  if (!state.isOpen) return same(state)
  const hasGone = state.channel !== null
  return tells({ ...state, hasGone }, { do: 'lineDown', reason: endOfLine(reason, hasGone) })
}

/** The extension says the mode. Where none is told, a Redirect is proven by its spyee alone, and digits by nothing. */
function spyStarted(before: DialplanLine, spyee: string, mode: Mode | null, isPhone: boolean): LineStep {
  const state = { ...before, isAttached: true }
  const { change } = state
  if (!before.isAttached) {
    const pressed: readonly LineEffect[] = mode === 'listen' || mode === null ? [] : [{ do: 'switched', mode }]
    return { state, effects: [{ do: 'lineUp' }, ...pressed] }
  }
  if (!change) return tells(state, { do: 'switched', mode: mode ?? (isPhone ? null : 'listen') })
  if (mode === null && !change.isRedirected) return redirected(state, change)
  if ((mode ?? change.mode) === change.mode) return settled(state, change, spyee === change.spyee)
  // Another mode meanwhile: the one before, on its way out, or a digit pressed by hand.
  return isPhone ? tells(state, { do: 'switched', mode }) : same(state)
}

function leave(before: DialplanLine): LineStep {
  if (before.isLeaving) return same(before)
  const state = { ...before, isLeaving: true, change: null }
  if (state.phones.length === 0) return { state, effects: [...unsettled(before), { do: 'away' }] }
  return { state, effects: [...unsettled(before), ...state.phones.map((phone) => ({ do: 'hangUp', phone }) as const)] }
}
