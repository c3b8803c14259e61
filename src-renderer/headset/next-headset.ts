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
  readonly hook: boolean // as the headset told it last
  readonly presses: readonly number[] // epoch ms, of the last seconds
  readonly hasMuted: boolean // what is muted now was muted by it
  readonly trusted: boolean
}

export type HeadsetEvent =
  | { readonly kind: 'call'; readonly call: HeadsetCall }
  | { readonly kind: 'hook'; readonly offHook: boolean }
  | { readonly kind: 'mute' | 'reject'; readonly pressed: boolean }

/** `mute` and `unmute` close and open the microphone in what is in force; they choose no mode. */
export type HeadsetAct = 'answer' | 'decline' | 'hangUp' | 'mute' | 'unmute'
export type HeadsetStep = { readonly headset: Headset; readonly act: HeadsetAct | null }

const dark: Lights = { mute: false, offHook: false, ring: false }

export const newHeadset: Headset = {
  call: { kind: 'none' },
  shown: dark,
  lit: { offHookAt: 0 },
  hook: false,
  presses: [],
  hasMuted: false,
  trusted: true,
}

/** Headsets answer a light with the same word as a press: for so long it is an echo. */
const ECHO_MS = 600
/** No hand presses so often within this time. */
const MOST_PRESSES = 6
const WITHIN_MS = 3_000

/** `at` is epoch ms. */
export function nextHeadset(headset: Headset, event: HeadsetEvent, at: number): HeadsetStep {
  switch (event.kind) {
    case 'call':
      return { headset: withCall(headset, event.call, at), act: null }
    case 'hook':
      return headset.hook === event.offHook ? quiet(headset) : hooked({ ...headset, hook: event.offHook }, at)
    case 'mute':
      return event.pressed ? mutePressed(headset, at) : quiet(headset)
    case 'reject':
      return event.pressed ? pressed(headset, at, headset.call.kind === 'ringing' ? 'decline' : null) : quiet(headset)
  }
}

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
  return { ...headset, call, shown, hasMuted, lit: switched ? { offHookAt: at } : headset.lit }
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

/** Of a monitor it opens only what it has closed itself. */
function muteAct({ call, hasMuted }: Headset): HeadsetAct | null {
  if (call.kind === 'phone') return call.muted ? 'unmute' : 'mute'
  if (call.kind !== 'monitor' || !call.speaks) return null
  if (!call.muted) return 'mute'
  return hasMuted ? 'unmute' : null
}

function pressed(headset: Headset, at: number, act: HeadsetAct | null): HeadsetStep {
  if (!headset.trusted) return quiet(headset)
  const presses = [...headset.presses.filter((before) => at - before < WITHIN_MS), at]
  // Before it is doubted it may still close what is open: that harms nobody.
  if (presses.length > MOST_PRESSES)
    return { headset: { ...headset, presses, trusted: false }, act: act === 'mute' ? act : null }
  return { headset: { ...headset, presses }, act }
}
