// Figures of the FreeSWITCH connector: bursts of calls through codec, picture and patches, and monitors on the simulated PBX. Run it with
// the word `asterisk` as well, and both stand in one run.
import { loadavg } from 'node:os'
import type { MonitorEvent, Target } from '#contract/monitor.ts'
import { freeswitchSite } from '#contract/settings.ts'
import { machineClock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createFreeswitchConnector } from '#main/pbx/freeswitch/connector.ts'
import { createPicture } from '#main/pbx/freeswitch/floor/picture.ts'
import { eslReader } from '#main/pbx/freeswitch/wire/esl-codec.ts'
import { sipPhone } from '../fakes/sip-phone.ts'
import { callerLeg } from '../simulators/freeswitch/mirror.ts'
import { createSwitch } from '../simulators/freeswitch/switch.ts'
import { startConsole } from '../stage/console.ts'
import { type DemoPbx, demoSiteFile, startDemoPbx } from '../stage/demo-floor.ts'
import { freeswitchSiteOf, namesOf, withFreeswitch } from '../stage/freeswitch-floor.ts'
import { type Figure, figure } from './figure.ts'
import { throughScreen } from './monitor-latency.ts'

type Report = (figure: Figure) => void

const READ_BYTES = 64 * 1024
const ROUNDS = 5
const HOPS = 20
const domain = 'pbx.example'

export async function freeswitchBench(report: Report): Promise<void> {
  report(figure('load of the machine before (1 minute)', '', [loadavg()[0] ?? 0]))
  for (const calls of [300, 2000]) burstFigures(report, calls)
  await monitorFigures(report)
  await screenFigures(report)
}

/** As of Asterisk: from the click to the sound itself, in a real window. */
async function screenFigures(report: Report): Promise<void> {
  const pbx = await startDemoPbx({ program: 'with faults', lines: ['5001'], more: withFreeswitch })
  const site = { ...freeswitchSiteOf(pbx, { line: '5001', way: 'api' }), agents: await namesOf(pbx) }
  const desk = await startConsole(demoSiteFile('api', { site }), {})
  const of = 'FreeSWITCH (simulated)'
  const named = ({ name, baseline, ...rest }: Figure): Figure => ({
    ...rest,
    name: `${of}: ${name}`,
    ...(baseline !== undefined && { baseline: `${of}: ${baseline}` }),
  })
  try {
    await throughScreen((one) => report(named(one)), pbx, { address: desk.address, way: 'by the API', hears: true })
  } finally {
    await desk.close()
    await pbx.close()
  }
}

/** As many calls set up at once, as bytes: every event as large as a real one's (CREATE 5.2 kB … BRIDGE 9.2 kB). */
function burstOf(calls: number): { readonly wire: Buffer; readonly events: number } {
  const frames: string[] = []
  const sizes: Readonly<Record<string, number>> = { CHANNEL_CREATE: 5200, CHANNEL_ANSWER: 7700, CHANNEL_BRIDGE: 9200 }
  const core = createSwitch({
    now: () => 1_795_667_000_000,
    after: () => undefined,
    sound: { seat: () => undefined, mode: () => undefined, hangUp: () => undefined },
    emit: (event) => {
      const lacks = (sizes[event['Event-Name'] ?? ''] ?? 2500) - JSON.stringify(event).length
      const body = JSON.stringify({ ...event, variable_rest: 'x'.repeat(Math.max(0, lacks)) })
      frames.push(`Content-Length: ${body.length}\nContent-Type: text/event-json\n\n${body}`)
    },
  })
  for (let i = 0; i < calls; i++) {
    const [a, b] = [`caller-${i}`, `agent-${i}`]
    const identity = { cidName: 'Caller', cidNumber: `+1555${i}`, dest: String(1000 + i) }
    core.create({ uuid: a, direction: 'inbound', presence: '', ...identity, context: 'public' })
    core.create({ uuid: b, direction: 'outbound', presence: `${1000 + i}@${domain}`, ...identity, callUuid: a })
    core.answer(b)
    core.answer(a)
    core.bridge(a, b)
  }
  return { wire: Buffer.from(frames.join('')), events: frames.length }
}

