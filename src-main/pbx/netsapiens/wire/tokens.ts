// The right to ask the platform, as it is held now: what is granted, refused and forgotten, in whichever order it is answered. Pure.
import type { Granted, TokenPlace } from './grant.ts'

export type Tokens = {
  /** Raised by every sign-out: what was asked for before it is nobody's any more. */
  readonly era: number
  readonly granted: Granted | null
  /** Of the portal's own login form. */
  readonly cookie: string | null
  readonly place: TokenPlace
}

export type TokensInput =
  /** by refresh: of the same user; by password: of whoever has entered it, and with the portal's cookie; by key: once and for all. */
  | { readonly kind: 'granted'; readonly era: number; readonly granted: Granted; readonly by: 'refresh' | 'key' }
  | {
      readonly kind: 'granted'
      readonly era: number
      readonly granted: Granted
      readonly by: 'password'
      readonly cookie: string | null
    }
  /** This refresh token is worth nothing. */
  | { readonly kind: 'refused'; readonly era: number; readonly refresh: string }
  /** This server has only the older place. */
  | { readonly kind: 'older' }
  | { readonly kind: 'forgotten' }

/** What the secret store is to hold; undefined: what it holds. */
export type TokensStep = { readonly state: Tokens; readonly refresh?: string | null }

export const noTokens = (place: TokenPlace): Tokens => ({ era: 0, granted: null, cookie: null, place })

/** `stored`: the refresh token in the secret store. A late answer returns the same object. */
export function nextTokens(state: Tokens, input: TokensInput, stored: string | null): TokensStep {
  switch (input.kind) {
    case 'granted':
      return input.era === state.era ? granted(state, input) : { state }
    case 'refused':
      // Another one was had meanwhile: only the one that was refused is worth nothing.
      return input.era === state.era && (state.granted?.refresh ?? stored) === input.refresh
        ? { state: { ...state, granted: null, cookie: null }, refresh: null }
        : { state }
    case 'older':
      return state.place === 'v2' ? { state: { ...state, place: 'old' } } : { state }
    case 'forgotten':
      return { state: { ...state, era: state.era + 1, granted: null, cookie: null }, refresh: null }
  }
}

function granted(state: Tokens, input: Extract<TokensInput, { kind: 'granted' }>): TokensStep {
  if (input.by === 'password')
    // It may be of somebody else: nothing of the one before is kept.
    return { state: { ...state, granted: input.granted, cookie: input.cookie }, refresh: input.granted.refresh }
  const before = state.granted
  const next: Granted = {
    ...input.granted,
    user: input.granted.user ?? before?.user ?? null,
    domain: input.granted.domain ?? before?.domain ?? null,
  }
  const step: TokensStep = { state: { ...state, granted: next } }
  return input.granted.refresh === null ? step : { state: step.state, refresh: input.granted.refresh }
}
