// Headsets beside each other and at a reload of the page: one is used, no press is lost, and none opens what the headset does not know.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { runHeadset } from '#renderer/headset/run-headset.ts'
import { startHeadset } from '#renderer/headset/start-headset.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { MonitorView } from '#renderer/monitor/monitor-store.ts'
import { fakeClock, settle } from '../../../fakes/fake-clock.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { aLineView, aMonitorView } from '../../../fakes/views.ts'
import { type FakeHeadset, fakeHeadset, fakeHid, gigaset, jabra, poly } from './devices.ts'

const aLine = (log: string[]) =>
  createStore<LineView>(() => ({
    ...aLineView,
    hangUp: () => log.push('hang up'),
    mute: (on) => log.push(on ? 'mute' : 'unmute'),
  }))
let asked: string[]
let logged: string[]
let line: ReturnType<typeof aLine>
let stop = () => {}
const clock = fakeClock(1_000_000)
beforeEach(() => {
  asked = []
  logged = []
  line = aLine(asked)
})
afterEach(() => stop())

const talks = (muted = false) =>
  line.setState((view) => ({
    line: { ...view.line, call: { kind: 'talking', invite: invite('c'), up: true, held: false, muted } },
  }))

async function start(...devices: FakeHeadset[]) {
  const hid = fakeHid(...devices)
  const monitor = createStore<MonitorView>(() => aMonitorView)
  const parts = { hid, line, monitor, clock, log: (text: string) => void logged.push(text) }
  const { store } = startHeadset({ ...parts, hid: null })
  stop = runHeadset(store, parts)
  await settle()
  return { hid, store }
}

it('uses the first of two headsets, and leaves the other alone', async () => {
  const [first, other] = [fakeHeadset(jabra, 'First'), fakeHeadset(gigaset, 'Other')]
  const { store } = await start(first, other)
  expect(store.getState().state).toEqual({ kind: 'connected', name: 'First' })
  expect([first.opened, other.opened]).toEqual([true, false])
})

it('takes the second at once where the first is in use by another program', async () => {
  const busy = fakeHeadset(gigaset, 'Busy')
  busy.failsToOpen = true
  const { store } = await start(busy, fakeHeadset(jabra, 'Other'))
  expect(store.getState().state).toEqual({ kind: 'connected', name: 'Other' })
})

it('keeps the one in use when another is plugged in, and changes to the one a person chooses', async () => {
  const inUse = fakeHeadset(jabra, 'In use')
  const { hid, store } = await start(inUse)
  hid.plugged = [fakeHeadset(gigaset, 'New'), inUse]
  hid.change()
  await settle()
  expect(store.getState().state).toEqual({ kind: 'connected', name: 'In use' })
  hid.offered = [fakeHeadset(poly, 'Chosen')]
  await store.getState().choose()
  expect(store.getState().state).toEqual({ kind: 'connected', name: 'Chosen' })
  expect(inUse.opened).toBe(false)
})

it('hangs up with a headset that was off-hook when the page was loaded again', async () => {
  const device = fakeHeadset(jabra)
  talks()
  await start(device)
  await clock.advance(2_000)
  device.press(2, 0, 0)
  expect(asked).toEqual(['hang up'])
})

it('takes no hook from a first report that came for another button', async () => {
  const device = fakeHeadset(jabra)
  talks()
  await start(device)
  await clock.advance(2_000)
  device.press(2, 0b100, 0)
  device.press(2, 0, 0)
  expect(asked).toEqual(['mute'])
})

it('opens nothing by a headset that did not answer the light of a mute from the screen, and says so once', async () => {
  const device = fakeHeadset(poly, 'Deaf')
  talks()
  await start(device)
  talks(true)
  for (let presses = 0; presses < 2; presses++) {
    await clock.advance(5_000)
    device.press(8, 1)
    device.press(8, 0)
  }
  expect(asked).toEqual([])
  expect(logged).toEqual([expect.stringContaining('Deaf')])
  talks()
  await clock.advance(5_000)
  device.press(8, 1)
  expect(asked).toEqual(['mute'])
})

it('takes the answer to the light for no press, and believes the next one', async () => {
  const device = fakeHeadset(poly)
  talks()
  await start(device)
  talks(true)
  await clock.advance(50)
  device.press(8, 1)
  device.press(8, 0)
  expect(asked).toEqual([])
  await clock.advance(5_000)
  device.press(8, 1)
  expect(asked).toEqual(['unmute'])
})
