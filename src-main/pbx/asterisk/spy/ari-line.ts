// One line by ARI: its phones, the room it is in, and those it has left. Pure.
import type { EndReason } from '#contract/monitor.ts'
import { endOfLine } from '../wire/hangup-cause.ts'
import type { Room } from './ari-rooms.ts'

export type AriLine = {
  readonly ticketId: string
  readonly phones: readonly string[] // one channel a phone; after the answer only the one that answered
  readonly channel: string | null // the one that answered
  readonly room: Room | null // where it is
  readonly left: readonly Room[] // where it was or was to be, as long as anything of it may be there
  readonly isLeaving: boolean
}

export type AriLineInput =
  | { readonly kind: 'asked' | 'answered' | 'gone'; readonly id: string; readonly reason: EndReason }
  | { readonly kind: 'entered' | 'roomLeft' | 'roomGone'; readonly room: Room }
  | { readonly kind: 'leave' }

export type AriLineEffect =
  | { readonly do: 'hangUp'; readonly id: string }
  | { readonly do: 'leave'; readonly room: Room }
  | { readonly do: 'lineDown'; readonly reason: EndReason }

export type AriLineStep = { readonly state: AriLine; readonly effects: readonly AriLineEffect[] }

export const newAriLine = (ticketId: string): AriLine => ({
  ticketId,
  phones: [],
  channel: null,
  room: null,
  left: [],
  isLeaving: false,
})

export function nextAriLine(state: AriLine, input: AriLineInput): AriLineStep {
  switch (input.kind) {
    case 'asked':
      return same({ ...state, phones: [...state.phones, input.id] })
    case 'answered':
      return answered(state, input.id)
    case 'gone':
      return gone(state, input.id, input.reason)
    case 'entered': {
      const before = state.room ? leave(state, state.room) : same(state)
      return { state: { ...before.state, room: input.room }, effects: before.effects }
    }
    case 'roomLeft':
      return leave(state, input.room)
    case 'roomGone':
      return same({ ...state, left: state.left.filter((room) => room !== input.room) })
    case 'leave':
      return {
        state: { ...state, isLeaving: true },
        effects: state.phones.map((id) => ({ do: 'hangUp', id })),
      }
  }
}

const same = (state: AriLine): AriLineStep => ({ state, effects: [] })

/** The first to answer has it; the others stop ringing, and one that answers later is hung up. */
function answered(state: AriLine, id: string): AriLineStep {
  if (state.channel === id) return same(state)
  if (state.isLeaving || state.channel !== null) return { state, effects: [{ do: 'hangUp', id }] }
  const others = state.phones.filter((other) => other !== id)
  return {
    state: { ...state, channel: id, phones: [id] },
    effects: others.map((other) => ({ do: 'hangUp', id: other })),
  }
}

function gone(before: AriLine, id: string, reason: EndReason): AriLineStep {
  if (!before.phones.includes(id)) return same(before)
  const state = { ...before, phones: before.phones.filter((other) => other !== id) }
  if (state.phones.length > 0 || state.isLeaving) return same(state)
  return { state, effects: [{ do: 'lineDown', reason: endOfLine(reason, state.channel !== null) }] }
}

function leave(state: AriLine, room: Room): AriLineStep {
  if (state.left.includes(room)) return same(state)
  return {
    state: { ...state, room: state.room === room ? null : state.room, left: [...state.left, room] },
    effects: [{ do: 'leave', room }],
  }
}
