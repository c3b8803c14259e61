// The feed of the Asterisk connector under load: a paced stream of events, and a burst; lag, CPU and memory of the connector's own process.
import { machineClock } from '#contract/time.ts'
import { type AmiClient, openAmi } from '#main/pbx/asterisk/wire/ami-client.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { type CallCentre, openCallCentre } from '../asterisk/call-centre.ts'
import { burst } from '../asterisk/load.ts'
import { type Child, startChild } from '../stage/child.ts'
import { type Figure, figure } from './figure.ts'

type Report = (figure: Figure) => void
type Usage = { readonly cpuMs: number; readonly rssMb: number; readonly patches: number }

const wantedPerSecond = 2000
const seconds = 12
const tickMs = 50
const pausing = ['1001', '1002'] as const

export async function feedFigures(report: Report): Promise<void> {
  const centre = await openCallCentre({ amiTimestamps: true })
  for (const extension of pausing) await centre.agent(extension)
  const site = JSON.stringify(centre.site({ extensions: 'all', line: null }))
  const child = startChild(process.execPath, ['--import', 'tsx', 'tests/bench/asterisk-connector.ts', site])
  try {
    await child.line((line) => line.includes('"live"'))
    const idle = await usage(child)
    await pacedFigures(centre, child, report)
    const { events, ms } = await burst(centre, 300)
    const after = await usage(child)
    report(figure('feed: events a second in a burst of 300 Local calls', 'events/s', [(events / ms) * 1000]))
    report(figure('feed, burst: CPU of the connector, a thousand events', 'ms', [(after.cpuMs / events) * 1000]))
    report(figure('feed: memory of the connector, idle', 'MB', [idle.rssMb]))
    report(figure('feed: memory of the connector, after all of it', 'MB', [after.rssMb]))
  } finally {
    await child.kill()
    await centre.close()
  }
}

/** Local calls as noise, agents who pause and return as what must be shown: from the PBX's own stamp of the event to the patch. */
async function pacedFigures(centre: CallCentre, child: Child, report: Report): Promise<void> {
  const site = centre.site()
  const stamps = new Map<string, number>() // agent and presence, numbered → epoch ms
  const turns = new Map<string, number>()
  let events = 0
  const note = (event: AmiMessage) => {
    events++
    if (event.Event !== 'QueueMemberPause') return
    const [agent, presence] = [event.StateInterface?.split('/')[1] ?? '', event.Paused === '1' ? 'paused' : 'other']
    const turn = (turns.get(agent + presence) ?? 0) + 1
    turns.set(agent + presence, turn)
    stamps.set(`${agent} ${presence} ${turn}`, Number(event.Timestamp) * 1000)
  }
  const noisy = await openAmi({ ...site, ami: { ...site.ami, user: 'noisy' } }, machineClock(globalThis), {
    events: (list) => list.forEach(note),
    closed: () => undefined,
  })
  if (!noisy.ok) throw new Error(noisy.error.detail)
  await usage(child)
  const began = performance.now()
  await pace(noisy.value, () => events)
  const took = (performance.now() - began) / 1000
  const used = await usage(child)
  report(figure('feed, paced: events a second', 'events/s', [events / took]))
  report(figure('feed, paced: event to patch', 'ms', lagsOf(child.log(), stamps)))
  report(figure('feed, paced: CPU of the connector', '%', [(used.cpuMs / took / 1000) * 100]))
  report(figure('feed, paced: CPU of the connector, a thousand events', 'ms', [(used.cpuMs / events) * 1000]))
  report(figure('feed, paced: patches a second', '/s', [used.patches / took]))
  noisy.value.close()
}

/** As many calls a tick as the events so far say are needed; every other tick an agent pauses or returns. */
async function pace(client: AmiClient, events: () => number): Promise<void> {
  const began = performance.now()
  let calls = 0
  let owed = 0
  for (let tick = 0; performance.now() - began < seconds * 1000; tick++) {
    const perCall = calls > 50 ? events() / calls : 35
    for (owed += (wantedPerSecond * tickMs) / 1000 / perCall; owed >= 1; owed--, calls++)
      void client.action('Originate', [
        ['Channel', 'Local/brief@load'],
        ['Context', 'load'],
        ['Exten', 'brief'],
        ['Priority', '1'],
        ['Async', 'true'],
      ])
    if (tick % 2 === 0)
      void client.action('QueuePause', [
        ['Interface', `PJSIP/${pausing[(tick / 2) % 2]}`],
        ['Paused', tick % 8 < 4 ? 'true' : 'false'],
      ])
    const next = began + (tick + 1) * tickMs
    await new Promise((later) => setTimeout(later, Math.max(0, next - performance.now())))
  }
  await client.action('Ping')
}

async function usage(child: Child): Promise<Usage> {
  const before = child.log().split('"cpuMs"').length
  child.process.stdin?.write('report\n')
  // Every report is a line of its own, and unlike any before it.
  const seen = new Set(child.log().split('\n'))
  const line = await child.line((text) => text.includes('"cpuMs"') && !seen.has(text))
  if (child.log().split('"cpuMs"').length <= before) throw new Error('no new report')
  return JSON.parse(line) as Usage
}

function lagsOf(log: string, stamps: ReadonlyMap<string, number>): number[] {
  const turns = new Map<string, number>()
  return log.split('\n').flatMap((text) => {
    const row = text.startsWith('{"agent"')
      ? (JSON.parse(text) as { agent: string; presence: string; at: number })
      : null
    if (!row) return []
    const key = `${row.agent} ${row.presence === 'paused' ? 'paused' : 'other'}`
    const turn = (turns.get(key) ?? 0) + 1
    turns.set(key, turn)
    const stamp = stamps.get(`${key} ${turn}`)
    return stamp === undefined ? [] : [row.at - stamp]
  })
}
