// One ARI connection: requests over HTTP, events of our application over a WebSocket. It does not reconnect; the session does.
// Own code because ari-client 2.2 stands on request and swagger-client 2.0, which are given up, and reconnects by itself.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import WebSocket from 'ws'
import { z } from 'zod'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { createRequests } from '#contract/requests.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { connectionFailure, reasonOf } from '#main/pbx/kit/connection-failure.ts'
import { trusting } from '#main/pbx/kit/trust.ts'

/** HTTP status (0: no answer at all) and Asterisk's sentence. */
export type AriError = { readonly status: number; readonly text: string }
export type AriMethod = 'GET' | 'POST' | 'PUT' | 'DELETE'

export type AriRest = {
  call(
    method: AriMethod,
    path: string,
    query?: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<Result<unknown, AriError>>
  close(): void
}
export type Ari = AriRest & {
  /** Resolves when Asterisk has answered where the events come from, or the connection is gone. */
  ping(): Promise<void>
}

/** The events we use, by their fields; others are dropped unread. */
const ariEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StasisStart'), channel: z.object({ id: z.string() }) }),
  z.object({ type: z.literal('StasisEnd'), channel: z.object({ id: z.string() }) }),
  z.object({
    type: z.literal('ChannelDestroyed'),
    channel: z.object({ id: z.string() }),
    cause: z.number(),
    tech_cause: z.number().optional(), // the answer of SIP; since Asterisk 20
  }),
  z.object({
    type: z.literal('ChannelLeftBridge'),
    channel: z.object({ id: z.string() }),
    bridge: z.object({ id: z.string() }),
  }),
  z.object({
    type: z.literal('ChannelEnteredBridge'),
    channel: z.object({ id: z.string() }),
    bridge: z.object({ id: z.string() }),
  }),
  z.object({ type: z.literal('BridgeDestroyed'), bridge: z.object({ id: z.string() }) }),
  z.object({ type: z.literal('PlaybackStarted'), playback: z.object({ id: z.string(), state: z.string() }) }),
  z.object({ type: z.literal('PlaybackFinished'), playback: z.object({ id: z.string(), state: z.string() }) }),
  z.object({ type: z.literal('ApplicationReplaced'), application: z.string() }),
])
export type AriEvent = z.infer<typeof ariEvent>

/** Asterisk says `message`, but `error` when a channel could not be made. */
const ariFailure = z.object({ message: z.string().optional(), error: z.string().optional() })

export type AriSite = NonNullable<AsteriskSite['ari']>
export type AriListener = { event(event: AriEvent): void; closed(cause: DeskError): void }

const answerWithinMs = 5000
/** An answer takes milliseconds. Without one for so long, what else is open may be as silent: the next request opens anew. */
const silentMs = 600
/** Asterisk closes a connection that was idle for 15 s (http.conf, session_keep_alive): ours are closed well before. */
const idleForMs = 5000
/** A list of all bridges of a large PBX is some MB. */
const maxBody = 16_000_000
const maxEvent = 1_000_000

/** Errors: pbxWrongPassword, pbxRefused (ARI is off, or it is not an ARI), pbxUnreachable. */
export async function openAri(site: AriSite, clock: Clock, app: string, listener: AriListener): Promise<Result<Ari>> {
  const rest = restOf(site)
  const hello = await rest.call('GET', '/asterisk/info', { only: 'system' })
  if (!hello.ok) {
    rest.close()
    return err(asDeskError(hello.error, site.user))
  }
  const socket = await openEvents(site, clock, app, listener)
  if (!socket.ok) {
    rest.close()
    return socket
  }
  return ok({
    call: rest.call,
    ping: socket.value.ping,
    close: () => {
      socket.value.close()
      rest.close()
    },
  })
}

export function asDeskError({ status, text }: AriError, user?: string): DeskError {
  const who = user === undefined ? 'ARI' : `ARI user "${user}"`
  if (status === 401) return deskFailure('pbxWrongPassword', `${who}: ${text}`)
  // The password is right: it is read_only=yes, or its permit and deny lines.
  if (status === 403)
    return deskFailure('pbxRefused', `${who} is not allowed this (read_only, permit in ari.conf): ${text}`)
  if (status === 404)
    return deskFailure(
      'pbxRefused',
      `ARI is not available (check http.conf, ari.conf and whether res_ari is loaded): ${text}`,
    )
  return status === 0 ? connectionFailure('ARI', text) : deskFailure('pbxRefused', `ARI: ${status} ${text}`)
}

