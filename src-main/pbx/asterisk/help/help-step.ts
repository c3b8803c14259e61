// Requests for help on Asterisk, which keeps none: each console has the whole board, and moves it by the same user events in the same
// order, since one Asterisk tells them to all. What one has missed is mended from the others' boards. Pure.
import type { HelpRequest, HelpStep } from '#contract/alerts.ts'
import type { HelpMessage, OpenRequest } from './help-wire.ts'

export type Console = HelpMessage['from']

export type HelpState = {
  readonly requests: readonly OpenRequest[] // the oldest first
  /** Dealt with, by anybody: the latest ones. What comes late or twice does not open them again. */
  readonly done: readonly string[]
  /** Over by itself, as this console sees it: others are not told, their picture may know better. */
  readonly over: readonly string[]
  /** Steps that have been heard, the latest ones. */
  readonly heard: readonly string[]
  readonly saidAt: number // when this console last told its board
}

export const quiet: HelpState = { requests: [], done: [], over: [], heard: [], saidAt: 0 }

export type Asked = Pick<OpenRequest, 'id' | 'agentId' | 'callId' | 'reason' | 'at'>

export type HelpInput =
  | { readonly kind: 'asked'; readonly asked: Asked }
  | { readonly kind: 'message'; readonly message: HelpMessage }
  /** `over`: those whose agent is not on that call any more. */
  | { readonly kind: 'look'; readonly over: readonly string[] }

export type Moved = { readonly state: HelpState; readonly send: readonly HelpMessage[] }

const KEPT_IDS = 100
const MOST_REQUESTS = 50
export const BOARD_EVERY_MS = 10_000
/** Without a call nothing but a supervisor ends a request; one that nobody ended by then is forgotten. */
export const LONGEST_MS = 30 * 60_000

export function nextHelp(state: HelpState, input: HelpInput, me: Console, at: number): Moved {
  switch (input.kind) {
    case 'asked':
      return only(withAsked(state, { ...input.asked, claim: null, offeredTo: null, rev: 0 }))
    case 'message':
      return afterMessage(state, input.message, me, at)
    case 'look':
      return looked(state, input.over, me, at)
  }
}

const only = (state: HelpState): Moved => ({ state, send: [] })

/** Who has asked already has not asked again; a reason that was not given before is new all the same. */
function withAsked(state: HelpState, request: OpenRequest): HelpState {
  if (state.done.includes(request.id) || state.over.includes(request.id)) return state
  const known = state.requests.find(({ id, agentId }) => id === request.id || agentId === request.agentId)
  if (!known) {
    const requests = [...state.requests, request].sort((one, two) => one.at - two.at).slice(0, MOST_REQUESTS)
    return { ...state, requests }
  }
  if (known.reason !== null || request.reason === null) return state
  return withRequest(state, { ...known, reason: request.reason })
}

const withRequest = (state: HelpState, request: OpenRequest): HelpState => ({
  ...state,
  requests: state.requests.map((one) => (one.id === request.id ? request : one)),
})

function afterMessage(state: HelpState, message: HelpMessage, me: Console, at: number): Moved {
  switch (message.kind) {
    case 'claim':
    case 'handOver':
    case 'done': {
      if (state.heard.includes(message.said)) return only(state)
      const heard = [...state.heard, message.said].slice(-KEPT_IDS)
      return only(stepped({ ...state, heard }, message, at))
    }
    case 'ask':
      return message.from.id === me.id || isEmpty(state) ? only(state) : { state, send: [boardMessage(state, me)] }
    case 'board':
      return message.from.id === me.id ? only(state) : merged(state, message, me)
  }
}

type StepMessage = Extract<HelpMessage, { readonly said: string }>

function stepped(state: HelpState, message: StepMessage, at: number): HelpState {
  if (message.kind === 'done') return without(state, message.help)
  const { from } = message
  const request = state.requests.find(({ id }) => id === message.help)
  if (!request) return state
  const { claim, rev } = request
  if (message.kind === 'handOver')
    return claim === null || claim.holder === from.id
      ? withRequest(state, { ...request, claim: null, offeredTo: message.to, rev: rev + 1 })
      : state
  // The first in the PBX's order has it, at every console.
  if (claim !== null) return state
  const mine = { by: from.name, at, holder: from.id }
  return withRequest(state, { ...request, claim: mine, offeredTo: null, rev: rev + 1 })
}

