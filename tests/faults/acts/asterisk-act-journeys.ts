// Each act on the real Asterisk once: how it is staged, what is asked for, and how phones and command line tell whether it is done.
import type { Act } from '#contract/acts/acts.ts'
import type { Floor } from '#contract/floor.ts'
import { until } from '../../asterisk/call-centre.ts'
import type { Dialog } from '../../asterisk/sip-dialog.ts'
import type { LaneConsole } from '../console.ts'
import { voices } from '../floor.ts'
import { soon } from '../run-cell.ts'
import type { ActJourney, Staged, Truth } from './act-floor.ts'
import type { AsteriskActLane } from './asterisk-act-lanes.ts'
import { callFrom, hears, type Talking, talking, wrong } from './asterisk-talking.ts'
import { markRecording, record, sendText, stopRecording } from './asterisk-words-and-recordings.ts'

type Journey = ActJourney<AsteriskActLane>
type Arrange = Journey['arrange']

/** Somebody outside waits where nobody serves. */
async function waiting(lane: AsteriskActLane, console: LaneConsole) {
  const { caller, user } = await lane.dialIn(lane.queues.waits.number)
  await caller.answered
  const call = await until(() => callFrom(console.floor(), user, 'waiting'), 'the console sees who waits')
  return { caller, user, callId: call.id }
}

const stay = ({ caller, agent }: Talking): boolean =>
  caller.isUp() && agent.isUp() && hears(caller, voices.first.agent) && hears(agent, voices.first.caller)

const whoIsUp = ({ caller, agent }: Talking, lane: AsteriskActLane): string =>
  `caller ${caller.isUp() ? 'up' : 'gone'}, first agent ${agent.isUp() ? 'up' : 'gone'}, second agent with ${lane.phones.second.calls().length}, line with ${lane.own.calls().length}`

const endCall: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  const { callId } = talk.target
  return {
    ask: { kind: 'endCall', callId },
    truth: async () => {
      if (!talk.caller.isUp() && !talk.agent.isUp()) return 'done'
      return stay(talk) ? 'not' : wrong(whoIsUp(talk, lane))
    },
    shown: (floor) => (floor.calls[callId] ? 'not' : 'done'),
  }
}

const toSecond: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  const { callId, agentId } = talk.target
  return {
    ask: { kind: 'transferCall', callId, agentId, to: { kind: 'agent', agentId: lane.second } },
    truth: () => withSecond(lane, talk.caller, () => stay(talk), 1 + lane.phones.second.invites.length),
    shown: (floor) => shownWith(floor, lane, talk.user),
  }
}

/** The second agent has the caller alone, or was never rung. */
async function withSecond(
  lane: AsteriskActLane,
  caller: Dialog,
  isAsBefore: () => boolean | Promise<boolean>,
  most: number,
): Promise<Truth> {
  const [one, ...more] = lane.phones.second.calls()
  if (lane.phones.second.invites.length > most) return wrong('the second agent was rung twice')
  if (more.length > 0) return wrong('the second agent has two calls')
  if (one && caller.isUp() && hears(caller, voices.second.agent) && hears(one, voices.first.caller))
    return lane.phones.first.calls().length === 0 ? 'done' : wrong('the first agent has the call as well')
  if (!one && (await isAsBefore())) return 'not'
  return wrong(
    `caller ${caller.isUp() ? 'up' : 'gone'}, second agent with ${lane.phones.second.calls().length}, first agent with ${lane.phones.first.calls().length}`,
  )
}

function shownWith(floor: Floor, lane: AsteriskActLane, user: string): 'done' | 'not' {
  const call = callFrom(floor, user)
  return call?.state === 'talking' && floor.agents[lane.second]?.callId === call.id ? 'done' : 'not'
}

