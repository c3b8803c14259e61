// The whole window with a desk and a line in memory, a call of Ana's listened to; further steps as a test asks for them.

import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, vi } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import { App } from '#renderer/app/app.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { attentiveClock } from '../../../fakes/attentive-clock.ts'
import { fakeDesk, TOKEN } from '../../../fakes/fake-desk.ts'
import { fakeLine, invite } from '../../../fakes/fake-line.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { keyTime } from '../../../fakes/key-time.ts'
import { aHello } from '../floor/hello.ts'

const NOW = Date.parse('2026-03-02T09:30:00')
const account = { uri: 'sip:5001@x', wsUrl: 'ws://x', authUser: 'a', password: 'p', displayName: '', iceServers: [] }
const floor = floorWith(
  [aCall('c1', '1', { answeredAt: NOW - 61_000 }), aCall('c2', '2', { answeredAt: NOW - 30_000 })],
  [
    anAgent('1', { name: 'Ana', callId: 'c1', since: NOW - 61_000 }),
    anAgent('2', { name: 'Ben', callId: 'c2', since: NOW - 30_000 }),
    anAgent('3', { name: 'Cleo', callId: null }),
  ],
)
const TICKET = 'ticket-0001'

/** How long the hand rests between two movements, and how long it holds a key that must be held. */
const PAUSE_MS = 700
const HELD_MS = 450

export async function startLiveApp() {
  // jsdom's window has the keyboard only while something on the page has the focus.
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const { time, pass } = keyTime(NOW)
  const fake = fakeDesk()
  const line = fakeLine()
  const hello = aHello()
  fake.answers.hello = () => ({ ...hello, site: { ...hello.site, policy: 'open', line: account } })
  fake.answers.watchFloor = () => null
  fake.answers.addHistory = () => ok(null)
  fake.answers.changeSettings = () => ok(hello.settings)
  fake.answers.listHistory = () => ({ entries: [], acts: [], found: 0, before: null, unsaved: 0 })
  fake.answers.trend = () => ({ everyMs: 60_000, at: [], queues: {} })
  const view = render(
    <App
      desk={fake.desk}
      phone={line.phone}
      devices={{ list: async () => [], onChange: () => () => {} }}
      clock={{ ...attentiveClock, ...time }}
    />,
  )
  await screen.findByRole('region', { name: words.floor.agents })
  await vi.waitFor(() => expect(fake.inputs('watchFloor')).toHaveLength(1))
  const user = userEvent.setup()
  await act(async () => {
    fake.say('floor', { kind: 'whole', floor })
    line.register()
    line.emit({ kind: 'microphone', microphone: { source: 'ready', open: false }, interrupted: false })
  })
  await user.click(agents().getByRole('button', { name: words.monitor.listenTo('Ana') }))
  await act(async () => {
    line.emit({ kind: 'invite', invite: invite('sip-1', { 'X-Earshot-Token': `${TOKEN}-${TICKET}` }) })
  })
  await act(async () => {
    line.emit({ kind: 'established', id: 'sip-1' })
    fake.pbx({ kind: 'attached', ticketId: TICKET, target: { callId: 'c1', agentId: '1' } })
  })
  // A person's first key comes long after what the window fetches while it is idle.
  await vi.dynamicImportSettled()
  const confirm = (mode: Mode) =>
    act(async () => {
      const changeId = fake.inputs('setMode').at(-1)?.changeId ?? 0
      fake.pbx({ kind: 'mode', ticketId: TICKET, mode, changeId })
    })
  return {
    fake,
    line,
    user,
    confirm,
    /** A movement of its own: nothing was typed just before. */
    press: async (keys: string) => {
      act(() => pass(PAUSE_MS))
      await user.keyboard(keys)
    },
    /** The key stays down for so long, and then comes up. */
    hold: async (key: string, ms = HELD_MS) => {
      act(() => pass(PAUSE_MS))
      await user.keyboard(`{${key}>}`)
      await act(async () => pass(ms))
      await user.keyboard(`{/${key}}`)
    },
    pass: (ms: number) => act(() => pass(ms)),
    /** What was asked that lets somebody hear, or moves or ends the monitor. */
    asked: () =>
      fake.asked
        .filter(({ name }) => ['setMode', 'setFollow', 'hop', 'endMonitor'].includes(name))
        .map(({ name, input }) => (name === 'setMode' ? input.mode : name)),
    modes: () => fake.inputs('setMode').map(({ mode }) => mode),
    /** By the button, as the mouse does. */
    speak: async (mode: 'join') => {
      await user.click(screen.getByRole('button', { name: words.monitor.join }))
      await confirm(mode)
      expect(line.isOpen()).toBe(true)
    },
    stop: () => {
      view.unmount()
      location.hash = ''
      vi.restoreAllMocks()
    },
  }
}

export type LiveApp = Awaited<ReturnType<typeof startLiveApp>>

export const agents = () => within(screen.getByRole('region', { name: words.floor.agents }))
