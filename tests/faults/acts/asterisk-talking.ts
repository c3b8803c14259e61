// Somebody outside who talks with the first agent of a lane on the real Asterisk, as the journeys of acts begin.
import type { Call, Floor } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import { until } from '../../asterisk/call-centre.ts'
import type { Dialog } from '../../asterisk/sip-dialog.ts'
import type { LaneConsole } from '../console.ts'
import { voices } from '../floor.ts'
import type { Truth } from './act-floor.ts'
import type { AsteriskActLane } from './asterisk-act-lanes.ts'

const heard = 2000
export const hears = (dialog: Dialog, hz: number): boolean => dialog.ear.level(hz, 200) > heard

export type Talking = {
  readonly target: Target
  readonly caller: Dialog
  readonly agent: Dialog
  readonly user: string
}

/** Somebody outside talks with the first agent, and the console sees it. */
export async function talking(lane: AsteriskActLane, console: LaneConsole): Promise<Talking> {
  const { caller, user } = await lane.dialIn(lane.first)
  const [agent] = await Promise.all([lane.phones.first.nextCall(), caller.answered])
  const target = await until(() => {
    const call = callFrom(console.floor(), user, 'talking')
    return call && console.floor().agents[lane.first]?.callId === call.id
      ? { callId: call.id, agentId: lane.first }
      : null
  }, 'the console sees the call')
  await until(() => hears(caller, voices.first.agent) && hears(agent, voices.first.caller), 'they talk')
  return { target, caller, agent, user }
}

export const callFrom = (floor: Floor, user: string, state?: Call['state']): Call | null =>
  Object.values(floor.calls).find((call) => call.from.number === user && (state ?? call.state) === call.state) ?? null

export const wrong = (what: string): Truth => ({ wrong: what })
