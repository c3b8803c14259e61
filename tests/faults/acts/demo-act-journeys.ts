// Each act once on the demo PBX, and on what stands before it: how it is staged, what is asked for, and how its operator and ears tell whether it is done.
import { randomUUID } from 'node:crypto'
import type { Act } from '#contract/acts/acts.ts'
import type { Call, CallState, Floor } from '#contract/floor.ts'
import { until } from '../../asterisk/call-centre.ts'
import type { LaneConsole } from '../console.ts'
import { type LaneCall, type Party, voices } from '../floor.ts'
import { soon } from '../run-cell.ts'
import type { ActJourney, Staged, Truth } from './act-floor.ts'
import { type AgentRow, type CallRow, type DemoActLane, otherQueue, waitsIn } from './demo-act-lanes.ts'

type Arrange = ActJourney<DemoActLane>['arrange']

const heard = 2000
const hears = async (party: Pick<Party, 'level'>, hz: number): Promise<boolean> => (await party.level(hz, 100)) > heard

/** `id`: as the demo PBX has it. */
type Talking = LaneCall & { readonly id: string }

/** Somebody outside talks with the first agent, and the console sees it. */
async function talking(lane: DemoActLane, console: LaneConsole): Promise<Talking> {
  const call = await lane.call('first')
  const { callId, agentId } = call.target
  await until(
    () => console.floor().calls[callId]?.state === 'talking' && console.floor().agents[agentId]?.callId === callId,
    'the console sees the call',
  )
  return { ...call, id: lane.own.at(-1)?.demoId ?? '' }
}

const rowOf = async (lane: DemoActLane, id: string): Promise<CallRow | null> =>
  (await lane.now()).calls.find((row) => row.id === id) ?? null

const textOf = (row: CallRow | null): string => (row ? JSON.stringify(row) : 'the call is gone')
const wrong = (what: string): Truth => ({ wrong: what })

/** Both hear each other, and nobody else is there. */
async function stay(lane: DemoActLane, { id, agent, caller }: Talking): Promise<boolean> {
  const row = await rowOf(lane, id)
  if (row?.state !== 'up' || row.agent !== lane.stage.agents.first) return false
  return (await hears(caller, agent.hz)) && (await hears(agent, caller.hz))
}

const numberIn = (floor: Floor, number: string): Call | null =>
  Object.values(floor.calls).find((call) => call.from.number === number) ?? null

/** Somebody outside waits, and the console sees who. */
async function waiting(lane: DemoActLane, console: LaneConsole) {
  const { id, number } = await lane.wait()
  const call = await until(() => {
    const shown = numberIn(console.floor(), number)
    return shown?.state === 'waiting' ? shown : null
  }, 'the console sees who waits')
  return { id, number, callId: call.id }
}

const endCall: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  const { callId } = talk.target
  return {
    ask: { kind: 'endCall', callId },
    truth: async () => {
      const row = await rowOf(lane, talk.id)
      if (row === null) return 'done'
      return (await stay(lane, talk)) ? 'not' : wrong(textOf(row))
    },
    shown: (floor) => (floor.calls[callId] ? 'not' : 'done'),
  }
}

const isState = (floor: Floor, callId: string, state: CallState): boolean => floor.calls[callId]?.state === state

const apart = async (lane: DemoActLane, { id, agent, caller }: Talking): Promise<boolean> =>
  (await rowOf(lane, id))?.state === 'held' && !(await hears(caller, agent.hz)) && !(await hears(agent, caller.hz))

const hold: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  return {
    ask: { kind: 'holdCall', ...talk.target },
    truth: async () => {
      if (await apart(lane, talk)) return 'done'
      return (await stay(lane, talk)) ? 'not' : wrong(textOf(await rowOf(lane, talk.id)))
    },
    shown: (floor) => (isState(floor, talk.target.callId, 'held') ? 'done' : 'not'),
  }
}

