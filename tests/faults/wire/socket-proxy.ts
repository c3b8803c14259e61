// The WebSocket side of the proxy: events from the PBX by name, and requests where a PBX takes them on its socket.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import { lateAnswerMs, lateEventMs, slowRequestMs } from './fault.ts'
import type { HttpNames } from './http-proxy.ts'
import type { Injector } from './injector.ts'

type Pair = {
  readonly near: WebSocket
  readonly far: WebSocket
  readonly socket: Socket
  isFrozen: boolean
  readonly unanswered: Map<string, (text: string) => void> // by id: what becomes of the answer
}

/** `refuse`: for a while nobody is let in. */
export function openSocketProxy(target: number, injector: Injector, names: HttpNames, refuse: () => void) {
  const doors = new WebSocketServer({ noServer: true, autoPong: false, perMessageDeflate: false })
  const pairs = new Set<Pair>()
  const cut = (some: Iterable<Pair> = pairs) => {
    for (const { near, far } of [...some]) {
      near.terminate()
      far.terminate()
    }
  }

  const fromPbx = (pair: Pair, text: string) => {
    const tell = () => pair.isFrozen || pair.near.readyState !== WebSocket.OPEN || pair.near.send(text)
    const answers = names.answers?.(text) ?? null
    const due = answers === null ? undefined : pair.unanswered.get(answers)
    if (due) {
      pair.unanswered.delete(answers ?? '')
      return due(text)
    }
    const name = answers === null ? names.event(text) : null
    switch (name === null ? null : injector.event(name)) {
      case null:
        return void tell()
      case 'event-lost':
        return
      case 'event-twice':
        tell()
        return void tell()
      case 'event-late':
        return void setTimeout(tell, lateEventMs)
      case 'event-cut':
        return cut([pair])
    }
  }

  const fromConsole = (pair: Pair, text: string) => {
    const pass = () => void (pair.far.readyState === WebSocket.OPEN && pair.far.send(text))
    const tell = (answer: string) =>
      void (pair.isFrozen || pair.near.readyState !== WebSocket.OPEN || pair.near.send(answer))
    const asked = names.sent?.(text) ?? null
    const fault = asked === null ? null : injector.request(asked.name)
    if (asked === null || fault === null) return pass()
    const refusal = (kind: 'error' | 'error-after' | 'not-found') => tell(names.refusal?.(asked.id, kind) ?? '')
    const thenDo = (then: (answer: string) => void) => {
      pair.unanswered.set(asked.id, then)
      pass()
    }
    switch (fault) {
      case 'refused':
        refuse()
        return cut([pair])
      case 'reset':
        return cut([pair])
      case 'lost':
        return thenDo(() => undefined)
      case 'events-cut':
        return thenDo(() => cut([pair]))
      case 'error':
      case 'not-found':
        return refusal(fault)
      case 'error-after':
        return thenDo(() => refusal(fault))
      case 'late':
        return thenDo((answer) => setTimeout(() => tell(answer), lateAnswerMs))
      case 'slow':
        return void setTimeout(() => thenDo(() => undefined), slowRequestMs)
      case 'frozen':
        pair.isFrozen = true
    }
  }

  const join = (socket: Socket, near: WebSocket, far: WebSocket, early: readonly string[]) => {
    const pair: Pair = { near, far, socket, isFrozen: false, unanswered: new Map() }
    pairs.add(pair)
    far.removeAllListeners('message')
    for (const text of early) fromPbx(pair, text)
    far.on('message', (data) => pair.isFrozen || fromPbx(pair, textOf(data)))
    near.on('message', (data) => pair.isFrozen || fromConsole(pair, textOf(data)))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('ping', (data) => pair.isFrozen || other.readyState !== WebSocket.OPEN || other.ping(data))
      one.on('pong', (data) => pair.isFrozen || other.readyState !== WebSocket.OPEN || other.pong(data))
      one.on('close', () => {
        pairs.delete(pair)
        if (!pair.isFrozen) other.terminate()
      })
    }
  }

  const upgrade = (asked: IncomingMessage, socket: Socket, head: Buffer) => {
    const { host: _, connection: __, upgrade: ___, ...rest } = asked.headers
    const headers = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('sec-websocket')))
    const far = new WebSocket(`ws://127.0.0.1:${target}${asked.url}`, {
      headers: headers as Record<string, string>,
      autoPong: false,
      perMessageDeflate: false,
    })
    const early: string[] = []
    far.on('message', (data) => early.push(textOf(data)))
    far.on('error', () => socket.destroy())
    far.on('close', () => socket.destroy())
    far.on('open', () =>
      doors.handleUpgrade(asked, socket, head, (near) => {
        near.on('error', () => undefined)
        join(socket, near, far, early)
      }),
    )
  }

  return {
    upgrade,
    holds: (socket: Socket): boolean => [...pairs].some((pair) => pair.socket === socket),
    freeze: () => {
      for (const pair of pairs) pair.isFrozen = true
    },
    cut: () => cut(),
  }
}

const textOf = (data: RawData): string => String(data)
