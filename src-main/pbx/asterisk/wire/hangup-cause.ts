// Why a phone that was called did not answer, as Asterisk tells it: a cause of Q.850, and since 20 the answer of SIP itself. Pure.
import type { EndReason } from '#contract/monitor.ts'

/** SIP: the phone cannot take the media that is offered. Q.850: bearer capability not available or implemented, incompatible destination. */
const unfit = { sip: [415, 488, 606], q850: [58, 65, 88] } as const
/** Q.850: no route, destination out of order, no circuit, network out of order, temporary failure, congestion. */
const unreached = { sip: [500, 502, 503, 504], q850: [3, 27, 34, 38, 41, 42] } as const

/** `sip` null: not told. lineHungUp: no fault that is known; nobody answered, or it was declined. */
export function whyUnanswered(q850: number, sip: number | null): EndReason {
  const isOneOf = (causes: { readonly sip: readonly number[]; readonly q850: readonly number[] }): boolean =>
    sip === null ? causes.q850.includes(q850) : causes.sip.includes(sip)
  if (isOneOf(unfit)) return 'lineUnfit'
  return isOneOf(unreached) ? 'lineUnreached' : 'lineHungUp'
}

/** Of a phone that had answered, a cause says only that it is gone. */
export const endOfLine = (reason: EndReason, wasAnswered: boolean): EndReason => {
  if (wasAnswered) return isFault(reason) ? 'lineHungUp' : reason
  return reason === 'lineHungUp' ? 'lineDidNotAnswer' : reason
}

const isFault = (reason: EndReason): boolean => reason === 'lineUnfit' || reason === 'lineUnreached'
