// The window's desk over a socket: requests out, answers and signals in, and the socket kept open.
import { deskFrame, TAKEN_OVER } from '#contract/channel.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { type Desk, type SignalName, type SignalPayload, signalNames, signals } from '#contract/ipc.ts'

/** The little of a WebSocket this needs. */
export type Socket = {
  send(text: string): void
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: ((event: { readonly code: number }) => void) | null
}

export type SocketDeskParts = {
  readonly connect: () => Socket
  readonly schedule: (task: () => void, ms: number) => void
}

const LONGEST_WAIT_MS = 2000

type Waiting = { readonly resolve: (output: never) => void; readonly reject: (cause: Error) => void }
type Listener = (payload: never) => void

/** Requests made while it connects wait; those under way when it is lost reject. Signal `link` tells of both. */
export function createSocketDesk({ connect, schedule }: SocketDeskParts): Desk {
  const listeners = new Map<SignalName, Set<Listener>>()
  const waiting = new Map<number, Waiting>()
  let queue: string[] = []
  let socket: Socket | null = null
  let link: SignalPayload<'link'> = { up: false, cause: null }
  let lastId = 0
  let attempt = 0
  let out = false

  const emit = (name: SignalName, payload: unknown) => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never)
  }
  const setLink = (up: boolean, cause: DeskError | null) => {
    link = { up, cause }
    emit('link', link)
  }
  /** Unless it has heard something newer by then, or nothing is known yet. */
  const tellLink = (listener: Listener, stands: typeof link) => {
    if (!stands.up && stands.cause === null) return
    queueMicrotask(() => {
      if (link === stands && listeners.get('link')?.has(listener)) listener(stands as never)
    })
  }
  const lose = (cause: DeskError) => {
    socket = null
    queue = []
    for (const request of waiting.values()) request.reject(new Error(cause.code))
    waiting.clear()
    setLink(false, cause)
  }
  const settle = (id: number, reply: { kind: 'output'; output?: unknown } | { kind: 'fault'; error: DeskError }) => {
    const request = waiting.get(id)
    waiting.delete(id)
    if (reply.kind === 'output') request?.resolve(reply.output as never)
    else request?.reject(new Error(reply.error.code))
  }
  const take = (data: unknown) => {
    const frame = deskFrame.safeParse(parseJson(data))
    if (!frame.success) return
    if (frame.data.type === 'answer') return settle(frame.data.id, frame.data.reply)
    const { name, payload } = frame.data
    const known = signalNames.find((candidate) => candidate === name)
    const parsed = known && signals[known].safeParse(payload)
    if (!known || !parsed?.success) return
    if (known === 'link') out = true // only said when another window takes over
    emit(known, parsed.data)
  }
  const open = () => {
    const mine = connect()
    mine.onopen = () => {
      socket = mine
      attempt = 0
      setLink(true, null)
      for (const text of queue.splice(0)) mine.send(text)
    }
    mine.onmessage = ({ data }) => take(data)
    mine.onclose = ({ code }) => {
      out ||= code === TAKEN_OVER
      lose(deskFailure(out ? 'otherWindow' : 'serverGone'))
      if (!out) schedule(open, Math.min(LONGEST_WAIT_MS, 100 * 2 ** Math.min(attempt++, 10)))
    }
  }
  open()

  return {
    request: (name, input) =>
      new Promise((resolve, reject) => {
        if (link.cause) return reject(new Error(link.cause.code))
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        const text = JSON.stringify({ type: 'request', id, name, input })
        if (socket) socket.send(text)
        else queue.push(text)
      }),
    on: (name, listener) => {
      const those = listeners.get(name) ?? new Set()
      listeners.set(name, those.add(listener as Listener))
      // Whoever comes late must still learn how the link stands.
      if (name === 'link') tellLink(listener as Listener, link)
      return () => those.delete(listener as Listener)
    },
  }
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return null
  }
}