const toQueue: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  const { callId, agentId } = talk.target
  const { waits } = lane.queues
  return {
    ask: { kind: 'transferCall', callId, agentId, to: { kind: 'queue', queueId: waits.id } },
    truth: async () => {
      const there = await waitersOf(lane, waits.id)
      if (there.length === 1 && talk.caller.isUp() && !talk.agent.isUp()) return 'done'
      return there.length === 0 && stay(talk) ? 'not' : wrong(`${there.length} wait; ${whoIsUp(talk, lane)}`)
    },
    shown: (floor) => (callFrom(floor, talk.user)?.state === 'waiting' ? 'done' : 'not'),
  }
}

/** Channels that wait, in their order. */
async function waitersOf(lane: AsteriskActLane, queue: string): Promise<string[]> {
  const rows = (await lane.cli(`queue show ${queue}`)).split('\n')
  return rows.flatMap((row) => /^\s+\d+\. (\S+) /.exec(row)?.[1] ?? [])
}

const giveToSecond: Arrange = async (lane, console) => {
  const { caller, user, callId } = await waiting(lane, console)
  const most = 1 + lane.phones.second.invites.length
  const waits = async () => caller.isUp() && (await waitersOf(lane, lane.queues.waits.id)).length === 1
  return {
    ask: { kind: 'pickCall', callId, by: { agentId: lane.second } },
    truth: () => withSecond(lane, caller, waits, most),
    shown: (floor) => shownWith(floor, lane, user),
  }
}

const isParked = async (lane: AsteriskActLane, user: string): Promise<boolean> => {
  const parked = [...(await lane.cli('parking show default')).matchAll(/Channel\s*:\s*(\S+)/g)].flatMap(
    ([, name]) => name ?? [],
  )
  for (const name of parked) if ((await lane.cli(`core show channel ${name}`)).includes(user)) return true
  return false
}

const park: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  return {
    ask: { kind: 'parkCall', ...talk.target },
    truth: async () => {
      if (stay(talk)) return 'not'
      const there = await isParked(lane, talk.user)
      return there && talk.caller.isUp() && !talk.agent.isUp()
        ? 'done'
        : wrong(`parked: ${there}; ${whoIsUp(talk, lane)}`)
    },
    shown: (floor) => (callFrom(floor, talk.user)?.state === 'parked' ? 'done' : 'not'),
  }
}

const retrieve: Arrange = async (lane, console) => {
  const talk = await talking(lane, console)
  const parked = await console.connector.acts?.run({ kind: 'parkCall', ...talk.target }, 'arranged')
  if (!parked?.ok) throw new Error(`not parked: ${parked?.error.code}`)
  const { id: callId } = await until(() => callFrom(console.floor(), talk.user, 'parked'), 'the console sees it parked')
  const most = 1 + lane.phones.second.invites.length
  return {
    ask: { kind: 'pickCall', callId, by: { agentId: lane.second } },
    truth: () => withSecond(lane, talk.caller, () => isParked(lane, talk.user), most),
    shown: (floor) => shownWith(floor, lane, talk.user),
  }
}

const toFront: Arrange = async (lane, console) => {
  await waiting(lane, console)
  const { waits } = lane.queues
  const [one] = await waitersOf(lane, waits.id)
  const { callId } = await waiting(lane, console)
  return {
    ask: { kind: 'moveWaiting', callId, to: 'front' },
    truth: async () => {
      const there = await waitersOf(lane, waits.id)
      if (there.length !== 2) return wrong(`${there.length} wait`)
      return there[0] === one ? 'not' : 'done'
    },
    shown: null, // the floor shows no place in a queue
  }
}

const toOtherQueue: Arrange = async (lane, console) => {
  const { caller, user, callId } = await waiting(lane, console)
  const { serves, waits } = lane.queues
  return {
    ask: { kind: 'moveWaiting', callId, to: { queueId: serves.id } },
    truth: async () => {
      const [here, there] = [await waitersOf(lane, waits.id), await waitersOf(lane, serves.id)]
      if (!caller.isUp() || here.length + there.length !== 1) return wrong(`${here.length} here, ${there.length} there`)
      return there.length === 1 ? 'done' : 'not'
    },
    shown: (floor) => (callFrom(floor, user)?.queueId === serves.id ? 'done' : 'not'),
  }
}

