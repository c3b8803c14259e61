// A proxy before an Event Socket that knows commands, their answers, the ends of jobs and the events of one console's calls.
// Answers carry no number and come in order on one stream: what is lost or late there takes with it all that is behind it.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import {
  type EslFrame,
  eslAnswer,
  eslCommandName,
  eslCommands,
  eslEventName,
  eslFrames,
  eslJobEnd,
  eslRejection,
  eslReply,
  isJob,
} from './esl-frames.ts'
import { lateAnswerMs, lateEventMs, type RequestFault, refusedForMs, slowRequestMs } from './fault.ts'
import type { FaultyWire } from './http-proxy.ts'
import type { Injector } from './injector.ts'

type Event = Readonly<Record<string, string>>
type Due = (frame: EslFrame) => unknown

type Pair = {
  readonly near: Socket
  readonly far: Socket
  isFrozen: boolean
  /** What becomes of each answer, in the order in which they come. */
  readonly answers: Due[]
  readonly jobs: Map<string, Due> // by Job-UUID
  /** Not sent yet, either way: something before it takes its time. */
  toConsole: (string | Buffer)[] | null
  toPbx: string[] | null
}

type Proxy = {
  readonly injector: Injector
  readonly isOurs: (event: Event) => boolean
  readonly pairs: Set<Pair>
  /** For a while nobody is let in. */
  readonly refuse: () => void
}

/** `isOurs`: whether an event is about this console's calls; those of others pass uncounted. */
export async function openEslProxy(
  target: number,
  injector: Injector,
  isOurs: (event: Event) => boolean,
): Promise<FaultyWire> {
  let port = 0
  let isDead = false
  const refuse = () => {
    server.close()
    setTimeout(() => isDead || server.listening || server.listen(port, '127.0.0.1'), refusedForMs)
  }
  const proxy: Proxy = { injector, isOurs, pairs: new Set(), refuse }
  const server = createServer((near) => join(proxy, near, connect(target, '127.0.0.1')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  const die = () => {
    isDead = true
    server.close()
    for (const pair of proxy.pairs) cut(pair)
  }
  return { port, die, close: async () => die() }
}

function join(proxy: Proxy, near: Socket, far: Socket): void {
  const pair: Pair = {
    near,
    far,
    isFrozen: false,
    answers: [],
    jobs: new Map(),
    toConsole: null,
    toPbx: null,
  }
  proxy.pairs.add(pair)
  near.setNoDelay(true)
  far.setNoDelay(true)
  near.on(
    'data',
    eslCommands((command) => pair.isFrozen || fromConsole(proxy, pair, command)),
  )
  far.on(
    'data',
    eslFrames((frame) => pair.isFrozen || fromPbx(proxy, pair, frame)),
  )
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => undefined)
    one.on('close', () => {
      proxy.pairs.delete(pair)
      if (!pair.isFrozen) other.destroy()
    })
  }
}

function cut({ near, far }: Pair): void {
  near.destroy()
  far.destroy()
}

function tell(pair: Pair, bytes: string | Buffer): void {
  if (pair.isFrozen || pair.near.destroyed) return
  if (pair.toConsole) pair.toConsole.push(bytes)
  else pair.near.write(bytes)
}

function fromPbx({ injector, isOurs }: Proxy, pair: Pair, frame: EslFrame): unknown {
  if (/^(command\/reply|api\/response)$/.test(frame.type)) return (pair.answers.shift() ?? pass(pair))(frame)
  if (frame.type !== 'text/event-json') return tell(pair, frame.bytes)
  const job = pair.jobs.get(String((JSON.parse(frame.body) as Event)['Job-UUID']))
  if (job) return job(frame)
  const name = eslEventName(frame, isOurs)
  switch (name === null ? null : injector.event(name)) {
    case null:
      return tell(pair, frame.bytes)
    case 'event-lost':
      return
    case 'event-twice':
      tell(pair, frame.bytes)
      return tell(pair, frame.bytes)
    case 'event-late':
      return void setTimeout(() => tell(pair, frame.bytes), lateEventMs)
    case 'event-cut':
      return cut(pair)
  }
}

const pass =
  (pair: Pair): Due =>
  (frame) =>
    tell(pair, frame.bytes)

