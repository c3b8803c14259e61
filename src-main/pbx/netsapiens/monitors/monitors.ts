// The monitors of this console: runs each through its machine, and does by the portal's own actions what the machine says.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { InviteMark, Mode, ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { createRequests, type Requests } from '#contract/requests.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { MonitorOrder } from '#main/pbx/connector.ts'
import type { TappedCall, View } from '../floor/view.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import { createRefusals, type WhyRefused } from './call-over.ts'
import { createLeftovers, type Leftovers } from './leftovers.ts'
import {
  looking,
  type Monitor,
  type MonitorContext,
  type MonitorEffect,
  type MonitorInput,
  type Refusal,
} from './monitor.ts'
import { nextMonitor } from './monitor-machine.ts'
import { createWaiting } from './waiting.ts'

export type MonitorsParts = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly api: Api
  readonly emit: (event: MonitorEvent) => void
  readonly isLive: () => boolean
  readonly view: () => View
  readonly domain: () => string
  /** Why the supervisor's phones cannot be rung; null when one is registered, or nobody knows. */
  readonly whyNoPhone: () => Promise<'lineNotRegistered' | null>
}

export type Monitors = {
  readonly start: (order: MonitorOrder) => Promise<Result<MonitorTicket>>
  readonly setMode: (ticketId: string, mode: Mode, changeId: number) => Promise<Result<ModeAnswer>>
  readonly end: (ticketId: string) => Promise<Result<null>>
  readonly has: (ticketId: string) => boolean
  /** Nothing is begun any more until `reopen`. Resolves when each has ended, or is not known to have. */
  readonly endAll: () => Promise<void>
  /** After `endAll`: what may only be about to begin has been answered, and ended. */
  readonly tapsAnswered: () => Promise<void>
  readonly reopen: () => void
  /** The picture has moved. */
  readonly see: () => void
  /** The feed is lost: what is in force cannot be known any more. */
  readonly blind: () => void
  /** The first picture after a start: removes what a crash left. */
  readonly sweep: () => void
}

type Held = { state: Monitor; readonly inputs: MonitorInput[] }

type Desk = {
  readonly given: MonitorsParts
  readonly held: Map<string, Held>
  readonly leftovers: Leftovers
  readonly whyRefused: WhyRefused
  readonly starts: Requests<string, Result<MonitorTicket>>
  readonly changes: Requests<number, Result<ModeAnswer>>
  readonly ends: Requests<string, Result<null>>
}

const tellsSoonAfterMs = 2_000 // that nobody answered is for us to say first
/** A tap that nobody answers is given up after 9 s, and its phones are waited for. */
const endedWithinMs = 10_000

export function createMonitors(given: MonitorsParts): Monitors {
  const { clock } = given.parts
  const held = new Map<string, Held>()
  const waiting = createWaiting(clock)
  const ours = () => [...held.values()].map(({ state }) => state).filter(({ phase }) => phase !== 'looking')
  const desk: Desk = {
    given,
    held,
    leftovers: createLeftovers({ parts: given.parts, api: given.api, view: given.view, isLive: given.isLive, ours }),
    whyRefused: createRefusals({ api: given.api, domain: given.domain, isLive: given.isLive, waiting }),
    starts: createRequests(clock),
    changes: createRequests(clock),
    ends: createRequests(clock),
  }
  const moveAll = (input: MonitorInput) => {
    for (const one of [...held.values()]) move(desk, one, input)
  }
  let changes = 0
  let isShut = false

  return {
    start: async (order) =>
      isShut ? err(deskFailure('pbxUnreachable', 'the console is leaving')) : start(desk, order),
    async setMode(ticketId, mode, changeId) {
      const one = held.get(ticketId)
      if (!one) return err(deskFailure('unknownMonitor'))
      const askId = ++changes
      const answer = desk.changes.open(askId, null)
      move(desk, one, { kind: 'change', askId, mode, changeId })
      return answer
    },
    end: (ticketId) => end(desk, ticketId),
    has: (ticketId) => held.has(ticketId),
    async endAll() {
      isShut = true
      await Promise.all([...held.keys()].map((ticketId) => end(desk, ticketId)))
    },
    async tapsAnswered() {
      const limit = { ms: endedWithinMs, otherwise: ok(null) }
      const onTheirWay = [...held.values()].filter(({ state }) => !state.isTapAnswered)
      await Promise.all(onTheirWay.map(({ state }) => desk.ends.open(state.ticketId, limit)))
    },
    reopen: () => {
      isShut = false
    },
    see() {
      if (given.isLive()) {
        moveAll({ kind: 'look' })
        desk.leftovers.see()
      }
      waiting.wake()
    },
    blind() {
      moveAll({ kind: 'cut' })
      desk.leftovers.blind()
    },
    sweep: desk.leftovers.sweep,
  }
}

async function start(desk: Desk, { ticketId, target }: MonitorOrder): Promise<Result<MonitorTicket>> {
  const { given, held, starts } = desk
  const tapped = tappable(given, target)
  if (!tapped.ok) return tapped
  const one: Held = { state: looking(ticketId, tapped.value, given.parts.clock.now()), inputs: [] }
  held.set(ticketId, one)
  const answer = starts.open(ticketId, null)
  move(desk, one, { kind: 'phones', why: await given.whyNoPhone() })
  return answer
}

