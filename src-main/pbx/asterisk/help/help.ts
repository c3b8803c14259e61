// Agents' requests for help on Asterisk: heard as user events of the dialplan, shared between consoles, read from AstDB after a cut.
import { type HelpBoard, type HelpStep, noHelp } from '#contract/alerts.ts'
import { deskFailure } from '#contract/errors.ts'
import { createListeners, createObservable } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { HelpPart } from '#main/pbx/connector.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import type { AmiFields, AmiReply } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Askers } from './askers.ts'
import { type Console, type HelpInput, nextHelp, quiet, shownRequests, whyNotStep } from './help-step.ts'
import { CRY_FAMILY, type Cry, cryOf, type HelpMessage, keptCryOf, messageOf, wireOf } from './help-wire.ts'

export type HelpParts = {
  readonly me: Console
  readonly clock: Clock
  readonly action: (name: string, fields: AmiFields) => Promise<Result<AmiReply>>
  readonly askers: () => Askers
  /** What the site file calls the reasons, by the digits dialled behind the feature code. */
  readonly reasons: Readonly<Record<string, string>>
  /** The AMI user may send and read user events. */
  readonly isPossible: () => boolean
  /** Ours minus the PBX's. */
  readonly clockOffsetMs: () => number
  readonly log: (text: string) => void
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
/** What was asked longer ago while nobody was there is nothing to come running for. */
const KEPT_FOR_MS = 15 * 60_000

export function createHelp(parts: HelpParts): Help {
  const { me, clock, action, askers } = parts
  const board = createObservable<HelpBoard>(noHelp)
  const echoes = createListeners<string>()
  let state = quiet
  let others: readonly string[] = []
  let isIn = false
  let steps = 0
  let stopReading: Stop = () => {}

  const show = () => {
    const next: HelpBoard = { requests: shownRequests(state), supervisors: [...new Set([me.name, ...others])] }
    if (JSON.stringify(next) !== JSON.stringify(board.get())) board.set(next)
  }
  const send = (message: HelpMessage) => action('UserEvent', wireOf(message))
  const move = (input: HelpInput) => {
    const moved = nextHelp(state, input, me, clock.now())
    state = moved.state
    for (const message of moved.send) void send(message)
    show()
  }
  const cried = (cry: Cry) => {
    const agentId = askers().agentOf(cry)
    if (agentId === null) return parts.log(`somebody who is not on the floor asks for help (${cry.phone ?? cry.agent})`)
    move({
      kind: 'asked',
      asked: {
        id: cry.id ?? `${agentId}.program`,
        agentId,
        callId: askers().callOf(agentId, cry.channel),
        reason: cry.reason ?? reasonOf(cry.code),
        at: clock.now(),
      },
    })
  }
  const reasonOf = (code: string | null) => (code === null ? null : (parts.reasons[code] ?? code))
  /** Right: reporting. An Asterisk before 18 cannot list a family; then only what is heard counts. */
  const readKept = async () => {
    if (!isIn) return
    if (!kept.ok) return
    for (const row of kept.value.rows) {
      const cry = keptCryOf(row)
      const agentId = cry && askers().agentOf({ phone: cry.phone, agent: null })
      if (!cry || !agentId) continue
      const at = Math.min(clock.now(), cry.at * 1000 + parts.clockOffsetMs())
      if (clock.now() - at > KEPT_FOR_MS) continue
      const callId = askers().callOf(agentId, cry.id)
      // They have gone on to another call meanwhile.
      if (callId !== null && askers().since(callId) > at) continue
      move({ kind: 'asked', asked: { id: cry.id, agentId, callId, reason: reasonOf(cry.code), at } })
    }
  }
  const isOver = ({ agentId, callId }: { readonly agentId: string; readonly callId: string | null }) =>
    callId !== null && !askers().isOn(agentId, callId)
  const stopLooking = clock.every(LOOK_EVERY_MS, () => {
    if (isIn) move({ kind: 'look', over: state.requests.filter(isOver).map(({ id }) => id) })
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
        const cry = message ? null : cryOf(event)
        if (message) move({ kind: 'message', message })
        if (message && 'said' in message && message.from.id === me.id) echoes.emit(message.said)
        if (cry) cried(cry)
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
    async step(step: HelpStep): Promise<Result<null>> {
      if (!parts.isPossible()) return err(deskFailure('refusedByAccess', 'notByThisPbx'))
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
    },
    close: () => {
      stopLooking()
      stopReading()
    },
  }

  function refusalOf(step: HelpStep): Result<null> | null {
    const why = whyNotStep(state, step, me)
    if (why === null) return null
    return err(why === 'gone' ? deskFailure('callGone') : deskFailure('pbxRefused', `${why.by} sees to it already`))
  }
}

function messageFor(step: HelpStep, said: string, from: Console): HelpMessage {
  const { id: help } = step
  return step.do === 'handOver'
    ? { kind: 'handOver', from, said, help, to: step.to }
    : { kind: step.do, from, said, help }
}
