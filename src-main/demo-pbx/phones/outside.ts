// Outside calls to a line, at the operator's wish: they ring like any phone call, whatever headers they carry.
import { type Answer, no, yes } from '../kit/answer.ts'
import type { SipCall, Telephony } from '../kit/telephony.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Loop } from '../mixer/scene.ts'

type RingOrder = {
  readonly line: string
  readonly headers: Readonly<Record<string, string>>
  readonly from?: string | undefined
}

export type Outside = {
  /** `progress` gets each SIP status of it, and `bye` when it ends after the answer. */
  ring(
    order: RingOrder,
    progress: (invite: string, status: number | 'bye') => void,
  ): Answer<{ readonly invite: string }>
  cancel(invite: string): Answer<Record<string, never>>
  loops(): Iterable<Loop>
  close(): void
}

export function createOutside(parts: { readonly telephony: Telephony; readonly lines: Lines }): Outside {
  const calls = new Map<string, SipCall>()
  const loops = new Map<string, Loop>()
  let last = 0

  return {
    ring({ line, headers, from }, progress) {
      if (!parts.telephony.isRegistered(line))
        return no('line-unregistered', `No phone is registered for the line ${line}.`)
      last += 1
      const invite = `i${last}`
      const caller = from ?? '+12125550142'
      const call = parts.telephony.invite(line, { fromUser: caller, fromName: caller, headers })
      calls.set(invite, call)
      call.onProgress((status) => progress(invite, status))
      call.onEstablished((media) => {
        parts.lines.occupy(call)
        loops.set(invite, { kind: 'outside', invite, port: parts.lines.open(call, media) })
        progress(invite, 200)
      })
      call.onEnded((end) => {
        calls.delete(invite)
        progress(invite, loops.delete(invite) ? 'bye' : end.status)
      })
      return yes({ invite })
    },
    cancel(invite) {
      const call = calls.get(invite)
      if (!call) return no('call-gone', `There is no outside call ${invite} (any more).`)
      call.end()
      return yes({})
    },
    loops: () => loops.values(),
    close() {
      for (const call of [...calls.values()]) call.end()
    },
  }
}
