// One connection to a server of the live feed: handshake, heartbeat, subscriptions, events.

import type { NetsapiensIo, TextSocket } from '../io.ts'
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
  io: Pick<NetsapiensIo, 'openSocket' | 'schedule'>,
): LiveSocket {
  let over = false
  const pinging: (() => void)[] = []
  let stopTimer = io.schedule(() => lose('no handshake in time'), handshakeMs)
  const socket: TextSocket = io.openSocket(feedUrl(core), { onText: take, onClosed: lose })

  function finish() {
    over = true
    stopTimer()
    answered()
    socket.close()
  }
  function answered() {
    for (const done of pinging.splice(0)) done()
  }
  function lose(why: string) {
    if (over) return
    finish()
    events.onLost(why)
  }
  function beat(intervalMs: number, timeoutMs: number) {
    stopTimer()
    stopTimer = io.schedule(() => {
      socket.send(pingPacket)
      stopTimer = io.schedule(() => lose('no answer to a ping'), timeoutMs)
    }, intervalMs)
  }
  let heartbeat = { intervalMs: 25_000, timeoutMs: 5_000 }

  function take(text: string) {
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
        answered()
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
    ping: () =>
      new Promise((done) => {
        pinging.push(done)
        socket.send(pingPacket)
      }),
    close: finish,
  }
}
