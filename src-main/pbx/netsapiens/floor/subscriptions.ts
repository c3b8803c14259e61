// What the console subscribes to at the live feed, and how the feed says that it may not.
import type { LiveSocket } from '../wire/live-socket.ts'

// One subscription a type. `call` needs the subtype to reach beyond the user's own calls.
const subscriptions = [
  { type: 'call', subtype: 'domain' },
  { type: 'queue' },
  { type: 'queued' },
  { type: 'agent' },
  { type: 'contacts' },
] as const

export function subscribeTo(
  socket: Pick<LiveSocket, 'emit'>,
  { domain, bearer }: { readonly domain: string; readonly bearer: string },
): void {
  for (const { type, ...more } of subscriptions)
    socket.emit('subscribe', { type, ...more, domain, bearer, application: 'earshot' })
}

/** Of the event `status`. */
export const saysUnauthorized = (data: unknown): boolean =>
  /unauthori[sz]ed|expired|denied|invalid.{0,10}token/i.test(JSON.stringify(data) ?? '')
