// Figures of the Asterisk connector on the real PBX, with SIP phones: monitor, hop and modes; the screen and the feed beside them.

import { loadavg } from 'node:os'
import { machineClock } from '#contract/time.ts'
import { openAmi } from '#main/pbx/asterisk/wire/ami-client.ts'
import { type Ear, goertzel } from '#main/proof/phone/tone-rtp.ts'
import { amiSecret } from '../asterisk/asterisk-config.ts'
import { type CallCentre, type Console, openCallCentre, type TalkingCall, until } from '../asterisk/call-centre.ts'
import type { Dialog } from '../asterisk/sip-dialog.ts'
import { agentHz, type SipPhone } from '../asterisk/sip-phone.ts'
import { feedFigures } from './asterisk-feed.ts'
import { screenFigures } from './asterisk-screen.ts'
import { type Figure, figure } from './figure.ts'

type Report = (figure: Figure) => void

const rounds = 20
const supervisorHz = 1000
const present = 3000

export async function asteriskBench(report: Report): Promise<void> {
  report(figure('load of the machine before (1 minute)', '', [loadavg()[0] ?? 0]))
  const plain = await withCentre((centre) => plainWay(centre))
  const baseline = figure('plain way: a new ChanSpy call for each change', 'ms', plain)
  report(baseline)
  for (const [way, by] of [
    ['ari', 'api'],
    ['dialplan', 'info'],
    ['dialplan', 'rfc4733'],
    ['dialplan', 'api'],
  ] as const)
    await withCentre((centre) => monitorFigures(centre, way, by, baseline, report))
  await screenFigures(baseline, report)
  await feedFigures(report)
}

async function withCentre<T>(run: (centre: CallCentre) => Promise<T>): Promise<T> {
  const centre = await openCallCentre()
  try {
    return await run(centre)
  } finally {
    await centre.close()
  }
}

/** When this tone is next heard (or no longer), by the arrival of its frame; ms since `from`. */
function change(ear: Ear, hz: number, wanted: boolean, from: number): Promise<number> {
  return new Promise((resolve) => {
    const stop = ear.onFrame((pcm, at) => {
      if (goertzel([pcm], hz) > present !== wanted) return
      stop()
      resolve(at - from)
    })
  })
}

async function plainWay(centre: CallCentre): Promise<number[]> {
  const desk = await centre.console({ line: null })
  const call = await centre.call(desk, await centre.agent('1001'))
  const supervisor = await centre.supervisor()
  const opened = await openAmi(
    { ...centre.site(), ami: { ...centre.site().ami, user: 'noisy', secret: amiSecret } },
    machineClock(globalThis),
    { events: () => undefined, closed: () => undefined },
  )
  if (!opened.ok) throw new Error(opened.error.detail)
  const samples: number[] = []
  for (let i = 0; i < rounds; i++) {
    const from = performance.now()
    const heard = change(call.agent.ear, supervisorHz, true, from)
    for (const old of supervisor.calls()) old.hangUp()
    await opened.value.action('Originate', [
      ['Channel', 'PJSIP/5001'],
      ['Application', 'ChanSpy'],
      ['Data', 'PJSIP/1001-,qw'],
      ['Async', 'true'],
    ])
    await supervisor.nextCall()
    samples.push(await heard)
  }
  opened.value.close()
  return samples
}

type Monitored = {
  readonly desk: Console
  readonly call: TalkingCall
  readonly other: TalkingCall
  readonly supervisor: SipPhone
}

async function monitorFigures(
  centre: CallCentre,
  way: 'ari' | 'dialplan',
  by: 'api' | 'info' | 'rfc4733',
  baseline: Figure,
  report: Report,
): Promise<void> {
  const desk = await centre.console({ way }, by)
  const supervisor = await centre.supervisor()
  const call = await centre.call(desk, await centre.agent('1001'))
  const other = await centre.call(desk, await centre.agent('1002'))
  const stage = { desk, call, other, supervisor }
  const name = way === 'ari' ? 'ARI' : `dialplan by ${by}`
  report(figure(`${name}: click to audible, SIP phone`, 'ms', await clicks(stage), baseline))
  const ticket = await desk.start(call.target)
  const line = await supervisor.nextCall()
  const samples: number[] = []
  for (let i = 0; i < rounds; i++) {
    const from = performance.now()
    const heard = change(call.agent.ear, supervisorHz, true, from)
    await centre.mode(desk, ticket, line, 'whisperAgent')
    samples.push(await heard)
    await centre.mode(desk, ticket, line, 'listen')
    await until(() => call.agent.ear.level(supervisorHz, 60) < 100, 'silence')
  }
  report(figure(`${name}: change of mode to first voice`, 'ms', samples, baseline))
  report(figure(`${name}: hop to audible`, 'ms', await hops(stage, ticket.id, line), baseline))
}

async function clicks({ desk, call, supervisor }: Monitored): Promise<number[]> {
  const samples: number[] = []
  for (let i = 0; i < rounds; i++) {
    const from = performance.now()
    const started = desk.start(call.target)
    const line = await supervisor.nextCall()
    samples.push(await change(line.ear, agentHz, true, from))
    await desk.connector.endMonitor((await started).id)
  }
  return samples
}

/** Silence first, then the other call: the agents speak alike, so the gap between the two is what is measured. */
async function hops({ desk, call, other }: Monitored, ticketId: string, line: Dialog): Promise<number[]> {
  const samples: number[] = []
  for (let i = 0; i < rounds; i++) {
    const from = performance.now()
    await desk.connector.hop(ticketId, (i % 2 === 0 ? other : call).target)
    samples.push(await change(line.ear, agentHz, true, from))
  }
  return samples
}
