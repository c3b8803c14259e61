// Taking a call over on the demo PBX; that the monitor has ended by it comes as an event of its own.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { askAct } from './ask.ts'
import type { DemoActsParts } from './parts.ts'

export const takeOverActs = (parts: DemoActsParts): ActRunners => ({
  takeOver: {
    run: ({ ticketId, target: { callId, agentId } }, id) =>
      askAct(parts, 'monitor.take-over', { monitor: ticketId, call: callId, agent: agentId }, id),
  },
})
