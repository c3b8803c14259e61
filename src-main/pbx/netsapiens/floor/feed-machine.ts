// Which server of the feed is listened to, when the whole picture is read, and what both tell. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Result } from '#contract/result.ts'
import { readCall } from '../wire/row.ts'
import { afterEvent, afterReading, emptyPicture, type Picture, type Reading } from './picture.ts'
import { saysUnauthorized } from './subscriptions.ts'

/** One connection to a server; what comes of an older one is late. */
export type Connection = { readonly id: number; readonly core: string }

export type FeedState = {
  readonly isHalted: boolean
  readonly turn: number // of the servers
  readonly lastId: number // of connections and readings
  readonly current: Connection | null
  /** About to take the place of `current`, which serves until then. */
  readonly candidate: Connection | null
  readonly isLive: boolean
  /** Under way: calls that the feed told of since it began are newer than what it brings. */
  readonly reading: { readonly id: number; readonly since: number; readonly touched: ReadonlySet<string> } | null
  readonly failedReadings: number
  readonly heard: boolean // of any call, since the last reading
  readonly silentReadings: number
  readonly picture: Picture
}

export const noFeed: FeedState = {
  isHalted: true,
  turn: 0,
  lastId: 0,
  current: null,
  candidate: null,
  isLive: false,
  reading: null,
  failedReadings: 0,
  heard: false,
  silentReadings: 0,
  picture: emptyPicture,
}

export type FeedInput =
  /** renew: with the present token, while the old connection serves. */
  | { readonly kind: 'open' | 'renew' | 'retry' | 'due' | 'halt' | 'forget' }
  | { readonly kind: 'ready'; readonly id: number }
  | { readonly kind: 'event'; readonly id: number; readonly name: string; readonly data: unknown }
  | { readonly kind: 'lost'; readonly id: number; readonly why: string }
  | { readonly kind: 'read'; readonly id: number; readonly result: Result<Reading> }

export type FeedEffect =
  | { readonly do: 'connect'; readonly connection: Connection }
  | { readonly do: 'subscribe' | 'disconnect' | 'read'; readonly id: number }
  | { readonly do: 'readIn'; readonly inMs: number }
  /** stop: neither another reading nor another try. */
  | { readonly do: 'retry' | 'worked' | 'stop' }
  | { readonly do: 'tellPicture' }
  | { readonly do: 'tellLive'; readonly core: string; readonly reading: Reading }
  | { readonly do: 'tellReading'; readonly reading: Reading }
  | { readonly do: 'tellLost'; readonly cause: DeskError }
  | { readonly do: 'log'; readonly level: 'info' | 'warn'; readonly text: string }

export type FeedContext = { readonly cores: readonly string[]; readonly resyncMs: number; readonly at: number }
export type FeedStep = { readonly state: FeedState; readonly effects: readonly FeedEffect[] }

const soonMs = 5_000
const afterFailureMs = 2_000

export function nextFeed(state: FeedState, input: FeedInput, context: FeedContext): FeedStep {
  switch (input.kind) {
    case 'open':
      return connecting({ ...state, isHalted: false }, context)
    case 'renew':
    case 'retry':
      return state.isHalted ? same(state) : connecting(state, context)
    case 'due':
      return state.current && !state.reading ? reading(state, context.at) : same(state)
    case 'halt':
      return halted(state)
    case 'forget':
      return same({ ...state, picture: emptyPicture })
    case 'ready':
      return input.id === state.candidate?.id ? ready(state, state.candidate, context.at) : same(state)
    case 'event':
      return input.id === state.current?.id ? told(state, state.current, input, context.at) : same(state)
    case 'lost': {
      const gone = [state.current, state.candidate].find((one) => one?.id === input.id)
      return gone ? lost(state, gone, unreachable(gone, input.why)) : same(state)
    }
    case 'read':
      return input.id === state.reading?.id ? read(state, input.result, context) : same(state)
  }
}

const same = (state: FeedState): FeedStep => ({ state, effects: [] })

const unreachable = ({ core }: Connection, why: string): DeskError => deskFailure('pbxUnreachable', `${core}: ${why}`)

const dropped = (connection: Connection | null): FeedEffect[] =>
  connection ? [{ do: 'disconnect', id: connection.id }] : []

function connecting(state: FeedState, { cores }: FeedContext): FeedStep {
  const candidate: Connection = { id: state.lastId + 1, core: cores[state.turn % cores.length] ?? '' }
  return {
    state: { ...state, lastId: candidate.id, candidate },
    effects: [...dropped(state.candidate), { do: 'connect', connection: candidate }],
  }
}

function ready(before: FeedState, candidate: Connection, at: number): FeedStep {
  const step = reading({ ...before, current: candidate, candidate: null, reading: null }, at)
  return {
    state: step.state,
    effects: [{ do: 'subscribe', id: candidate.id }, ...dropped(before.current), { do: 'stop' }, ...step.effects],
  }
}

