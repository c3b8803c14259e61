// The headset's buttons with a running line: what a press does, what the headset shows, and that it opens nothing by itself.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Mode } from '#contract/monitor.ts'
import { startHeadset } from '#renderer/headset/start-headset.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { Monitor } from '#renderer/monitor/logic/monitor.ts'
import type { MonitorView } from '#renderer/monitor/monitor-store.ts'
import { fakeClock, settle } from '../../../fakes/fake-clock.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { aLineView, aMonitorView } from '../../../fakes/views.ts'
import { type FakeHeadset, type FakeHid, fakeHeadset, fakeHid, gigaset, jabra, poly } from './devices.ts'

let asked: string[]
let device: FakeHeadset
let hid: FakeHid
let logged: string[]
const clock = fakeClock(1_000_000)

const aLine = () =>
  createStore<LineView>(() => ({
    ...aLineView,
    answer: () => asked.push('answer'),
    decline: () => asked.push('decline'),
    hangUp: () => asked.push('hang up'),
    mute: (on) => asked.push(on ? 'mute' : 'unmute'),
  }))
const aMonitor = () =>
  createStore<MonitorView>(() => ({
    ...aMonitorView,
    end: () => asked.push('end'),
    setMuted: (on) => asked.push(on ? 'mute monitor' : 'unmute monitor'),
  }))
let line: ReturnType<typeof aLine>
let monitor: ReturnType<typeof aMonitor>
let running: ReturnType<typeof startHeadset>

async function start(headset: FakeHeadset, source: FakeHid = fakeHid(headset)) {
  device = headset
  hid = source
  running = startHeadset({ hid, line, monitor, clock, log: (text) => logged.push(text) })
  await import('#renderer/headset/run-headset.ts')
  await settle()
}
beforeEach(() => {
  asked = []
  logged = []
  line = aLine()
  monitor = aMonitor()
})
afterEach(() => running.stop())

const call = (now: LineView['line']['call']) => line.setState((view) => ({ line: { ...view.line, call: now } }))
const rings = () => call({ kind: 'ringing', invite: invite('c') })
const talks = (muted = false) => call({ kind: 'talking', invite: invite('c'), up: true, held: false, muted })
const listens = (mode: Mode = 'listen', muted = false) => {
  const modeState = { kind: 'confirmed', mode, changeId: 1, ...(muted && { muted: true }) }
  monitor.setState({ monitor: { ...aMonitorView.monitor, phase: 'live', modeState } as Monitor })
  call({ kind: 'monitor', id: 'm', ticketId: 't', up: true, held: false, sound: 'came' })
}
const over = () => call({ kind: 'none' })
const lit = async () => {
  await settle()
  return device.written.at(-1)
}
const pass = (ms: number) => clock.advance(ms)

describe('a Gigaset ION', () => {
  beforeEach(() => start(fakeHeadset(gigaset)))

  it('rings, answers, shows the call and hangs up', async () => {
    rings()
    expect(await lit()).toBe('2: 4 0')
    device.press(2, 1, 0)
    expect(asked).toEqual(['answer'])
    talks()
    expect(await lit()).toBe('2: 1 0')
    await pass(2_000)
    device.press(2, 0, 0)
    expect(asked).toEqual(['answer', 'hang up'])
    over()
    expect(await lit()).toBe('2: 0 0')
  })

  it('declines by its reject button', () => {
    rings()
    device.press(2, 0x80, 0)
    device.press(2, 0, 0)
    expect(asked).toEqual(['decline'])
  })

  it('mutes a phone call, acknowledged by its light, and takes it back', async () => {
    talks()
    await pass(2_000)
    device.press(2, 0b1001, 0)
    device.press(2, 0b0001, 0)
    expect(asked).toEqual(['mute'])
    talks(true)
    expect(await lit()).toBe(`2: ${0b1_0011} 0`)
    device.press(2, 0b1001, 0)
    expect(asked).toEqual(['mute', 'unmute'])
  })
})

