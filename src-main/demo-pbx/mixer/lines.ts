// Which phones are talking now: one port for each answered SIP call of a line.

import type { MediaSession, SipCall } from '../kit/telephony.ts'
import { createPort, type Port } from './port.ts'

export type Lines = {
  /** From now on the line is busy with this SIP call, until it ends. */
  occupy(call: SipCall): void
  isBusy(line: string): boolean
  /** The port of an answered call, the same one each time; it is closed when the call ends. */
  open(call: SipCall, media: MediaSession): Port
}

export function createLines(): Lines {
  const calls = new Set<SipCall>()
  const ports = new WeakMap<SipCall, Port>()
  return {
    occupy(call) {
      calls.add(call)
      call.onEnded(() => calls.delete(call))
    },
    isBusy: (line) => [...calls].some((call) => call.line === line),
    open(call, media) {
      const known = ports.get(call)
      if (known) return known
      const port = createPort(call.line, media)
      ports.set(call, port)
      call.onEnded(port.close)
      return port
    },
  }
}
