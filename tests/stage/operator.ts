// The operator's side of the demo PBX's control socket: ears, scenario; faults where there are any. See docs/demo-pbx.md.
import { createHmac } from 'node:crypto'
import { WebSocket } from 'ws'

export type Tones = { readonly db: Readonly<Record<string, number>>; readonly rmsDb: number; readonly frames: number }
export type Recording = {
  readonly wav: string
  readonly frames: number
  readonly firstFrame: number
  readonly longestGapFrames: number
}
export type DemoReady = {
  readonly sip: string
  readonly control: string
  readonly domain: string
  readonly lines: readonly { readonly extension: string; readonly password: string }[]
  readonly consoleSecret: string
  readonly operatorSecret: string
}
export type DemoEvent = { readonly event: string } & Readonly<Record<string, unknown>>

export type Operator = {
  request<T = Record<string, unknown>>(method: string, params?: object): Promise<T>
  onEvent(listener: (event: DemoEvent) => void): () => void
  close(): void
}

/** Signs in on /control. Rejects with the PBX's own sentence when it refuses a request. */
export async function connectOperator(ready: DemoReady, role: 'operator' | 'console' = 'operator'): Promise<Operator> {
  const socket = new WebSocket(ready.control)
  const waiting = new Map<number, { done: (value: never) => void; failed: (error: Error) => void }>()
  const listeners = new Set<(event: DemoEvent) => void>()
  let lastId = 0
  const secret = role === 'operator' ? ready.operatorSecret : ready.consoleSecret
  await new Promise<void>((welcome, refused) => {
    socket.on('error', refused)
    socket.on('close', () => {
      for (const { failed } of waiting.values()) failed(new Error('the control socket closed'))
      waiting.clear()
    })
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Record<string, unknown>
      if (frame.type === 'challenge') {
        const proof = createHmac('sha256', secret).update(String(frame.nonce)).digest('hex')
        socket.send(JSON.stringify({ type: 'auth', role, owner: 'test-operator', proof }))
      } else if (frame.type === 'welcome') welcome()
      else if (frame.type === 'refused') refused(new Error(String(frame.reason)))
      else if (frame.type === 'event') for (const listener of listeners) listener(frame as DemoEvent)
      else if (frame.type === 'answer') settle(frame)
    })
  })
  function settle(frame: Record<string, unknown>) {
    const call = waiting.get(Number(frame.id))
    waiting.delete(Number(frame.id))
    const error = frame.error as { code: string; text: string } | undefined
    if (error) call?.failed(new Error(`${error.code}: ${error.text}`))
    else call?.done(frame.result as never)
  }
  return {
    request: (method, params = {}) =>
      new Promise((done, failed) => {
        const id = ++lastId
        waiting.set(id, { done, failed })
        socket.send(JSON.stringify({ type: 'request', id, method, params }))
      }),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => socket.close(),
  }
}
