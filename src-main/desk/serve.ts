// Puts a desk behind a channel: every request is parsed and dispatched, and nothing but codes crosses back.
import { type DeskFrame, type DeskReply, requestFrame } from '#contract/channel.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { type DeskHandlers, requestNames, requests } from '#contract/ipc.ts'
import { err } from '#contract/result.ts'
import type { Stop } from '#contract/time.ts'
import type { Log } from '#main/system/log.ts'
import type { DeskServer } from './desk.ts'
import { Refused } from './guarded.ts'

/** The desk as one window has it. */
export type ServedDesk = Pick<DeskServer, 'handlers' | 'onSignal'>

/** A message channel to one window. `onMessage` gives values as they came; nothing of them is trusted. */
export type DeskChannel = {
  readonly send: (frame: DeskFrame) => void
  readonly onMessage: (listener: (message: unknown) => void) => Stop
}

/** Serves one window until the stop is called. Requests still under way then are answered to nobody. */
export function serveDesk(desk: ServedDesk, channel: DeskChannel, log: Log): Stop {
  let open = true
  const send = (frame: DeskFrame) => {
    if (open) channel.send(frame)
  }
  const stopSignals = desk.onSignal((signal) => send({ type: 'signal', name: signal.name, payload: signal.payload }))
  const stopMessages = channel.onMessage((message) => {
    const frame = requestFrame.safeParse(message)
    if (!frame.success) {
      log('warn', 'a frame of the window does not fit the contract')
      return
    }
    const { id, name, input } = frame.data
    void answerRequest(desk.handlers, name, input, log).then((reply) => send({ type: 'answer', id, reply }))
  })
  return () => {
    open = false
    stopSignals()
    stopMessages()
  }
}

/** Never rejects. Requests whose answer is a Result fail as a Result; the others as a `fault`, which rejects in the window. */
export async function answerRequest(
  handlers: DeskHandlers,
  name: string,
  input: unknown,
  log: Log,
): Promise<DeskReply> {
  const known = requestNames.find((candidate) => candidate === name)
  if (!known) return { kind: 'fault', error: deskFailure('badRequest', `no request ${name}`) }
  const fail = (error: DeskError): DeskReply =>
    requests[known].tries ? { kind: 'output', output: err(error) } : { kind: 'fault', error }
  if (known !== 'beat') log('debug', `the window asks for ${known}`)
  const parsed = requests[known].input.safeParse(input)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return fail(deskFailure('badRequest', `${known} ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`))
  }
  try {
    // The schema of `known` has just proved the input; TypeScript cannot follow that through the table.
    const handle = handlers[known] as (input: unknown) => Promise<unknown>
    return { kind: 'output', output: await handle(parsed.data) }
  } catch (cause) {
    if (cause instanceof Refused) {
      log('warn', `${known} refused: ${cause.error.code}`)
      return fail(cause.error)
    }
    log('error', `${known} failed: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`)
    return fail(deskFailure('internal'))
  }
}
