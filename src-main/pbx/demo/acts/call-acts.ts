// Acts on calls on the demo PBX: end, hold, hand on, pick, move, park.
import type { ActOf, Destination } from '#contract/acts/acts.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { askAct } from './ask.ts'
import type { DemoActsParts } from './parts.ts'

export function callActs(parts: DemoActsParts): ActRunners {
  const ask = (method: string, params: object, id: string) => askAct(parts, method, params, id)
  const send = ({ callId, agentId, to }: ActOf<'transferCall'>, id: string) =>
    ask('call.send', { call: callId, agent: agentId, to: wireTo(to) }, id)
  const hold =
    (on: boolean) =>
    ({ callId, agentId }: ActOf<'holdCall' | 'resumeCall'>, id: string) =>
      ask('call.hold', { call: callId, agent: agentId, on }, id)
  return {
    endCall: { run: ({ callId }, id) => ask('call.end', { call: callId }, id) },
    holdCall: { run: hold(true) },
    resumeCall: { run: hold(false) },
    transferCall: { run: send },
    transferOut: { run: send },
    pickCall: {
      run: ({ callId, by }, id) =>
        by === 'me'
          ? ask('call.pick', { call: callId, line: parts.line(), supervisor: parts.supervisor() }, id)
          : ask('call.give', { call: callId, agent: by.agentId }, id),
    },
    moveWaiting: {
      run: ({ callId, to }, id) =>
        ask('call.move', { call: callId, to: to === 'front' ? to : { queue: to.queueId } }, id),
    },
    parkCall: { run: ({ callId, agentId }, id) => ask('call.park', { call: callId, agent: agentId }, id) },
  }
}

function wireTo(to: Destination): object {
  switch (to.kind) {
    case 'agent':
      return { agent: to.agentId }
    case 'queue':
      return { queue: to.queueId }
    case 'number':
      return { number: to.number }
  }
}
