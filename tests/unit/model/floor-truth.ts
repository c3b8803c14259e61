// The calls as they are on the PBX, and as AMI has told of them so far: the two differ while news is on its way.
import type { Call, Floor, FloorPatch, Party } from '#contract/floor.ts'
import type { Spot, View } from '#main/pbx/asterisk/floor/picture-view.ts'
import { aCall, agentParty, anAgent, outside } from '../../fakes/floors.ts'

export type TrueCall = {
  readonly id: string
  /** The channel of the agent's leg; a call that is transferred by its agent has another one. */
  readonly channel: string
  readonly agentId: string
  readonly other: Party
  /** Its agent has sent it on, and nobody has answered yet. */
  readonly isMoving: boolean
}

const colleague: Party = { name: 'Colleague', number: '2001', onNet: true, agentId: null }
const stranger: Party = { name: '', number: '+15559999', onNet: false, agentId: null }
export const others: readonly Party[] = [outside, colleague, stranger]

export const callsAtFirst: readonly TrueCall[] = [
  { id: 'a', channel: 'a.1', agentId: '1001', other: outside, isMoving: false },
  { id: 'b', channel: 'b.1', agentId: '1002', other: colleague, isMoving: false },
  { id: 'c', channel: 'c.1', agentId: '1003', other: outside, isMoving: false },
]

export const agentIds = ['1001', '1002', '1003', '1004'] as const

const rowOf = ({ id, agentId, other, isMoving }: TrueCall): Call =>
  isMoving
    ? aCall(id, agentId, { from: other, to: agentParty(agentId), agentId: null, state: 'ringing' })
    : aCall(id, agentId, { from: other, to: agentParty(agentId) })

export function floorOf(calls: readonly TrueCall[]): Floor {
  const agents = agentIds.map((id) => anAgent(id, { callId: calls.find((call) => call.agentId === id)?.id ?? null }))
  return {
    agents: Object.fromEntries(agents.map((row) => [row.id, row])),
    calls: Object.fromEntries(calls.map((call) => [call.id, rowOf(call)])),
    queues: {},
  }
}

export const patchOf = (before: Floor, after: Floor): FloorPatch => ({
  agents: { set: Object.values(after.agents), gone: [] },
  calls: {
    set: Object.values(after.calls),
    gone: Object.keys(before.calls).filter((id) => !(id in after.calls)),
  },
})

/** What a connector finds in its picture of these calls. */
export function viewOver(calls: () => readonly TrueCall[]): View {
  const spotOf = (call: TrueCall | undefined): Spot | null =>
    call
      ? {
          channelId: call.channel,
          channelName: `PJSIP/${call.agentId}-${call.id}`,
          callId: call.id,
          agentId: call.agentId,
        }
      : null
  const talking = () => calls().filter(({ isMoving }) => !isMoving)
  return {
    talking: (agentId, callId) =>
      spotOf(talking().find((call) => call.agentId === agentId && (callId === null || call.id === callId))),
    agentOn: (callId) => spotOf(talking().find(({ id }) => id === callId)),
    callOf: (channelId) => talking().find(({ channel }) => channel === channelId)?.id ?? null,
    callState: (callId) => {
      const call = calls().find(({ id }) => id === callId)
      if (!call) return 'none'
      return call.isMoving ? 'transferred' : 'settled'
    },
    peerOf: () => null,
  }
}