function fromConsole(proxy: Proxy, pair: Pair, command: string): unknown {
  const name = eslCommandName(command)
  const fault = name === null ? null : proxy.injector.request(name)
  switch (fault) {
    case null:
      return send(pair, command, pass(pair))
    case 'refused':
      proxy.refuse()
      return cut(pair)
    case 'reset':
      return cut(pair)
    case 'frozen':
      pair.isFrozen = true
      return
    case 'events-cut':
      return send(pair, command, () => cut(pair))
    default:
      return isJob(command) ? jobUnder(pair, command, fault) : commandUnder(pair, command, fault)
  }
}

function send({ far, answers, toPbx }: Pair, command: string, due: Due): void {
  answers.push(due)
  if (toPbx) toPbx.push(command)
  else far.write(`${command}\n\n`)
}

type LaterFault = Exclude<RequestFault, 'refused' | 'reset' | 'frozen' | 'events-cut'>

/** In the place of a command that is not done, so that its answer comes in its turn. */
const idle = 'api status'

function commandUnder(pair: Pair, command: string, fault: LaterFault): unknown {
  const refusal = () => {
    if (!/^(user)?auth /.test(command)) return tell(pair, refusalOf(command, fault))
    pair.near.end(eslRejection)
  }
  const freeze = () => {
    pair.isFrozen = true
  }
  switch (fault) {
    case 'error':
    case 'not-found':
      return /^(user)?auth /.test(command) ? refusal() : send(pair, idle, refusal)
    case 'error-after':
      return send(pair, command, refusal)
    case 'lost':
      return send(pair, command, freeze)
    case 'late':
      return send(pair, command, (frame) => {
        pair.toConsole ??= []
        tell(pair, frame.bytes)
        setTimeout(() => release(pair), lateAnswerMs)
      })
    case 'slow':
      return slowly(pair, command, freeze)
  }
}

/** `bgapi` is answered at once, and what is done is told by an event: only that one is lost, late or a refusal. */
function jobUnder(pair: Pair, command: string, fault: LaterFault): unknown {
  const withEnd = (end: Due) => (frame: EslFrame) => {
    const id = /^Job-UUID: (.*)$/m.exec(frame.head)?.[1]
    if (id !== undefined) pair.jobs.set(id, end)
    tell(pair, frame.bytes)
  }
  const refusal = (frame: EslFrame) => tell(pair, eslJobEnd(JSON.parse(frame.body) as Event, wordsOf(command, fault)))
  const nothing = () => undefined
  switch (fault) {
    case 'error':
    case 'not-found':
      return send(pair, 'bgapi status', withEnd(refusal))
    case 'error-after':
      return send(pair, command, withEnd(refusal))
    case 'lost':
      return send(pair, command, withEnd(nothing))
    case 'late':
      return send(
        pair,
        command,
        withEnd((frame) => void setTimeout(() => tell(pair, frame.bytes), lateAnswerMs)),
      )
    case 'slow':
      return slowly(pair, command, withEnd(nothing))
  }
}

function slowly(pair: Pair, command: string, due: Due): void {
  const { far } = pair
  pair.toPbx ??= []
  send(pair, command, due)
  setTimeout(() => {
    const waiting = pair.toPbx ?? []
    pair.toPbx = null
    for (const one of waiting) far.write(`${one}\n\n`)
  }, slowRequestMs)
}

function release(pair: Pair): void {
  const waiting = pair.toConsole ?? []
  pair.toConsole = null
  for (const bytes of waiting) tell(pair, bytes)
}

const refusalOf = (command: string, fault: LaterFault): string =>
  command.startsWith('api ') ? eslAnswer(wordsOf(command, fault)) : eslReply(wordsOf(command, fault).trim())

/** As the PBX has them: samples/02, and the facts on `originate`. */
function wordsOf(command: string, fault: LaterFault): string {
  const [, name = ''] = command.split(' ')
  if (fault !== 'not-found') return name === 'originate' ? '-ERR NORMAL_TEMPORARY_FAILURE\n' : '-ERR no reply\n'
  if (name === 'originate') return '-ERR SUBSCRIBER_ABSENT\n'
  return name.startsWith('uuid_') ? '-ERR No such channel!\n' : `-ERR ${name} Command not found!\n`
}