const serve = async (lane: AsteriskActLane, console: LaneConsole): Promise<void> => {
  await lane.cli(`queue add member PJSIP/${lane.first} to ${lane.queues.serves.id} penalty 3`)
  await until(
    () => agentOf(lane, console.floor())?.queues.includes(lane.queues.serves.id),
    'the console sees them serve',
  )
}

const agentOf = ({ first }: AsteriskActLane, floor: Floor) => floor.agents[first]

/** `isDone`: by the row of `queue show`, empty where they serve it not. */
const onAgent =
  (
    before: (lane: AsteriskActLane, console: LaneConsole) => Promise<unknown>,
    act: (agentId: string, queue: string) => Act,
    isDone: (row: string) => boolean | string,
    isShown: (lane: AsteriskActLane, floor: Floor) => boolean,
  ): Arrange =>
  async (lane, console): Promise<Staged> => {
    await before(lane, console)
    return {
      ask: act(lane.first, lane.queues.serves.id),
      truth: async () => {
        const said = isDone(await lane.member(lane.queues.serves.id, lane.first))
        return typeof said === 'string' ? wrong(said) : said ? 'done' : 'not'
      },
      shown: (floor) => (isShown(lane, floor) ? 'done' : 'not'),
    }
  }

const presence = (lane: AsteriskActLane, floor: Floor): string | undefined => agentOf(lane, floor)?.presence.kind
const serves = (lane: AsteriskActLane, floor: Floor): boolean =>
  agentOf(lane, floor)?.queues.includes(lane.queues.serves.id) ?? false

const pause = onAgent(
  serve,
  (agentId) => ({ kind: 'pause', agentId, queueIds: null, reason: 'Lunch' }),
  (row) => (row === '' ? 'they serve it no more' : row.includes('paused:Lunch')),
  (lane, floor) => presence(lane, floor) === 'paused',
)

const pausedBefore = async (lane: AsteriskActLane, console: LaneConsole): Promise<void> => {
  await serve(lane, console)
  await lane.cli(`queue pause member PJSIP/${lane.first} queue ${lane.queues.serves.id} reason Lunch`)
  await until(() => presence(lane, console.floor()) === 'paused', 'the console sees them paused')
}

const ready = onAgent(
  pausedBefore,
  (agentId) => ({ kind: 'ready', agentId, queueIds: null }),
  (row) => (row === '' ? 'they serve it no more' : !row.includes('paused')),
  (lane, floor) => presence(lane, floor) !== 'paused',
)

const logIn = onAgent(
  async () => undefined,
  (agentId, queue) => ({ kind: 'logIn', agentId, queueIds: [queue] }),
  (row) => row !== '',
  serves,
)

const logOut = onAgent(
  serve,
  (agentId, queue) => ({ kind: 'logOut', agentId, queueIds: [queue] }),
  (row) => row === '',
  (lane, floor) => !serves(lane, floor),
)

const forceLogOut = onAgent(
  serve,
  (agentId) => ({ kind: 'forceLogOut', agentId }),
  (row) => row === '',
  (lane, floor) => !serves(lane, floor),
)

const wrapsUp = async (lane: AsteriskActLane, console: LaneConsole): Promise<void> => {
  await serve(lane, console)
  const { caller } = await lane.dialIn(lane.queues.serves.number)
  const agent = await lane.phones.first.nextCall()
  await until(() => presence(lane, console.floor()) === 'onCall', 'they are on the call')
  caller.hangUp()
  await agent.ended
  await until(() => presence(lane, console.floor()) === 'wrapUp', 'they wrap up')
}

/** Who is taken out and put back has taken no call. */
const endWrapUp = onAgent(
  wrapsUp,
  (agentId) => ({ kind: 'endWrapUp', agentId }),
  (row) => {
    if (row === '') return 'they serve it no more'
    return row.includes('penalty 3') ? row.includes('taken no calls') : `with another penalty: ${row}`
  },
  (lane, floor) => presence(lane, floor) === 'available',
)

