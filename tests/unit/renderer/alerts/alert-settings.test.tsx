// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { alertRules } from '#contract/alerts.ts'
import type { SettingsChange } from '#contract/settings.ts'
import { AlertSettings } from '#renderer/alerts/alert-settings.tsx'
import { limitPlace } from '#renderer/alerts/limits.ts'
import { createFloorStore, FloorContext } from '#renderer/floor/floor-store.ts'
import { createOpenedStore, OpenedContext } from '#renderer/ui/opened-store.ts'
import { en as words } from '#renderer/words/en/en.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const say = words.alerts.settings
const sales = { id: '8001', name: 'Sales', extension: '8001', waiting: 0, oldestWaitSince: null }

function settings(at: string | null = null) {
  const floor = createFloorStore()
  floor.setState({ floor: { agents: {}, calls: {}, queues: { '8001': sales } } })
  const saved: SettingsChange[] = []
  const opened = createOpenedStore()
  opened.getState().open('settings', at)
  render(
    <FloorContext value={floor}>
      <OpenedContext value={opened}>
        <AlertSettings rules={alertRules.parse({})} save={(change) => saved.push(change)} />
      </OpenedContext>
    </FloorContext>,
  )
  return saved
}

/** What the page would play: how many notes were started. */
function soundCard() {
  const started: number[] = []
  const node = { connect: (next: unknown) => next, start: (at: number) => started.push(at), stop: () => {} }
  const ramp = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} }
  const of = (what: object) =>
    function (this: object) {
      Object.assign(this, what)
    }
  vi.stubGlobal('AudioContext', of({ currentTime: 0, destination: {}, close: async () => {}, resume: async () => {} }))
  vi.stubGlobal('OscillatorNode', of(node))
  vi.stubGlobal('GainNode', of({ ...node, gain: ramp }))
  return started
}

describe('the settings of alerts', () => {
  it('play the chime when it is turned on, so that it is known when it comes', async () => {
    const started = soundCard()
    const saved = settings()
    await userEvent.click(screen.getByRole('switch', { name: say.sound }))
    await expect.poll(() => started.length).toBe(2)
    await userEvent.click(screen.getByRole('switch', { name: say.helpSound })) // it is on at first
    await userEvent.click(screen.getByRole('switch', { name: say.sound }))
    expect(saved[0]).toEqual({ alerts: { sound: true } })
    expect(saved[1]).toEqual({ alerts: { helpSound: false } })
  })

  it.each([
    ['granted', [{ alerts: { notify: true } }], false],
    ['denied', [], true],
  ] as const)('ask the system for notifications when they are turned on: %s', async (answer, changes, isBlocked) => {
    vi.stubGlobal('Notification', { permission: 'default', requestPermission: async () => answer })
    const saved = settings()
    await userEvent.click(screen.getByRole('switch', { name: say.notify }))
    const blocked = () => screen.queryByRole('alert') !== null
    await expect.poll(() => ({ saved: [...saved], blocked: blocked() })).toEqual({ saved: changes, blocked: isBlocked })
  })

  it.each([
    ['of all queues', limitPlace('longHoldS', null), '', say.longHoldS, '120'],
    ['of one queue', limitPlace('longHoldS', '8001'), '8001', say.longHoldS, ''],
  ])('have the cursor in the limit they were opened for: %s', (_, at, queue, label, value) => {
    settings(at)
    const field = document.activeElement as HTMLInputElement
    expect(screen.getByLabelText<HTMLSelectElement>(say.ofQueue).value).toBe(queue)
    expect(screen.getAllByLabelText(label).at(queue === '' ? 0 : -1)).toBe(field)
    expect(field.value).toBe(value)
  })

  it('have every limit also for one queue, empty as for all', async () => {
    const saved = settings()
    await userEvent.selectOptions(screen.getByLabelText(say.ofQueue), 'Sales')
    const ofSales = (label: string) => screen.getAllByLabelText<HTMLInputElement>(label).at(-1) as HTMLInputElement
    const labels = [
      say.longestWaitS,
      say.waitingCallers,
      say.serviceLevel,
      say.longCallS,
      say.longHoldS,
      say.longPauseS,
    ]
    expect(labels.map((label) => ofSales(label).value)).toEqual(['', '', '', '', '', ''])
    await userEvent.type(ofSales(say.longPauseS), '7{Enter}')
    expect(saved).toEqual([{ alerts: { queues: [{ queueId: '8001', longPauseS: 420 }] } }])
    expect(within(document.body).getByText(say.queueHint)).toBeTruthy()
  })
})
