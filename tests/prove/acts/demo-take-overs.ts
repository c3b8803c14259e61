// `npm run prove -- demo --take-overs N`, and `freeswitch`: N calls taken over, from every mode, by the mixer's own recordings; some while the call is hung up.
import { randomUUID } from 'node:crypto'
import { type Mode, type MonitorEvent, modes } from '#contract/monitor.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { until } from '../../asterisk/call-centre.ts'
import { openDemoLanes } from '../../faults/demo-lanes.ts'
import { type DemoBasedLane, demoLevel } from '../../faults/demo-stage.ts'
import { supervisorHz } from '../../faults/floor.ts'
import { openFreeswitchLanes } from '../../faults/freeswitch-lanes.ts'
import type { Recording } from '../../stage/operator.ts'
import { longestUnheard } from '../../stage/unheard.ts'

const floors = { demo: openDemoLanes, freeswitch: openFreeswitchLanes }
export type TakeOverFloor = keyof typeof floors
export const isTakeOverFloor = (name: string): name is TakeOverFloor => name in floors

/** unheard: the longest run of frames in which the caller heard nobody though the line spoke. silent: in which this program's own phone, starved, said nothing. */
export type Round = {
  readonly mode: Mode
  readonly hangsUp: boolean
  readonly outcome: string
  readonly unheard: number
  readonly silent: number
  readonly wrong: readonly string[]
}

/** True: no caller lost a frame, nobody hears who must not, and nothing was left. */
export async function proveDemoTakeOvers(floor: TakeOverFloor, times: number): Promise<boolean> {
  const { lanes, close } = await floors[floor](1)
  const [lane] = lanes
  if (!lane) throw new Error('there is no lane')
  const stand = await standOn(lane)
  const rounds: Round[] = []
  try {
    for (let i = 0; i < times; i++) {
      const round = await playRound(stand, i)
      rounds.push(round)
      for (const what of round.wrong)
        console.log(`WRONG: round ${i}, ${round.mode}${round.hangsUp ? ', while the call is hung up' : ''}: ${what}`)
    }
    console.log(asTable(floor, rounds))
  } finally {
    await stand.connector.close()
    await lane.clear()
    await close()
  }
  return rounds.every(({ wrong }) => wrong.length === 0)
}

type Stand = {
  readonly lane: DemoBasedLane
  readonly connector: Connector
  readonly events: readonly MonitorEvent[]
  /** The console shows this call as one that can be listened to. */
  readonly isTalking: (callId: string) => boolean
}

async function standOn(lane: DemoBasedLane): Promise<Stand> {
  const connector = lane.connector()
  const phone = lane.phone()
  phone.onEvent((event) => {
    if (event.kind !== 'invite') return
    phone.answer(event.invite.id)
    // It never stops speaking: who hears it is the PBX's business.
    phone.setMicrophoneOpen(true)
  })
  const events: MonitorEvent[] = []
  const talking = new Set<string>()
  connector.onMonitor((event) => void events.push(event))
  connector.onFloor((message) => {
    const calls = message.kind === 'whole' ? Object.values(message.floor.calls) : (message.patch.calls?.set ?? [])
    for (const { id, state } of calls) if (state === 'talking') talking.add(id)
  })
  let isLive = false
  connector.onStatus(({ phase }) => {
    isLive = phase === 'live'
  })
  connector.connect()
  await until(() => isLive, 'the console is live', 10_000)
  return { lane, connector, events, isTalking: (id) => talking.has(id) }
}

/** Of the hang-up, seen from the asking: with and after what the PBX does of it. */
const shiftsMs = [0, 1, 2, 4, 8]