const isEmpty = ({ requests, done }: HelpState): boolean => requests.length === 0 && done.length === 0

const boardMessage = ({ requests, done }: HelpState, me: Console): HelpMessage => ({
  kind: 'board',
  from: me,
  requests: [...requests],
  done: [...done],
})

function without(state: HelpState, help: string): HelpState {
  if (state.done.includes(help)) return state
  const requests = state.requests.filter(({ id }) => id !== help)
  return { ...state, requests, done: [...state.done, help].slice(-KEPT_IDS) }
}

type Board = Extract<HelpMessage, { readonly kind: 'board' }>

/** What the other has seen and this console has not; and what the other still shows although it is dealt with is said to it. */
function merged(state: HelpState, { requests, done }: Board, me: Console): Moved {
  const settled = done.reduce(without, state)
  const next = requests.reduce(withTheirs, settled)
  const stale = requests.filter(({ id }) => state.done.includes(id))
  return {
    state: next,
    send: stale.map(({ id }) => ({ kind: 'done', from: me, said: `${me.id} ${id}`.slice(0, 200), help: id })),
  }
}

function withTheirs(state: HelpState, theirs: OpenRequest): HelpState {
  const ours = state.requests.find(({ id }) => id === theirs.id)
  if (ours)
    return isAhead(theirs, ours)
      ? withRequest(state, { ...theirs, at: ours.at, reason: theirs.reason ?? ours.reason })
      : state
  const other = state.requests.find(({ agentId }) => agentId === theirs.agentId)
  if (!other) return withAsked(state, theirs)
  // Each has missed the other's: the older one stands, here and there.
  if (state.done.includes(theirs.id) || state.over.includes(theirs.id) || !isOlder(theirs, other)) return state
  return { ...state, requests: state.requests.map((one) => (one === other ? theirs : one)) }
}

/** Of as many steps, one of which each has missed, both come to the same: what is claimed, and by whoever claimed it first. */
function isAhead(theirs: OpenRequest, ours: OpenRequest): boolean {
  if (theirs.rev !== ours.rev) return theirs.rev > ours.rev
  if (!theirs.claim || !ours.claim)
    return theirs.claim !== null || (ours.claim === null && (theirs.offeredTo ?? '') < (ours.offeredTo ?? ''))
  const [they, we] = [theirs.claim, ours.claim]
  return they.at < we.at || (they.at === we.at && they.holder < we.holder)
}

const isOlder = (one: OpenRequest, two: OpenRequest): boolean =>
  one.at < two.at || (one.at === two.at && one.id < two.id)

function looked(state: HelpState, over: readonly string[], me: Console, at: number): Moved {
  const ended = state.requests.filter(
    ({ id, callId, at: since }) => over.includes(id) || (callId === null && at - since > LONGEST_MS),
  )
  const left: HelpState =
    ended.length === 0
      ? state
      : {
          ...state,
          requests: state.requests.filter((request) => !ended.includes(request)),
          over: [...state.over, ...ended.map(({ id }) => id)].slice(-KEPT_IDS),
        }
  if (left.requests.length === 0 || at - left.saidAt < BOARD_EVERY_MS) return only(left)
  return { state: { ...left, saidAt: at }, send: [boardMessage(left, me)] }
}

/** Before it is asked: null, or whose it is. 'gone': there is no such request (any more). */
export function whyNotStep(state: HelpState, step: HelpStep, me: Console): 'gone' | { readonly by: string } | null {
  const request = state.requests.find(({ id }) => id === step.id)
  if (!request) return 'gone'
  const { claim } = request
  return step.do !== 'done' && claim !== null && claim.holder !== me.id ? { by: claim.by } : null
}

export const shownRequests = ({ requests }: HelpState): HelpRequest[] =>
  requests.map(({ id, agentId, callId, at, reason, claim, offeredTo }) => ({
    id,
    agentId,
    callId,
    at,
    claim: claim && { by: claim.by, at: claim.at },
    offeredTo,
    ...(reason !== null && { reason }),
  }))