const monitoring = async (lane: AsteriskActLane, console: LaneConsole): Promise<Talking> => {
  const talk = await talking(lane, console)
  console.listen(talk.target)
  await until(() => console.claim().mode === 'listen', 'listening', 8000)
  return talk
}

const takeOver: Arrange = async (lane, console) => {
  const talk = await monitoring(lane, console)
  const line = lane.own.calls()[0]
  if (!line) throw new Error('the line has no call')
  return {
    ask: 'takeOver',
    truth: async () => {
      if (stay(talk)) return 'not'
      const hasCaller = line.isUp() && hears(line, voices.first.caller) && !hears(line, voices.first.agent)
      return hasCaller && talk.caller.isUp() && !talk.agent.isUp() ? 'done' : wrong(whoIsUp(talk, lane))
    },
    shown: (floor) => (agentOf(lane, floor)?.callId ? 'not' : 'done'),
  }
}

const handBack: Arrange = async (lane, console) => {
  const talk = await monitoring(lane, console)
  console.takeOver()
  await until(() => console.taken() === 'done' && !talk.agent.isUp(), 'taken over', 8000)
  const line = lane.own.calls()[0]
  if (!line) throw new Error('the line has no call')
  const [most, before] = [1 + lane.phones.first.invites.length, hears(line, voices.first.caller)]
  if (!before) await until(() => hears(line, voices.first.caller), 'the supervisor hears the caller')
  return {
    ask: { handBack: async () => void (await line.blindTransfer(lane.first)) },
    truth: async () => {
      const [agent, ...more] = lane.phones.first.calls()
      if (more.length > 0 || lane.phones.first.invites.length > most) return wrong('the agent was rung twice')
      if (!agent) return talk.caller.isUp() && line.isUp() ? 'not' : wrong(whoIsUp(talk, lane))
      const together = hears(talk.caller, voices.first.agent) && hears(agent, voices.first.caller)
      return together && !line.isUp() ? 'done' : wrong(`with the agent: ${together}; ${whoIsUp(talk, lane)}`)
    },
    shown: (floor) => (agentOf(lane, floor)?.callId ? 'done' : 'not'),
  }
}

const silent = async (arranged: Promise<Staged>): Promise<Staged> => {
  const staged = await arranged
  await soon(async () => (await staged.truth()) === 'not', 3000)
  return staged
}

const journey = (name: string, arrange: Arrange, ...once: readonly string[]): Journey => ({
  name,
  arrange: (lane, console) => silent(arrange(lane, console)),
  once: once.map((one) => `ami-${one}`),
})

/** Hold and resume are not among them: only the phone itself can do that on Asterisk. */
export const asteriskActJourneys: readonly Journey[] = [
  journey('take-over', takeOver, 'Bridge'),
  journey('hand-back', handBack),
  journey('end-call', endCall),
  journey('transfer-to-agent', toSecond, 'BlindTransfer'),
  journey('transfer-to-queue', toQueue, 'BlindTransfer'),
  journey('give-waiting', giveToSecond, 'Originate', 'Bridge'),
  journey('park', park, 'Park'),
  journey('retrieve', retrieve, 'Originate', 'Bridge'),
  journey('move-to-front', toFront, 'QueueChangePriorityCaller'),
  journey('move-to-queue', toOtherQueue, 'Redirect'),
  journey('record', record, 'MixMonitor'),
  journey('stop-recording', stopRecording, 'StopMixMonitor'),
  journey('mark-recording', markRecording, 'Setvar'),
  journey('send-text', sendText),
  journey('pause', pause, 'QueuePause'),
  journey('ready', ready, 'QueuePause'),
  journey('log-in', logIn, 'QueueAdd'),
  journey('log-out', logOut, 'QueueRemove'),
  journey('end-wrap-up', endWrapUp, 'QueueRemove'),
  journey('force-log-out', forceLogOut, 'QueueRemove'),
]
