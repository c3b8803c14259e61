// What the tests of acts on a real Asterisk share: asking for a take over, and whether somebody heard a hole.
import { randomUUID } from 'node:crypto'
import type { Act } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import type { MonitorTicket } from '#contract/monitor.ts'
import { err, type Result } from '#contract/result.ts'
import { goertzel } from '#main/proof/phone/tone-rtp.ts'
import { type Console, supervisorHz, until } from '../call-centre.ts'
import type { Dialog } from '../sip-dialog.ts'
import { agentHz } from '../sip-phone.ts'
import { FRAME_MS, neverSent, SAMPLE } from './never-sent.ts'

export const run = (desk: Console, act: Act): Promise<Result<null>> =>
  desk.connector.acts?.run(act, randomUUID()) ?? Promise.resolve(err(deskFailure('internal')))

export const takeOver = (desk: Console, { id, target }: MonitorTicket): Promise<Result<null>> =>
  run(desk, { kind: 'takeOver', ticketId: id, target })

/** Resolves when enough has been heard to judge by; what is asked for afterwards is listened to. */
export async function listenForGaps(of: Pick<Dialog, 'ear' | 'isUp'>) {
  const { ear } = of
  ear.mark(0)
  const arrivals: number[] = []
  let silent = 0
  const stop = ear.onFrame((pcm, at) => {
    const isHeard = [agentHz, supervisorHz].some((hz) => goertzel([pcm], hz) > 1000)
    if (!isHeard && arrivals.length > 0) silent++
    if (isHeard || arrivals.length > 0) arrivals.push(at)
  })
  const more = async (frames: number) => {
    const wanted = arrivals.length + frames
    await until(() => arrivals.length >= wanted || !of.isUp(), 'the caller hears somebody')
  }
  await more(SAMPLE)
  return {
    /** Frames in which they heard neither the agent nor the supervisor, were lost on the way, or were not sent at all. */
    stop: async () => {
      const cameOn = await more(SAMPLE).then(
        () => true,
        () => false,
      )
      stop()
      if (!cameOn) return { missing: Math.ceil((performance.now() - (arrivals.at(-1) ?? 0)) / FRAME_MS) }
      return { missing: silent + Math.max(ear.sinceMark().missing, of.isUp() ? neverSent(arrivals) : 0) }
    },
  }
}
