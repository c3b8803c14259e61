// Finds the headset, listens to its buttons and shows it what goes on. Loaded after the start.
import type { Stop } from '#contract/time.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import type { MonitorStore } from '#renderer/monitor/monitor-store.ts'
import type { HeadsetParts, HeadsetStore, HeadsetView } from './headset-store.ts'
import type { Hid, HidDevice, InputReport } from './hid.ts'
import { type HeadsetAct, type HeadsetCall, type HeadsetEvent, newHeadset, nextHeadset } from './next-headset.ts'
import { buttonsIn, type Layout, type Lights, layoutOf, reportsFor } from './reports.ts'

type Attached = { readonly device: HidDevice; readonly stop: Stop }

/** Looks for a headset now and whenever one is plugged in or out; the store tells how it stands. */
export function runHeadset(
  store: HeadsetStore,
  { hid, line, monitor, clock, log }: HeadsetParts & { readonly hid: Hid },
): Stop {
  let attached: Attached | null = null
  let stopped = false
  let looking: Promise<void> = Promise.resolve()
  const onCall = (listener: () => void): Stop => {
    const stops = [line.subscribe(listener), monitor.subscribe(listener)]
    return () => {
      for (const stop of stops) stop()
    }
  }
  const parts: AttachParts = {
    call: () => callOf(line, monitor),
    act: (what) => perform(what, line, monitor),
    onCall,
    clock,
    log,
    tell: (state) => store.setState({ state }),
  }
  const look = async (chosen: readonly HidDevice[]) => {
    const headsets = (await hid.devices().catch(() => [])).filter(isHeadset)
    if (stopped) return
    const inUse = headsets.filter((device) => device === attached?.device)
    if (headsets.length === 0) store.setState({ state: { kind: 'none' } })
    // What is in use stays it, whatever else is plugged in. One that another program holds is passed over.
    const [first, ...others] = [...new Set([...chosen.filter(isHeadset), ...inUse, ...headsets])]
    if (first !== undefined && first === attached?.device) return
    attached?.stop()
    attached = null
    for (const device of first ? [first, ...others] : []) {
      attached = await attach(device, parts)
      if (stopped) attached?.stop()
      if (attached || stopped) return
    }
  }
  // One look after the other: a device must not be opened twice.
  const lookAgain = (chosen: readonly HidDevice[] = []) => {
    looking = looking.then(() => look(chosen))
    return looking
  }
  store.setState({
    // Nothing chosen is no fault.
    choose: async () => lookAgain(await hid.ask().catch(() => [])),
  })
  const stopChanges = hid.onChange(() => void lookAgain())
  void lookAgain()
  return () => {
    stopped = true
    stopChanges()
    attached?.stop()
  }
}

const isHeadset = ({ collections }: HidDevice): boolean => layoutOf(collections) !== null

type AttachParts = Pick<HeadsetParts, 'clock' | 'log'> & {
  readonly call: () => HeadsetCall
  readonly act: (what: HeadsetAct) => void
  readonly onCall: (listener: () => void) => Stop
  readonly tell: (state: HeadsetView['state']) => void
}

async function attach(
  device: HidDevice,
  { call, act, onCall, clock, log, tell }: AttachParts,
): Promise<Attached | null> {
  const name = device.productName
  const layout = layoutOf(device.collections)
  if (!layout) return null
  try {
    if (!device.opened) await device.open()
  } catch (cause) {
    log(`the headset ${name} could not be opened: ${String(cause)}`)
    tell({ kind: 'failed', name })
    return null
  }
  let headset = newHeadset
  const show = lightsOf(device, layout, log)
  const apply = (event: HeadsetEvent) => {
    const before = headset
    const step = nextHeadset(headset, event, clock.now())
    headset = step.headset
    if (headset.shown !== before.shown) show(headset.shown)
    if (before.trusted && !headset.trusted) {
      log(`the headset ${name} tells presses that nobody made: its buttons are ignored`)
      tell({ kind: 'ignored', name })
    }
    if (headset.muteLight.kind === 'unanswered' && before.muteLight.kind !== 'unanswered')
      log(`the headset ${name} does not answer its mute light: its button may mute, and opens nothing`)
    if (step.act) act(step.act)
  }
  const onInput = ({ reportId, data }: InputReport) => {
    const { hook, mute, reject } = buttonsIn(layout, reportId, data)
    // Mute first: it is judged by what was known before this report.
    if (mute !== undefined) apply({ kind: 'mute', pressed: mute })
    if (hook !== undefined) apply({ kind: 'hook', offHook: hook, isBeside: mute === true || reject === true })
    if (reject !== undefined) apply({ kind: 'reject', pressed: reject })
  }
  const follow = () => {
    const now = call()
    if (!isSame(now, headset.call)) apply({ kind: 'call', call: now })
  }
  device.addEventListener('inputreport', onInput)
  const stopCalls = onCall(follow)
  follow()
  tell({ kind: 'connected', name })
  return {
    device,
    stop: () => {
      stopCalls()
      device.removeEventListener('inputreport', onInput)
      void device.close().catch(() => {})
    },
  }
}

/** One write after the other; a headset that refuses one goes on without its lights. */
function lightsOf(device: HidDevice, layout: Layout, log: (text: string) => void): (shown: Lights) => void {
  let writing: Promise<void> = Promise.resolve()
  let refused = false
  return (shown) => {
    for (const { reportId, data } of reportsFor(layout, shown))
      writing = writing
        .then(() => device.sendReport(reportId, data))
        .catch((cause: unknown) => {
          if (!refused) log(`the headset ${device.productName} refused a light: ${String(cause)}`)
          refused = true
        })
  }
}

function callOf(line: LineStore, monitor: MonitorStore): HeadsetCall {
  const { call } = line.getState().line
  switch (call.kind) {
    case 'none':
      return { kind: 'none' }
    case 'ringing':
      return { kind: 'ringing' }
    case 'talking':
      return { kind: 'phone', muted: call.muted }
    case 'monitor': {
      const { monitor: now } = monitor.getState()
      const speaking = now.phase === 'live' && now.modeState.kind === 'confirmed' && now.modeState.mode !== 'listen'
      return { kind: 'monitor', speaks: speaking, muted: speaking && now.modeState.muted === true }
    }
  }
}

function perform(act: HeadsetAct, lines: LineStore, monitors: MonitorStore): void {
  const line = lines.getState()
  const monitor = monitors.getState()
  const isMonitor = line.line.call.kind === 'monitor'
  switch (act) {
    case 'answer':
      line.answer()
      break
    case 'decline':
      line.decline()
      break
    case 'hangUp':
      if (isMonitor) monitor.end()
      else line.hangUp()
      break
    case 'mute':
    case 'unmute':
      if (isMonitor) monitor.setMuted(act === 'mute')
      else line.mute(act === 'mute')
  }
}

const isSame = (one: HeadsetCall, other: HeadsetCall): boolean => JSON.stringify(one) === JSON.stringify(other)
