// The demo PBX as a stage, as it ships or with faults: its process, its operator, and calls of tones.
import { needsBuild } from '#main/launch/build.ts'
import { type Child, startChild } from './child.ts'
import type { Ear, ProofCall, ProofFloor, RunningFloor } from './floor.ts'
import { connectOperator, type DemoReady, type Operator, type Recording, type Tones } from './operator.ts'
import { BUILT, isBuilt, SOURCE } from './simulators.ts'

export type DemoPbx = {
  readonly ready: DemoReady
  readonly operator: Operator
  readonly child: Child
  /** SIGKILL, then a new process on the same port with the same secrets. */
  restart(): Promise<DemoPbx>
  kill(): Promise<void>
  close(): Promise<void>
}

/** A built program is up in a quarter of the time; it is only run when it is what the sources say. */
const programs = {
  'as it ships': () =>
    needsBuild(process.cwd()) ? ['--import', 'tsx', 'src-main/demo-pbx/main.ts'] : ['out/main/demo-pbx.js'],
  'with faults': () => (isBuilt(process.cwd()) ? [BUILT] : ['--import', 'tsx', SOURCE]),
}

export type DemoFlags = {
  /** Only the one with faults misbehaves, and has a NetSapiens platform before it. */
  readonly program?: keyof typeof programs
  readonly voices?: 'speech' | 'tones'
  readonly speed?: number
  readonly seed?: number
  readonly lines?: readonly string[]
  /** More of the command line; after a restart with what the first process said of itself. */
  readonly more?: (again: DemoReady | undefined) => readonly string[]
}

export async function startDemoPbx(flags: DemoFlags = {}, again?: DemoReady): Promise<DemoPbx> {
  const secrets = again
    ? {
        console: again.consoleSecret,
        operator: again.operatorSecret,
        lines: Object.fromEntries(again.lines.map((l) => [l.extension, l.password])),
      }
    : {
        console: 'console-secret-of-the-stage',
        operator: 'operator-secret-of-the-stage',
        lines: Object.fromEntries((flags.lines ?? ['5001', '5002']).map((l) => [l, `pw-${l}`])),
      }
  const port = again ? new URL(again.control).port : '0'
  const args = [
    '--voices',
    flags.voices ?? 'tones',
    '--speed',
    String(flags.speed ?? 0),
    '--seed',
    String(flags.seed ?? 7),
    '--port',
    port,
    ...(flags.more?.(again) ?? []),
  ]
  const child = startChild(process.execPath, [...programs[flags.program ?? 'as it ships'](), ...args], {
    EARSHOT_DEMO_SECRETS: JSON.stringify(secrets),
  })
  const ready = JSON.parse(await child.line((line) => line.startsWith('{"ready":true'))) as DemoReady
  const operator = await connectOperator(ready)
  const kill = async () => {
    operator.close()
    await child.kill('SIGKILL')
  }
  return {
    ready,
    operator,
    child,
    kill,
    restart: async () => {
      await kill()
      return startDemoPbx(flags, ready)
    },
    close: async () => {
      operator.close()
      await child.kill()
    },
  }
}

/** Site file of a console on that PBX: tones need the browser's voice processing off. */
export const demoSiteFile = (switchBy: string, more: object = {}) => ({
  siteName: 'Stage',
  site: { kind: 'demo' },
  policy: 'open',
  line: { switchBy, processing: false },
  ...more,
})

export const demoEnv = (pbx: DemoPbx): NodeJS.ProcessEnv => ({ EARSHOT_DEMO_CONTROL: JSON.stringify(pbx.ready) })

export const demoEar =
  (operator: Operator, ear: string): Ear =>
  async (frequencies, windowMs) => {
    const tones = await operator.request<Tones>('ear.tones', { ear, frequencies, windowMs })
    return Object.fromEntries(frequencies.map((hz) => [hz, tones.db[String(hz)] ?? -120]))
  }

export type DemoCallOrder = {
  readonly agent: string
  readonly onNet?: boolean
  readonly number?: string
  readonly name?: string
  readonly queue?: string
  readonly agentHz?: number // other tones than 440 and 620, to tell two calls apart
  readonly callerHz?: number
  readonly line?: string // whose mouth is measured
}

export type DemoCall = ProofCall & { readonly id: string }

export async function demoCall(operator: Operator, { line = '5001', ...order }: DemoCallOrder): Promise<DemoCall> {
  const { call: id } = await operator.request<{ call: string }>('scenario.call', { onNet: false, ...order })
  const picture = await operator.request<{ agents: { ext: string; name: string }[] }>('feed.subscribe')
  const agentEar = `agent:${order.agent}`
  const callerEar = `caller:${id}`
  for (const ear of [agentEar, callerEar]) await operator.request('ear.record', { ear })
  return {
    id,
    agentName: picture.agents.find((agent) => agent.ext === order.agent)?.name ?? order.agent,
    agent: demoEar(operator, agentEar),
    caller: demoEar(operator, callerEar),
    mouth: demoEar(operator, `mouth:${line}`),
    gaps: async () => {
      const [agent, caller] = await Promise.all(
        [agentEar, callerEar].map((ear) => operator.request<Recording>('ear.stop', { ear })),
      )
      return { agent: agent?.longestGapFrames ?? -1, caller: caller?.longestGapFrames ?? -1 }
    },
    end: async () => {
      await operator.request('scenario.end', { call: id })
    },
  }
}

export const demoFloor: ProofFloor = {
  name: 'demo',
  ways: ['info', 'rfc4733', 'api'],
  async start(way): Promise<RunningFloor> {
    const pbx = await startDemoPbx()
    return {
      siteFile: demoSiteFile(way),
      env: demoEnv(pbx),
      call: () => demoCall(pbx.operator, { agent: '1001' }),
      close: pbx.close,
    }
  },
}
