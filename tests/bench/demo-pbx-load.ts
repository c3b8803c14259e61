// What the demo PBX costs with 1, 10 and 50 joined and speaking supervisors: share of a core, second by second.
import { startChild } from '../stage/child.ts'
import { type DemoPbx, demoCall, startDemoPbx } from '../stage/demo-floor.ts'
import { connectOperator, type DemoEvent, type Operator } from '../stage/operator.ts'
import { type Figure, figure } from './figure.ts'

const STEPS = [1, 10, 50]
const SECONDS = 8
const AGENTS = ['1001', '1002', '1003', '1004', '1005']

export async function demoPbxLoad(report: (figure: Figure) => void): Promise<void> {
  const lines = Array.from({ length: Math.max(...STEPS) }, (_, i) => String(5001 + i))
  const pbx = await startDemoPbx({ lines })
  const accounts = pbx.ready.lines.map(({ extension, password }) => ({
    uri: `sip:${extension}@${pbx.ready.domain}`,
    wsUrl: pbx.ready.sip,
    authUser: extension,
    password,
    displayName: '',
    iceServers: [],
  }))
  const phones = startChild(process.execPath, ['--import', 'tsx', 'tests/bench/phones.ts'], {
    EARSHOT_BENCH_LINES: JSON.stringify(accounts),
  })
  const console = await connectOperator(pbx.ready, 'console')
  try {
    await phones.line((line) => line === 'phones ready', 60_000)
    const calls = await Promise.all(AGENTS.map((agent) => demoCall(pbx.operator, { agent })))
    const idle = await cpuShare(pbx)
    const baseline = figure('demo PBX, 5 calls, no monitor: share of a core', '%', idle)
    report(baseline)
    let up = 0
    for (const step of STEPS) {
      for (; up < step; up++) {
        const call = calls[up % calls.length]?.id ?? ''
        await attach(console, `bench-monitor-${up}`, call, AGENTS[up % AGENTS.length] ?? '', lines[up] ?? '')
      }
      report(figure(`demo PBX, ${step} joined: share of a core`, '%', await cpuShare(pbx), baseline))
    }
    const { rssBytes, loopLagP95Ms } = await pbx.operator.request<{ rssBytes: number; loopLagP95Ms: number }>('stats')
    report(figure('demo PBX, 50 joined: memory', 'MiB', [rssBytes / 2 ** 20]))
    report(figure('demo PBX, 50 joined: lag of its loop (p95)', 'ms', [loopLagP95Ms]))
  } finally {
    console.close()
    await phones.kill()
    await pbx.close()
  }
}

async function attach(console: Operator, monitor: string, call: string, agent: string, line: string): Promise<void> {
  const attached = new Promise<void>((done) => {
    const stop = console.onEvent((event: DemoEvent) => {
      if (event.event !== 'monitor.attached' || event.monitor !== monitor) return
      stop()
      done()
    })
  })
  const order = { monitor, token: `token-of-${monitor}-0123456789`, call, agent, line, supervisor: line, follow: false }
  await console.request('monitor.start', order)
  await attached
  await console.request('monitor.mode', { monitor, mode: 'join' })
}

async function cpuShare(pbx: DemoPbx): Promise<number[]> {
  const shares: number[] = []
  let before = await sample(pbx)
  for (let i = 0; i < SECONDS; i++) {
    await new Promise((done) => setTimeout(done, 1000))
    const now = await sample(pbx)
    shares.push((100 * (now.cpuMs - before.cpuMs)) / (now.at - before.at))
    before = now
  }
  return shares
}

async function sample(pbx: DemoPbx): Promise<{ cpuMs: number; at: number }> {
  const { cpuMs } = await pbx.operator.request<{ cpuMs: number }>('stats')
  return { cpuMs, at: performance.now() }
}
