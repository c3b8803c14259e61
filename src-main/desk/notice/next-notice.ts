// The notice of one monitor: what is played to whom and when, and what follows where it cannot be. Pure.

import type { Target } from '#contract/monitor.ts'
import type { Notice, NoticeBoard } from '#contract/notice/notice.ts'

export type Telling = {
  readonly ticketId: string
  readonly notice: Notice
  /** The supervisor listens without notice, until they first speak. */
  readonly isPrivate: boolean
  readonly on: Target | null // null: on no call
  /** Who is on it besides the agent: others have not heard the announcement. */
  readonly people: string
  readonly tone: Sounding
  readonly announcement: { readonly state: 'due' | 'playing' | 'given' | 'failed'; readonly number: number }
  readonly sign: 'none' | 'given' | 'failed'
  readonly plays: number // how many sounds were asked for; the last of each kind counts
  readonly isOver: boolean
}

/** `number`: of the sound under way or of the wait for the next; late answers of others change nothing. */
type Sounding = { readonly state: 'given' | 'failed'; readonly number: number; readonly failures: number }

export type Sound = 'tone' | 'announcement'

/** nobody: there was nobody on the call to hear it, for now. failed: not played, or nobody knows. */
export type PlayOutcome = 'heard' | 'nobody' | 'failed'

/** `given`: what comes first on a call was played before the line heard it. `isPrivate` absent: as on the call before. */
type Coming = {
  readonly target: Target
  readonly people: string
  readonly given: boolean
  readonly isPrivate?: boolean | undefined
}

export type NoticeInput =
  | (Coming & { readonly kind: 'on' })
  | { readonly kind: 'off' } // the call is over
  | { readonly kind: 'people'; readonly people: string }
  | { readonly kind: 'due'; readonly number: number }
  | { readonly kind: 'played'; readonly sound: Sound; readonly number: number; readonly outcome: PlayOutcome }
  | { readonly kind: 'signed'; readonly target: Target; readonly ok: boolean }
  /** The supervisor wants to speak. */
  | { readonly kind: 'announce' }
  /** A speaking mode is in force: nobody listens privately any more. */
  | { readonly kind: 'speaks' }
  | { readonly kind: 'over' }

export type NoticeEffect =
  | { readonly do: 'play'; readonly sound: Sound; readonly number: number; readonly target: Target }
  | { readonly do: 'sign'; readonly target: Target; readonly text: string }
  | { readonly do: 'later'; readonly inMs: number; readonly input: NoticeInput }
  /** A notice the site demands cannot be given. */
  | { readonly do: 'end' }

export type NoticeStep = { readonly state: Telling; readonly effects: readonly NoticeEffect[] }

/** A sound that failed is tried again so soon, and so often. That it was played after all harms nobody. */
const AGAIN_MS = 1000
const TRIES = 3

export const tellingOf = (ticketId: string, notice: Notice, isPrivate: boolean): Telling => ({
  ticketId,
  notice,
  isPrivate,
  on: null,
  people: '',
  tone: { state: 'given', number: 0, failures: 0 },
  announcement: { state: 'due', number: 0 },
  sign: 'none',
  plays: 0,
  isOver: false,
})

export function nextTelling(state: Telling, input: NoticeInput): NoticeStep {
  if (state.isOver) return same(state)
  switch (input.kind) {
    case 'on':
      return comesOn(state, input)
    case 'off':
      return same({ ...quiet(state), on: null })
    case 'people':
      return same(withPeople(state, input.people))
    case 'due':
      return input.number === state.tone.number ? play(state, 'tone') : same(state)
    case 'played':
      return input.sound === 'tone' ? tonePlayed(state, input.number, input.outcome) : announced(state, input)
    case 'signed':
      return input.target === state.on ? signed(state, input.ok) : same(state)
    case 'announce':
      return wantsToSpeak(state)
    case 'speaks':
      return state.isPrivate ? givenAll({ ...state, isPrivate: false }) : same(state)
    case 'over':
      return same({ ...quiet(state), on: null, isOver: true })
  }
}

/** Whether the supervisor must not speak yet. A failed announcement holds back only where the site demands it. */
export const mustAnnounce = ({ notice, announcement: { state } }: Telling): boolean =>
  notice.announcement !== null && state !== 'given' && !(state === 'failed' && notice.failing === 'goOn')

export const boardOf = ({ ticketId, notice, isPrivate, tone, announcement, sign }: Telling): NoticeBoard => ({
  ticketId,
  tone: notice.tone && { to: notice.tone.to, everyS: notice.tone.everyS, state: tone.state },
  announcement: notice.announcement && { to: notice.announcement.to, state: announcement.state },
  sign,
  isPrivate,
})

