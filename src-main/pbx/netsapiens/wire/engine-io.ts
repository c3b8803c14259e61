// Engine.IO 3 and Socket.IO 2 packets as text: what the feed servers speak. Binary packets are not part of the feed.
// Own code, although engine.io-client 3.5 is still released: it opens its socket and sets its timers itself, so that no race could be
// replayed, and socket.io-client 2 above it keeps what is sent during a cut and sends it later.

export type Packet =
  | { readonly kind: 'open'; readonly pingIntervalMs: number; readonly pingTimeoutMs: number }
  | { readonly kind: 'close' | 'ping' | 'pong' | 'connected' | 'disconnected' }
  | { readonly kind: 'event'; readonly name: string; readonly data: unknown }
  | { readonly kind: 'refused'; readonly why: string }

/** One text frame; null when it is none we know. (engine.io-protocol v3; socket.io-protocol v3/v4, type and optional namespace and ack id.) */
export function decodePacket(text: string): Packet | null {
  switch (text[0]) {
    case '0':
      return openPacket(text.slice(1))
    case '1':
      return { kind: 'close' }
    case '2':
      return { kind: 'ping' }
    case '3':
      return { kind: 'pong' }
    case '4':
      return messagePacket(text.slice(1))
    default:
      return null
  }
}

export const pingPacket = '2'
export const pongPacket = '3'

export const eventPacket = (name: string, data: unknown): string => `42${JSON.stringify([name, data])}`

/** The address of the feed's WebSocket at this server. */
export function feedUrl(core: string): string {
  return `${core.replace(/^http/, 'ws')}/socket.io/?EIO=3&transport=websocket`
}

function openPacket(json: string): Packet | null {
  const value = parsed(json)
  if (typeof value !== 'object' || value === null) return null
  const { pingInterval, pingTimeout } = value as { pingInterval?: unknown; pingTimeout?: unknown }
  return { kind: 'open', pingIntervalMs: positive(pingInterval, 25_000), pingTimeoutMs: positive(pingTimeout, 5_000) }
}

function messagePacket(text: string): Packet | null {
  const rest = text.slice(1).replace(/^\/[^,]*,/, '')
  switch (text[0]) {
    case '0':
      return { kind: 'connected' }
    case '1':
      return { kind: 'disconnected' }
    case '2':
      return eventOf(rest.replace(/^\d+/, ''))
    case '4':
      return { kind: 'refused', why: rest.slice(0, 200) }
    default:
      return null
  }
}

function eventOf(json: string): Packet | null {
  const value = parsed(json)
  if (!Array.isArray(value) || typeof value[0] !== 'string') return null
  return { kind: 'event', name: value[0], data: value[1] }
}

const positive = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value > 0 ? value : otherwise

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
