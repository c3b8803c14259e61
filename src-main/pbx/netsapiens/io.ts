// What the connector needs of the world, passed in: requests, sockets, timers, secrets and the person who signs in.
import { WebSocket } from 'ws'
import type { Result } from '#contract/result.ts'
import type { ConnectorParts, SignInPrompt } from '#main/pbx/connector.ts'

export type HttpRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
}

export type HttpReply = { readonly status: number; readonly text: string; readonly cookies: readonly string[] }

export type SocketEvents = {
  readonly onText: (text: string) => void
  /** Once, whoever closed it; `why` is for the log. */
  readonly onClosed: (why: string) => void
}

export type TextSocket = { readonly send: (text: string) => void; readonly close: () => void }

export type SecretStore = {
  readonly get: (name: string) => string | null
  readonly set: (name: string, value: string | null) => Result<null>
}

export type NetsapiensIo = {
  /** Rejects when there was no answer at all within the time. Redirects are not followed. */
  readonly request: (request: HttpRequest) => Promise<HttpReply>
  readonly openSocket: (url: string, events: SocketEvents) => TextSocket
  readonly secrets: SecretStore
  readonly prompt: SignInPrompt
}

export type NetsapiensParts = ConnectorParts & NetsapiensIo

const MAX_TEXT = 64 * 1024 * 1024 // a picture of 2,000 calls is about 3 MB

export async function realRequest(order: HttpRequest): Promise<HttpReply> {
  const { url, method, headers, body, timeoutMs } = order
  const signal = AbortSignal.timeout(timeoutMs)
  const reply = await fetch(url, {
    method,
    headers,
    signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  const text = await reply.text()
  if (text.length > MAX_TEXT) throw new Error('the answer is too long')
  return { status: reply.status, text, cookies: reply.headers.getSetCookie() }
}

export function realSocket(url: string, events: SocketEvents): TextSocket {
  const socket = new WebSocket(url, { maxPayload: MAX_TEXT, handshakeTimeout: 10_000 })
  let why = 'closed by the server'
  socket.on('message', (data, isBinary) => {
    if (!isBinary) events.onText(String(data))
  })
  socket.on('error', (cause) => {
    why = cause.message
  })
  socket.on('close', () => events.onClosed(why))
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: () => socket.terminate(),
  }
}