const resume: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  await lane.order('call.hold', { call: talk.id, agent: lane.stage.agents.first, on: true })
  await until(() => isState(console.floor(), talk.target.callId, 'held'), 'the console sees it held')
  return {
    ask: { kind: 'resumeCall', ...talk.target },
    truth: async () => {
      if (await stay(lane, talk)) return 'done'
      return (await apart(lane, talk)) ? 'not' : wrong(textOf(await rowOf(lane, talk.id)))
    },
    shown: (floor) => (isState(floor, talk.target.callId, 'held') ? 'not' : 'done'),
  }
}

/** The second agent has the call `id`, and was rung for it once. */
async function withSecond(
  lane: DemoActLane,
  id: string,
  before: AgentRow,
  isAsBefore: () => Promise<boolean>,
): Promise<Truth> {
  const [row, second] = [await rowOf(lane, id), await lane.agent(before.ext)]
  if (second.calls > before.calls + 1) return wrong('the second agent had the call twice')
  if (row?.state === 'up' && row.agent === before.ext && second.call === id) {
    const first = await lane.agent(lane.stage.agents.first)
    return first.call === null ? 'done' : wrong('the first agent has a call as well')
  }
  if (second.call === null && (await isAsBefore())) return 'not'
  return wrong(`${textOf(row)}; the second agent: ${JSON.stringify(second)}`)
}

const shownWithSecond =
  ({ stage }: DemoActLane) =>
  (floor: Floor): 'done' | 'not' => {
    const { callId } = floor.agents[stage.agents.second] ?? {}
    return callId && floor.calls[callId]?.state === 'talking' ? 'done' : 'not'
  }

const toSecond: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  const before = await lane.agent(lane.stage.agents.second)
  return {
    ask: { kind: 'transferCall', ...talk.target, to: { kind: 'agent', agentId: before.ext } },
    truth: () => withSecond(lane, talk.id, before, () => stay(lane, talk)),
    shown: shownWithSecond(lane),
  }
}

const firstIsFree =
  ({ stage }: DemoActLane) =>
  (floor: Floor): 'done' | 'not' =>
    floor.agents[stage.agents.first]?.callId ? 'not' : 'done'

/** `isThere`: where the call has been sent, without the first agent. */
const sent =
  (act: (lane: DemoActLane, talk: Talking) => Act, isThere: (row: CallRow) => boolean): Arrange =>
  async (lane, console) => {
    const talk = await talking(lane, console)
    return {
      ask: act(lane, talk),
      truth: async () => {
        const row = await rowOf(lane, talk.id)
        const first = await lane.agent(lane.stage.agents.first)
        if (row && isThere(row) && first.call === null) return 'done'
        return (await stay(lane, talk)) ? 'not' : wrong(`${textOf(row)}; the first agent: ${JSON.stringify(first)}`)
      },
      shown: firstIsFree(lane),
    }
  }

const toQueue = sent(
  (lane, { target }) => ({ kind: 'transferCall', ...target, to: { kind: 'queue', queueId: lane.queueId(waitsIn) } }),
  ({ state, queue }) => state === 'waiting' && queue === waitsIn,
)

const outside = '5559999'
const toNumber = sent(
  (_lane, { target }) => ({ kind: 'transferCall', ...target, to: { kind: 'number', number: outside } }),
  ({ state, to }) => state === 'up' && to.number === outside,
)

const park = sent(
  (_lane, { target }) => ({ kind: 'parkCall', ...target }),
  ({ state }) => state === 'parked',
)

const giveToSecond: Arrange = async (lane, console) => {
  const { id, callId } = await waiting(lane, console)
  const before = await lane.agent(lane.stage.agents.second)
  return {
    ask: { kind: 'pickCall', callId, by: { agentId: before.ext } },
    truth: () => withSecond(lane, id, before, async () => (await rowOf(lane, id))?.state === 'waiting'),
    shown: shownWithSecond(lane),
  }
}

const retrieve: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  const parked = await console.connector.acts?.run({ kind: 'parkCall', ...talk.target }, randomUUID())
  if (!parked?.ok) throw new Error(`not parked: ${parked?.error.code}`)
  const isThere = async () => (await rowOf(lane, talk.id))?.state === 'parked'
  await until(() => {
    const { first } = lane.stage.agents
    return isState(console.floor(), talk.target.callId, 'parked') && !console.floor().agents[first]?.callId
  }, 'the console sees it parked')
  const before = await lane.agent(lane.stage.agents.second)
  return {
    ask: { kind: 'pickCall', callId: talk.target.callId, by: { agentId: before.ext } },
    truth: () => withSecond(lane, talk.id, before, isThere),
    shown: shownWithSecond(lane),
  }
}

