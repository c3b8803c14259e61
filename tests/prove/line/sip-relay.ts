// A proxy of our own before the PBX's WebSocket: late, impatient with what is idle, or a registrar that is still starting.
import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'

export type SipRelay = {
  readonly port: number
  /** What each message takes longer, either way. */
  delay(ms: number): void
  /** A socket over which nothing came for so long is closed, as many proxies do. */
  closeIdleAfter(ms: number): void
  /** The next so many REGISTERs get this answer, and the PBX does not see them. */
  refuse(status: number, times: number): void
  /** Closed for being idle so far. */
  closed(): number
  /** Answered in place of the PBX so far. */
  refused(): number
  /** Messages of that method that passed to the console, and its 200s to it: when (epoch ms). */
  moments(method: 'INVITE'): readonly { readonly asked: number; readonly answered: number | null }[]
  mend(): void
  close(): Promise<void>
}

const reasons: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
}

export async function openSipRelay(target: string, host: string): Promise<SipRelay> {
  let delayMs = 0
  let idleMs: number | null = null
  let refusal: { readonly status: number; readonly left: number } | null = null
  let closed = 0
  let refused = 0
  const calls = new Map<string, { asked: number; answered: number | null }>()
  const server = createServer()
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'sip' })
  sockets.on('connection', (near) => {
    const far = new WebSocket(target, 'sip')
    const early: string[] = []
    let idle: NodeJS.Timeout | undefined
    const moved = () => {
      clearTimeout(idle)
      if (idleMs === null) return
      idle = setTimeout(() => {
        closed++
        near.terminate()
      }, idleMs)
    }
    const later = (send: () => void) => (delayMs === 0 ? send() : void setTimeout(send, delayMs))
    moved()
    near.on('message', (data) => {
      moved()
      const text = String(data)
      if (refusal && text.startsWith('REGISTER ')) {
        const { status, left } = refusal
        refusal = left > 1 ? { status, left: left - 1 } : null
        refused++
        return near.send(answerTo(text, status))
      }
      const id = callIdOf(text)
      const call = calls.get(id)
      if (call && /^SIP\/2\.0 200 [\s\S]*\r\nCSeq: \d+ INVITE\r\n/.test(text)) call.answered ??= Date.now()
      later(() => (far.readyState === WebSocket.OPEN ? far.send(text) : early.push(text)))
    })
    far.on('open', () => {
      for (const text of early.splice(0)) far.send(text)
    })
    far.on('message', (data) => {
      moved()
      const text = String(data)
      if (text.startsWith('INVITE ') && !calls.has(callIdOf(text)))
        calls.set(callIdOf(text), { asked: Date.now(), answered: null })
      later(() => near.readyState === WebSocket.OPEN && near.send(text))
    })
    const over = () => {
      clearTimeout(idle)
      near.terminate()
      far.terminate()
    }
    for (const socket of [near, far]) socket.on('error', over).on('close', over)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    delay: (ms) => {
      delayMs = ms
    },
    closeIdleAfter: (ms) => {
      idleMs = ms
    },
    refuse: (status, times) => {
      refusal = { status, left: times }
      for (const socket of sockets.clients) socket.terminate()
    },
    closed: () => closed,
    refused: () => refused,
    moments: () => [...calls.values()],
    mend: () => {
      delayMs = 0
      idleMs = null
      refusal = null
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const callIdOf = (text: string): string => /\r\nCall-ID:\s*(\S+)/i.exec(text)?.[1] ?? ''

/** A 401 as a registrar sends it to a password it does not know yet. */
function answerTo(request: string, status: number): string {
  const copied = request.split('\r\n').filter((line) => /^(via|from|to|call-id|cseq):/i.test(line))
  const challenge = status === 401 ? [`WWW-Authenticate: Digest realm="starting", nonce="${Date.now()}"`] : []
  return [`SIP/2.0 ${status} ${reasons[status] ?? 'No'}`, ...copied, ...challenge, 'Content-Length: 0', '', ''].join(
    '\r\n',
  )
}
