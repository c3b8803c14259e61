// What a press on the headset means, and what the headset is to show. Pure. A device that tells presses nobody made is no longer listened to.
import type { Lights } from './reports.ts'

/** The line as the headset needs it. `muted`: of the phone call, or of the monitor in the speaking mode that is in force. */
export type HeadsetCall =
  | { readonly kind: 'none' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'phone'; readonly muted: boolean }
  | { readonly kind: 'monitor'; readonly speaks: boolean; readonly muted: boolean }

export type Headset = {
  readonly call: HeadsetCall
  readonly shown: Lights
  readonly lit: { readonly offHookAt: number } // when the light for a call was last switched, epoch ms
  readonly hook: boolean | null // as the headset told it last; null: it has not yet, and cannot be asked
  readonly muteLight: MuteLight
  readonly heardAt: number // its last report, epoch ms
  readonly presses: readonly number[] // epoch ms, of the last seconds
  readonly hasMuted: boolean // what is muted now was muted by it
  readonly trusted: boolean
}

/** Whether the headset knows what the console has muted. asked: switched by the console alone, and nothing came back yet. */
type MuteLight = { readonly kind: 'followed' | 'unanswered' } | { readonly kind: 'asked'; readonly at: number }

/** `isBeside`: another button is down in the same report. */
export type HeadsetEvent =
  | { readonly kind: 'call'; readonly call: HeadsetCall }
  | { readonly kind: 'hook'; readonly offHook: boolean; readonly isBeside: boolean }
  | { readonly kind: 'mute' | 'reject'; readonly pressed: boolean }

/** `mute` and `unmute` close and open the microphone in what is in force; they choose no mode. */
export type HeadsetAct = 'answer' | 'decline' | 'hangUp' | 'mute' | 'unmute'
export type HeadsetStep = { readonly headset: Headset; readonly act: HeadsetAct | null }

const dark: Lights = { mute: false, offHook: false, ring: false }

export const newHeadset: Headset = {
  call: { kind: 'none' },
  shown: dark,
  lit: { offHookAt: 0 },
  hook: null,
  muteLight: { kind: 'followed' },
  heardAt: Number.NEGATIVE_INFINITY,
  presses: [],
  hasMuted: false,
  trusted: true,
}

/** Headsets answer a light with the same word as a press: for so long it is an echo. */
const ECHO_MS = 600
/** A headset that knows the mute light has answered it by then. */
const ANSWERED_WITHIN_MS = 1_000
/** No hand presses so often within this time. */
const MOST_PRESSES = 6
const WITHIN_MS = 3_000

/** `at` is epoch ms. */
export function nextHeadset(headset: Headset, event: HeadsetEvent, at: number): HeadsetStep {
  if (event.kind === 'call') return { headset: withCall(headset, event.call, at), act: null }
  // Judged by what was known before: the answer to a light may look like a press.
  const step = buttonMoved(headset, event, at)
  return { ...step, headset: { ...step.headset, muteLight: lightAfter(headset.muteLight, at), heardAt: at } }
}

function buttonMoved(headset: Headset, event: Exclude<HeadsetEvent, { kind: 'call' }>, at: number): HeadsetStep {
  switch (event.kind) {
    case 'hook':
      return hookMoved(headset, event, at)
    case 'mute':
      return event.pressed ? mutePressed(headset, at) : quiet(headset)
    case 'reject':
      return event.pressed ? pressed(headset, at, headset.call.kind === 'ringing' ? 'decline' : null) : quiet(headset)
  }
}

const lightAfter = (light: MuteLight, at: number): MuteLight =>
  light.kind === 'asked' ? { kind: at - light.at <= ANSWERED_WITHIN_MS ? 'followed' : 'unanswered' } : light

const quiet = (headset: Headset): HeadsetStep => ({ headset, act: null })

/** The headset's own mute is undone by switching its light off; where it has muted, the console shows that it has. */
function withCall(headset: Headset, call: HeadsetCall, at: number): Headset {
  const shown: Lights = {
    mute: isUp(call) && call.muted,
    offHook: isUp(call),
    ring: call.kind === 'ringing',
  }
  const switched = shown.offHook !== headset.shown.offHook
  const hasMuted = headset.hasMuted && shown.mute
  const lit = switched ? { offHookAt: at } : headset.lit
  return { ...headset, call, shown, hasMuted, lit, muteLight: lightAsked(headset, shown, at) }
}

/** What follows a press of its own it knows; with the end of a call nothing is asked. */
function lightAsked({ muteLight, shown: before, heardAt }: Headset, shown: Lights, at: number): MuteLight {
  if (!shown.offHook) return muteLight.kind === 'asked' ? { kind: 'followed' } : muteLight
  if (shown.mute === before.mute) return muteLight
  return at - heardAt <= ANSWERED_WITHIN_MS ? { kind: 'followed' } : { kind: 'asked', at }
}

/** The first word of a headset is a change where it contradicts its light, unless it came with another button. */
function hookMoved(headset: Headset, { offHook, isBeside }: Extract<HeadsetEvent, { kind: 'hook' }>, at: number) {
  if (headset.hook === offHook) return quiet(headset)
  const moved: Headset = { ...headset, hook: offHook }
  const isLearned = headset.hook === null && (isBeside || offHook === headset.shown.offHook)
  return isLearned ? quiet(moved) : hooked(moved, at)
}

function hooked(headset: Headset, at: number): HeadsetStep {
  const { call, shown, lit, hook } = headset
  if (at - lit.offHookAt < ECHO_MS) return quiet(headset)
  if (call.kind === 'ringing') return hook ? pressed(headset, at, 'answer') : quiet(headset)
  if (isUp(call)) return hook === shown.offHook ? quiet(headset) : pressed(headset, at, 'hangUp')
  return pressed(headset, at, null)
}

type CallUp = Extract<HeadsetCall, { muted: boolean }>

const isUp = (call: HeadsetCall): call is CallUp => call.kind === 'phone' || call.kind === 'monitor'

function mutePressed(headset: Headset, at: number): HeadsetStep {
  const step = pressed(headset, at, muteAct(headset))
  return step.act === 'mute' ? { ...step, headset: { ...step.headset, hasMuted: true } } : step
}

/** Of a monitor it opens only what it has closed itself; and nothing of which it does not know that it is muted. */
function muteAct({ call, hasMuted, muteLight }: Headset): HeadsetAct | null {
  if (!isUp(call) || (call.kind === 'monitor' && !call.speaks)) return null
  if (!call.muted) return 'mute'
  const mayOpen = muteLight.kind === 'followed' && (call.kind === 'phone' || hasMuted)
  return mayOpen ? 'unmute' : null
}

function pressed(headset: Headset, at: number, act: HeadsetAct | null): HeadsetStep {
  if (!headset.trusted) return quiet(headset)
  const presses = [...headset.presses.filter((before) => at - before < WITHIN_MS), at]
  // Before it is doubted it may still close what is open: that harms nobody.
  if (presses.length > MOST_PRESSES)
    return { headset: { ...headset, presses, trusted: false }, act: act === 'mute' ? act : null }
  return { headset: { ...headset, presses }, act }
}
