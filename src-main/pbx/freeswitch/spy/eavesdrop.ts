// The supervisor's leg as the PBX tells of it: rung, answered, on which leg it eavesdrops, in which mode, gone. Pure.
import type { Mode } from '#contract/monitor.ts'
import { modeOfDigit } from '../wire/digits.ts'
import type { EslEvent } from '../wire/esl-codec.ts'

export type Eavesdrop = {
  readonly leg: string
  readonly phase: 'asked' | 'ringing' | 'up' | 'gone'
  /** What its last CHANNEL_EXECUTE sat it on, and no CHANNEL_EXECUTE_COMPLETE ended; null: it is parked, and nobody hears it. */
  readonly on: { readonly target: string; readonly isAttached: boolean } | null
  /** By the digits it took since it sat down; null: not known. */
  readonly mode: Mode | null
  /** How many digits it took while attached: by that a caller knows its own. */
  readonly digits: number
  readonly lastDigit: string | null
  readonly cause: string | null // of its hang-up
  readonly wasUp: boolean
}

export const notRung = (leg: string): Eavesdrop => ({
  leg,
  phase: 'asked',
  on: null,
  mode: 'listen',
  digits: 0,
  lastDigit: null,
  cause: null,
  wasUp: false,
})

/** The same object: this event says nothing of it. */
export function nextEavesdrop(state: Eavesdrop, event: EslEvent): Eavesdrop {
  if (state.phase === 'gone') return state
  const name = event['Event-Name']
  // A bug is told on the leg that is listened to, and does not name who listens: it counts only for whoever has just sat down there.
  if (name === 'MEDIA_BUG_START') return attached(state, event)
  if (event['Unique-ID'] !== state.leg) return state
  switch (name) {
    case 'CHANNEL_CREATE':
      return state.phase === 'asked' ? { ...state, phase: 'ringing' } : state
    case 'CHANNEL_ANSWER':
      return { ...state, phase: 'up', wasUp: true }
    case 'CHANNEL_EXECUTE':
      return event.Application === 'eavesdrop' ? satDown(state, event['Application-Data'] ?? '') : left(state)
    case 'CHANNEL_EXECUTE_COMPLETE':
      return event.Application === undefined || event.Application === 'eavesdrop' ? left(state) : state
    case 'CHANNEL_PARK':
      return left(state)
    case 'DTMF':
      return tookDigit(state, event['DTMF-Digit'] ?? '')
    case 'CHANNEL_HANGUP_COMPLETE':
      return { ...left(state), phase: 'gone', cause: event['Hangup-Cause'] ?? '' }
    default:
      return state
  }
}

/** Always in listen, whatever the mode was. */
const satDown = (state: Eavesdrop, target: string): Eavesdrop => ({
  ...state,
  phase: 'up',
  wasUp: true,
  on: { target, isAttached: false },
  mode: 'listen',
})

const left = (state: Eavesdrop): Eavesdrop => (state.on === null ? state : { ...state, on: null, mode: 'listen' })

function attached(state: Eavesdrop, event: EslEvent): Eavesdrop {
  const { on } = state
  const target = event['Media-Bug-Target'] ?? event['Unique-ID']
  if (!on || on.isAttached || event['Media-Bug-Function'] !== 'eavesdrop' || target !== on.target) return state
  return { ...state, on: { ...on, isAttached: true } }
}

/** In park a digit is eaten and has its event all the same: it changes nothing, then or later. */
function tookDigit(state: Eavesdrop, digit: string): Eavesdrop {
  if (!state.on?.isAttached) return state
  return { ...state, digits: state.digits + 1, lastDigit: digit, mode: modeOfDigit(digit) ?? state.mode }
}

/** Something happened by which others may hear what was meant for the ones before: which mode is in force counts as not known. */
export const doubted = (state: Eavesdrop): Eavesdrop => (state.mode === 'listen' ? state : { ...state, mode: null })

/** As a list shows it after the connection was cut: where it sits, and nothing of its mode. */
export function asListed(
  state: Eavesdrop,
  listed: { readonly app: string; readonly appData: string } | null,
): Eavesdrop {
  if (state.phase === 'gone') return state
  if (listed === null) return { ...left(state), phase: 'gone', cause: null }
  const { app, appData } = listed
  if (app === 'eavesdrop')
    return { ...state, phase: 'up', wasUp: true, on: { target: appData, isAttached: true }, mode: null }
  return { ...left(state), ...(app === 'park' && { phase: 'up' as const, wasUp: true }) }
}

export const isOn = ({ phase, on }: Eavesdrop, target: string): boolean =>
  phase === 'up' && on !== null && on.isAttached && on.target === target

/**
 * What of an event asks for silence at once: the leg we sit on has put its call on hold (a mode taken now would be heard at the resume), or
 * its other half has been replaced (a whisper and a join outlive a change of partner).
 */
export function asksForSilence(event: EslEvent, target: string): boolean {
  switch (event['Event-Name']) {
    case 'CHANNEL_HOLD':
      return event['Unique-ID'] === target
    case 'CHANNEL_UNBRIDGE':
    case 'CHANNEL_BRIDGE':
      return event['Bridge-A-Unique-ID'] === target || event['Bridge-B-Unique-ID'] === target
    default:
      return false
  }
}
