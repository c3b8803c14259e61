// Which INVITE may be answered without a click: only the one of a monitor this console asked for, once, within seconds.
import type { InviteMark } from '#contract/monitor.ts'
import type { Invite } from './phone.ts'

/** A monitor that waits for its INVITE. `askedAt` is epoch ms by this window's clock, when the supervisor clicked. */
export type OpenTicket = { readonly ticketId: string; readonly mark: InviteMark; readonly askedAt: number }

export const AUTO_ANSWER_WITHIN_MS = 15_000

/** True only for the INVITE of that ticket. Nothing an outsider can put into a header (Call-Info, Alert-Info) counts. */
export function isOurs(invite: Invite, ticket: OpenTicket, at: number): boolean {
  const ageMs = at - ticket.askedAt
  const withinMs = (ticket.mark.by === 'evidence' && ticket.mark.withinMs) || AUTO_ANSWER_WITHIN_MS
  return ageMs >= 0 && ageMs <= withinMs && carries(invite, ticket.mark)
}

/** Whether the INVITE bears the mark, whatever its age. */
export function carries(invite: Invite, mark: InviteMark): boolean {
  switch (mark.by) {
    case 'header': {
      const values = invite.headers[mark.name.toLowerCase()] ?? []
      return mark.value !== '' && values.length === 1 && values[0] === mark.value
    }
    case 'evidence':
      return fits(mark.fromName, mark.uriIncludes, invite)
  }
}

// A mark that asks for nothing would fit every call.
function fits(fromName: string | null, uriIncludes: string | null, invite: Invite): boolean {
  if (!fromName && !uriIncludes) return false
  // A registrar rewrites the request URI to the phone's contact: what names the bridge is then the caller's own.
  const uris = [invite.requestUri, invite.from.number]
  return (!fromName || invite.from.name === fromName) && (!uriIncludes || uris.some((uri) => uri.includes(uriIncludes)))
}
