// Opens and closes the microphone as the logic allows it: it closes first of all, and opens once the screen says who hears.

import { callId } from '#renderer/line/line.ts'
import type { Phone } from '#renderer/line/phone.ts'
import { type MayOpen, mayLetToneOut, mayOpenMicrophone } from '../logic/may-open.ts'
import type { Running } from '../logic/running.ts'

export type MicrophoneParts = {
  readonly phone: Pick<Phone, 'setMicrophoneOpen'>
  /** Runs what it is given once the screen shows the last change; absent: at once. Nobody is to be heard by whom it does not name yet. */
  readonly afterShown?: (run: () => void) => void
  /** Another rule; only tests that must see the safety net catch it. */
  readonly mayOpen?: MayOpen
}

/** First of all, on every step: nothing is sent while a microphone is open that may not be. */
export function microphoneFirst(parts: MicrophoneParts, running: Running): Running {
  const { source, open } = running.microphone
  const { call } = running.line
  // Who hears a phone call answered by hand needs no naming.
  const isNamed = call.kind !== 'talking' || call.tookOver !== undefined
  const isShownFirst = parts.afterShown !== undefined && isNamed && source === 'ready' && !open
  if (!isShownFirst || !isAllowed(parts, running)) return withMicrophone(parts, running)
  return running.opens ? running : { ...running, opens: true }
}

/** At once; `open` is what the phone says of it. */
export function withMicrophone(parts: MicrophoneParts, running: Running): Running {
  const open = parts.phone.setMicrophoneOpen(isAllowed(parts, running), callId(running.line.call))
  if (open === running.microphone.open && !running.opens) return running
  return { ...running, opens: false, microphone: { ...running.microphone, open } }
}

const isAllowed = ({ mayOpen = mayOpenMicrophone }: { readonly mayOpen?: MayOpen }, running: Running): boolean =>
  mayOpen(running.monitor, running.line) &&
  (running.toneOnlyOn === null || mayLetToneOut(running.monitor, running.line, running.toneOnlyOn))
