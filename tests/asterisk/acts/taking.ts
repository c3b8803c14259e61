// What the tests of acts on a real Asterisk share: asking for a take over, and whether somebody heard a hole.
import { randomUUID } from 'node:crypto'
import type { Act } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import type { MonitorTicket } from '#contract/monitor.ts'
import { err, type Result } from '#contract/result.ts'
import { type Ear, goertzel } from '#main/proof/phone/tone-rtp.ts'
import { type Console, supervisorHz } from '../call-centre.ts'
import { agentHz } from '../sip-phone.ts'

export const run = (desk: Console, act: Act): Promise<Result<null>> =>
  desk.connector.acts?.run(act, randomUUID()) ?? Promise.resolve(err(deskFailure('internal')))

export const takeOver = (desk: Console, { id, target }: MonitorTicket): Promise<Result<null>> =>
  run(desk, { kind: 'takeOver', ticketId: id, target })

/** Frames in which the caller heard neither the agent nor the supervisor, and frames that were lost on the way. */
export function listenForGaps(ear: Ear) {
  ear.mark(0)
  let silent = 0
  let heard = false
  const stop = ear.onFrame((pcm) => {
    const isHeard = [agentHz, supervisorHz].some((hz) => goertzel([pcm], hz) > 1000)
    heard ||= isHeard
    if (heard && !isHeard) silent++
  })
  return {
    stop: () => {
      stop()
      return { missing: silent + ear.sinceMark().missing }
    },
  }
}
