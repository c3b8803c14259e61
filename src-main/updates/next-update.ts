// When the program updates itself. Pure: never while somebody listens or is on the phone, and never but by a yes, or where the site says `auto`.
import type { Release } from './release-feed.ts'

export type UpdateState =
  | { readonly phase: 'resting' | 'looking'; readonly declined: string | null } // a version that nobody wants until the next start
  | { readonly phase: 'found'; readonly release: Release; readonly agreed: boolean } // waits until nobody listens
  | { readonly phase: 'asking'; readonly release: Release }
  | { readonly phase: 'fetching'; readonly release: Release }
  | { readonly phase: 'fetched'; readonly release: Release } // waits for the end of the program
  | { readonly phase: 'installing'; readonly release: Release }

export type UpdateEvent =
  | { readonly kind: 'due' }
  | { readonly kind: 'read'; readonly release: Release | null }
  | { readonly kind: 'free' | 'busy' } // whether nobody listens and nobody is on the phone
  | { readonly kind: 'answered'; readonly yes: boolean }
  | { readonly kind: 'fetched' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ending'; readonly isFree: boolean }

export type UpdateMode = 'off' | 'ask' | 'auto'

export const atFirst: UpdateState = { phase: 'resting', declined: null }

/** A late or impossible event gives the same object. */
export function nextUpdate(state: UpdateState, event: UpdateEvent, mode: UpdateMode): UpdateState {
  if (mode === 'off') return state.phase === 'resting' ? state : atFirst
  switch (state.phase) {
    case 'resting':
      return event.kind === 'due' ? { phase: 'looking', declined: state.declined } : state
    case 'looking':
      return whileLooking(state, event, mode)
    case 'found':
      if (event.kind !== 'free') return state
      return { phase: state.agreed ? 'fetching' : 'asking', release: state.release }
    case 'asking':
      if (event.kind === 'failed') return atFirst
      if (event.kind !== 'answered') return state
      // Somebody may have begun to listen while the question stood there.
      return event.yes
        ? { phase: 'found', release: state.release, agreed: true }
        : { phase: 'resting', declined: state.release.version }
    case 'fetching':
      // What is fetched takes from the network that the call needs.
      if (event.kind === 'busy') return { phase: 'found', release: state.release, agreed: true }
      if (event.kind === 'failed') return atFirst
      return event.kind === 'fetched' ? { phase: 'fetched', release: state.release } : state
    case 'fetched':
      return event.kind === 'ending' && event.isFree ? { phase: 'installing', release: state.release } : state
    case 'installing':
      return state
  }
}

type Looking = Extract<UpdateState, { phase: 'resting' | 'looking' }>

function whileLooking({ declined }: Looking, event: UpdateEvent, mode: UpdateMode): UpdateState {
  switch (event.kind) {
    case 'read':
      if (event.release === null || event.release.version === declined) return { phase: 'resting', declined }
      return { phase: 'found', release: event.release, agreed: mode === 'auto' }
    case 'failed':
      return { phase: 'resting', declined }
    case 'due':
    case 'free':
    case 'busy':
    case 'answered':
    case 'fetched':
    case 'ending':
      return { phase: 'looking', declined }
  }
}
