// Lanes for acts under faults on the demo PBX, and on the simulated FreeSWITCH and NetSapiens before it: its operator tells what is done.
import { until } from '../../asterisk/call-centre.ts'
import { ccQueue, type DemoAgent, type DemoCall } from '../../simulators/freeswitch/mirror.ts'
import type { DemoPbx } from '../../stage/demo-floor.ts'
import { connectOperator, type Operator } from '../../stage/operator.ts'
import { openDemoLanes } from '../demo-lanes.ts'
import type { DemoBasedLane } from '../demo-stage.ts'
import { voices } from '../floor.ts'
import { openFreeswitchLanes } from '../freeswitch-lanes.ts'
import { openNetsapiensLanes } from '../netsapiens-lanes.ts'
import type { ActLane } from './act-floor.ts'
import { freeswitchCli } from './freeswitch-cli.ts'

export type CallRow = DemoCall
export type AgentRow = DemoAgent & {
  readonly reason: string | null
  readonly call: string | null
  readonly calls: number // answered so far
}

export type DemoActLane = DemoBasedLane &
  ActLane & {
    /** The demo PBX's own picture, by its operator. Calls in the order in which they are served. */
    now(): Promise<{ readonly calls: readonly CallRow[]; readonly agents: readonly AgentRow[] }>
    agent(ext: string): Promise<AgentRow>
    call(which: 'first' | 'second'): ReturnType<DemoBasedLane['call']>
    /** As another console does it: not by the wire under test. */
    order(method: string, params: object): Promise<unknown>
    /** Somebody outside waits in a queue where nobody is given them. */
    wait(): Promise<{ readonly id: string; readonly number: string }>
    /** As the console calls a queue. */
    queueId(ext: string): string
    /** A command of the PBX's own command line; null: it has none. */
    readonly cli: ((command: string) => Promise<string>) | null
  }

export const waitsIn = '8003'
export const otherQueue = '8002'

type Flavour = {
  readonly queueId: (ext: string) => string
  readonly cli: DemoActLane['cli']
  /** What is left on the PBX before it, once every call has ended. */
  readonly left: (lane: DemoBasedLane) => Promise<readonly string[]>
}

const bare: Flavour = { queueId: (ext) => ext, cli: null, left: async () => [] }

export const openDemoActLanes = async (count: number) => actLanes(await openDemoLanes(count), () => bare)
export const openNetsapiensActLanes = async (count: number) => actLanes(await openNetsapiensLanes(count), () => bare)
export const openFreeswitchActLanes = async (count: number) =>
  actLanes(await openFreeswitchLanes(count), (pbx): Flavour => {
    const cli = (command: string) => freeswitchCli(pbx, command)
    return {
      queueId: ccQueue,
      cli,
      left: async ({ stage, line }) => {
        const { rows = [] } = JSON.parse(await cli('show channels as json')) as { rows?: Record<string, string>[] }
        const phones = [...Object.values(stage.agents), line]
        return rows
          .filter(({ presence_id = '' }) => phones.includes(presence_id.split('@')[0] ?? ''))
          .map(({ uuid, presence_id, application }) => `${presence_id} ${uuid} ${application}`)
      },
    }
  })

type Opened = { readonly lanes: readonly DemoBasedLane[]; readonly pbx: DemoPbx; close(): Promise<void> }

async function actLanes({ lanes, pbx, close }: Opened, flavourOf: (pbx: DemoPbx) => Flavour) {
  const staff = await connectOperator(pbx.ready, 'console')
  const { agents } = await pbx.operator.request<{ agents: AgentRow[] }>('feed.subscribe')
  const queuesOf = (ext: string) => agents.find((one) => one.ext === ext)?.queues ?? []
  return {
    lanes: lanes.map((lane, index) => actLane(lane, { index, staff, flavour: flavourOf(pbx), queuesOf })),
    close: async () => {
      staff.close()
      await close()
    },
  }
}

type Parts = {
  readonly index: number
  readonly staff: Operator
  readonly flavour: Flavour
  readonly queuesOf: (ext: string) => readonly string[]
}

function actLane(lane: DemoBasedLane, { index, staff, flavour, queuesOf }: Parts): DemoActLane {
  const { stage, own } = lane
  const { operator } = stage
  let waited = 0
  const now: DemoActLane['now'] = () => operator.request('feed.subscribe')
  const agent: DemoActLane['agent'] = async (ext) => {
    const row = (await now()).agents.find((one) => one.ext === ext)
    if (!row) throw new Error(`the demo PBX has no agent ${ext}`)
    return row
  }
  const asTheyWere = async (): Promise<void> => {
    for (const ext of Object.values(stage.agents)) {
      const { status, queues } = await agent(ext)
      if (status === 'idle' && queues.join() === queuesOf(ext).join()) continue
      await operator.request('scenario.presence', { agent: ext, status: 'logged-out' }).catch(() => undefined)
      await staff.request('agent.log-in', { agent: ext, queues: queuesOf(ext) }).catch(() => undefined)
    }
  }
  const callsLeft = async (): Promise<string[]> => {
    const ours = new Set(own.map(({ demoId }) => demoId))
    const extensions: readonly string[] = [...Object.values(stage.agents), lane.line]
    return (await now()).calls
      .filter(({ id, from, to }) => ours.has(id) || extensions.includes(from.number) || extensions.includes(to.number))
      .map((row) => JSON.stringify(row))
  }
  const left = async () => [...(await callsLeft()), ...(await flavour.left(lane))]
  return {
    ...lane,
    now,
    agent,
    order: (method, params) => staff.request(method, params),
    async wait() {
      const number = `5550${String(index).padStart(2, '0')}${++waited}`
      const order = { queue: waitsIn, hold: true, onNet: false, number, callerHz: voices.first.caller }
      const { call: id } = await operator.request<{ call: string }>('scenario.call', order)
      own.push({ demoId: id, hangUp: async () => void (await operator.request('scenario.end', { call: id })) })
      return { id, number }
    },
    queueId: flavour.queueId,
    cli: flavour.cli,
    async endCalls() {
      lane.hangUpLine()
      for (const call of own) await call.hangUp().catch(() => undefined)
      await until(async () => (await left()).length === 0, 'no call is left', 5000).catch(() => undefined)
      const rows = await left()
      await asTheyWere()
      return rows
    },
    async clear() {
      lane.hangUpLine()
      await lane.clear()
      await asTheyWere()
    },
  }
}