const toFront: Arrange = async (lane, console) => {
  const one = await waiting(lane, console)
  const other = await waiting(lane, console)
  return {
    ask: { kind: 'moveWaiting', callId: other.callId, to: 'front' },
    truth: async () => {
      const order = (await lane.now()).calls.flatMap(({ id, state }) =>
        state === 'waiting' && (id === one.id || id === other.id) ? [id] : [],
      )
      if (order.length !== 2) return wrong(`${order.length} wait`)
      return order[0] === one.id ? 'not' : 'done'
    },
    shown: null, // the floor shows no place in a queue
  }
}

const toOtherQueue: Arrange = async (lane, console) => {
  const { id, number, callId } = await waiting(lane, console)
  return {
    ask: { kind: 'moveWaiting', callId, to: { queueId: lane.queueId(otherQueue) } },
    truth: async () => {
      const row = await rowOf(lane, id)
      if (row?.state !== 'waiting') return wrong(textOf(row))
      return row.queue === otherQueue ? 'done' : 'not'
    },
    shown: (floor) => (numberIn(floor, number)?.queueId === lane.queueId(otherQueue) ? 'done' : 'not'),
  }
}

/** Of the first agent. `before`: what they are, when it is asked for. */
const onAgent =
  (
    before: { readonly status: string; readonly shown: string; readonly reason?: string },
    act: (agentId: string, queues: readonly string[]) => Act,
    isDone: (row: AgentRow) => boolean,
    isShown: (presence: string | undefined) => boolean,
  ): Arrange =>
  async (lane, console): Promise<Staged> => {
    const { first } = lane.stage.agents
    const presence = (floor: Floor) => floor.agents[first]?.presence.kind
    const { status, reason } = before
    const { queues } = await lane.agent(first)
    await lane.stage.operator.request('scenario.presence', { agent: first, status, reason })
    await until(() => presence(console.floor()) === before.shown, `the console sees them ${status}`)
    return {
      ask: act(first, queues.map(lane.queueId)),
      truth: async () => {
        const row = await lane.agent(first)
        if (isDone(row)) return 'done'
        return row.status === status ? 'not' : wrong(JSON.stringify(row))
      },
      shown: (floor) => (isShown(presence(floor)) ? 'done' : 'not'),
    }
  }

const free = { status: 'idle', shown: 'available' }

const pause = onAgent(
  free,
  (agentId) => ({ kind: 'pause', agentId, queueIds: null, reason: 'Lunch' }),
  ({ status }) => status === 'paused',
  (presence) => presence === 'paused',
)

const ready = onAgent(
  { status: 'paused', shown: 'paused', reason: 'Lunch' },
  (agentId) => ({ kind: 'ready', agentId, queueIds: null }),
  ({ status }) => status === 'idle',
  (presence) => presence === 'available',
)

const logIn = onAgent(
  { status: 'logged-out', shown: 'loggedOut' },
  (agentId, queueIds) => ({ kind: 'logIn', agentId, queueIds: [...queueIds] }),
  ({ status }) => status === 'idle',
  (presence) => presence === 'available',
)

const logOut = onAgent(
  free,
  (agentId, queueIds) => ({ kind: 'logOut', agentId, queueIds: [...queueIds] }),
  ({ status }) => status === 'logged-out',
  (presence) => presence === 'loggedOut',
)

const forceLogOut = onAgent(
  free,
  (agentId) => ({ kind: 'forceLogOut', agentId }),
  ({ status }) => status === 'logged-out',
  (presence) => presence === 'loggedOut',
)

const endWrapUp = onAgent(
  { status: 'wrap-up', shown: 'wrapUp' },
  (agentId) => ({ kind: 'endWrapUp', agentId }),
  ({ status }) => status === 'idle',
  (presence) => presence === 'available',
)

