// A line of the ChanSpy context given away: its channel is left alone.
import { leaseS } from '#main/pbx/kit/lease.ts'
import type { Lending } from '#main/pbx/kit/spy-method.ts'
import { move, setVariable, type Work } from './dialplan-work.ts'
import { leaseVariable } from './lease.ts'

export function dialplanLending(work: Work): Lending {
  const { lines } = work
  return {
    lend(ticketId) {
      const line = lines.get(ticketId)
      const [phone] = line?.state.phones ?? []
      if (!line || line.state.channel === null || line.state.isLeaving || !phone) return null
      line.lent = 'lent'
      return phone.id
    },
    async takeBack(ticketId) {
      const line = lines.get(ticketId)
      if (!line) return
      const wasLost = line.lent === 'lost'
      line.lent = 'no'
      if (!wasLost) return void (await setVariable(work, line, leaseVariable, leaseS))
      // That it was not taken is answered first.
      const gone = line.state.phones.map(({ id }) => ({ kind: 'gone', id, reason: 'lineHungUp' }) as const)
      work.parts.clock.after(0, () => {
        for (const input of gone) move(work, line, input)
      })
    },
    async giveUp(ticketId) {
      lines.delete(ticketId)
    },
  }
}
