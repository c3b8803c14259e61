// The platform's bridge rings under its own name and number, and knows nothing of our headers.
import type { Telephony } from '#main/demo-pbx/kit/telephony.ts'

export type Caller = { readonly user: string; readonly name: string }

/** `callers`: who rings, by the token of a monitor of the demo PBX. */
export const ringingAsBridge = (inner: Telephony, callers: ReadonlyMap<string, Caller>): Telephony => ({
  ...inner,
  invite(line, order) {
    const caller = callers.get(order.headers['X-Earshot-Token'] ?? '')
    return inner.invite(line, caller ? { fromUser: caller.user, fromName: caller.name, headers: {} } : order)
  },
})
