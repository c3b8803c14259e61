// The line of a lane on Asterisk: a test phone that is driven as the console drives its softphone, microphone included.
import { ok } from '#contract/result.ts'
import type { Stop } from '#contract/time.ts'
import type { PhoneEvent } from '#renderer/line/phone.ts'
import type { Dialog } from '../asterisk/sip-dialog.ts'
import type { SipPhone } from '../asterisk/sip-phone.ts'
import type { LinePhone } from './floor.ts'
import { inviteOf, unusedParts } from './invite.ts'

/** One at a time for a SIP phone, which hands each INVITE to whoever is the line now. */
export function asteriskLine(phone: SipPhone): (isDeskPhone: boolean) => LinePhone {
  let ring: (call: Dialog) => void = (call) => call.hangUp()
  const wait = () =>
    void phone.nextCall().then((call) => {
      ring(call)
      wait()
    })
  wait()
  return (isDeskPhone) => {
    const line = isDeskPhone ? deskPhone() : softphone()
    ring = line.ring
    return line.phone
  }
}

type Ringing = { readonly phone: LinePhone; readonly ring: (call: Dialog) => void }

function softphone(): Ringing {
  const calls = new Map<string, Dialog>()
  const listeners = new Set<(event: PhoneEvent) => void>()
  let isOpen = false
  let current: Dialog | null = null
  const emit = (event: PhoneEvent) => {
    for (const listener of listeners) listener(event)
  }
  const ring = (call: Dialog) => {
    if (!call.invite) return
    call.speak(false)
    calls.set(call.callId, call)
    emit({ kind: 'invite', invite: inviteOf(call.callId, call.invite) })
    void call.ended.then(() => {
      calls.delete(call.callId)
      if (current === call) current = null
      emit({ kind: 'ended', id: call.callId })
    })
  }
  const hangUp = (id: string) => calls.get(id)?.hangUp()
  const phone: LinePhone = {
    ...unusedParts,
    onEvent: (listener) => subscribe(listeners, listener),
    answer: (id) => {
      const call = calls.get(id)
      if (!call) return
      current = call
      call.speak(isOpen)
      call.answer()
      emit({ kind: 'established', id })
      emit({ kind: 'sound', id, sound: 'came' })
    },
    decline: hangUp,
    hangUp,
    sendDigits: async (id, digits, by) => {
      for (const digit of digits) calls.get(id)?.press(digit, by)
      return ok(null)
    },
    setMicrophoneOpen: (open) => {
      isOpen = open && current !== null
      current?.speak(isOpen)
      return isOpen
    },
    hears: async (hz, windowMs) => current?.ear.level(hz, windowMs) ?? 0,
    crash: () => {
      for (const call of calls.values()) call.speak(false)
      listeners.clear()
    },
  }
  return { phone, ring }
}

/** A phone of the supervisor's own: it answers by itself and always speaks, and the console knows nothing of it. */
function deskPhone(): Ringing {
  let current: Dialog | null = null
  const phone: LinePhone = {
    ...unusedParts,
    onEvent: () => () => undefined,
    answer: () => undefined,
    decline: () => undefined,
    hangUp: () => undefined,
    sendDigits: async () => ok(null),
    setMicrophoneOpen: () => false,
    hears: async (hz, windowMs) => current?.ear.level(hz, windowMs) ?? 0,
    crash: () => undefined,
  }
  const ring = (call: Dialog) => {
    current = call
    call.answer()
    void call.ended.then(() => {
      if (current === call) current = null
    })
  }
  return { phone, ring }
}

function subscribe<T>(listeners: Set<T>, listener: T): Stop {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
