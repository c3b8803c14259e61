// Hands monitors over on Asterisk, where the AMI user may send and read user events; elsewhere there is none of it.
import { deskFailure } from '#contract/errors.ts'
import { type HandOverStep as Asked, noHandOvers } from '#contract/hand-over.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { createObservable } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { HandOverPart } from '#main/pbx/connector.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import type { AmiFields } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { alone, boardOf, type HandOverInput, HERE_EVERY_MS, nextHandOver } from './hand-over-step.ts'
import { type HandOverMessage, messageOf, wireOf } from './hand-over-wire.ts'

export type HandOverParts = {
  readonly me: HandOverMessage['from']
  readonly clock: Clock
  readonly action: (name: string, fields: AmiFields) => Promise<Result<unknown>>
  readonly end: (ticketId: string) => void
}

export type HandOver = HandOverPart & {
  /** On every new connection. Resolves when it is known whether consoles can speak to each other here. */
  enter(): Promise<void>
  heard(events: readonly AmiMessage[]): void
  monitored(event: MonitorEvent): void
  lost(): void
  close(): Promise<void>
}

const ECHO_WITHIN_MS = 500
const LOOK_EVERY_MS = 1000

export function createHandOver({ me, clock, action, end }: HandOverParts): HandOver {
  const { now } = clock
  const board = createObservable(noHandOvers)
  let state = alone
  let possible = false
  let echoed: (() => void) | null = null
  let offers = 0
  let saidAt = 0

  const send = (message: HandOverMessage) => action('UserEvent', wireOf(message))
  const move = (input: HandOverInput) => {
    const step = nextHandOver(state, input, me, now())
    const isNews = step.state !== state
    state = step.state
    for (const message of step.send) void send(message)
    if (step.end !== null) end(step.end)
    if (isNews && JSON.stringify(boardOf(state)) !== JSON.stringify(board.get())) board.set(boardOf(state))
  }
  const stopLooking = clock.every(LOOK_EVERY_MS, () => {
    if (!possible) return
    move({ kind: 'look' })
    if (now() - saidAt < HERE_EVERY_MS) return
    saidAt = now()
    void send({ kind: 'here', from: me })
  })

  const echo = (): Promise<boolean> =>
    waitFor(clock, { ms: ECHO_WITHIN_MS, otherwise: false }, (settle) => {
      echoed = () => settle(true)
      return () => {
        echoed = null
      }
    })

  return {
    on: board.on,
    isPossible: () => possible,
    async enter() {
      saidAt = now()
      const heard = echo()
      const sent = await send({ kind: 'here', from: me })
      possible = sent.ok && (await heard)
    },
    heard(events) {
      for (const event of events) {
        const message = messageOf(event)
        if (message?.from.id === me.id) echoed?.()
        else if (message) move({ kind: 'message', message })
      }
    },
    monitored: (event) => move({ kind: 'monitor', event }),
    lost() {
      possible = false
      state = { ...alone, live: state.live }
      board.set(noHandOvers)
    },
    async step(asked: Asked) {
      if (!possible) return err(deskFailure('refusedByAccess', 'notByThisPbx'))
      if (asked.kind !== 'offer') {
        move(asked)
        return ok(null)
      }
      const name = state.others[asked.to]?.name
      if (state.live?.ticketId !== asked.ticketId) return err(deskFailure('unknownMonitor'))
      if (name === undefined || state.asked)
        return err(deskFailure('pbxRefused', 'that supervisor has no console open'))
      offers += 1
      move({ ...asked, to: { id: asked.to, name }, offerId: `${me.id}-${now()}-${offers}` })
      return ok(null)
    },
    async close() {
      stopLooking()
      if (possible) await send({ kind: 'gone', from: me })
    },
  }
}
