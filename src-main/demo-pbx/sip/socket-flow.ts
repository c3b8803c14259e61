// A WebSocket as a flow of SIP text: frames in, frames out, its end, and a limit to how much nonsense it may send.
import type { RawData, WebSocket } from 'ws'
import type { Flow, Log } from '../kit/parts.ts'

export type FlowHandlers = {
  opened(flow: Flow): void
  /** One frame. False when it was no SIP. */
  received(flow: Flow, text: string): boolean
  closed(flow: Flow): void
}

const MAX_NONSENSE = 50
/** A phone that does not read is cut off rather than kept in memory. */
const MAX_BUFFERED_BYTES = 1024 * 1024
let lastId = 0

export function flowOfSocket(socket: WebSocket, log: Log, on: FlowHandlers): void {
  let nonsense = 0
  const flow = makeFlow(socket)
  const received = (text: string): boolean => {
    try {
      return on.received(flow, text)
    } catch (error) {
      // A fault of ours costs one message, not every call.
      log('error', `sip socket ${flow.id}: ${error instanceof Error ? error.stack : error}`)
      return false
    }
  }
  socket.on('error', (error) => log('warn', `sip socket ${flow.id}: ${error.message}`))
  socket.on('close', () => on.closed(flow))
  socket.on('message', (data) => {
    const text = textOf(data)
    // RFC 5626 section 3.5.1: a double CRLF asks for a single one.
    if (text.trim() === '') return text === '\r\n\r\n' ? flow.send('\r\n') : undefined
    if (received(text)) return
    nonsense += 1
    if (nonsense === 1) log('warn', `sip socket ${flow.id} sends what is not SIP`)
    if (nonsense >= MAX_NONSENSE) socket.close(1008, 'Not SIP')
  })
  on.opened(flow)
}

function makeFlow(socket: WebSocket): Flow {
  lastId += 1
  const remote = (socket as { _socket?: { remoteAddress?: string; remotePort?: number } })._socket
  return {
    id: lastId,
    peer: { address: remote?.remoteAddress ?? '127.0.0.1', port: remote?.remotePort ?? 0 },
    isOpen: () => socket.readyState === socket.OPEN,
    send(text) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate()
      else socket.send(text)
    },
    close: () => socket.close(1001, 'The PBX stops'),
    cut: () => socket.terminate(),
  }
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString()
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data).toString()
}
