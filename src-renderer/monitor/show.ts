// Puts what runs on the screen: monitor and line into their stores, names as the floor has them, and the phase for who measures.
import type { Floor } from '#contract/floor.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import { type Heard, heardNow, onOtherPhone, targetShown } from './logic/may-open.ts'
import type { Monitor } from './logic/monitor.ts'
import { type People, peopleOf } from './logic/people.ts'
import type { Running } from './logic/running.ts'
import type { MonitorSight, MonitorStore } from './monitor-store.ts'
import type { RefusalStore } from './refusal-store.ts'
import { shownMode } from './sentences.ts'

export type Screen = {
  readonly monitor: MonitorStore
  readonly line: LineStore
  readonly refusals: RefusalStore
  readonly floor: { readonly getState: () => { readonly floor: Floor | null } }
}

/** `moved` is called with the monitor, before the phase is told. */
export function show(running: Running, screen: Screen, moved: (monitor: Monitor) => void): void {
  const { monitor, line, speaker } = running
  const microphone = { ...running.microphone, open: running.microphone.open || running.opens }
  const before = screen.monitor.getState()
  const wasOpen = screen.line.getState().microphone.open
  // What is open in a phone call nobody of the monitored call hears.
  const heardBy = heardNow(monitor, microphone.open && line.call.kind !== 'talking')
  screen.line.setState({ line, microphone, speaker })
  screen.monitor.setState({
    monitor,
    people: peopleNow(monitor, heardBy, screen),
    heardBy,
    otherPhone: onOtherPhone(monitor),
    feedLive: running.feed === 'live' && running.deskUp,
  })
  // What was refused may have said that nobody hears; it is not to be read a moment longer.
  const after = screen.monitor.getState()
  const nowHeard = before.heardBy === 'nobody' && after.heardBy !== 'nobody'
  if (nowHeard || (microphone.open && !wasOpen)) screen.refusals.getState().forget()
  moved(monitor)
  tellPhase(before, screen.monitor.getState())
}

/** Names come with the floor's patches, many a second: only a change of them is passed on. */
export function rename(monitor: Monitor, screen: Screen): void {
  const people = peopleNow(monitor, screen.monitor.getState().heardBy, screen)
  if (people !== screen.monitor.getState().people) screen.monitor.setState({ people })
}

function peopleNow(monitor: Monitor, heardBy: Heard, screen: Screen): People | null {
  const target = targetShown(monitor, heardBy)
  const { people } = screen.monitor.getState()
  return target ? peopleOf(screen.floor.getState().floor, target, people) : people
}

/** For tests and measurements: what is in force and who hears, the moment it changes. No secrets. */
function tellPhase(before: MonitorSight, { monitor, heardBy }: MonitorSight): void {
  const mode = monitor.phase === 'live' ? shownMode(monitor) : null
  const modeBefore = before.monitor.phase === 'live' ? shownMode(before.monitor) : null
  if (monitor.phase === before.monitor.phase && mode === modeBefore && heardBy === before.heardBy) return
  const at = performance.timeOrigin + performance.now()
  window.dispatchEvent(new CustomEvent('earshot:phase', { detail: { phase: monitor.phase, mode, heardBy, at } }))
}
