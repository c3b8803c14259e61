// The monitoring part of the screen with a desk and a line in memory: two agents in calls, one of them on-net.

import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Agent, Call, Floor } from '#contract/floor.ts'
import type { Hello, SiteInfo, Unended } from '#contract/ipc.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import { settings } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { Announcer } from '#renderer/card/announcer.tsx'
import { ListenButton } from '#renderer/card/listen-button.tsx'
import { MonitoringBanner } from '#renderer/card/monitoring-banner.tsx'
import { MonitoringCard } from '#renderer/card/monitoring-card.tsx'
import { RefusalLine } from '#renderer/card/refusal-line.tsx'
import { LineBadge } from '#renderer/line/line-badge.tsx'
import { IncomingCall } from '#renderer/phone/incoming-call.tsx'
import { attentiveClock } from '../../../fakes/attentive-clock.ts'
import { plainByApi } from '../../../fakes/capabilities.ts'
import { stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeDesk, TOKEN } from '../../../fakes/fake-desk.ts'
import { fakeLine, invite } from '../../../fakes/fake-line.ts'

const agent = (id: string, name: string, callId: string): Agent => ({
  id,
  name,
  extension: id,
  presence: { kind: 'onCall' },
  since: 0,
  queues: [],
  callId,
})

const call = (id: string, agentId: string, onNet: boolean): Call => ({
  id,
  from: { name: null, number: onNet ? '1099' : '+15550100', onNet, agentId: null },
  to: { name: null, number: agentId, onNet: true, agentId },
  agentId,
  queueId: null,
  state: 'talking',
  startedAt: 0,
  answeredAt: 0,
  monitors: [],
})

const alice = agent('1001', 'Alice Archer', 'call-a')
const bob = agent('1002', 'Bob Baker', 'call-b')
export const aliceCall = call('call-a', '1001', false)
export const bobCall = call('call-b', '1002', true)
const floor: Floor = {
  agents: { 1001: alice, 1002: bob },
  calls: { 'call-a': aliceCall, 'call-b': bobCall },
  queues: {},
}

export const site: SiteInfo = {
  name: 'Test',
  kind: 'demo',
  policy: 'open',
  rights: [...modes],
  capabilities: plainByApi,
  actRights: [],
  supervisor: { name: 'Sam', extension: '5001' },
  line: {
    uri: 'sip:5001@pbx.example',
    wsUrl: 'wss://pbx.example/ws',
    authUser: '5001',
    password: 'x',
    displayName: '',
    iceServers: [],
  },
}

export function setUp(changed: Partial<SiteInfo> = {}, clock: Clock = attentiveClock, unended: Unended | null = null) {
  const desk = fakeDesk()
  const line = fakeLine()
  const hello: Hello = {
    version: '0',
    shell: 'browser',
    seat: '0123456789ab',
    site: { ...site, ...changed },
    settings: settings.parse({}),
    status: { phase: 'live', since: 0, how: null },
    notice: null,
    unended,
    setup: { door: 'closed', wanted: [], asked: [] },
    window: { role: 'console' },
  }
  const stage = stageConsole({ desk, hello, phone: line.phone, floor, clock })
  render(
    stage.inside(
      <>
        <MonitoringBanner />
        <LineBadge />
        <ListenButton call={aliceCall} agent={alice} compact />
        <ListenButton call={bobCall} agent={bob} compact />
        <IncomingCall desk={desk.desk} now={clock.now} />
        <RefusalLine />
        <MonitoringCard />
        <Announcer />
      </>,
    ),
  )
  const microphoneReady = () =>
    line.emit({ kind: 'microphone', microphone: { source: 'ready', open: false }, interrupted: true })
  const user = userEvent.setup()
  const step = steps(desk, line)
  return {
    desk,
    line,
    stop: stage.stop,
    console: stage.console,
    inside: stage.inside,
    user,
    microphoneReady,
    ...step,
    /** A line that is registered, and a microphone. */
    isReady: () =>
      act(() => {
        line.register()
        microphoneReady()
      }),
    /** From the press on Alice's row until her call is heard. */
    listensToAlice: async () => {
      await user.click(button('Listen to Alice Archer'))
      await act(async () => step.rings())
      await act(async () => step.attached())
    },
  }
}

function steps(desk: ReturnType<typeof fakeDesk>, line: ReturnType<typeof fakeLine>) {
  const ticketId = 'ticket-0001'
  const target = { callId: 'call-a', agentId: '1001' }
  return {
    ticketId,
    rings: () => line.emit({ kind: 'invite', invite: invite('sip-1', { 'X-Earshot-Token': `${TOKEN}-${ticketId}` }) }),
    attached: () => {
      line.emit({ kind: 'established', id: 'sip-1' })
      desk.pbx({ kind: 'attached', ticketId, target })
    },
    /** The PBX confirms the change that was asked for last. */
    confirms: (mode: Mode) =>
      desk.pbx({ kind: 'mode', ticketId, mode, changeId: desk.inputs('setMode').at(-1)?.changeId ?? 0 }),
  }
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name })
export const card = () => screen.queryByRole('region', { name: 'Audio monitoring' })

export const descriptionOf = (element: HTMLElement): string =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')
