// The window's desk over a socket: requests out, answers and signals in, and the socket kept open.

import { createBackOff } from '#contract/back-off.ts'
import { type DeskReply, deskFrame } from '#contract/channel.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import {
  type Desk,
  type RequestOutput,
  type SignalName,
  type SignalPayload,
  signalNames,
  signals,
} from '#contract/ipc.ts'
import { createListeners } from '#contract/observable.ts'
import { createRequests } from '#contract/requests.ts'
import type { Clock, Stop } from '#contract/time.ts'

/** The little of a WebSocket this needs. */
export type Socket = {
  send(text: string): void
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
}

export type SocketDeskParts = {
  readonly connect: () => Socket
  readonly clock: Pick<Clock, 'after'>
  readonly random: () => number // [0, 1)
}

/** The console it comes from is on this very machine. */
const waits = { firstMs: 100, longestMs: 2000 }

type Signal = { readonly name: SignalName; readonly payload: unknown }
type Link = SignalPayload<'link'>

/** Requests made while it connects wait; those under way when it is lost reject. Signal `link` tells of both. */
export function createSocketDesk({ connect, clock, random }: SocketDeskParts): Desk {
  const signalled = createListeners<Signal>()
  const requests = createRequests<number, DeskReply>(clock)
  const retry = createBackOff(clock, random)
  let queue: string[] = []
  let socket: Socket | null = null
  let link: Link = { up: false, cause: null }
  let lastId = 0

  const setLink = (up: boolean, cause: DeskError | null) => {
    link = { up, cause }
    signalled.emit({ name: 'link', payload: link })
  }
  const lose = (cause: DeskError) => {
    socket = null
    queue = []
    requests.answerAll({ kind: 'fault', error: cause })
    setLink(false, cause)
  }
  const onMessage = (data: unknown) => {
    const frame = deskFrame.safeParse(parseJson(data))
    if (!frame.success) return
    if (frame.data.type === 'answer') return void requests.answer(frame.data.id, frame.data.reply)
    const { name, payload } = frame.data
    const known = signalNames.find((candidate) => candidate === name)
    const parsed = known && signals[known].safeParse(payload)
    if (!known || !parsed?.success) return
    signalled.emit({ name: known, payload: parsed.data })
  }
  const open = () => {
    const mine = connect()
    mine.onopen = () => {
      socket = mine
      retry.worked()
      setLink(true, null)
      for (const text of queue.splice(0)) mine.send(text)
    }
    mine.onmessage = ({ data }) => onMessage(data)
    mine.onclose = () => {
      lose(deskFailure('serverGone'))
      retry.again(open, waits)
    }
  }
  open()

  return {
    request: async (name, input) => {
      if (link.cause) throw new Error(link.cause.code)
      const id = ++lastId
      const answer = requests.open(id, null)
      const text = JSON.stringify({ type: 'request', id, name, input })
      if (socket) socket.send(text)
      else queue.push(text)
      const reply = await answer
      if (reply.kind === 'fault') throw new Error(reply.error.code)
      return reply.output as RequestOutput<typeof name>
    },
    on: (name, listener) => {
      const tell = listener as (payload: unknown) => void
      const stop = signalled.on((signal) => signal.name === name && tell(signal.payload))
      return name === 'link' ? withLink(stop, () => link, tell) : stop
    },
  }
}

/** Whoever comes late must still learn how the link stands: unless it has heard something newer by then, or nothing is known yet. */
function withLink(stop: Stop, link: () => Link, tell: (link: Link) => void): Stop {
  const stands = link()
  let wanted = stands.up || stands.cause !== null
  queueMicrotask(() => {
    if (wanted && link() === stands) tell(stands)
  })
  return () => {
    wanted = false
    stop()
  }
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return null
  }
}
