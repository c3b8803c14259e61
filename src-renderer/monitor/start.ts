// Starts line and monitor once the desk has said hello: wires desk, phone, clock and floor, and feeds the two stores.
import type { Floor } from '#contract/floor.ts'
import type { Desk, Hello, SiteInfo } from '#contract/ipc.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { browserMicrophone, createSpeaker } from '#renderer/line/browser-audio.ts'
import { createJsSipLine } from '#renderer/line/jssip-line.ts'
import { lineStore, restingLine } from '#renderer/line/line-store.ts'
import type { Phone } from '#renderer/line/phone.ts'
import { words } from '#renderer/words/words.ts'
import { lineActions, monitorActions } from './actions.ts'
import { heardNow, onDeskPhone } from './logic/may-open.ts'
import { targetOf } from './logic/monitor.ts'
import { type People, peopleOf } from './logic/people.ts'
import type { Running } from './logic/running.ts'
import { type LastLevels, sidesHeard } from './logic/side-levels.ts'
import { monitorStore, restingMonitor } from './monitor-store.ts'
import { forgetRefusal, refuse } from './refusal-store.ts'
import { because } from './refusals.ts'
import { createRunner } from './run/runner.ts'
import { shownMode } from './sentences.ts'
import { type KeepNotes, startSession } from './session.ts'

/** The floor's store, as far as names are looked up in it. */
type FloorSource = {
  readonly getState: () => { readonly floor: Floor | null }
  readonly subscribe: (listener: () => void) => Stop
}

export type StartParts = {
  readonly desk: Desk
  readonly clock: Clock
  readonly hello: Hello
  readonly floor: FloorSource
  readonly phone?: Phone // tests bring their own
  readonly keepNotes?: KeepNotes // where what the supervisor writes down is kept
}

/** Call once per page, before `watchFloor` or after; the answer stops everything and closes the microphone. */
export function startConsole(parts: StartParts): Stop {
  const { desk, clock, hello, floor, phone = browserPhone(clock), keepNotes } = parts
  let site: SiteInfo = hello.site
  let settings: Settings = hello.settings
  let line = lineKey(site)
  let levels: LastLevels | null = null
  const runner = createRunner({ desk, phone, clock, onChange: show })
  const session = startSession({
    clock,
    limitMs: () => settings.endAfterCallS * 1000,
    forgotten: () => runner.monitor({ kind: 'forgotten' }),
    keepNotes: keepNotes ?? ((notes) => addToHistory(desk, notes)),
  })
  runner.links({ feed: hello.status.phase })

  function show(running: Running): void {
    const { monitor, line: lineNow, microphone } = running
    const before = monitorStore.getState()
    const wasOpen = lineStore.getState().microphone.open
    lineStore.setState({ line: lineNow, microphone })
    monitorStore.setState({
      monitor,
      people: peopleNow(monitor),
      heardBy: heardNow(monitor, lineNow, microphone.open),
      deskPhone: onDeskPhone(monitor, lineNow),
      feedLive: running.feed === 'live' && running.deskUp,
    })
    // What was refused may have said that nobody hears; it is not to be read a moment longer.
    const nowHeard = before.heardBy === 'nobody' && monitorStore.getState().heardBy !== 'nobody'
    if (nowHeard || (microphone.open && !wasOpen)) forgetRefusal()
    session.moved(monitor)
    tellPhase(before)
  }

  function peopleNow(monitor: Running['monitor']): People | null {
    const target = targetOf(monitor)
    const { people } = monitorStore.getState()
    return target ? peopleOf(floor.getState().floor, target, people) : people
  }

  // Names come with the floor's patches, many a second: only a change of them is passed on.
  const rename = (): void => {
    const people = peopleNow(runner.running().monitor)
    if (people !== monitorStore.getState().people) monitorStore.setState({ people })
  }

  const siteChanged = (next: SiteInfo): void => {
    site = next
    monitorStore.setState({ site })
    lineStore.setState({ hasAccount: site.line !== null })
    if (lineKey(site) === line) return
    line = lineKey(site)
    logIn()
  }

  const logIn = (): void => {
    if (site.line) phone.connect(site.line)
    else phone.disconnect()
  }

  monitorStore.setState({
    site,
    sidesHeard: () => sidesHeard(levels, runner.running().monitor, performance.now()),
    ...monitorActions(runner, () => ({ site, settings })),
    ...session.actions,
  })
  lineStore.setState({ hasAccount: site.line !== null, ...lineActions(runner, phone, logIn) })
  phone.chooseAudio(settings.line)
  logIn()

  // The BYE goes out before the socket closes, so that the PBX does not hold the line for a window that is gone.
  const leave = () => {
    runner.monitor({ kind: 'microphoneLost' })
    phone.disconnect()
  }
  window.addEventListener('pagehide', leave)
  const stops = [
    desk.on('site', siteChanged),
    desk.on('levels', (next) => {
      levels = { levels: next, at: performance.now() }
    }),
    desk.on('settings', (next) => {
      settings = next
      phone.chooseAudio(next.line)
      session.limitChanged()
    }),
    floor.subscribe(rename),
    () => window.removeEventListener('pagehide', leave),
    session.stop,
    runner.stop,
    phone.disconnect,
    () => monitorStore.setState(restingMonitor),
    () => lineStore.setState(restingLine),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

const lineKey = (site: SiteInfo): string => JSON.stringify(site.line)

/** What could not be kept is said: a note that is lost in silence is worse than none. */
const addToHistory = (desk: Desk, { ticketId, notes, tags }: Parameters<KeepNotes>[0]): void => {
  desk.request('addHistory', { ticketId, notes: [...notes], tags: [...tags] }).then(
    (kept) => kept.ok || refuse(words.monitor.notes.label, because(words.errors[kept.error.code])),
    () => refuse(words.monitor.notes.label, because(words.errors.serverGone)),
  )
}

const browserPhone = (clock: Clock): Phone =>
  createJsSipLine({
    microphone: browserMicrophone,
    speaker: createSpeaker(),
    createContext: () => new AudioContext({ latencyHint: 'playback' }),
    clock,
    uniqueId: () => crypto.randomUUID(),
  })

/** For tests and measurements: what is in force and who hears, the moment it changes. No secrets. */
function tellPhase(before: ReturnType<typeof monitorStore.getState>): void {
  const { monitor, heardBy } = monitorStore.getState()
  const mode = monitor.phase === 'live' ? shownMode(monitor) : null
  const modeBefore = before.monitor.phase === 'live' ? shownMode(before.monitor) : null
  if (monitor.phase === before.monitor.phase && mode === modeBefore && heardBy === before.heardBy) return
  const at = performance.timeOrigin + performance.now()
  window.dispatchEvent(new CustomEvent('earshot:phase', { detail: { phase: monitor.phase, mode, heardBy, at } }))
}
