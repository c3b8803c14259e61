// Monitors handed from console to console without anybody between them: each keeps its own side. Pure.
import type { HandOverBoard } from '#contract/hand-over.ts'
import type { MonitorEvent, Target } from '#contract/monitor.ts'
import type { HandOverMessage } from './hand-over-wire.ts'

type Console = HandOverMessage['from']
type OfferMessage = Extract<HandOverMessage, { kind: 'offer' }>
/** `until`: said again before then, or it is not standing any more. */
type Offer = HandOverBoard['offers'][number] & { readonly fromId: string; readonly until: number }

export type HandOverState = {
  readonly others: Readonly<Record<string, { readonly name: string; readonly until: number }>>
  readonly offers: readonly Offer[]
  readonly asked: {
    readonly id: string
    readonly to: Console
    readonly ticketId: string
    readonly until: number
    readonly unanswered: OfferMessage | null // said again until it is answered: a word may get lost
  } | null
  readonly answers: Readonly<Record<string, boolean>> // given here to offers of others, the latest few
  readonly taking: {
    readonly id: string
    readonly fromId: string
    readonly callId: string
    readonly until: number
  } | null
  readonly ended: HandOverBoard['ended']
  readonly live: { readonly ticketId: string; readonly target: Target } | null // this console's own monitor
}

export type HandOverInput =
  | { readonly kind: 'message'; readonly message: HandOverMessage }
  | { readonly kind: 'monitor'; readonly event: MonitorEvent }
  | { readonly kind: 'offer'; readonly offerId: string; readonly to: Console; readonly notes: string }
  | { readonly kind: 'answer'; readonly offerId: string; readonly accept: boolean }
  | { readonly kind: 'withdraw'; readonly offerId: string }
  | { readonly kind: 'look' }

/** `end`: the ticket whose monitor ends now, because the other is on the call. */
export type HandOverStep = {
  readonly state: HandOverState
  readonly send: readonly HandOverMessage[]
  readonly end: string | null
}

export const alone: HandOverState = {
  others: {},
  offers: [],
  answers: {},
  asked: null,
  taking: null,
  ended: null,
  live: null,
}

export const HERE_EVERY_MS = 10_000
const HERE_FOR_MS = 25_000
const OFFER_STANDS_MS = 8_000
const ANSWERS_KEPT = 20
const ANSWER_WITHIN_MS = 30_000
const ATTACH_WITHIN_MS = 20_000

/** `me`: this console. `at`: epoch ms here. What nobody asked for changes nothing. */
export function nextHandOver(state: HandOverState, input: HandOverInput, me: Console, at: number): HandOverStep {
  switch (input.kind) {
    case 'message':
      return afterMessage(state, input.message, me, at)
    case 'monitor':
      return monitored(state, input.event, me)
    case 'offer': {
      const { live } = state
      if (!live || state.asked) return same(state)
      const { offerId, to, notes } = input
      const unanswered = { kind: 'offer', from: me, to: to.id, offerId, target: live.target, notes } as const
      const asked = { id: offerId, to, ticketId: live.ticketId, until: at + ANSWER_WITHIN_MS, unanswered }
      return { state: { ...state, asked, ended: null }, send: [unanswered], end: null }
    }
    case 'answer':
      return answered(state, input.offerId, input.accept, me, at)
    case 'withdraw':
      return state.asked?.id === input.offerId ? withdrawn(state, me) : same(state)
    case 'look':
      return looked(state, me, at)
  }
}

const same = (state: HandOverState): HandOverStep => ({ state, send: [], end: null })

function afterMessage(state: HandOverState, message: HandOverMessage, me: Console, at: number): HandOverStep {
  const { from } = message
  if (from.id === me.id || ('to' in message && message.to !== me.id)) return same(state)
  switch (message.kind) {
    case 'here': {
      const others = { ...state.others, [from.id]: { name: from.name, until: at + HERE_FOR_MS } }
      const isNew = state.others[from.id] === undefined
      return { state: { ...state, others }, send: isNew ? [{ kind: 'here', from: me }] : [], end: null }
    }
    case 'gone':
      return same(without(state, from.id))
    case 'offer':
      return offered(state, message, me, at)
    case 'withdrawn': {
      const offers = state.offers.filter(({ id }) => id !== message.offerId)
      return same({ ...state, offers, taking: state.taking?.id === message.offerId ? null : state.taking })
    }
    case 'answer': {
      if (state.asked?.id !== message.offerId) return same(state)
      if (!message.accept) return same(over(state, 'declined'))
      if (state.asked.unanswered === null) return same(state)
      return same({ ...state, asked: { ...state.asked, until: at + ATTACH_WITHIN_MS, unanswered: null } })
    }
    case 'taken':
      return state.asked?.id === message.offerId
        ? { state: over(state, 'taken'), send: [], end: state.asked.ticketId }
        : same(state)
  }
}

