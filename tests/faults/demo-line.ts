// The line of a lane on the demo PBX: a WebRTC phone that is driven as the console drives its softphone.

import type { LineAccount } from '#contract/line-account.ts'
import { ok } from '#contract/result.ts'
import type { PhoneEvent } from '#renderer/line/phone.ts'
import { type SipPhone, sipPhone } from '../fakes/sip-phone.ts'
import type { LinePhone } from './floor.ts'
import { inviteOf, unusedParts } from './invite.ts'

type Hears = LinePhone['hears']

/** Registered once; each console gets the phone anew, and the one before loses it. */
export async function demoLine(
  account: LineAccount,
  hears: Hears,
): Promise<{ next(): LinePhone; hangUp(): void; close(): Promise<void> }> {
  let emit: (event: PhoneEvent) => void = () => undefined
  const ringing = new Map<string, () => void>()
  const phone = await sipPhone(account, undefined, {
    invited: (id, invite) =>
      new Promise((answer) => {
        ringing.set(id, answer)
        emit({ kind: 'invite', invite: inviteOf(id, invite) })
      }),
    ended: (id) => {
      ringing.delete(id)
      emit({ kind: 'ended', id })
    },
  })
  phone.speak(false)
  return {
    next: () => {
      const listeners = new Set<(event: PhoneEvent) => void>()
      const own = (event: PhoneEvent) => {
        for (const listener of listeners) listener(event)
      }
      emit = own
      return lineOf(phone, { listeners, emit: own, ringing, hears })
    },
    hangUp: phone.hangUp,
    close: phone.close,
  }
}

type LineParts = {
  readonly listeners: Set<(event: PhoneEvent) => void>
  readonly emit: (event: PhoneEvent) => void
  readonly ringing: Map<string, () => void>
  readonly hears: Hears
}

function lineOf(phone: SipPhone, { listeners, emit, ringing, hears }: LineParts): LinePhone {
  let isAnswered = false
  return {
    ...unusedParts,
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    answer: (id) => {
      isAnswered = ringing.has(id)
      ringing.get(id)?.()
      emit({ kind: 'established', id })
      emit({ kind: 'sound', id, sound: 'came' })
    },
    decline: phone.hangUp,
    hangUp: phone.hangUp,
    sendDigits: async (_, digits, by) => {
      phone.sendDigits(digits, by)
      return ok(null)
    },
    setMicrophoneOpen: (open) => {
      phone.speak(open && isAnswered)
      return open && isAnswered
    },
    hears,
    crash: () => {
      phone.speak(false)
      listeners.clear()
    },
  }
}
