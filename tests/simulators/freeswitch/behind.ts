// What commands did to the calls of the simulated FreeSWITCH, done to the demo PBX's as well: its mixer is what is heard.
import type { Behind, SentTo } from './acts.ts'
import { ccAgent, type Mirror } from './mirror.ts'

export type BehindParts = {
  readonly mirror: () => Mirror | null
  /** False: the demo PBX has refused it. */
  readonly ask: (method: string, params: object) => Promise<boolean>
  /** Whether the leg is a monitor's; it is none any more. */
  readonly takesSeat: (leg: string) => boolean
  readonly hangUp: (leg: string, cause: string) => void
}

export function createBehind({ mirror, ask, takesSeat, hangUp }: BehindParts): Behind {
  return {
    joined(caller, line) {
      const place = mirror()?.placeOf(caller)
      if (!place || !takesSeat(line)) return
      const { call, agent } = place
      mirror()?.joins(call, caller, line)
      void ask('monitor.take-over', { monitor: line, call, agent })
    },
    sent(leg, to) {
      const place = mirror()?.placeOf(leg)
      if (!place) return false
      const { call, isTalking } = place
      const agent = isTalking ? place.agent : null
      mirror()?.leaves(call, leg)
      const done =
        to === 'lot' ? ask('call.park', { call, agent }) : ask('call.send', { call, agent, to: placeIn(mirror(), to) })
      // Nobody answers there: the dialplan has come to its end.
      void done.then((isDone) => isDone || hangUp(leg, 'NO_ANSWER'))
      return true
    },
    held(leg, on) {
      const place = mirror()?.placeOf(leg)
      if (place?.agent) void ask('call.hold', { call: place.call, agent: place.agent, on })
    },
    killed(leg) {
      const place = mirror()?.placeOf(leg)
      if (place) void ask('call.end', { call: place.call })
    },
    status(name, status) {
      const agent = mirror()?.agentOf(name)
      if (!agent) return
      const { ext, queues, isIn } = agent
      if (status === 'On Break') void ask('agent.pause', { agent: ext, reason: null })
      else if (status === 'Logged Out') void ask('agent.log-out', { agent: ext, queues: null })
      else void (isIn ? ask('agent.ready', { agent: ext }) : ask('agent.log-in', { agent: ext, queues }))
    },
    message(to, text) {
      const [user = ''] = to.split('@')
      if (!mirror()?.registered.has(user)) return false
      void ask('agent.text', { agent: user, text, from: { line: 'freeswitch', name: '' } })
      return true
    },
  }
}

/** Where the dialplan leads, as the demo PBX has it. */
function placeIn(mirror: Mirror | null, to: Exclude<SentTo, 'lot'>): object {
  if ('queue' in to) return { queue: to.queue.split('@')[0] }
  return mirror?.agentOf(ccAgent(to.extension)) ? { agent: to.extension } : { number: to.extension }
}