async function playRound({ lane, connector, events, isTalking }: Stand, index: number): Promise<Round> {
  const { operator } = lane.stage
  const mode = modes[index % modes.length] ?? 'listen'
  const hangsUp = index % 3 === 2
  const wrong: string[] = []
  const expected = async (isSo: () => unknown, what: string) =>
    until(async () => Boolean(await isSo()), what, 4000).catch(() => void wrong.push(what))
  const call = await lane.call('first')
  const demoId = lane.own.at(-1)?.demoId ?? ''
  await until(() => isTalking(call.target.callId), 'the console sees the call')
  const ticketId = randomUUID()
  const started = await connector.startMonitor({ ticketId, token: randomUUID(), target: call.target, follow: false })
  if (!started.ok) throw new Error(`no monitor: ${started.error.code}`)
  const has = (kind: MonitorEvent['kind']) => events.some((one) => one.kind === kind && one.ticketId === ticketId)
  await until(() => has('attached'), 'attached', 10_000)
  if (mode !== 'listen') {
    await connector.setMode(ticketId, mode, index + 1)
    await until(() => has('mode'), mode)
  }
  const [ear, mouth] = [`caller:${demoId}`, `mouth:${lane.line}`]
  const level = (of: string, hz: number) => demoLevel(operator, of, hz, 200)
  await until(async () => (await level(ear, call.agent.hz)) > 4000, 'the caller hears the agent')
  for (const one of [ear, mouth]) await operator.request('ear.record', { ear: one })
  const asked = connector.acts?.run({ kind: 'takeOver', ticketId, target: call.target }, randomUUID())
  if (hangsUp) {
    await new Promise((resolve) => setTimeout(resolve, shiftsMs[index % shiftsMs.length]))
    await operator.request('scenario.end', { call: demoId }).catch(() => undefined)
  }
  const answer = await asked
  const isTaken = answer?.ok === true
  if (isTaken && !hangsUp) {
    await expected(async () => (await level(ear, supervisorHz)) > 4000, 'the caller does not hear the supervisor')
    await expected(async () => (await level(`line:${lane.line}`, call.caller.hz)) > 4000, 'the line is deaf')
    await expected(async () => (await level(`line:${lane.line}`, call.agent.hz)) < 400, 'the line hears the agent')
  }
  const recorded = (of: string) => operator.request<Recording>('ear.stop', { ear: of })
  const [heard, spoken] = [await recorded(ear), await recorded(mouth)]
  const unheard = longestUnheard(heard, spoken)
  if (!hangsUp && !isTaken) wrong.push(`not taken over: ${answer && !answer.ok ? answer.error.code : 'no answer'}`)
  if (!hangsUp && unheard > 0) wrong.push(`the caller heard nobody for ${unheard} frames in which the line spoke`)
  await expected(
    async () => (await level(call.agent.name.replace('the agent ', 'agent:'), supervisorHz)) < 400,
    'the agent hears the supervisor',
  )
  if (!isTaken) await connector.endMonitor(ticketId)
  await expected(() => has('ended'), 'the end of the monitor is not told')
  lane.hangUpLine()
  for (const one of lane.own.splice(0)) await one.hangUp().catch(() => undefined)
  const left = async () => (await operator.request<{ calls: readonly unknown[] }>('feed.subscribe')).calls.length
  await expected(async () => (await left()) === 0, 'a call is left')
  return {
    mode,
    hangsUp,
    outcome: isTaken ? 'done' : answer && !answer.ok ? answer.error.code : 'none',
    unheard,
    silent: spoken.longestGapFrames,
    wrong,
  }
}

function asTable(floor: string, rounds: readonly Round[]): string {
  const lines = [false, true].map((hangsUp) => {
    const those = rounds.filter((one) => one.hangsUp === hangsUp)
    const outcomes = [...new Set(those.map(({ outcome }) => outcome))]
    const most = (of: 'unheard' | 'silent') => (hangsUp ? '-' : Math.max(0, ...those.map((one) => one[of])))
    return [
      hangsUp ? 'somebody' : 'nobody',
      those.length,
      outcomes.map((one) => `${one} ${those.filter(({ outcome }) => outcome === one).length}`).join(', '),
      most('unheard'),
      most('silent'),
      those.filter(({ wrong }) => wrong.length > 0).length,
    ]
  })
  const head = ['hangs up', 'runs', 'outcome', 'caller’s gap', 'phone’s own gap', 'wrong']
  const rows = [head, ...lines].map((cells) => cells.map((cell) => String(cell).padEnd(22)).join(''))
  return [`\n${floor}: ${rounds.length} take overs, gaps in frames of 20 ms`, ...rows].join('\n')
}
