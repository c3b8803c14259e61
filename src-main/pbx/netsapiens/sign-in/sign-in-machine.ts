// Signed in at the platform and kept so: what is asked next, and what of the answers is late. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Result } from '#contract/result.ts'
import type { Granted } from '../wire/grant.ts'
import type { DeviceRow } from '../wire/row.ts'
import { signedOut } from '../wire/session.ts'
import { nobody, type Who } from './who.ts'

export type SignedIn = {
  readonly granted: Granted
  readonly who: Who
  readonly feedToken: string
  /** null: they could not be read. */
  readonly devices: readonly DeviceRow[] | null
}

export type SignIn = {
  /** out: until something is asked again. */
  readonly phase: 'out' | 'signingIn' | 'in' | 'closed'
  /** Raised by every sign-out: what was asked for before it is nobody's any more. */
  readonly era: number
  readonly isRenewing: boolean
  readonly who: Who
  readonly feedToken: string
  readonly devices: readonly DeviceRow[]
}

export const signedOff: SignIn = { phase: 'out', era: 0, isRenewing: false, who: nobody, feedToken: '', devices: [] }

export type SignInInput =
  /** why: what the person is told when they are asked. */
  | { readonly kind: 'begin'; readonly why: DeskError | null }
  | { readonly kind: 'signed'; readonly era: number; readonly result: Result<SignedIn> }
  /** The token is about to expire, or was refused by the feed. */
  | { readonly kind: 'renew' }
  | {
      readonly kind: 'renewed'
      readonly era: number
      readonly result: Result<Pick<SignedIn, 'granted' | 'feedToken'>>
    }
  /** The token is worth nothing any more, and nothing at hand renews it. */
  | { readonly kind: 'lost'; readonly cause: DeskError }
  | { readonly kind: 'devices'; readonly rows: readonly DeviceRow[] }
  | { readonly kind: 'waiting' | 'answered' | 'signOut' | 'close' }

export type SignInEffect =
  | { readonly do: 'signIn'; readonly era: number; readonly why: DeskError | null }
  | { readonly do: 'renew'; readonly era: number }
  | { readonly do: 'renewIn'; readonly inMs: number }
  /** After a wait that grows with each try; worked: the next one is the first again. */
  | { readonly do: 'again'; readonly input: SignInInput }
  | { readonly do: 'worked' | 'stop' | 'forget' }
  | { readonly do: 'revoke'; readonly feedToken: string }
  | { readonly do: 'greet'; readonly who: Who }
  | { readonly do: 'tellReady' | 'tellRenewed' | 'tellTrying' }
  | { readonly do: 'tellFailed'; readonly cause: DeskError }

export type SignInStep = { readonly state: SignIn; readonly effects: readonly SignInEffect[] }

export function nextSignIn(state: SignIn, input: SignInInput): SignInStep {
  if (state.phase === 'closed') return same(state)
  switch (input.kind) {
    case 'begin':
      return begun(state, input.why)
    case 'signed':
      return state.phase === 'signingIn' && input.era === state.era ? signed(state, input.result) : same(state)
    case 'renew':
      return state.phase === 'in' && !state.isRenewing
        ? { state: { ...state, isRenewing: true }, effects: [{ do: 'renew', era: state.era }] }
        : same(state)
    case 'renewed':
      return state.isRenewing && input.era === state.era
        ? renewed({ ...state, isRenewing: false }, input.result)
        : same(state)
    case 'lost':
      return lost(state, input.cause)
    case 'devices':
      return input.rows.length > 0 ? same({ ...state, devices: input.rows }) : same(state)
    case 'waiting':
      // Why the answer before did not do is said where the person is asked.
      return { state, effects: [{ do: 'tellFailed', cause: deskFailure('signInNeeded') }] }
    case 'answered':
      return { state, effects: [{ do: 'tellTrying' }] }
    case 'signOut':
      return out(state)
    case 'close':
      return { state: { ...state, phase: 'closed' }, effects: [{ do: 'stop' }] }
  }
}

const same = (state: SignIn): SignInStep => ({ state, effects: [] })

/** One at a time. */
function begun(state: SignIn, why: DeskError | null): SignInStep {
  if (state.phase === 'signingIn') return same(state)
  return {
    state: { ...state, phase: 'signingIn' },
    effects: [{ do: 'stop' }, { do: 'signIn', era: state.era, why }],
  }
}

function signed(before: SignIn, result: Result<SignedIn>): SignInStep {
  if (!result.ok) {
    const failed: SignInEffect = { do: 'tellFailed', cause: result.error }
    const again: SignInEffect = { do: 'again', input: { kind: 'begin', why: result.error } }
    return {
      state: { ...before, phase: 'out' },
      effects: canTryAgain(result.error) ? [failed, again] : [failed],
    }
  }
  const { granted, who, feedToken, devices } = result.value
  return {
    state: { ...before, phase: 'in', who, feedToken, devices: devices ?? before.devices },
    effects: [{ do: 'worked' }, ...renewalOf(granted), { do: 'greet', who }, { do: 'tellReady' }],
  }
}

/** At four fifths of its life, so that a token never expires under a monitor. */
function renewalOf({ expiresInMs }: Granted): readonly SignInEffect[] {
  if (expiresInMs === null) return [{ do: 'stop' }]
  return [{ do: 'stop' }, { do: 'renewIn', inMs: Math.max(1_000, Math.min(expiresInMs * 0.8, 2_000_000_000)) }]
}

function renewed(state: SignIn, result: Extract<SignInInput, { kind: 'renewed' }>['result']): SignInStep {
  // A sign-in has begun meanwhile, and tells by itself.
  if (state.phase !== 'in') return same(state)
  if (result.ok) {
    const { granted, feedToken } = result.value
    return {
      state: { ...state, feedToken },
      effects: [{ do: 'worked' }, ...renewalOf(granted), { do: 'tellRenewed' }],
    }
  }
  return {
    state,
    effects: [
      canTryAgain(result.error) ? { do: 'again', input: { kind: 'renew' } } : { do: 'tellFailed', cause: result.error },
    ],
  }
}

function lost(state: SignIn, cause: DeskError): SignInStep {
  const next = begun(state, cause)
  return { state: next.state, effects: [{ do: 'tellFailed', cause }, ...next.effects] }
}

function out(before: SignIn): SignInStep {
  const cause = deskFailure('signInNeeded', signedOut)
  const state: SignIn = { ...signedOff, era: before.era + 1 }
  const next = lost(state, cause)
  const effects: readonly SignInEffect[] = [
    { do: 'revoke', feedToken: before.feedToken },
    { do: 'forget' },
    { do: 'stop' },
  ]
  return { state: next.state, effects: [...effects, ...next.effects] }
}

const canTryAgain = ({ code }: DeskError): boolean =>
  code === 'pbxUnreachable' || code === 'timedOut' || code === 'pbxRefused' || code === 'pbxProtocol'