const takeOver: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  console.listen(talk.target)
  await until(() => console.claim().mode === 'listen', 'listening', 8000)
  const { operator } = lane.stage
  const line = `line:${lane.line}`
  return {
    ask: 'takeOver',
    truth: async () => {
      const row = await rowOf(lane, talk.id)
      if (row?.state === 'up' && row.agent === null && row.to.number === lane.line) {
        const { db } = await operator.request<{ db: Record<string, number> }>('ear.tones', {
          ear: line,
          frequencies: [voices.first.caller, voices.first.agent],
          windowMs: 100,
        })
        const isHeard = (hz: number) => (db[hz] ?? -120) > -30
        return isHeard(voices.first.caller) && !isHeard(voices.first.agent)
          ? 'done'
          : wrong(`the line hears ${JSON.stringify(db)}`)
      }
      return (await stay(lane, talk)) ? 'not' : wrong(textOf(row))
    },
    shown: firstIsFree(lane),
  }
}

type Floors = 'demo' | 'freeswitch' | 'netsapiens'
/** once: requests that must not be made twice, by the floors that have this act. */
type Row = readonly [name: string, arrange: Arrange, once: Readonly<Partial<Record<Floors, readonly string[]>>>]

const setsStatus = ['api-callcenter_config-agent-set']
const transfers = ['api-uuid_transfer']
const rings = ['bgapi-originate']
const changesCall = ['patch-ns-api-domains-users-calls']
const changesAgent = ['patch-ns-api-domains-callqueues-agents']

const table: readonly Row[] = [
  ['take-over', takeOver, { demo: ['monitor.take-over'], freeswitch: ['api-uuid_bridge'] }],
  ['end-call', endCall, { demo: ['call.end'], freeswitch: [], netsapiens: ['delete-ns-api-domains-users-calls'] }],
  ['hold', hold, { demo: ['call.hold'], freeswitch: ['api-uuid_hold'], netsapiens: changesCall }],
  ['resume', resume, { demo: ['call.hold'], freeswitch: ['api-uuid_hold'], netsapiens: changesCall }],
  ['transfer-to-agent', toSecond, { demo: ['call.send'], freeswitch: transfers }],
  ['transfer-to-queue', toQueue, { demo: ['call.send'], freeswitch: transfers }],
  ['transfer-to-number', toNumber, { demo: ['call.send'], freeswitch: transfers }],
  ['give-waiting', giveToSecond, { demo: ['call.give'], freeswitch: rings }],
  ['park', park, { demo: ['call.park'], freeswitch: transfers }],
  ['retrieve', retrieve, { demo: ['call.give'], freeswitch: rings }],
  ['move-to-front', toFront, { demo: ['call.move'] }],
  ['move-to-queue', toOtherQueue, { demo: ['call.move'], freeswitch: transfers }],
  ['pause', pause, { demo: ['agent.pause'], freeswitch: setsStatus }],
  ['ready', ready, { demo: ['agent.ready'], freeswitch: setsStatus }],
  ['log-in', logIn, { demo: ['agent.log-in'], freeswitch: setsStatus, netsapiens: changesAgent }],
  ['log-out', logOut, { demo: ['agent.log-out'], freeswitch: setsStatus, netsapiens: changesAgent }],
  ['end-wrap-up', endWrapUp, { demo: ['agent.end-wrap-up'] }],
  ['force-log-out', forceLogOut, { demo: ['agent.log-out'], freeswitch: setsStatus, netsapiens: changesAgent }],
]

const prefix: Readonly<Record<Floors, string>> = { demo: 'demo-', freeswitch: 'esl-', netsapiens: 'ns-' }

/** Hand back is not among them: there the line's own phone sends the call on, and nothing of it passes the console's wire. */
export const demoActJourneys = (floor: Floors): readonly ActJourney<DemoActLane>[] =>
  table.flatMap(([name, arrange, once]) => {
    const requests = once[floor]
    if (!requests) return []
    return [
      {
        name,
        arrange: async (lane, console) => {
          const staged = await arrange(lane, console)
          await soon(async () => (await staged.truth()) === 'not', 3000)
          return staged
        },
        once: requests.map((one) => `${prefix[floor]}${one}`),
      },
    ]
  })
