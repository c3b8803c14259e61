// What the console itself says of a site that is set up wrongly: the cause by its code, and in words for the administrator.

import { afterEach, describe, expect, it } from 'vitest'
import { machineClock } from '#contract/time.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import type { SiteOptions } from './asterisk-config.ts'
import {
  type CallCentre,
  type Console,
  expectEars,
  openCallCentre,
  openConsole,
  type SiteChange,
  until,
} from './call-centre.ts'
import type { Dialog } from './sip-dialog.ts'

let centre: CallCentre
let desk: Console
afterEach(async () => {
  await desk.connector.close()
  await centre.close()
})

const parts = {
  clock: machineClock(globalThis),
  random: Math.random,
  log: () => undefined,
  switchBy: () => 'api' as const,
}
type Case = {
  readonly what: string
  readonly options?: SiteOptions
  readonly change?: (site: ReturnType<CallCentre['site']>) => SiteChange
  readonly phase: 'live' | 'stale' | 'refused'
  readonly code: string
  readonly detail: RegExp
}

const cases: readonly Case[] = [
  {
    what: 'a wrong AMI secret',
    change: ({ ami }) => ({ ami: { ...ami, secret: 'wrong' } }),
    phase: 'refused',
    code: 'pbxWrongPassword',
    detail: /Authentication failed/,
  },
  {
    what: 'a host nobody knows',
    change: () => ({ host: 'pbx.invalid' }),
    phase: 'stale',
    code: 'pbxNameUnknown',
    detail: /pbx\.invalid/,
  },
  {
    what: 'a host that does not answer',
    change: ({ ami }) => ({ ami: { ...ami, port: 1 } }),
    phase: 'stale',
    code: 'pbxUnreachable',
    detail: /ECONNREFUSED/,
  },
  {
    what: 'the missing right to see calls',
    options: { amiWrite: 'agent' },
    phase: 'refused',
    code: 'pbxRefused',
    detail: /Permission denied/,
  },
  {
    what: 'a missing right to monitor',
    options: { ari: false, amiWrite: 'reporting' },
    phase: 'live',
    code: 'noWayToMonitor',
    detail: /AMI right originate is missing/,
  },
  {
    what: 'a wrong ARI password, where there is no context',
    options: { monitorContext: '' },
    change: ({ ari }) => ({ ari: { ...ari, password: 'wrong' } }),
    phase: 'live',
    code: 'noWayToMonitor',
    detail: /ARI user "console": .*; context earshot-monitor/,
  },
  {
    what: 'a missing module, where ARI is to be taken',
    options: { withoutModules: ['res_stasis_snoop'] },
    change: () => ({ way: 'ari' }),
    phase: 'live',
    code: 'noWayToMonitor',
    detail: /module res_stasis_snoop is not loaded/,
  },
  {
    what: 'a wrong context',
    change: () => ({ way: 'dialplan', context: 'elsewhere' }),
    phase: 'live',
    code: 'noWayToMonitor',
    detail: /context elsewhere/,
  },
  {
    what: 'an endpoint without webrtc=yes',
    options: { webrtc: false },
    phase: 'live',
    code: 'lineNotWebrtc',
    detail: /endpoint 5001 lacks \w+=\w+, or webrtc=yes/,
  },
]

describe('the status', () => {
  it.each(cases)('names $what', async ({ options, change, phase, code, detail }) => {
    centre = await openCallCentre({ webrtc: true, ...options })
    desk = openConsole(createAsteriskConnector(centre.site(change?.(centre.site())), 'console', parts))
    const told = await until(() => desk.statuses().find((status) => 'cause' in status), 'something is amiss', 10_000)
    expect(told).toMatchObject({ phase, cause: { code, detail: expect.stringMatching(detail) } })
  })

  it('goes by the dialplan where a module of ARI is missing, and says so', async () => {
    centre = await openCallCentre({ webrtc: true, withoutModules: ['res_stasis_snoop'] })
    desk = await centre.console()
    expect(desk.status()).toMatchObject({
      phase: 'live',
      how: expect.stringMatching(/because module res_stasis_snoop/),
    })
    expect(desk.status()).not.toHaveProperty('cause')
  })

  it('is behind, and says why, where calls come and go and AMI tells nothing of them', async () => {
    centre = await openCallCentre({ amiRead: 'agent,reporting' })
    desk = await centre.console()
    const caller = await centre.caller('5559999')
    let call: Dialog | null = null
    // One call after the other, so that every list of them is another.
    const told = await until(
      async () => {
        const next: Dialog = await caller.dial('602')
        await next.answered
        call?.hangUp()
        call = next
        return desk.statuses().find(({ phase }) => phase === 'behind')
      },
      'it is behind',
      40_000,
    )
    expect(told).toMatchObject({
      cause: { code: 'pbxRefused', detail: expect.stringMatching(/sends no call events/) },
    })
  })

  it.each(['api', 'info'] as const)(
    'a dialplan reload that makes the whisper a barge lets nobody be heard, switched by %s',
    async (by) => {
      centre = await openCallCentre()
      const supervisor = await centre.supervisor()
      const phone = await centre.agent('1001')
      desk = await centre.console({ way: 'dialplan' }, by)
      const call = await centre.call(desk, phone, '600')
      const ticket = await desk.start(call.target)
      const line = await supervisor.nextCall()
      const ears = { supervisor: line, agent: call.agent, caller: call.caller }
      await expectEars('listen', ears)
      centre.pbx.rewrite('extensions.conf', (text) => text.replace('qbXwE', 'qbXwBE'))
      await centre.pbx.cli('dialplan reload')
      const answer = await desk.connector.setMode(ticket.id, 'whisperAgent', 1)
      expect(answer.ok && answer.value.kind).toBe('asked')
      await until(
        () => desk.events.some((event) => event.kind === 'mode' && event.mode === 'listen'),
        'it is listening again',
      )
      expect(desk.events).not.toContainEqual(expect.objectContaining({ kind: 'mode', mode: 'whisperAgent' }))
      await expectEars('listen', ears)
      await desk.connector.endMonitor(ticket.id)
      await line.ended
      // What nobody can be told by an event is told once the monitor has ended.
      const told = await until(
        () => desk.statuses().find((status) => 'cause' in status && status.cause?.code === 'noWayToMonitor'),
        'calls cannot be monitored',
      )
      expect(told).toMatchObject({ cause: { detail: expect.stringMatching(/extension 5 has the option B/) } })
    },
  )

  it('has nothing to say of a site that works', async () => {
    centre = await openCallCentre({ webrtc: true })
    desk = await centre.console()
    expect(desk.statuses().map(({ phase, ...more }) => [phase, 'cause' in more])).toEqual([
      ['connecting', false],
      ['live', false],
    ])
  })
})
