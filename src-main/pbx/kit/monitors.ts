// The monitors of this console: runs each through its machine, and does what the machine says by the method it began with.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { EndReason, Mode, ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { createRequests } from '#contract/requests.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ConnectorParts, MonitorOrder } from '#main/pbx/connector.ts'
import { type Monitor, type MonitorEffect, type MonitorInput, ringing, type TakeOutcome } from './monitor.ts'
import { goneWithinMs, nextMonitor, spotOf, whyNotChange, whyNotHop } from './monitor-machine.ts'
import type { CallView, Spot } from './spot.ts'
import { markHeader, type SpyListener, type SpyMethod } from './spy-method.ts'
import { within } from './waits.ts'

export type MonitorsParts = {
  readonly parts: ConnectorParts
  /** For the next monitor; one that is begun stays with its own. */
  readonly method: () => Result<SpyMethod>
  readonly view: () => CallView
  /** Resolves when the picture holds all that the PBX told until now. */
  readonly heard: () => Promise<void>
  readonly emit: (event: MonitorEvent) => void
}

export type Monitors = SpyListener & {
  start(order: MonitorOrder): Promise<Result<MonitorTicket>>
  setMode(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>>
  hop(ticketId: string, target: Target): Promise<Result<Target>>
  setFollow(ticketId: string, follow: boolean): Result<null>
  /**
   * The line stays with the caller of this call. `bridge` brings them together, asked once, and tells what came of it; `unsure` may be told
   * before that. ok: `ended` (takenOver) has been told.
   */
  takeOver(ticketId: string, target: Target, bridge: Bridging): Promise<Result<null>>
  /** An error: its end is not known yet; it is told once it is. */
  end(ticketId: string): Promise<Result<null>>
  endAll(): Promise<void>
  /** The method of the monitor there is, until it has ended. */
  pinned(): SpyMethod | null
  /** Whether this id on the PBX belongs to one of them. */
  isLiving(id: string): boolean
  /** The picture has changed: follow calls, transfers and ends. */
  check(): void
  /** This method's connection is cut: from now on no speaking mode is certain. */
  suspend(method: SpyMethod): void
  /** It is back: what is left of each of its monitors is put to listen. */
  resume(method: SpyMethod): Promise<void>
}

/** `line`: the id of its channel. */
export type Bridging = (
  spot: Spot,
  line: string,
  unsure: () => void,
) => Promise<Exclude<TakeOutcome, { kind: 'unsure' }>>

/** `turn`: of the window's changes of mode, one after the other. */
type Held = {
  readonly method: SpyMethod
  state: Monitor
  readonly inputs: MonitorInput[]
  turn: Promise<unknown>
  bridge: Bridging | null
}
type Desk = {
  readonly work: MonitorsParts
  readonly held: Map<string, Held>
  readonly hops: ReturnType<typeof createRequests<number, Result<Target>>>
  readonly takes: ReturnType<typeof createRequests<number, Result<null>>>
  readonly ends: ReturnType<typeof createRequests<string, Result<null>>>
}

export function createMonitors(work: MonitorsParts): Monitors {
  const { clock } = work.parts
  const held = new Map<string, Held>()
  const desk: Desk = {
    work,
    held,
    hops: createRequests(clock),
    takes: createRequests(clock),
    ends: createRequests(clock),
  }
  const put = (ticketId: string, input: MonitorInput) => {
    const one = held.get(ticketId)
    if (one) move(desk, one, input)
  }
  const those = (method: SpyMethod) => [...held.values()].filter((one) => one.method === method)
  const cuts = new Map<SpyMethod, number>()
  const cutsOf = (method: SpyMethod) => cuts.get(method) ?? 0
  let hops = 0

  return {
    start: (order) => start(desk, order),
    setMode: (ticketId, mode, changeId) => setMode(desk, ticketId, mode, changeId),
    async hop(ticketId, target) {
      const one = held.get(ticketId)
      const why = one ? whyNotHop(one.state) : deskFailure('unknownMonitor')
      if (!one || why) return err(why ?? deskFailure('unknownMonitor'))
      const askId = ++hops
      const answer = desk.hops.open(askId, null)
      move(desk, one, { kind: 'hop', askId, target })
      return answer
    },
    setFollow(ticketId, follow) {
      if (!held.has(ticketId)) return unknown()
      put(ticketId, { kind: 'follow', follow })
      return ok(null)
    },
    takeOver(ticketId, target, bridge) {
      const one = held.get(ticketId)
      if (!one || one.state.ending !== null) return Promise.resolve(unknown())
      if (!one.method.lending) return Promise.resolve(err(deskFailure('actNotPossible', 'the line can only monitor')))
      const takeId = ++hops
      const answer = desk.takes.open(takeId, null)
      one.bridge ??= bridge
      move(desk, one, { kind: 'takeOver', takeId, target })
      return answer
    },
    end: (ticketId) => end(desk, ticketId),
    endAll: async () => void (await Promise.all([...held.keys()].map((ticketId) => end(desk, ticketId)))),
    pinned: () => [...held.values()].find(({ state }) => state.ending === null)?.method ?? null,
    isLiving: (id) => [...held.keys()].some((ticketId) => id.includes(ticketId)),
    check: () => {
      for (const one of [...held.values()]) move(desk, one, { kind: 'look' })
    },
    suspend: (method) => {
      cuts.set(method, cutsOf(method) + 1)
      for (const one of those(method)) move(desk, one, { kind: 'cut' })
    },
    async resume(method) {
      const before = cutsOf(method)
      await method.resync()
      // Cut again meanwhile, it is not back.
      if (cutsOf(method) !== before) return
      for (const one of those(method)) move(desk, one, { kind: 'back' })
    },
    lineUp: (ticketId) => put(ticketId, { kind: 'lineUp' }),
    lineDown: (ticketId, reason) => put(ticketId, { kind: 'lineDown', reason }),
    spyGone: (ticketId) => put(ticketId, { kind: 'spyGone' }),
    switched: (ticketId, mode) => put(ticketId, { kind: 'switched', mode }),
  }
}

async function start({ work, held }: Desk, order: MonitorOrder): Promise<Result<MonitorTicket>> {
  const { ticketId, target, follow, token } = order
  if ([...held.values()].some(({ state }) => state.ending === null)) return err(deskFailure('monitorBusy'))
  const ready = work.method()
  if (!ready.ok) return ready
  const spot = spotOf(work.view(), target)
  if (!spot.ok) return spot
  const state = ringing(ticketId, follow, spot.value)
  const one: Held = { method: ready.value, state, inputs: [], turn: Promise.resolve(), bridge: null }
  held.set(ticketId, one)
  const opened = await one.method.open({ ticketId, token, spot: spot.value })
  if (one.state.ending !== null) return err(overBefore(one.state.ending))
  if (!opened.ok) {
    held.delete(ticketId)
    return opened
  }
  const mark = { by: 'header', name: markHeader, value: token } as const
  return ok({ id: ticketId, target, mark, askedAt: work.parts.clock.now(), follow })
}

/** Why it is over, though its request is only answered now: the PBX may tell that it cannot call the line before it answers. */
function overBefore(reason: EndReason): DeskError {
  switch (reason) {
    case 'lineUnreached':
    case 'lineDidNotAnswer':
      return deskFailure(reason)
    case 'lineUnfit':
      return deskFailure('lineNotWebrtc')
    default:
      return deskFailure('unknownMonitor')
  }
}

/** A change never overtakes the one before, whose digits may still be asked for; but what the desk asks for by itself waits for nobody. */
async function setMode(desk: Desk, ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>> {
  const one = desk.held.get(ticketId)
  if (!one) return unknown()
  if (changeId < 0) return change(desk, one, mode, changeId)
  const mine = one.turn.then(() => change(desk, one, mode, changeId))
  one.turn = mine.catch(() => undefined)
  return mine
}

async function change(desk: Desk, one: Held, mode: Mode, changeId: number): Promise<Result<ModeAnswer>> {
  const { ticketId } = one.state
  const why = whyNotChange(one.state)
  const { phase, doing } = one.state
  if (why || phase.kind !== 'live') return err(why ?? deskFailure('unknownMonitor'))
  const { spot } = phase
  // Below zero the desk asks by itself: then there may be no window whose line could send digits.
  const isByLine = doing === null && changeId >= 0
  const byDigits = isByLine ? await one.method.digits(ticketId, spot, mode) : null
  const whyNow = whyNotChange(one.state)
  if (whyNow) return err(whyNow)
  const wanted = { mode, changeId, callId: spot.callId }
  move(desk, one, byDigits ? { kind: 'byDigits', ...wanted } : { kind: 'change', ...wanted })
  return ok(byDigits ?? { kind: 'asked' })
}

async function end(desk: Desk, ticketId: string): Promise<Result<null>> {
  const one = desk.held.get(ticketId)
  if (!one) return ok(null)
  const known = desk.ends.open(ticketId, { ms: goneWithinMs, otherwise: err(deskFailure('unconfirmed')) })
  move(desk, one, { kind: 'end' })
  return known
}

/** One input after the other, also those that come while one is worked on. */
function move(desk: Desk, one: Held, input: MonitorInput): void {
  one.inputs.push(input)
  if (one.inputs.length > 1) return
  const { work } = desk
  for (let next = one.inputs[0]; next; one.inputs.shift(), next = one.inputs[0]) {
    const context = { view: work.view(), at: work.parts.clock.now(), canSwitch: one.method.canSwitch }
    const step = nextMonitor(one.state, next, context)
    one.state = step.state
    for (const effect of step.effects) perform(desk, one, effect)
  }
}

function perform(desk: Desk, one: Held, effect: MonitorEffect): void {
  const { parts, emit, heard } = desk.work
  const { method, state } = one
  const { ticketId } = state
  const failed = (cause: unknown) => parts.log('error', `monitor ${ticketId}: ${cause}`)
  switch (effect.do) {
    case 'spy': {
      const { number, spot, mode, fresh } = effect
      const cannot: DeskError = deskFailure('internal')
      const done = method.spy(ticketId, spot, mode, fresh).catch((cause) => {
        failed(cause)
        return { kind: 'unknown', cause: cannot } as const
      })
      return void done.then((outcome) => move(desk, one, { kind: 'spied', number, outcome }))
    }
    case 'unspy':
    case 'hear': {
      const done = effect.do === 'unspy' ? method.unspy(ticketId) : heard()
      return void done.catch(failed).then(() => move(desk, one, { kind: 'done', number: effect.number }))
    }
    case 'takeOver':
      return void takeOver(desk, one, effect.spot).then((outcome) =>
        move(desk, one, { kind: 'taken', number: effect.number, outcome }),
      )
    case 'giveUp':
      return void within(parts.clock, method.lending?.giveUp(ticketId).catch(failed) ?? Promise.resolve(), atMost).then(
        () => gone(desk, one),
      )
    case 'takeAnswer':
      return void desk.takes.answer(effect.takeId, effect.result)
    case 'drop':
      return void method
        .drop(ticketId)
        .catch(failed)
        .then(() => gone(desk, one))
    case 'tell':
      return void emit(effect.event)
    case 'answer':
      return void desk.hops.answer(effect.askId, effect.result)
    case 'later':
      return void parts.clock.after(effect.inMs, () => desk.held.get(ticketId) === one && move(desk, one, effect.input))
    case 'log':
      return void parts.log('info', effect.text)
  }
}

/** Of what is left of a monitor without its line. */
const atMost = { ms: 1000, otherwise: undefined }

async function takeOver(desk: Desk, one: Held, spot: Spot): ReturnType<Bridging> {
  const { method, state, bridge } = one
  const { ticketId } = state
  const { number } = state
  const line = method.lending?.lend(ticketId) ?? null
  if (line === null || !bridge || !method.lending) return { kind: 'notTaken', cause: deskFailure('unknownMonitor') }
  const unsure = () => move(desk, one, { kind: 'taken', number, outcome: { kind: 'unsure' } })
  const outcome = await bridge(spot, line, unsure).catch((cause: unknown) => {
    desk.work.parts.log('error', `monitor ${ticketId}: ${cause}`)
    return { kind: 'lost' } as const
  })
  if (outcome.kind === 'notTaken') await method.lending.takeBack(ticketId)
  return outcome
}

function gone({ held, ends, work }: Desk, { state }: Held): void {
  const { ticketId, ending, isEndTold } = state
  held.delete(ticketId)
  if (!isEndTold) work.emit({ kind: 'ended', ticketId, reason: ending ?? 'asked' })
  ends.answer(ticketId, ok(null))
}

const unknown = (): { ok: false; error: DeskError } => err(deskFailure('unknownMonitor'))
