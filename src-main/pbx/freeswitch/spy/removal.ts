// A leg of ours is hung up until it is known to be gone, also one that was only asked for and may yet come.
import { backoffMs } from '#contract/back-off.ts'
import { endsWithinMs } from '#main/pbx/kit/lease.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import type { Line, Work } from './work.ts'

const again = { firstMs: 150, longestMs: 2000 }
/** An originate that was asked for has rung, or has not, by then. */
const LATE_MS = 20_000

export async function killUntilGone(work: Work, line: Line): Promise<void> {
  const { clock, random } = work.parts
  const begunAt = clock.now()
  for (let attempt = 0; line.ear.phase !== 'gone' && !work.isClosed; attempt++) {
    const killed = await work.api(`uuid_kill ${line.leg}`)
    const isAbsent = !killed.ok && /No such channel/i.test(killed.error.detail ?? '')
    const passedMs = clock.now() - begunAt
    if (isAbsent && (!line.isAsked || passedMs > LATE_MS)) return
    // Cut off for so long, its own lease has ended it.
    if (passedMs > endsWithinMs) return
    const ms = backoffMs(attempt, random, again)
    await waitFor<void>(clock, { ms, otherwise: undefined }, (settle) => {
      const check = () => {
        if (line.ear.phase === 'gone' || work.isClosed || (isAbsent && !line.isAsked)) settle(undefined)
      }
      const stop = line.moved.on(check)
      check()
      return stop
    })
  }
}
