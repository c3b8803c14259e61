// Two phones that talk to each other and to nobody of the floor: each ends with the other.
import type { SipCall } from '../kit/telephony.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Port } from '../mixer/port.ts'
import type { Loop } from '../mixer/scene.ts'

export type Bridges = {
  /** They hear each other once both are answered. */
  join(one: SipCall, other: SipCall): void
  partner(sip: SipCall): SipCall | null
  /** They hear each other no more, and go on. */
  part(sip: SipCall): void
  loops(): Iterable<Loop>
}

type Bridge = { readonly one: SipCall; readonly other: SipCall }

export function createBridges(lines: Lines): Bridges {
  const bridges = new Set<Bridge>()
  const bridgeOf = (sip: SipCall) => [...bridges].find(({ one, other }) => one === sip || other === sip)
  const portOf = (sip: SipCall): Port | null => {
    const media = sip.media()
    return media && lines.open(sip, media)
  }
  return {
    join(one, other) {
      const bridge: Bridge = { one, other }
      bridges.add(bridge)
      one.onEnded(() => bridges.delete(bridge) && other.end())
      other.onEnded((end) => bridges.delete(bridge) && one.end(end.status >= 400 ? end.status : undefined))
    },
    partner(sip) {
      const bridge = bridgeOf(sip)
      return bridge ? (bridge.one === sip ? bridge.other : bridge.one) : null
    },
    part(sip) {
      const bridge = bridgeOf(sip)
      if (bridge) bridges.delete(bridge)
    },
    *loops() {
      for (const bridge of bridges) {
        const [one, other] = [portOf(bridge.one), portOf(bridge.other)]
        if (one && other) yield { kind: 'bridge', one, other }
      }
    },
  }
}
