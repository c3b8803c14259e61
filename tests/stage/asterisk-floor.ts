// The real Asterisk as a stage: tones between SIP phones, the console's own connector and softphone before it.

import { machineClock } from '#contract/time.ts'
import { type AriEvent, openAri } from '#main/pbx/asterisk/wire/ari-client.ts'
import type { Ear as PhoneEar } from '#main/proof/phone/tone-rtp.ts'
import type { SiteOptions } from '../asterisk/asterisk-config.ts'
import { type CallCentre, openCallCentre, type SiteChange, until } from '../asterisk/call-centre.ts'
import type { AsteriskVersion } from '../asterisk/fetch-asterisk.ts'
import { AGENT_HZ, CALLER_HZ, type Ear, type ProofCall, type ProofFloor } from './floor.ts'

const fullScale = 32_768

export type AsteriskStage = SiteOptions & {
  readonly version?: AsteriskVersion
  readonly site?: SiteChange
  readonly agent?: string
  readonly dial?: string
}

/** A phone's ear in dBFS. */
export const decibels =
  (ear: PhoneEar): Ear =>
  async (frequencies, windowMs) =>
    Object.fromEntries(
      frequencies.map((hz) => [hz, 20 * Math.log10(Math.max(1e-6, ear.level(hz, windowMs) / fullScale))]),
    )

/** A call from the trunk, and ears at the phones themselves. */
async function talk(centre: CallCentre, { agent = '1001', dial = '600' }: AsteriskStage): Promise<ProofCall> {
  const watch = await centre.console({ line: null }, 'api', 'stage')
  const call = await centre.call(watch, await centre.agent(agent), dial)
  const name = watch.floor().agents[agent]?.name ?? agent
  await watch.connector.close()
  call.agent.ear.mark(CALLER_HZ)
  call.caller.ear.mark(AGENT_HZ)
  return {
    agentName: name,
    agent: decibels(call.agent.ear),
    caller: decibels(call.caller.ear),
    mouth: mouthOf(centre),
    gaps: async () => ({
      agent: call.agent.ear.sinceMark().longestGap,
      caller: call.caller.ear.sinceMark().longestGap,
    }),
    end: async () => call.caller.hangUp(),
  }
}

/** What the supervisor's line sends: a desk phone in a bridge with a snoop on the line, in that direction alone. */
function mouthOf(centre: CallCentre): Ear {
  let listening: Promise<Ear> | null = null
  return async (frequencies, windowMs) => {
    listening ??= wiretap(centre)
    return (await listening)(frequencies, windowMs)
  }
}

async function wiretap(centre: CallCentre): Promise<Ear> {
  const app = 'stage-mouth'
  const started = new Set<string>()
  const listener = {
    event: (event: AriEvent) => void (event.type === 'StasisStart' && started.add(event.channel.id)),
    closed: () => undefined,
  }
  const { ari: site } = centre.site()
  const opened = site ? await openAri(site, machineClock(globalThis), app, listener) : null
  if (!opened?.ok) throw new Error('the stage cannot listen to the line')
  const ask = async (path: string, query: Record<string, string>) => {
    const done = await opened.value.call('POST', path, query)
    if (!done.ok) throw new Error(`${path}: ${done.error.text}`)
    return done.value
  }
  const phone = await centre.agent('5101')
  const shown = await centre.pbx.cli('core show channels concise')
  const line = shown
    .split('\n')
    .find((row) => row.startsWith('PJSIP/5001-'))
    ?.split('!')
    .at(-1)
  await ask('/bridges', { type: 'mixing', bridgeId: app })
  await ask('/channels', { endpoint: 'PJSIP/5101', app, channelId: `${app}-phone` })
  await ask(`/channels/${line}/snoop/${app}-snoop`, { app, spy: 'in', whisper: 'none' })
  await until(() => started.size === 2, 'the wiretap is up')
  await ask(`/bridges/${app}/addChannel`, { channel: [...started].join(',') })
  return decibels((await phone.nextCall()).ear)
}

export const asteriskFloorOf = (name: string, ways: ProofFloor['ways'], stage: AsteriskStage): ProofFloor => ({
  name,
  ways,
  async start(way) {
    const centre = await openCallCentre({ webrtc: true, ...stage })
    return {
      siteFile: {
        siteName: 'Stage',
        site: centre.site(stage.site),
        policy: 'open',
        line: { switchBy: way, processing: false },
      },
      env: {},
      call: () => talk(centre, stage),
      close: () => centre.close(),
    }
  },
})

export const asteriskFloors: readonly ProofFloor[] = [
  asteriskFloorOf('asterisk', ['api'], { site: { way: 'ari' } }),
  asteriskFloorOf('asterisk-dialplan', ['info', 'rfc4733'], { site: { way: 'dialplan' } }),
  asteriskFloorOf('asterisk-freepbx', ['api'], { site: { way: 'ari' }, agent: '1004', dial: '601' }),
  asteriskFloorOf('asterisk-opus', ['api'], { site: { way: 'ari' }, supervisorCodecs: 'opus' }),
  asteriskFloorOf('asterisk-direct-media', ['api'], { site: { way: 'ari' }, agent: '1005', dial: '1005' }),
  asteriskFloorOf('asterisk-16', ['api'], { site: { way: 'ari' }, version: '16' }),
  asteriskFloorOf('asterisk-16-dialplan', ['info', 'rfc4733'], { site: { way: 'dialplan' }, version: '16' }),
]