/** Only requests, no events; check-site uses it alone. */
export function restOf(site: AriSite): AriRest {
  const secure = site.url.startsWith('https:')
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, timeout: idleForMs, ...trusting(site.ca) })
    : new HttpAgent({ keepAlive: true, timeout: idleForMs })
  const call: Ari['call'] = (method, path, query = {}, body) =>
    new Promise((resolve) => {
      const url = `${site.url}${path}?${new URLSearchParams(query)}`
      const text = body === undefined ? '' : JSON.stringify(body)
      const headers = {
        Authorization: basic(site),
        'Content-Length': Buffer.byteLength(text),
        ...(text ? { 'Content-Type': 'application/json' } : {}),
      }
      const fail = (cause: Error) => resolve(err({ status: 0, text: reasonOf(cause) }))
      const asked = (secure ? httpsRequest : httpRequest)(url, { method, agent, headers, timeout: silentMs })
      asked.once('timeout', () => {
        closeIdle(agent)
        const { socket } = asked
        const giveUp = () => asked.destroy(new Error('no answer'))
        socket?.setTimeout(answerWithinMs - silentMs, giveUp)
        asked.once('close', () => socket?.off('timeout', giveUp))
      })
      asked.on('error', fail)
      asked.on('response', (answer) => readAnswer(answer, resolve, fail))
      asked.end(text)
    })
  return { call, close: () => agent.destroy() }
}

function closeIdle({ freeSockets }: HttpAgent): void {
  for (const sockets of Object.values(freeSockets)) for (const socket of sockets ?? []) socket.destroy()
}

function readAnswer(
  answer: IncomingMessage,
  resolve: (result: Result<unknown, AriError>) => void,
  fail: (cause: Error) => void,
): void {
  let text = ''
  answer.setEncoding('utf8')
  answer.on('error', fail)
  answer.on('data', (chunk: string) => {
    text += chunk
    if (text.length > maxBody) answer.destroy(new Error('answer too long'))
  })
  answer.on('end', () => {
    const status = answer.statusCode ?? 0
    const value = json(text)
    // A proxy's own page, or a body that breaks off: what the PBX did is not known.
    if (status >= 200 && status < 300)
      return value === undefined ? fail(new Error('not an answer of ARI')) : resolve(ok(value))
    const message = ariFailure.safeParse(value)
    resolve(
      err({
        status,
        text: message.success ? (message.data.message ?? message.data.error ?? `HTTP ${status}`) : `HTTP ${status}`,
      }),
    )
  })
}

function openEvents(
  site: AriSite,
  clock: Clock,
  app: string,
  listener: AriListener,
): Promise<Result<Pick<Ari, 'ping' | 'close'>>> {
  return new Promise((resolve) => {
    const secure = site.url.startsWith('https:')
    const url = `${site.url.replace(/^http/, 'ws')}/events?${new URLSearchParams({ app })}`
    const socket = new WebSocket(url, {
      headers: { Authorization: basic(site) },
      handshakeTimeout: answerWithinMs,
      maxPayload: maxEvent,
      ...(secure ? trusting(site.ca) : {}),
    })
    let opened = false
    let over = false
    let heard = true
    const pings = createRequests<'pong', void>(clock)
    const ping = async () => {
      if (over) return
      const pong = pings.open('pong', null)
      socket.ping()
      await pong
    }
    const stop = (cause: DeskError) => {
      if (over) return
      over = true
      stopLooking()
      socket.terminate()
      pings.answerAll()
      if (opened) listener.closed(cause)
      else resolve(err(cause))
    }
    // A cut cable closes nothing: an unanswered ping does.
    const stopLooking = clock.every(answerWithinMs, () => {
      if (!heard) return stop(deskFailure('pbxUnreachable', 'ARI has stopped answering'))
      heard = false
      if (opened) socket.ping()
    })
    socket.on('pong', () => {
      heard = true
      pings.answerAll()
    })
    socket.on('open', () => {
      opened = true
      heard = true
      resolve(ok({ ping, close: () => stop(deskFailure('pbxUnreachable', 'closed')) }))
    })
    socket.on('message', (data) => {
      heard = true
      const event = ariEvent.safeParse(json(String(data)))
      if (event.success && !over) listener.event(event.data)
    })
    socket.on('error', (cause) => stop(connectionFailure('ARI events', reasonOf(cause))))
    socket.on('close', () => stop(deskFailure('pbxUnreachable', 'the PBX closed the ARI connection')))
  })
}

const basic = (site: AriSite): string => `Basic ${Buffer.from(`${site.user}:${site.password}`).toString('base64')}`

/** null: nothing was said; undefined: it is no JSON. */
function json(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return undefined
  }
}
