// The supervisor's leg given away to talk with the caller: it is neither touched nor renewed, and nothing is told of it.
import { leaseS } from '#main/pbx/kit/lease.ts'
import type { Lending } from '#main/pbx/kit/spy-method.ts'
import type { Line, Work } from './work.ts'

export function eavesdropLending(
  work: Work,
  lease: (work: Work, leg: string, seconds: string) => Promise<unknown>,
): Lending {
  const { lines, parts, listener } = work
  const isUp = (line: Line | undefined): line is Line => line?.ear.phase === 'up'
  return {
    lend(ticketId) {
      const line = lines.get(ticketId)
      if (!isUp(line)) return null
      line.isLent = true
      return line.leg
    },
    async takeBack(ticketId) {
      const line = lines.get(ticketId)
      if (!line) return
      line.isLent = false
      if (isUp(line)) return void (await lease(work, line.leg, leaseS))
      // That it was not taken is answered first.
      parts.clock.after(0, () => listener.lineDown(ticketId, 'pbxEnded'))
    },
    async giveUp(ticketId) {
      lines.delete(ticketId)
    },
  }
}
