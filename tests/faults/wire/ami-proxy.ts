// A proxy before AMI that knows actions, their answers and the events of one console's calls.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { lateAnswerMs, lateEventMs, refusedForMs, slowRequestMs } from './fault.ts'
import type { FaultyWire } from './http-proxy.ts'
import type { Injector } from './injector.ts'

type Pair = {
  readonly near: Socket
  readonly far: Socket
  isFrozen: boolean
  readonly unanswered: Map<string, (block: string) => void> // by ActionID
}

const end = '\r\n\r\n'
/** What the console drops unread is not worth a cell. */
const unread = /^(BridgeCreate|BridgeDestroy|Dial.*|.*HangupRequest|NewExten|VarSet|RTCP.*|Test.*|Local.*|Music.*)$/

/** `isOurs`: whether an event is about this console's calls; those of others pass uncounted. */
export async function openAmiProxy(
  target: number,
  injector: Injector,
  isOurs: (block: string) => boolean,
): Promise<FaultyWire> {
  const pairs = new Set<Pair>()
  let port = 0
  let isDead = false
  const cut = (pair: Pair) => {
    pair.near.destroy()
    pair.far.destroy()
  }
  const refuse = () => {
    server.close()
    setTimeout(() => isDead || server.listening || server.listen(port, '127.0.0.1'), refusedForMs)
  }

  const fromPbx = (pair: Pair, block: string) => {
    const tell = () => void (pair.isFrozen || pair.near.destroyed || pair.near.write(block + end))
    const id = field(block, 'ActionID')
    const due = id === null ? undefined : pair.unanswered.get(id)
    if (due) return due(block)
    const event = field(block, 'Event')
    const isNews = event !== null && id === null && !unread.test(event) && isOurs(block)
    switch (isNews ? injector.event(`ami-event-${event}`) : null) {
      case null:
        return tell()
      case 'event-lost':
        return
      case 'event-twice':
        tell()
        return tell()
      case 'event-late':
        return void setTimeout(tell, lateEventMs)
      case 'event-cut':
        return cut(pair)
    }
  }

  const fromConsole = (pair: Pair, block: string) => {
    const pass = () => void pair.far.write(block + end)
    const id = field(block, 'ActionID') ?? ''
    const name = field(block, 'Action') ?? ''
    // The connector asks every second whether anybody is there: that is no request of a journey.
    const fault = name === 'Ping' ? null : injector.request(`ami-${name}`)
    const thenDo = (then: (answer: string) => void) => {
      pair.unanswered.set(id, then)
      pass()
    }
    const tell = (answer: string) => void (pair.isFrozen || pair.near.destroyed || pair.near.write(answer + end))
    const refusal = (why: string) => tell(`Response: Error\r\nActionID: ${id}\r\nMessage: ${why}`)
    switch (fault) {
      case null:
        return pass()
      case 'refused':
        refuse()
        return cut(pair)
      case 'reset':
        return cut(pair)
      case 'lost':
        return thenDo(() => undefined)
      case 'events-cut':
        return thenDo(() => cut(pair))
      case 'error':
        return refusal('Internal error')
      case 'error-after':
        return thenDo(once(() => refusal('Service unavailable')))
      case 'not-found':
        return refusal('No such channel')
      case 'late':
        return thenDo((answer) => void setTimeout(() => tell(answer), lateAnswerMs))
      case 'slow':
        return void setTimeout(() => thenDo(() => undefined), slowRequestMs)
      case 'frozen':
        pair.isFrozen = true
    }
  }

  const server = createServer((near) => {
    const pair: Pair = { near, far: connect(target, '127.0.0.1'), isFrozen: false, unanswered: new Map() }
    pairs.add(pair)
    near.setNoDelay(true)
    pair.far.setNoDelay(true)
    blocks(near, (block) => pair.isFrozen || fromConsole(pair, block))
    let isGreeted = false
    const later = splitter((block) => pair.isFrozen || fromPbx(pair, block))
    pair.far.on('data', (bytes: Buffer) => {
      const text = bytes.toString('utf8')
      const at = isGreeted ? 0 : text.indexOf('\n') + 1
      if (!isGreeted) near.write(text.slice(0, at))
      isGreeted = true
      later(text.slice(at))
    })
    for (const [one, other] of [
      [near, pair.far],
      [pair.far, near],
    ] as const) {
      one.on('error', () => undefined)
      one.on('close', () => {
        pairs.delete(pair)
        if (!pair.isFrozen) other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  const die = () => {
    isDead = true
    server.close()
    for (const pair of pairs) cut(pair)
  }
  return { port, die, close: async () => die() }
}

const field = (block: string, name: string): string | null =>
  new RegExp(`^${name}: ?(.*)$`, 'im').exec(block)?.[1]?.trim() ?? null

const once = (run: () => void): (() => void) => {
  let isDone = false
  return () => {
    if (!isDone) run()
    isDone = true
  }
}

function splitter(whole: (block: string) => void): (text: string) => void {
  let pending = ''
  return (text) => {
    pending += text
    for (let at = pending.indexOf(end); at >= 0; at = pending.indexOf(end)) {
      const block = pending.slice(0, at)
      pending = pending.slice(at + end.length)
      whole(block)
    }
  }
}

function blocks(socket: Socket, whole: (block: string) => void): void {
  const push = splitter(whole)
  socket.on('data', (bytes: Buffer) => push(bytes.toString('utf8')))
}
