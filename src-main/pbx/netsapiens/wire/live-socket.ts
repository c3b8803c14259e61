// One connection to a server of the live feed: handshake, heartbeat, subscriptions, events.
import { createRequests } from '#contract/requests.ts'
import type { NetsapiensParts, TextSocket } from '../io.ts'
import { decodePacket, eventPacket, feedUrl, pingPacket, pongPacket } from './engine-io.ts'

export type LiveEvents = {
  readonly onReady: () => void
  readonly onEvent: (name: string, data: unknown) => void
  /** Once; also when it never became ready. Not after `close`. */
  readonly onLost: (why: string) => void
}

export type LiveSocket = {
  readonly emit: (name: string, data: unknown) => void
  /** Resolves at the end of the connection, or the next answer to a ping, which stands behind all that was told before. */
  readonly ping: () => Promise<void>
  readonly close: () => void
}

const handshakeMs = 10_000

/** In this protocol the client pings; a server that does not answer within its own time limit is gone. */
export function openLive(
  core: string,
  events: LiveEvents,
  { clock, openSocket }: Pick<NetsapiensParts, 'openSocket' | 'clock'>,
): LiveSocket {
  let over = false
  const pings = createRequests<'pong', void>(clock)
  let stopTimer = clock.after(handshakeMs, () => lose('no handshake in time'))
  const socket: TextSocket = openSocket(feedUrl(core), { onText: onMessage, onClosed: lose })

  function finish() {
    over = true
    stopTimer()
    pings.answerAll()
    socket.close()
  }
  function lose(why: string) {
    if (over) return
    finish()
    events.onLost(why)
  }
  function beat(intervalMs: number, timeoutMs: number) {
    stopTimer()
    stopTimer = clock.after(intervalMs, () => {
      socket.send(pingPacket)
      stopTimer = clock.after(timeoutMs, () => lose('no answer to a ping'))
    })
  }
  let heartbeat = { intervalMs: 25_000, timeoutMs: 5_000 }

  function onMessage(text: string) {
    if (over) return
    const packet = decodePacket(text)
    switch (packet?.kind) {
      case 'open':
        heartbeat = { intervalMs: packet.pingIntervalMs, timeoutMs: packet.pingTimeoutMs }
        return
      case 'connected':
        beat(heartbeat.intervalMs, heartbeat.timeoutMs)
        return events.onReady()
      case 'event':
        return events.onEvent(packet.name, packet.data)
      case 'pong':
        pings.answerAll()
        return beat(heartbeat.intervalMs, heartbeat.timeoutMs)
      case 'ping':
        return socket.send(pongPacket)
      case 'close':
      case 'disconnected':
        return lose('the server ended it')
      case 'refused':
        return lose(`the server refused: ${packet.why}`)
      case undefined:
        return
    }
  }
  return {
    emit: (name, data) => socket.send(eventPacket(name, data)),
    ping: () => {
      const pong = pings.open('pong', null)
      socket.send(pingPacket)
      return pong
    },
    close: finish,
  }
}