function reading(state: FeedState, at: number): FeedStep {
  const id = state.lastId + 1
  return {
    state: { ...state, lastId: id, reading: { id, since: at, touched: new Set() } },
    effects: [{ do: 'read', id }],
  }
}

type Told = Extract<FeedInput, { kind: 'event' }>

function told(state: FeedState, current: Connection, { name, data }: Told, at: number): FeedStep {
  if (name === 'status') return statusTold(state, current, data)
  const isCall = name.startsWith('call')
  const picture = afterEvent(state.picture, name, data, at)
  return {
    state: {
      ...state,
      picture,
      heard: state.heard || isCall,
      reading: isCall && state.reading ? withTouched(state.reading, data) : state.reading,
    },
    effects: state.isLive && picture !== state.picture ? [{ do: 'tellPicture' }] : [],
  }
}

function withTouched(now: NonNullable<FeedState['reading']>, data: unknown): FeedState['reading'] {
  const keys = (Array.isArray(data) ? data : [data]).flatMap((row) => readCall(row)?.key ?? [])
  return { ...now, touched: new Set([...now.touched, ...keys]) }
}

function statusTold(state: FeedState, current: Connection, data: unknown): FeedStep {
  const said = JSON.stringify(data) ?? ''
  const log: FeedEffect = { do: 'log', level: 'info', text: `netsapiens feed status ${said.slice(0, 200)}` }
  if (!saysUnauthorized(data)) return { state, effects: [log] }
  const gone = lost(state, current, deskFailure('signInNeeded', 'the feed refused the token'))
  return { state: gone.state, effects: [log, ...gone.effects] }
}

function read(before: FeedState, result: Result<Reading>, context: FeedContext): FeedStep {
  const { current, reading: begun } = before
  if (!current || !begun) return same(before)
  if (!result.ok) return notRead({ ...before, reading: null }, current, result.error)
  const rows = result.value
  const isSilent = before.isLive && !before.heard && callsDiffer(before.picture, rows)
  const state: FeedState = {
    ...before,
    picture: afterReading(before.picture, rows, begun.since, begun.touched),
    reading: null,
    heard: false,
    failedReadings: 0,
    silentReadings: isSilent ? before.silentReadings + 1 : 0,
  }
  // Answers its pings, and yet calls came and went untold: another server may do better.
  if (state.silentReadings > 1) return deaf(state, current)
  return {
    state: { ...state, isLive: true },
    effects: [
      { do: 'worked' },
      { do: 'readIn', inMs: state.silentReadings > 0 ? soonMs : context.resyncMs },
      before.isLive ? { do: 'tellReading', reading: rows } : { do: 'tellLive', core: current.core, reading: rows },
    ],
  }
}

function deaf(state: FeedState, current: Connection): FeedStep {
  const gone = lost(state, current, unreachable(current, 'the feed does not tell of calls'))
  return { state: gone.state, effects: [{ do: 'worked' }, ...gone.effects] }
}

/** Whether calls began or ended that the picture does not know of. */
function callsDiffer({ calls }: Picture, rows: Reading): boolean {
  return rows.calls.length !== calls.size || rows.calls.some(({ key }) => !calls.has(key))
}

// A live feed outlasts one reading that fails: it is tried again soon. Without a first reading there is no picture at all.
function notRead(before: FeedState, current: Connection, cause: DeskError): FeedStep {
  const state: FeedState = { ...before, failedReadings: before.failedReadings + 1 }
  const text = `netsapiens reading failed: ${cause.code} ${cause.detail ?? ''}`
  const log: FeedEffect = { do: 'log', level: 'warn', text }
  const isOver = !state.isLive || state.failedReadings > 2 || cause.code === 'signInNeeded'
  const next: FeedStep = isOver
    ? lost(state, current, cause)
    : { state, effects: [{ do: 'readIn', inMs: afterFailureMs }] }
  return { state: next.state, effects: [log, ...next.effects] }
}

function lost(before: FeedState, gone: Connection, cause: DeskError): FeedStep {
  const next: FeedState = { ...before, turn: before.turn + 1 }
  const close: FeedEffect = { do: 'disconnect', id: gone.id }
  // It was only about to take the place of one that still serves.
  if (gone.id !== before.current?.id && before.current)
    return { state: { ...next, candidate: null }, effects: [close, { do: 'retry' }] }
  const candidate = gone.id === before.candidate?.id ? null : before.candidate
  return {
    state: { ...next, current: null, candidate, isLive: false, reading: null, silentReadings: 0 },
    effects: [close, { do: 'stop' }, { do: 'tellLost', cause }, { do: 'retry' }],
  }
}

function halted(state: FeedState): FeedStep {
  return {
    state: { ...state, isHalted: true, isLive: false, current: null, candidate: null, reading: null },
    effects: [{ do: 'stop' }, ...dropped(state.current), ...dropped(state.candidate)],
  }
}