const tappable = ({ isLive, view }: MonitorsParts, target: Target): Result<TappedCall> =>
  isLive() ? view().tapped(target) : err(deskFailure('pbxUnreachable'))

async function end(desk: Desk, ticketId: string): Promise<Result<null>> {
  const one = desk.held.get(ticketId)
  if (!one) return ok(null)
  const answer = desk.ends.open(ticketId, null)
  move(desk, one, { kind: 'end' })
  return answer
}

/** One input after the other, also those that come while one is worked on. */
function move(desk: Desk, one: Held, input: MonitorInput): void {
  one.inputs.push(input)
  if (one.inputs.length > 1) return
  for (let next = one.inputs[0]; next; one.inputs.shift(), next = one.inputs[0]) {
    const step = nextMonitor(one.state, next, contextOf(desk.given))
    one.state = step.state
    if (step.state.phase === 'over') desk.held.delete(step.state.ticketId)
    for (const effect of step.effects) perform(desk, one, effect)
  }
}

const contextOf = ({ site, parts, isLive, view }: MonitorsParts): MonitorContext => ({
  view: isLive() ? view() : null,
  at: parts.clock.now(),
  ringMs: site.ringSeconds * 1_000,
  whisperTo: site.whisperTo,
})

function perform(desk: Desk, one: Held, effect: MonitorEffect): void {
  const { given, leftovers } = desk
  const { ticketId, origCallId, before } = one.state
  switch (effect.do) {
    case 'tap':
    case 'act':
    case 'hangUp':
      return void ask(given.api, origCallId, effect).then((input) => move(desk, one, input))
    case 'tell':
      return void given.emit(effect.event)
    case 'log':
      return void given.parts.log('info', effect.text)
    case 'later':
      return void given.parts.clock.after(
        effect.inMs,
        () => desk.held.get(ticketId) === one && move(desk, one, effect.input),
      )
    case 'remember':
      return void leftovers.remember(origCallId)
    case 'forget':
      return void leftovers.forget(origCallId)
    case 'watch':
      return void leftovers.add(origCallId, before)
    case 'started':
    case 'notStarted':
    case 'changed':
    case 'refused':
    case 'ended':
      return void answer(desk, one, effect)
  }
}

type Asking = Extract<MonitorEffect, { do: 'tap' | 'act' | 'hangUp' }>

async function ask(api: Api, origCallId: string, effect: Asking): Promise<MonitorInput> {
  switch (effect.do) {
    case 'tap':
      return { kind: 'tapped', error: errorOf(await api.portal('tap', origCallId)) }
    case 'act': {
      const { act } = effect
      return { kind: 'acted', act, error: errorOf(await api.portal(act.action, act.leg)) }
    }
    case 'hangUp': {
      const { callId } = effect
      return { kind: 'hungUp', callId, error: errorOf(await api.disconnect(callId)) }
    }
  }
}

const errorOf = (answer: Result<null>): DeskError | null => (answer.ok ? null : answer.error)

type Answering = Extract<MonitorEffect, { do: 'started' | 'notStarted' | 'changed' | 'refused' | 'ended' }>

async function answer(desk: Desk, one: Held, effect: Answering): Promise<void> {
  const { ticketId } = one.state
  switch (effect.do) {
    case 'started':
      return void desk.starts.answer(ticketId, ok(ticketOf(desk.given.site, one.state)))
    case 'notStarted':
      return void desk.starts.answer(ticketId, err(await whyNotStarted(desk, one, effect)))
    case 'changed':
      return void desk.changes.answer(effect.askId, ok({ kind: 'asked' }))
    case 'refused':
      return void desk.changes.answer(effect.refusal.askId, err(await whyNotChanged(desk, one, effect.refusal)))
    case 'ended':
      return void desk.ends.answer(ticketId, effect.error ? err(effect.error) : ok(null))
  }
}

const ticketOf = (site: NetsapiensSite, { ticketId, target, askedAt }: Monitor): MonitorTicket => ({
  id: ticketId,
  target,
  mark: markOf(site.invite),
  askedAt,
  follow: false,
  answerWithinMs: site.ringSeconds * 1_000 + tellsSoonAfterMs,
})

const markOf = ({ withinSeconds, ...evidence }: NetsapiensSite['invite']): InviteMark => ({
  by: 'evidence',
  ...evidence,
  withinMs: withinSeconds * 1_000,
})

async function whyNotStarted(
  { given, whyRefused }: Desk,
  { state }: Held,
  why: Omit<Refusal, 'askId'>,
): Promise<DeskError> {
  if (why.by === 'console') return why.error
  const { target, origCallId } = state
  const isOver = () => {
    const tapped = given.view().tapped(target)
    return !tapped.ok && tapped.error.code === 'callGone'
  }
  return whyRefused(why.error, { callId: target.callId, origCallId, isOver })
}

async function whyNotChanged({ given, whyRefused }: Desk, one: Held, { error, by }: Refusal): Promise<DeskError> {
  if (by === 'console') return error
  const { origCallId, target } = one.state
  const isOver = () => {
    const { phase, target: now, agentSide } = one.state
    return phase === 'afterCall' || given.view().whereIs(now, origCallId, agentSide).target === null
  }
  const why = await whyRefused(error, { callId: target.callId, origCallId, isOver })
  return why.code === 'callGone' ? deskFailure('refusedByAccess', 'callEnded') : why
}