function burstFigures(report: Report, calls: number): void {
  const { wire, events } = burstOf(calls)
  const site = { kind: 'freeswitch', host: domain, domain, esl: { password: 'x' }, extensions: extensionsOf(calls) }
  const alone: number[] = []
  const whole: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(timed(() => replay(wire, () => undefined)))
    const picture = createPicture(freeswitchSite.parse(site), 'none')
    // As the feed does: of the time of a burst, a quarter goes into rows.
    let rowsMs = 0
    let nextAt = 0
    whole.push(
      timed(() => {
        replay(wire, (list) => {
          picture.apply(list, 0)
          if (performance.now() < nextAt) return
          rowsMs = timed(() => picture.patch(0))
          nextAt = performance.now() + 3 * rowsMs
        })
        picture.patch(0)
      }),
    )
  }
  const name = `FreeSWITCH feed, ${calls} calls at once (${events} events, ${Math.round(wire.length / 1e6)} MB)`
  const parsing = figure(`${name}: reading and parsing alone`, 'ms', alone)
  report(parsing)
  report(figure(`${name}: to the last patch`, 'ms', whole, parsing))
}

type Listed = Parameters<ReturnType<typeof createPicture>['apply']>[0]

function replay(wire: Buffer, apply: (events: Listed) => void): void {
  const reader = eslReader()
  for (let at = 0; at < wire.length; at += READ_BYTES)
    apply(reader.push(wire.subarray(at, at + READ_BYTES)).flatMap((one) => (one.kind === 'event' ? [one.event] : [])))
}

function timed(run: () => void): number {
  const from = performance.now()
  run()
  return performance.now() - from
}

const extensionsOf = (calls: number): string[] => Array.from({ length: calls }, (_, i) => String(1000 + i))

async function monitorFigures(report: Report): Promise<void> {
  const pbx = await startDemoPbx({ program: 'with faults', lines: ['5001'], more: withFreeswitch })
  const site = freeswitchSiteOf(pbx, { line: '5001', way: 'api' })
  const connector = createFreeswitchConnector(site, 'bench', {
    clock: machineClock(globalThis),
    random: Math.random,
    log: () => undefined,
    switchBy: () => 'api',
  })
  const { ready } = pbx
  const uri = `sip:5001@${ready.domain}`
  const password = ready.lines[0]?.password ?? ''
  const phone = await sipPhone({ uri, wsUrl: ready.sip, authUser: '5001', password, displayName: '', iceServers: [] })
  try {
    const live = new Promise<void>((resolve) => connector.onStatus(({ phase }) => phase === 'live' && resolve()))
    connector.connect()
    await live
    await walk(report, pbx, connector)
  } finally {
    await connector.close()
    await phone.close()
    await pbx.close()
  }
}

/** Ms from now to the next event of this kind. */
function nextEvent(connector: Connector, kind: MonitorEvent['kind']): Promise<number> {
  const began = performance.now()
  return new Promise((resolve) => {
    const stop = connector.onMonitor((event) => {
      if (event.kind !== kind) return
      stop()
      resolve(performance.now() - began)
    })
  })
}

async function walk(report: Report, { operator }: DemoPbx, connector: Connector): Promise<void> {
  const call = async (agentId: string): Promise<Target> => {
    const { call: id } = await operator.request<{ call: string }>('scenario.call', { agent: agentId, onNet: false })
    return { callId: callerLeg(id), agentId }
  }
  const [first, second] = [await call('1001'), await call('1002')]
  await shown(connector, [first, second])
  const [starts, hops, changes]: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < HOPS; i++) {
    const ticketId = `bench-ticket-${i}`
    const attached = nextEvent(connector, 'attached')
    await connector.startMonitor({ ticketId, token: `token-${ticketId}-0123456789`, target: first, follow: false })
    starts.push(await attached)
    const changed = nextEvent(connector, 'mode')
    await connector.setMode(ticketId, 'whisperAgent', i + 1)
    changes.push(await changed)
    const hopped = nextEvent(connector, 'retargeted')
    await connector.hop(ticketId, second)
    hops.push(await hopped)
    await connector.endMonitor(ticketId)
  }
  report(figure('FreeSWITCH (simulated): Listen → attached', 'ms', starts))
  report(figure('FreeSWITCH (simulated): change of mode → confirmed', 'ms', changes))
  report(figure('FreeSWITCH (simulated): hop → on the other call', 'ms', hops))
}

/** Resolves when the floor shows these calls. */
function shown(connector: Connector, targets: readonly Target[]): Promise<void> {
  const seen = new Set<string>()
  return new Promise((resolve) => {
    connector.onFloor((message) => {
      const calls = message.kind === 'whole' ? Object.values(message.floor.calls) : (message.patch.calls?.set ?? [])
      for (const { id, state } of calls) if (state === 'talking') seen.add(id)
      if (targets.every(({ callId }) => seen.has(callId))) resolve()
    })
  })
}
