// What a big Asterisk lists of itself: 2,000 agents, half of them in one of a thousand calls, and 300 queues.
import type { Lists } from '#main/pbx/asterisk/floor/difference.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'

const agents = 2_000
const calls = 1_000
const queues = 300
const queuesOfAgent = 3

export const numberOfAgent = (n: number): string => String(10_000 + n)

/** `turn`: which of the agent's three. */
export const queueOfAgent = (n: number, turn: number): string => `queue-${(n + turn * 97) % queues}`

/** All agents of this queue. */
export const agentsOf = (queue: string): readonly number[] => byQueue.get(queue) ?? []

const byQueue = new Map<string, number[]>()
for (let n = 0; n < agents; n++)
  for (let turn = 0; turn < queuesOfAgent; turn++) {
    const queue = queueOfAgent(n, turn)
    byQueue.set(queue, [...(byQueue.get(queue) ?? []), n])
  }

export function listsOfBigSite(): Lists {
  const number = numberOfAgent
  const channels = Array.from({ length: calls }, (_, n): AmiMessage[] => {
    const linkedId = `1700000000.${2 * n}`
    const row = {
      Event: 'CoreShowChannel',
      Linkedid: linkedId,
      ChannelState: '6',
      BridgeId: `bridge-${n}`,
      Context: 'from-queue',
      Exten: '600',
    }
    return [
      {
        ...row,
        Uniqueid: linkedId,
        Channel: `PJSIP/trunk-${n.toString(16)}`,
        CallerIDNum: `555${number(n)}`,
        Application: 'Queue',
        ApplicationData: `queue-${n % queues}`,
      },
      {
        ...row,
        Uniqueid: `1700000000.${2 * n + 1}`,
        Channel: `PJSIP/${number(n)}-${n.toString(16)}`,
        CallerIDNum: number(n),
        Application: 'AppQueue',
      },
    ]
  }).flat()
  const params = Array.from(
    { length: queues },
    (_, n): AmiMessage => ({
      Event: 'QueueParams',
      Queue: `queue-${n}`,
      Completed: '812',
      Abandoned: '34',
      ServiceLevel: '20',
      ServicelevelPerf: '81.4',
    }),
  )
  const members = Array.from({ length: agents }, (_, n) =>
    Array.from(
      { length: queuesOfAgent },
      (__, q): AmiMessage => ({
        Event: 'QueueMember',
        Queue: queueOfAgent(n, q),
        Name: `Agent ${number(n)}`,
        Location: `PJSIP/${number(n)}`,
        StateInterface: `PJSIP/${number(n)}`,
        Membership: 'static',
        CallsTaken: '12',
        LastCall: '1700000000',
        Status: '1',
        Paused: '0',
      }),
    ),
  ).flat()
  const devices = Array.from(
    { length: agents },
    (_, n): AmiMessage => ({
      Event: 'DeviceStateChange',
      Device: `PJSIP/${number(n)}`,
      State: n < calls ? 'INUSE' : 'NOT_INUSE',
    }),
  )
  const hints = Array.from(
    { length: agents },
    (_, n): AmiMessage => ({
      Event: 'ExtensionStatus',
      Exten: number(n),
      Context: 'ext-local',
      Hint: `PJSIP/${number(n)}&Custom:DND${number(n)},CustomPresence:${number(n)}`,
      Status: '0',
      StatusText: 'Idle',
    }),
  )
  const bridges = Array.from(
    { length: calls },
    (_, n): AmiMessage => ({
      Event: 'BridgeListItem',
      BridgeUniqueid: `bridge-${n}`,
      BridgeType: 'basic',
      BridgeTechnology: 'simple_bridge',
      BridgeCreator: '<unknown>',
      BridgeName: '<unknown>',
      BridgeNumChannels: '2',
      BridgeVideoSourceMode: 'none',
    }),
  )
  return { bridges, channels, hints, queues: [...params, ...members], devices, parked: [], pool: [] }
}