const same = (state: Telling): NoticeStep => ({ state, effects: [] })

/** No answer and no wait of before counts any more. */
const quiet = (state: Telling): Telling => ({
  ...state,
  plays: state.plays + 1,
  tone: { state: 'given', number: state.plays + 1, failures: 0 },
  announcement: { state: 'due', number: state.plays + 1 },
  sign: 'none',
})

function comesOn(before: Telling, { target, people, given, isPrivate = before.isPrivate }: Coming): NoticeStep {
  const { on } = before
  if (on?.callId === target.callId && on.agentId === target.agentId) return same(withPeople(before, people))
  const state: Telling = { ...quiet(before), on: target, people, isPrivate }
  if (isPrivate) return same(state)
  return given ? andThen(waitForNext(state), sign) : givenAll(state)
}

/** Whoever came meanwhile has heard at most a part of the announcement. Not to know who is there changes nothing. */
function withPeople(state: Telling, people: string): Telling {
  if (state.people === people || people === '') return state
  if (state.people === '') return { ...state, people }
  return { ...state, people, announcement: { state: 'due', number: 0 } }
}

const givenAll = (state: Telling): NoticeStep => andThen(state.notice.tone ? play(state, 'tone') : same(state), sign)

function sign(state: Telling): NoticeStep {
  const { on, notice } = state
  if (on === null || notice.sign === null || state.sign !== 'none') return same(state)
  return { state, effects: [{ do: 'sign', target: on, text: notice.sign }] }
}

function andThen(step: NoticeStep, next: (state: Telling) => NoticeStep): NoticeStep {
  const after = next(step.state)
  return { state: after.state, effects: [...step.effects, ...after.effects] }
}

function play(before: Telling, sound: Sound): NoticeStep {
  if (before.on === null || before.notice[sound] === null) return same(before)
  const number = before.plays + 1
  const counted = { ...before, plays: number }
  const state: Telling =
    sound === 'tone'
      ? { ...counted, tone: { ...before.tone, number } }
      : { ...counted, announcement: { state: 'playing', number } }
  return { state, effects: [{ do: 'play', sound, number, target: before.on }] }
}

/** From its end, or from where it failed. */
function waitForNext(before: Telling): NoticeStep {
  const everyS = before.notice.tone?.everyS ?? null
  return everyS === null ? same(before) : later(before, everyS * 1000)
}

function later(before: Telling, inMs: number): NoticeStep {
  const number = before.plays + 1
  const state = { ...before, plays: number, tone: { ...before.tone, number } }
  return { state, effects: [{ do: 'later', inMs, input: { kind: 'due', number } }] }
}

function tonePlayed(before: Telling, number: number, outcome: PlayOutcome): NoticeStep {
  if (before.tone.number !== number || before.on === null) return same(before)
  if (outcome === 'nobody') return later(before, AGAIN_MS)
  if (outcome === 'heard') return waitForNext({ ...before, tone: { ...before.tone, state: 'given', failures: 0 } })
  const failures = before.tone.failures + 1
  const failed: Telling = { ...before, tone: { ...before.tone, failures } }
  if (failures < TRIES) return later(failed, AGAIN_MS)
  if (before.notice.failing === 'end') return ended(failed)
  return waitForNext({ ...failed, tone: { ...failed.tone, state: 'failed', failures: 0 } })
}

function wantsToSpeak(state: Telling): NoticeStep {
  if (state.notice.announcement === null || state.on === null) return same(state)
  const isWaited = state.announcement.state === 'due' || state.announcement.state === 'failed'
  return isWaited ? play(state, 'announcement') : same(state)
}

/** Whoever wanted to speak tries again by hand: it is not repeated by itself. */
function announced(state: Telling, { number, outcome }: Extract<NoticeInput, { kind: 'played' }>): NoticeStep {
  if (state.announcement.state !== 'playing' || state.announcement.number !== number) return same(state)
  const after = { heard: 'given', nobody: 'due', failed: 'failed' } as const
  return same({ ...state, announcement: { state: after[outcome], number } })
}

function signed(state: Telling, ok: boolean): NoticeStep {
  if (ok) return same({ ...state, sign: 'given' })
  return state.notice.failing === 'end' ? ended(state) : same({ ...state, sign: 'failed' })
}

const ended = (state: Telling): NoticeStep => ({ state: { ...state, isOver: true }, effects: [{ do: 'end' }] })
