// What the connector needs of the world, passed in: requests, sockets, timers, secrets and the person who signs in.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { WebSocket } from 'ws'
import type { Result } from '#contract/result.ts'
import type { ConnectorParts, SignInPrompt } from '#main/pbx/connector.ts'
import { reasonOf } from '#main/pbx/kit/connection-failure.ts'

export type HttpRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
}

export type HttpReply = {
  readonly status: number
  readonly text: string
  readonly cookies: readonly string[]
  readonly location?: string | undefined // where a redirect leads
  readonly date?: string | undefined // by the server's clock
}

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

/** An answer takes less. Without one for so long, what else is open may be as silent: the next request opens anew. */
const SILENT_MS = 2000
/** A proxy closes what was idle; ours are closed before. */
const IDLE_MS = 4000
const pools = {
  http: new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
  https: new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
}

/** Not by `fetch`: its pool gives out one frozen connection after the other. */
export function realRequest({ url, method, headers, body, timeoutMs }: HttpRequest): Promise<HttpReply> {
  const isSecure = url.startsWith('https:')
  const agent = isSecure ? pools.https : pools.http
  const signal = AbortSignal.timeout(timeoutMs)
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(signal.aborted ? signal.reason : cause)
    const length = method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body ?? '')) }
    const options = { method, agent, signal, timeout: SILENT_MS, headers: { ...headers, ...length } }
    const asked = (isSecure ? httpsRequest : httpRequest)(url, options)
    asked.once('timeout', () => closeIdle(agent))
    asked.on('error', fail)
    asked.on('response', (answer) => readReply(answer, resolve, fail))
    asked.end(body)
  })
}

function closeIdle({ freeSockets }: HttpAgent): void {
  for (const sockets of Object.values(freeSockets)) for (const socket of sockets ?? []) socket.destroy()
}

function readReply(answer: IncomingMessage, resolve: (reply: HttpReply) => void, fail: (cause: Error) => void): void {
  let text = ''
  answer.setEncoding('utf8')
  answer.on('error', fail)
  answer.on('data', (chunk: string) => {
    text += chunk
    if (text.length > MAX_TEXT) answer.destroy(new Error('the answer is too long'))
  })
  answer.on('end', () => {
    const { 'set-cookie': cookies = [], location, date } = answer.headers
    resolve({ status: answer.statusCode ?? 0, text, cookies, location, date })
  })
}

export function realSocket(url: string, events: SocketEvents): TextSocket {
  const socket = new WebSocket(url, { maxPayload: MAX_TEXT, handshakeTimeout: 10_000 })
  let why = 'closed by the server'
  socket.on('message', (data, isBinary) => {
    if (!isBinary) events.onText(String(data))
  })
  socket.on('error', (cause) => {
    why = reasonOf(cause)
  })
  socket.on('close', () => events.onClosed(why))
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: () => socket.terminate(),
  }
}
