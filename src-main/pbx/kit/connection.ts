// Keeps one connection: when it is opened, given up and tried again. A pure machine, and its runner below.
import { backoffMs, type Waits } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'

export type Connection = {
  readonly phase: 'idle' | 'opening' | 'up' | 'waiting' | 'over'
  /** Of the try; what an earlier one still tells is late and changes nothing. */
  readonly number: number
  readonly tries: number // that met nobody, since it last worked
  readonly refusals: number // that were refused, since it last worked
  readonly wasIn: boolean
}

export type ConnectionInput =
  | { readonly kind: 'connect' | 'due' | 'close' }
  | { readonly kind: 'opened'; readonly number: number }
  /** It could not be opened, or it is lost. `isFinal`: it is not tried again. */
  | { readonly kind: 'failed'; readonly number: number; readonly cause: DeskError; readonly isFinal: boolean }

export type ConnectionEffect =
  | { readonly do: 'open'; readonly number: number }
  | { readonly do: 'up' | 'shut' }
  | { readonly do: 'lost'; readonly cause: DeskError }
  | { readonly do: 'again'; readonly tries: number; readonly waits: Waits }

export type ConnectionStep = { readonly state: Connection; readonly effects: readonly ConnectionEffect[] }

export const notConnected: Connection = { phase: 'idle', number: 0, tries: 0, refusals: 0, wasIn: false }

/** An Asterisk that is starting refuses everybody until its users are loaded: who was in before tries so often again, soon. */
const STARTING_TRIES = 3
const whileStarting: Waits = { firstMs: 2000, longestMs: 8000 }
/** A firewall that counts refusals (fail2ban: 5 to 10 in 10 minutes) must not lock the office out: 4 in 10 minutes, then fewer. */
const withWrongPassword: Waits = { firstMs: 120_000, longestMs: 3_600_000 }
const whenRefused: Waits = { firstMs: 5000, longestMs: 60_000 }

/** `waits`: between tries that meet nobody. */
export function nextConnection(state: Connection, input: ConnectionInput, waits: Waits): ConnectionStep {
  const isPresent = 'number' in input && input.number === state.number
  switch (input.kind) {
    case 'connect':
      return state.phase === 'idle' ? opening(state) : same(state)
    case 'due':
      return state.phase === 'waiting' ? opening(state) : same(state)
    case 'opened':
      if (state.phase !== 'opening' || !isPresent) return same(state)
      return { state: { ...state, phase: 'up', tries: 0, refusals: 0, wasIn: true }, effects: [{ do: 'up' }] }
    case 'failed':
      if ((state.phase !== 'opening' && state.phase !== 'up') || !isPresent) return same(state)
      return failed(state, input.cause, input.isFinal, waits)
    case 'close':
      return state.phase === 'over' ? same(state) : { state: { ...state, phase: 'over' }, effects: [{ do: 'shut' }] }
  }
}

const same = (state: Connection): ConnectionStep => ({ state, effects: [] })

const opening = (before: Connection): ConnectionStep => {
  const number = before.number + 1
  return { state: { ...before, phase: 'opening', number }, effects: [{ do: 'open', number }] }
}

function failed(state: Connection, cause: DeskError, isFinal: boolean, waits: Waits): ConnectionStep {
  if (isFinal) return { state: { ...state, phase: 'over' }, effects: [{ do: 'shut' }, { do: 'lost', cause }] }
  const waiting = { ...state, phase: 'waiting' } as const
  const { tries, refusals, wasIn } = state
  if (!isRefusal(cause)) return afterFailure({ ...waiting, tries: tries + 1 }, cause, tries, waits)
  const next = { ...waiting, tries: 0, refusals: refusals + 1 }
  if (wasIn && refusals < STARTING_TRIES)
    return afterFailure(next, deskFailure('pbxUnreachable', cause.detail), refusals, whileStarting)
  const slower = cause.code === 'pbxWrongPassword' ? withWrongPassword : whenRefused
  return afterFailure(next, cause, wasIn ? refusals - STARTING_TRIES : refusals, slower)
}

const isRefusal = ({ code }: DeskError): boolean =>
  code === 'pbxWrongPassword' || code === 'pbxRefused' || code === 'pbxUserInUse' || code === 'pbxTooOld'

const afterFailure = (state: Connection, cause: DeskError, tries: number, waits: Waits): ConnectionStep => ({
  state,
  effects: [{ do: 'shut' }, { do: 'lost', cause }, { do: 'again', tries, waits }],
})

export type KeptConnection<T> = {
  connect(): void
  close(): void
  /** null: it is not up. */
  current(): T | null
  /** Gives it up for good, because of this. */
  giveUp(cause: DeskError): void
}

export type KeptParts<T> = {
  readonly clock: Pick<Clock, 'after'>
  readonly random: () => number // [0, 1)
  readonly waits: Waits
  /** `closed` is to be called when it ends by itself. */
  readonly open: (closed: (cause: DeskError) => void) => Promise<Result<T>>
  readonly up: (thing: T) => void
  readonly lost: (cause: DeskError) => void
}

export function keepConnected<T extends { close(): void }>(parts: KeptParts<T>): KeptConnection<T> {
  let state = notConnected
  let thing: T | null = null
  let stopWaiting: Stop = () => {}

  const move = (input: ConnectionInput) => {
    const step = nextConnection(state, input, parts.waits)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }
  const perform = (effect: ConnectionEffect) => {
    switch (effect.do) {
      case 'open':
        return void open(effect.number)
      case 'up':
        return thing ? parts.up(thing) : undefined
      case 'lost':
        return parts.lost(effect.cause)
      case 'again':
        stopWaiting = parts.clock.after(backoffMs(effect.tries, parts.random, effect.waits), () =>
          move({ kind: 'due' }),
        )
        return
      case 'shut':
        stopWaiting()
        thing?.close()
        thing = null
    }
  }
  const open = async (number: number): Promise<void> => {
    let isOpening = true
    let early: DeskError | null = null
    // While it is being opened, what comes of that says more than that it was closed.
    const opened = await parts.open((cause) => {
      if (isOpening) early = cause
      else move({ kind: 'failed', number, cause, isFinal: false })
    })
    isOpening = false
    if (!opened.ok) return move({ kind: 'failed', number, cause: opened.error, isFinal: false })
    const isWanted = state.phase === 'opening' && state.number === number
    if (!isWanted || early !== null) opened.value.close()
    if (early !== null) return move({ kind: 'failed', number, cause: early, isFinal: false })
    if (!isWanted) return
    thing = opened.value
    move({ kind: 'opened', number })
  }

  return {
    connect: () => move({ kind: 'connect' }),
    close: () => move({ kind: 'close' }),
    current: () => thing,
    giveUp: (cause) => move({ kind: 'failed', number: state.number, cause, isFinal: true }),
  }
}
