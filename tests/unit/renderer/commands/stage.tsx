// The keyboard with a desk, a line and a floor in memory: two agents in calls, one without.
import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import { ok } from '#contract/result.ts'
import type { Settings, SettingsChange } from '#contract/settings.ts'
import { settings } from '#contract/settings.ts'
import { ListenButton } from '#renderer/card/listen-button.tsx'
import { MonitoringCard } from '#renderer/card/monitoring-card.tsx'
import { RefusalLine } from '#renderer/card/refusal-line.tsx'
import { Keys } from '#renderer/commands/keys.tsx'
import { setRowAbout } from '#renderer/grid/row-about.ts'
import { stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeDesk, TOKEN } from '../../../fakes/fake-desk.ts'
import { fakeLine, invite } from '../../../fakes/fake-line.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { keyTime } from '../../../fakes/key-time.ts'
import { aHello } from '../floor/hello.ts'

const account = { uri: 'sip:5001@x', wsUrl: 'ws://x', authUser: 'a', password: 'p', displayName: '', iceServers: [] }
const calls = [aCall('c1', '1', { startedAt: 1, answeredAt: 1 }), aCall('c2', '2', { startedAt: 2, answeredAt: 2 })]
const agents = [
  anAgent('1', { name: 'Ana', callId: 'c1' }),
  anAgent('2', { name: 'Ben', callId: 'c2' }),
  anAgent('3', { name: 'Cleo', callId: null }),
]

/** How long the hand rests between two movements, and how long it holds a key that must be held. */
const PAUSE_MS = 700
const HELD_MS = 450

export function setUp() {
  // jsdom's window has the keyboard only while something on the page has the focus.
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const { time, pass } = keyTime()
  const desk = fakeDesk()
  desk.answers.changeSettings = () => ok(settings.parse({}))
  const line = fakeLine()
  const hello = aHello()
  const stage = stageConsole({
    desk,
    hello: { ...hello, site: { ...hello.site, policy: 'open', line: account } },
    phone: line.phone,
    floor: {
      ...floorWith(calls, agents),
      queues: { q: { id: 'q', name: 'Sales', extension: '8001', waiting: 0, oldestWaitSince: null } },
    },
  })
  const saved: SettingsChange[] = []
  const save = (change: SettingsChange) => void saved.push(change)
  const page = stage.inside(
    <>
      {/* A list as the grid makes it. */}
      <div role="grid" aria-label="Agents" tabIndex={-1}>
        {agents.map((agent) => {
          const call = calls.find(({ id }) => id === agent.callId)
          return (
            // A row as the grid makes it.
            <div
              key={agent.id}
              ref={(row) => {
                const target = call ? { callId: call.id, agentId: agent.id } : null
                if (row) setRowAbout(row, { target, waits: false })
              }}
              role="row"
              data-row={agent.id}
              tabIndex={0}
              aria-label={agent.name}
            >
              {call && <ListenButton call={call} agent={agent} compact />}
            </div>
          )
        })}
      </div>
      <input aria-label="a field" />
      <RefusalLine />
      <MonitoringCard />
      <Keys time={time} save={save} only={null} openWallboard={() => {}} />
    </>,
  )
  render(page)
  act(() => {
    line.register()
    line.emit({ kind: 'microphone', microphone: { source: 'ready', open: false }, interrupted: false })
  })
  const user = userEvent.setup()
  return {
    desk,
    line,
    saved,
    offers: stage.console.offers,
    places: stage.console.places,
    opened: () => stage.console.opened.getState().opened,
    views: () => stage.console.views.getState().views,
    user,
    /** A movement of its own: nothing was typed just before. */
    press: async (keys: string) => {
      pass(PAUSE_MS)
      await user.keyboard(keys)
    },
    /** The key stays down for so long, and then comes up. */
    hold: async (key: string, ms = HELD_MS) => {
      pass(PAUSE_MS)
      await user.keyboard(`{${key}>}`)
      await act(async () => pass(ms))
      await user.keyboard(`{/${key}}`)
    },
    /** The key goes down and stays there. */
    holdDown: async (key: string) => {
      pass(PAUSE_MS)
      await user.keyboard(`{${key}>}`)
      await act(async () => pass(HELD_MS))
    },
    pass: (ms: number) => act(async () => pass(ms)),
    choose: (keys: Record<string, string | null>, speakKeys: Settings['speakKeys'] = 'hold') =>
      act(() => desk.say('settings', settings.parse({ keys, speakKeys }))),
    goLive: () => goLive(desk, line),
    confirms: (mode: 'listen' | 'whisperAgent' | 'join') =>
      act(async () =>
        desk.pbx({
          kind: 'mode',
          ticketId: 'ticket-0001',
          mode,
          changeId: desk.inputs('setMode').at(-1)?.changeId ?? 0,
        }),
      ),
    stop: () => {
      stage.stop()
      vi.restoreAllMocks()
    },
  }
}

/** The monitor that was just asked for rings, is answered and attached. */
async function goLive(desk: ReturnType<typeof fakeDesk>, line: ReturnType<typeof fakeLine>): Promise<void> {
  const ticketId = 'ticket-0001'
  const asked = desk.inputs('startMonitor').at(-1)
  if (!asked) throw new Error('no monitor was asked for')
  await act(async () => {
    line.emit({ kind: 'invite', invite: invite('sip-1', { 'X-Earshot-Token': `${TOKEN}-${ticketId}` }) })
  })
  await act(async () => {
    line.emit({ kind: 'established', id: 'sip-1' })
    desk.pbx({ kind: 'attached', ticketId, target: asked.target })
  })
  // A person's next key comes long after what the window fetches while it is idle.
  await vi.dynamicImportSettled()
}