describe('while a call is listened to', () => {
  beforeEach(() => start(fakeHeadset(jabra)))

  it('the mute button does nothing: nobody hears the supervisor, and no button opens that', async () => {
    listens()
    await pass(2_000)
    for (let presses = 0; presses < 3; presses++) {
      device.press(2, 0b101, 0)
      device.press(2, 0b001, 0)
    }
    expect(asked).toEqual([])
  })

  it('closes the microphone in a whisper, and opens it again in the same whisper alone', async () => {
    listens('whisperAgent')
    await pass(2_000)
    device.press(2, 0b101, 0)
    device.press(2, 0b001, 0)
    listens('whisperAgent', true)
    expect(await lit()).toBe(`2: ${0b101} 0`)
    device.press(2, 0b101, 0)
    device.press(2, 0b001, 0)
    expect(asked).toEqual(['mute monitor', 'unmute monitor'])
    listens()
    expect(await lit()).toBe('2: 1 0')
    device.press(2, 0b101, 0)
    expect(asked).toHaveLength(2)
  })

  it('what the supervisor has muted on the screen stays muted, whatever is pressed on the headset', async () => {
    listens('whisperAgent', true)
    await pass(2_000)
    for (let presses = 0; presses < 3; presses++) {
      device.press(2, 0b101, 0)
      device.press(2, 0b001, 0)
    }
    expect(asked).toEqual([])
  })

  it('what it has muted itself it does not open in the next whisper', async () => {
    listens('whisperAgent')
    await pass(2_000)
    device.press(2, 0b101, 0)
    device.press(2, 0b001, 0)
    listens('whisperAgent', true)
    listens()
    listens('whisperAgent', true)
    device.press(2, 0b101, 0)
    expect(asked).toEqual(['mute monitor'])
  })

  it('hanging up on the headset ends the monitor', async () => {
    listens()
    device.press(2, 1, 0)
    await pass(2_000)
    device.press(2, 0, 0)
    expect(asked).toEqual(['end'])
  })

  it('what the headset says because a light came on is no press', async () => {
    listens()
    device.press(2, 1, 0)
    device.press(2, 0, 0)
    expect(asked).toEqual([])
  })
})

describe('a headset that is not as one thinks', () => {
  it('presses its hook for two seconds without a call: nothing', async () => {
    await start(fakeHeadset(jabra))
    device.press(2, 1, 0)
    await pass(2_000)
    device.press(2, 0, 0)
    expect(asked).toEqual([])
  })

  it('sends mute on and off at once', async () => {
    await start(fakeHeadset(poly))
    talks()
    await pass(2_000)
    device.press(8, 1)
    device.press(8, 0)
    expect(asked).toEqual(['mute'])
  })

  it('tells presses nobody made: it is ignored from then on, which is said and logged', async () => {
    await start(fakeHeadset(poly, 'Ghost 1'))
    talks()
    for (let presses = 0; presses < 20; presses++) {
      device.press(8, 1)
      device.press(8, 0)
    }
    expect(asked.length).toBeLessThanOrEqual(7)
    expect(running.store.getState().state).toEqual({ kind: 'ignored', name: 'Ghost 1' })
    expect(logged).toHaveLength(1)
    await pass(60_000)
    device.press(8, 1)
    expect(asked.length).toBeLessThanOrEqual(7)
  })

  it('is in use by another program: said, and the next one is found', async () => {
    const busy = fakeHeadset(gigaset, 'Busy')
    busy.failsToOpen = true
    await start(busy)
    expect(running.store.getState().state).toEqual({ kind: 'failed', name: 'Busy' })
    hid.plugged = [fakeHeadset(jabra, 'Other')]
    hid.change()
    await settle()
    expect(running.store.getState().state).toEqual({ kind: 'connected', name: 'Other' })
  })

  it('refuses its lights: its buttons go on', async () => {
    const stubborn = fakeHeadset(gigaset)
    stubborn.refusesLights = true
    await start(stubborn)
    rings()
    await settle()
    device.press(2, 1, 0)
    expect(asked).toEqual(['answer'])
    expect(logged).toHaveLength(1)
  })

  it('is unplugged in a call and comes back: it shows the call as it is now', async () => {
    const first = fakeHeadset(gigaset)
    await start(first)
    talks()
    hid.plugged = []
    hid.change()
    await settle()
    expect(running.store.getState().state).toEqual({ kind: 'none' })
    expect(first.opened).toBe(false)
    device = fakeHeadset(gigaset)
    hid.plugged = [device]
    hid.change()
    expect(await lit()).toBe('2: 1 0')
  })

  it('is chosen by the person, once', async () => {
    await start(fakeHeadset(gigaset), fakeHid())
    expect(running.store.getState().state).toEqual({ kind: 'none' })
    hid.offered = [device]
    await running.store.getState().choose()
    expect(running.store.getState().state).toEqual({ kind: 'connected', name: 'Headset' })
  })

  it('cannot be had where the browser has no WebHID', () => {
    running = startHeadset({ hid: null, line, monitor, clock, log: () => {} })
    expect(running.store.getState().state).toEqual({ kind: 'impossible' })
  })
})
