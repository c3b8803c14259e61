// Misbehaves towards the monitors: rings nobody, or is deaf to digits.
import type { CallEnd, InviteOrder, SipCall, Telephony } from '#main/demo-pbx/kit/telephony.ts'
import type { Stop } from '#main/demo-pbx/kit/time.ts'
import type { FaultSwitch } from './faults.ts'

export function faultyTelephony(inner: Telephony, faults: FaultSwitch): Telephony {
  return {
    ...inner,
    invite(line: string, order: InviteOrder) {
      if (faults.now().noInvite) return unsentCall(line)
      const call = inner.invite(line, order)
      return { ...call, onDigit: (listener) => call.onDigit((digit) => faults.now().ignoreDigits || listener(digit)) }
    },
  }
}

const never = (): Stop => () => undefined

/** A call no phone hears of: nothing happens to it until whoever made it gives it up. */
function unsentCall(line: string): SipCall {
  const listeners = new Set<(end: CallEnd) => void>()
  let end: CallEnd | null = null
  return {
    id: `unsent-to-${line}`,
    line,
    media: () => null,
    onProgress: never,
    onEstablished: never,
    onDigit: never,
    onHold: never,
    onRefer: never,
    onEnded(listener) {
      if (end) listener(end)
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    end(status = 487) {
      if (end) return
      end = { by: 'local', status, reason: 'never sent' }
      for (const listener of [...listeners]) listener(end)
    },
  }
}
