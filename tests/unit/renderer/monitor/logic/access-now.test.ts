// What may be done now: the site's own reasons first, then line, feed, microphone and the monitor's state.

import { describe, expect, it } from 'vitest'
import type { SiteInfo } from '#contract/ipc.ts'
import { modes } from '#contract/monitor.ts'
import { type Line, noLine } from '#renderer/line/line.ts'
import { accessNow, type Situation } from '#renderer/monitor/logic/access-now.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { plainByApi } from '../../../../fakes/capabilities.ts'
import { aliceCall, bobCall } from '../stage.tsx'
import { alice, live, pbx, ticketId } from '../stories.ts'

const site = (changed: Partial<SiteInfo> = {}): SiteInfo => ({
  name: 'Test',
  kind: 'demo',
  policy: 'open',
  rights: [...modes],
  capabilities: plainByApi,
  actRights: [],
  supervisor: { name: 'Sam', extension: '5001' },
  line: null,
  ...changed,
})
const onMonitor: Line = {
  ...noLine,
  registration: { kind: 'registered' },
  call: { kind: 'monitor', id: 'sip-1', ticketId, up: true, held: false, sound: 'came' },
}
const now = (changed: Partial<Situation> = {}): Situation => ({
  site: site(),
  feedLive: true,
  monitor: live(),
  line: onMonitor,
  microphone: { source: 'ready', open: false },
  ...changed,
})
const refused = (reason: string) => ({ allowed: false, reason })

describe('access now', () => {
  it('allows everything on the call that is monitored when all is well', () => {
    for (const mode of modes) expect(accessNow(aliceCall, alice.agentId, now())[mode]).toEqual({ allowed: true })
  })

  it('refuses Listen without a registered line, unless other phones may ring', () => {
    const noPhone = { monitor: idle, line: noLine }
    expect(accessNow(aliceCall, '1001', now(noPhone)).listen).toEqual(refused('noLine'))
    const capabilities = { ...site().capabilities, rings: 'allPhones' as const }
    expect(accessNow(aliceCall, '1001', now({ ...noPhone, site: site({ capabilities }) })).listen).toEqual({
      allowed: true,
    })
  })

  it('refuses Listen where the PBX says that none of the phones is there, and believes its own line before that', () => {
    const none = site({ capabilities: { ...site().capabilities, rings: 'allPhones', hasNoPhone: true } })
    expect(accessNow(aliceCall, '1001', now({ monitor: idle, line: noLine, site: none })).listen).toEqual(
      refused('noLine'),
    )
    expect(accessNow(aliceCall, '1001', now({ monitor: idle, site: none })).listen).toEqual({ allowed: true })
  })

  it.each<[string, Partial<Situation>, string]>([
    ['nothing is monitored', { monitor: idle }, 'notLive'],
    ['the call has ended', { monitor: live(pbx({ kind: 'targetEnded', ticketId })) }, 'callEnded'],
    ['the feed is stale', { feedLive: false }, 'feedStale'],
    ['the microphone is refused', { microphone: { source: 'refused', open: false } }, 'noMicrophone'],
  ])('refuses speaking while %s', (_why, changed, reason) => {
    expect(accessNow(aliceCall, '1001', now(changed)).join).toEqual(refused(reason))
  })

  it('does not ask a desk phone for a microphone of this computer', () => {
    const deskPhone = now({ line: noLine, microphone: { source: 'absent', open: false } })
    expect(accessNow(aliceCall, '1001', deskPhone).join).toEqual({ allowed: true })
  })

  it('gives the site’s lasting reason before one that passes', () => {
    const harbor = now({ site: site({ policy: 'callharbor' }), monitor: idle })
    expect(accessNow(bobCall, '1002', harbor).whisperAgent).toEqual(refused('onNetCall'))
    expect(accessNow(aliceCall, '1001', now({ site: site({ rights: ['listen'] }) })).join).toEqual(refused('noRight'))
  })
})
