// What may be done with a call at this moment: the site's access, and what line, feed and monitor allow besides. Pure.
import { type Access, accessTo, allowed, type RefusalReason, refused } from '#contract/access.ts'
import type { Call } from '#contract/floor.ts'
import type { SiteInfo } from '#contract/ipc.ts'
import type { Mode } from '#contract/monitor.ts'
import type { Line } from '#renderer/line/line.ts'
import type { Microphone } from '#renderer/line/phone.ts'
import { type Monitor, sameTarget } from './monitor.ts'

export type Situation = {
  readonly site: SiteInfo | null
  readonly feedLive: boolean
  readonly monitor: Monitor
  readonly line: Line
  readonly microphone: Microphone
}

/** There is one, or it is opened as soon as somebody is to hear it. */
export const canSpeak = ({ source }: Microphone): boolean => source === 'ready' || source === 'rests'

/** The site's own reasons come first: they stay; the others pass. */
export function accessNow(call: Call, agentId: string, now: Situation): Access {
  const { site } = now
  if (!site) return of(() => 'feedStale', accessOfNobody)
  const bySite = accessTo(call, agentId, site)
  const target = { callId: call.id, agentId }
  return of((mode) => (mode === 'listen' ? noListen(now) : noSpeaking(now, target)), bySite)
}

const of = (reason: (mode: Mode) => RefusalReason | null, before: Access): Access => {
  const verdict = (mode: Mode) => {
    const why = before[mode].allowed ? reason(mode) : null
    return why ? refused(why) : before[mode]
  }
  return {
    listen: verdict('listen'),
    whisperAgent: verdict('whisperAgent'),
    whisperCaller: verdict('whisperCaller'),
    join: verdict('join'),
  }
}

const accessOfNobody: Access = { listen: allowed, whisperAgent: allowed, whisperCaller: allowed, join: allowed }

function noListen({ feedLive, site, line }: Situation): RefusalReason | null {
  if (!feedLive) return 'feedStale'
  return line.registration.kind === 'registered' || mayRingElsewhere(site) ? null : 'noLine'
}

/** Where all phones ring, another phone of the supervisor may take it; only the PBX knows. */
export const mayRingElsewhere = (site: SiteInfo | null): boolean =>
  site?.capabilities.rings === 'allPhones' && !site.capabilities.hasNoPhone

function noSpeaking(now: Situation, target: { callId: string; agentId: string }): RefusalReason | null {
  const { monitor, feedLive, microphone, line } = now
  if (monitor.phase !== 'live' || !sameTarget(monitor.target, target)) return 'notLive'
  if (monitor.call === 'ended') return 'callEnded'
  if (!feedLive || monitor.links === 'broken') return 'feedStale'
  if (line.call.kind !== 'monitor') return null
  if (line.registration.kind === 'reconnecting') return 'lineCut'
  return canSpeak(microphone) ? null : 'noMicrophone'
}