/** Said again it stands a while longer; answered already, the answer is what got lost. */
function offered(state: HandOverState, message: OfferMessage, me: Console, at: number): HandOverStep {
  const { from, offerId: id, target, notes } = message
  const accept = state.answers[id]
  if (accept !== undefined) return { state, send: [answerTo(from.id, id, accept, me)], end: null }
  const offer = { id, fromId: from.id, from: from.name, target, notes, until: at + OFFER_STANDS_MS }
  const isKnown = state.offers.some((known) => known.id === id)
  const offers = isKnown ? state.offers.map((known) => (known.id === id ? offer : known)) : [...state.offers, offer]
  return same({ ...state, offers })
}

const answerTo = (to: string, offerId: string, accept: boolean, me: Console): HandOverMessage => ({
  kind: 'answer',
  from: me,
  to,
  offerId,
  accept,
})

/** A console that has gone takes nothing over and offers nothing. */
function without(state: HandOverState, id: string): HandOverState {
  const { [id]: _gone, ...others } = state.others
  const left = { ...state, others, offers: state.offers.filter(({ fromId }) => fromId !== id) }
  return left.asked?.to.id === id ? over(left, 'declined') : left
}

function over(state: HandOverState, outcome: NonNullable<HandOverBoard['ended']>['outcome']): HandOverState {
  const { asked } = state
  return asked ? { ...state, asked: null, ended: { id: asked.id, to: asked.to.name, outcome } } : state
}

const withdrawn = (state: HandOverState, me: Console): HandOverStep => ({
  state: { ...state, asked: null },
  send: state.asked ? [{ kind: 'withdrawn', from: me, to: state.asked.to.id, offerId: state.asked.id }] : [],
  end: null,
})

function answered(state: HandOverState, offerId: string, accept: boolean, me: Console, at: number): HandOverStep {
  const offer = state.offers.find(({ id }) => id === offerId)
  if (!offer) return same(state)
  const { fromId, target } = offer
  const taking = { id: offerId, fromId, callId: target.callId, until: at + ATTACH_WITHIN_MS }
  const latest = Object.entries(state.answers).slice(1 - ANSWERS_KEPT)
  const answers = { ...Object.fromEntries(latest), [offerId]: accept }
  const left = { ...state, answers, offers: state.offers.filter(({ id }) => id !== offerId) }
  return { state: accept ? { ...left, taking } : left, send: [answerTo(fromId, offerId, accept, me)], end: null }
}

function monitored(state: HandOverState, event: MonitorEvent, me: Console): HandOverStep {
  switch (event.kind) {
    case 'attached':
    case 'retargeted': {
      const moved = { ...state, live: { ticketId: event.ticketId, target: event.target } }
      const { taking } = state
      if (taking && taking.callId === event.target.callId) {
        const taken = { kind: 'taken', from: me, to: taking.fromId, offerId: taking.id } as const
        return { state: { ...moved, taking: null }, send: [taken], end: null }
      }
      return state.asked?.ticketId === event.ticketId ? withdrawn(moved, me) : same(moved)
    }
    case 'targetEnded':
    case 'ended': {
      const left = state.live?.ticketId === event.ticketId ? { ...state, live: null } : state
      // What was offered is that call: when it or the monitor is over, there is nothing left to take.
      return state.asked?.ticketId === event.ticketId ? withdrawn(left, me) : same(left)
    }
    case 'mode':
    case 'unsure':
      return same(state)
  }
}

function looked(state: HandOverState, me: Console, at: number): HandOverStep {
  const silent = Object.entries(state.others).flatMap(([id, { until }]) => (until < at ? [id] : []))
  const left = silent.reduce(without, state)
  const taken = left.taking && left.taking.until < at ? { ...left, taking: null } : left
  const standing = taken.offers.filter(({ until }) => until >= at)
  const here = standing.length === taken.offers.length ? taken : { ...taken, offers: standing }
  if (!here.asked) return same(here)
  if (here.asked.until >= at) return { ...same(here), send: here.asked.unanswered ? [here.asked.unanswered] : [] }
  return { ...withdrawn(here, me), state: over(here, 'timedOut') }
}

export const boardOf = ({ others, offers, asked, ended }: HandOverState): HandOverBoard => ({
  others: Object.entries(others).map(([id, { name }]) => ({ id, name })),
  offers: offers.map(({ fromId: _fromId, until: _until, ...offer }) => offer),
  asked: asked && { id: asked.id, to: asked.to.name },
  ended,
})
