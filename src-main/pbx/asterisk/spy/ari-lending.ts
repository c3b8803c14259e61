// A line of ARI given away: its room goes, its channel is left alone.

import { leaseS } from '#main/pbx/kit/lease.ts'
import type { Lending } from '#main/pbx/kit/spy-method.ts'
import { lease } from './ari-events.ts'
import { move, type Work } from './ari-work.ts'

export function ariLending(work: Work): Lending {
  const { lines, attachments, rooms, parts } = work
  return {
    lend(ticketId) {
      const line = lines.get(ticketId)
      if (!line || line.state.channel === null) return null
      line.lent = 'lent'
      return line.state.channel
    },
    async takeBack(ticketId) {
      const line = lines.get(ticketId)
      const channel = line?.state.channel ?? null
      if (!line || channel === null) return
      const wasLost = line.lent === 'lost'
      line.lent = 'no'
      if (!wasLost) return void (await lease(work, channel, leaseS))
      // Out of Stasis it can be put into no room any more.
      void attachments.remove('channel', channel)
      // That it was not taken is answered first.
      parts.clock.after(0, () => parts.listener.lineDown(ticketId, 'pbxEnded'))
    },
    async giveUp(ticketId) {
      const line = lines.get(ticketId)
      if (!line) return
      for (const id of line.state.phones) attachments.forget(id)
      if (line.state.room) move(work, line, { kind: 'roomLeft', room: line.state.room })
      const left = [...line.state.left]
      line.state = { ...line.state, phones: [], channel: null, isLeaving: true }
      lines.delete(ticketId)
      await Promise.all([...left.map(rooms.leave), line.busy])
    },
  }
}
