// Agents' requests for help on Asterisk: heard as user events of the dialplan, shared between consoles, read from AstDB after a cut.
import { type HelpBoard, type HelpStep, noHelp } from '#contract/alerts.ts'
import { deskFailure } from '#contract/errors.ts'
import { createListeners, createObservable, type Listeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Stop } from '#contract/time.ts'
import type { HelpPart } from '#main/pbx/connector.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Askers } from './askers.ts'
import {
  type Console,
  type HelpInput,
  type HelpState,
  nextHelp,
  quiet,
  shownRequests,
  whyNotStep,
} from './help-step.ts'
import { type HelpMessage, messageOf, wireOf } from './help-wire.ts'
import { keptRequests, type RequestParts, requestOf } from './requests.ts'

export type HelpParts = RequestParts & {
  readonly me: Console
  /** The AMI user may send and read user events. */
  readonly isPossible: () => boolean
}

export type Help = HelpPart & {
  /** On every new connection, once the picture is whole. */
  enter(): Promise<void>
  heard(events: readonly AmiMessage[]): void
  /** Of the other consoles there are. */
  othersAre(names: readonly string[]): void
  lost(): void
  close(): void
}

const LOOK_EVERY_MS = 1000
const ECHO_WITHIN_MS = 3000
/** Others say first what has been dealt with: what is kept is not opened again for a moment. */
const OTHERS_WITHIN_MS = 700

export function createHelp(parts: HelpParts): Help {
  const { me, clock } = parts
  const board = createObservable<HelpBoard>(noHelp)
  const echoes = createListeners<string>()
  let state = quiet
  let others: readonly string[] = []
  let isIn = false
  let stopReading: Stop = () => {}

  const show = () => {
    const next: HelpBoard = { requests: shownRequests(state), supervisors: [...new Set([me.name, ...others])] }
    if (JSON.stringify(next) !== JSON.stringify(board.get())) board.set(next)
  }
  const send = (message: HelpMessage) => parts.action('UserEvent', wireOf(message))
  const move = (input: HelpInput) => {
    const moved = nextHelp(state, input, me, clock.now())
    state = moved.state
    for (const message of moved.send) void send(message)
    show()
  }
  const readKept = async () => {
    for (const asked of isIn ? await keptRequests(parts) : []) move({ kind: 'asked', asked })
  }
  const stopLooking = clock.every(LOOK_EVERY_MS, () => {
    if (isIn) move({ kind: 'look', over: overOf(state, parts.askers()) })
  })

  return {
    on: board.on,
    isPossible: parts.isPossible,
    async enter() {
      isIn = true
      show()
      if (!parts.isPossible()) return
      await send({ kind: 'ask', from: me })
      stopReading()
      stopReading = clock.after(OTHERS_WITHIN_MS, () => void readKept())
    },
    heard(events) {
      for (const event of events) {
        const message = messageOf(event)
        if (message) move({ kind: 'message', message })
        if (message && 'said' in message && message.from.id === me.id) echoes.emit(message.said)
        const asked = message ? null : requestOf(event, parts)
        if (asked) move({ kind: 'asked', asked })
      }
    },
    othersAre(names) {
      others = names
      show()
    },
    lost: () => {
      isIn = false
      stopReading()
    },
    step: stepper(parts, { send, echoes, state: () => state }),
    close: () => {
      stopLooking()
      stopReading()
    },
  }
}

type StepParts = {
  readonly send: (message: HelpMessage) => Promise<Result<unknown>>
  readonly echoes: Pick<Listeners<string>, 'on'>
  readonly state: () => HelpState
}

/** A step is made once the PBX has passed it on to this console too: then every console has it, in the same order. */
function stepper({ me, clock, isPossible }: HelpParts, { send, echoes, state }: StepParts): HelpPart['step'] {
  let steps = 0
  const refusalOf = (step: HelpStep): Result<null> | null => {
    const why = whyNotStep(state(), step, me)
    if (why === null) return null
    return err(why === 'gone' ? deskFailure('callGone') : deskFailure('pbxRefused', `${why.by} sees to it already`))
  }
  return async (step) => {
    if (!isPossible()) return err(deskFailure('refusedByAccess', 'notByThisPbx'))
    const refusal = refusalOf(step)
    if (refusal) return refusal
    steps += 1
    const said = `${me.id} ${clock.now()} ${steps}`
    const heard = waitFor(clock, { ms: ECHO_WITHIN_MS, otherwise: false }, (settle) =>
      echoes.on((echo) => echo === said && settle(true)),
    )
    const sent = await send(messageFor(step, said, me))
    if (!sent.ok) return sent
    if (!(await heard)) return err(deskFailure('timedOut', 'the PBX has not passed it on'))
    // Two who claim at once have both sent it: the board says whose it is.
    return step.do === 'claim' ? (refusalOf(step) ?? ok(null)) : ok(null)
  }
}

function messageFor(step: HelpStep, said: string, from: Console): HelpMessage {
  const { id: help } = step
  return step.do === 'handOver'
    ? { kind: 'handOver', from, said, help, to: step.to }
    : { kind: step.do, from, said, help }
}

const overOf = ({ requests }: HelpState, { isOn }: Askers): string[] =>
  requests.flatMap(({ id, agentId, callId }) => (callId !== null && !isOn(agentId, callId) ? [id] : []))
