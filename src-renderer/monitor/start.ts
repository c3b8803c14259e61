// Starts line and monitor once the desk has said hello: wires desk, phone, clock and floor, and feeds the two stores.
import { createStore } from 'zustand/vanilla'
import type { Floor } from '#contract/floor.ts'
import type { Desk, SiteInfo } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { CallNews } from '#renderer/calls/call-news.ts'
import type { CallsStore } from '#renderer/calls/calls-store.ts'
import type { ReadyDesk } from '#renderer/desk/desk-state.ts'
import type { KnownDesk } from '#renderer/desk/follow-desk.ts'
import { askWhy } from '#renderer/line/ask-why.ts'
import { browserCodecs, browserMicrophone, createSpeaker } from '#renderer/line/browser-audio.ts'
import { createJsSipLine } from '#renderer/line/jssip-line.ts'
import { type LineStore, restingLine } from '#renderer/line/line-store.ts'
import type { Phone } from '#renderer/line/phone.ts'
import { wordsNow } from '#renderer/words/words.ts'
import { lineActions, monitorActions } from './actions.ts'
import { type Announced, announcing } from './announced.ts'
import { firstWordBy } from './first-word.ts'
import type { Running } from './logic/running.ts'
import { type LastLevels, sidesHeard } from './logic/side-levels.ts'
import { judgedByWindow } from './logic/still.ts'
import { type MonitorStore, restingMonitor } from './monitor-store.ts'
import { browserConnection, watchNetwork } from './network-change.ts'
import { applyToCalls, callsOf } from './phone-calls.ts'
import { watchPhoneCall } from './phone-over.ts'
import { keepPresence, type Presence } from './presence.ts'
import type { RefusalStore } from './refusal-store.ts'
import { because } from './refusals.ts'
import { createRunner, type Runner } from './run/runner.ts'
import { type KeepNotes, type Session, startSession } from './session.ts'
import { rename, type Screen, show } from './show.ts'
import { silence } from './silence.ts'
import { tellPhone } from './tell-phone.ts'
import { volumeOf } from './volume.ts'
import { watchSound } from './watch-sound.ts'

/** The floor's store, as far as names are looked up in it. */
type FloorSource = {
  readonly getState: () => { readonly floor: Floor | null }
  readonly subscribe: (listener: () => void) => Stop
}

export type MonitoringParts = {
  readonly desk: Desk
  readonly clock: Clock
  readonly known: KnownDesk
  readonly floor: FloorSource
  readonly refusals: RefusalStore
  readonly phone?: Phone // tests bring their own
  readonly keepNotes?: KeepNotes // where what the supervisor writes down is kept
  readonly askReason?: (choices: readonly string[]) => Promise<string | null>
}

export type Monitoring = {
  readonly monitor: MonitorStore
  readonly line: LineStore
  readonly calls: CallsStore
  readonly stop: Stop
}

/** Once per page, when the desk has said hello; the stop stops everything and closes the microphone. */
export function startMonitoring({
  desk,
  clock,
  known,
  floor,
  refusals,
  phone = browserPhone(clock, known.getState().hello.seat),
  keepNotes,
  askReason = async () => null,
}: MonitoringParts): Monitoring {
  const { site, status, unended: left } = known.getState().hello
  const levels = lastLevels(desk)
  const trouble = askWhy({ desk, clock, show: (found) => line.setState({ trouble: found }) })
  const onChange = (running: Running): void => {
    show(running, screen, session.moved)
    openForCall(running, phone)
    trouble.moved(running.line.registration)
  }
  const presence: Presence = presenceOf(desk, clock, phone, () => runner)
  const onCallNews = (news: CallNews): void => calls.setState({ news })
  const around = { onCallNews, left, beforeNews: presence.look, afterShown }
  const runner: Runner = createRunner({ desk, phone, clock, onChange, ...around })
  const session = startSession({
    clock,
    limitMs: () => known.getState().hello.settings.endAfterCallS * 1000,
    forgotten: () => runner.monitor({ kind: 'forgotten' }),
    keepNotes: keepNotes ?? ((notes) => addToHistory(desk, refusals, notes)),
    remindMin: () => known.getState().hello.settings.remindMin,
    show: (sight) => monitor.setState(sight),
  })
  const volumes = volumesOf({ desk, clock, phone }, known, (now) => line.setState(now))
  const logIn = () => connectLine(phone, known.getState().hello.site)
  const announced = announcedBy(desk, refusals, () => monitor)
  const sight = () => monitor.getState()
  const firstWord = firstWordBy({ phone, clock, refusals, runner: () => runner, store: () => monitor })
  const wishes = { ...wishesOf(known, presence, refusals), sight, askReason, announced, firstWord }
  const monitor: MonitorStore = createStore(() => ({
    ...restingMonitor,
    site,
    sidesHeard: () => sidesHeard(levels.get(), runner.running().monitor, performance.now()),
    ...monitorActions(runner, wishes),
    ...session.actions,
  }))
  const line: LineStore = createStore(() => ({
    ...restingLine,
    hasAccount: site.line !== null,
    ...lineActions(runner, phone, logIn, (retry) => line.setState({ retry })),
    ...volumes.first,
    setVolume: volumes.set,
  }))
  const screen: Screen = { monitor, line, refusals, floor }
  const calls = callsOf({ runner, line }, phone, known)
  const judge = judging(runner, floor, known)
  runner.links({ feed: status.phase })
  phone.chooseAudio(known.getState().hello.settings.line)
  logIn()

  const stops = [
    known.subscribe(followingDesk({ monitor, line, calls, runner, phone, session, judge, logIn })),
    tellPhone(desk, line, known),
    watchSound({ clock, desk, known, line, monitor }),
    watchPhoneCall({ clock, line, stats: phone.stats, over: () => phoneOver(line, refusals) }),
    levels.stop,
    announced.stop,
    desk.on('hush', () => void silence(monitor.getState(), line.getState())),
    floor.subscribe(() => {
      judge()
      rename(runner.running().monitor, screen)
    }),
    onWindow('pagehide', () => leave(runner, phone)),
    watchNetwork({ phone, line, page: window, connection: browserConnection() }),
    presence.stop,
    trouble.stop,
    session.stop,
    volumes.stop,
    runner.stop,
    phone.disconnect,
  ]
  return { monitor, line, calls, stop: () => stops.forEach((stop) => void stop()) }
}

/** React renders what the stores tell in a microtask of its own, which comes before this one. */
const afterShown = (run: () => void): void => queueMicrotask(run)

const wishesOf = (known: KnownDesk, { isLatePress }: Presence, refusals: RefusalStore) => ({
  isLatePress,
  refuseLate: () => refuseLate(refusals),
  site: () => known.getState().hello.site,
  settings: () => known.getState().hello.settings,
})

type Followers = {
  readonly monitor: MonitorStore
  readonly line: LineStore
  readonly calls: CallsStore
  readonly runner: Runner
  readonly phone: Phone
  readonly session: Session
  readonly judge: () => void
  readonly logIn: () => void
}

/** What the desk says anew of site, settings and links. */
const followingDesk =
  ({ monitor, line, calls, runner, phone, session, judge, logIn }: Followers) =>
  (now: ReadyDesk, before: ReadyDesk): void => {
    monitor.setState({ site: now.hello.site })
    line.setState({ hasAccount: now.hello.site.line !== null })
    runner.links({ feed: now.hello.status.phase, deskUp: now.link.up })
    if (now.hello.settings !== before.hello.settings) {
      phone.chooseAudio(now.hello.settings.line)
      applyToCalls({ runner, line, calls }, now.hello.settings)
      session.limitChanged()
    }
    if (now.hello.site !== before.hello.site) judge()
    if (lineKey(now.hello.site) !== lineKey(before.hello.site)) logIn()
    else if (now.hello.site.line && now.hello.site !== before.hello.site) phone.takeWays(now.hello.site.line)
  }

const volumesOf = (parts: Parameters<typeof volumeOf>[0], known: KnownDesk, show: Parameters<typeof volumeOf>[2]) =>
  volumeOf(parts, known.getState().hello.settings.line.volume, show)

function connectLine(phone: Phone, { line }: SiteInfo): void {
  if (line) phone.connect(line)
  else phone.disconnect()
}

/** Where it registers, and as whom. The credentials of a TURN server are renewed during the day: that ends no call. */
const lineKey = ({ line }: SiteInfo): string => JSON.stringify(line && { ...line, iceServers: [], relayOnly: null })

/** What could not be kept is said: a note that is lost in silence is worse than none. */
const addToHistory = (
  desk: Desk,
  refusals: RefusalStore,
  { ticketId, target, notes, tags }: Parameters<KeepNotes>[0],
): void => {
  const { refuse } = refusals.getState()
  const told = { ticketId, target, notes: [...notes], tags: [...tags] }
  desk.request('addHistory', told).then(
    (kept) => kept.ok || refuse(wordsNow().monitor.notes.label, because(wordsNow().errors[kept.error.code])),
    () => refuse(wordsNow().monitor.notes.label, because(wordsNow().errors.serverGone)),
  )
}

/** A speaking mode stands only for those it was chosen for. */
const judging = (runner: Runner, floor: FloorSource, known: KnownDesk) => (): void => {
  const found = judgedByWindow(runner.running().monitor, floor.getState().floor, known.getState().hello.site)
  if (found) runner.monitor(found)
}

function lastLevels(desk: Desk): { readonly get: () => LastLevels | null; readonly stop: Stop } {
  let last: LastLevels | null = null
  const stop = desk.on('levels', (levels) => {
    last = { levels, at: performance.now() }
  })
  return { get: () => last, stop }
}

const presenceOf = (desk: Desk, clock: Clock, phone: Phone, runner: () => Runner): Presence =>
  keepPresence({
    desk,
    clock,
    page: window,
    onStoodStill: () => {
      stoodStill(runner())
      phone.check()
    },
  })

function phoneOver(line: LineStore, refusals: RefusalStore): void {
  line.getState().hangUp()
  const { incoming } = wordsNow().line
  refusals.getState().refuse(incoming.call, because(incoming.dropped))
}

const announcedBy = (desk: Desk, refusals: RefusalStore, store: () => MonitorStore): Announced =>
  announcing({
    desk,
    show: (told) => store().setState({ told }),
    refuse: ({ code }) => refusals.getState().refuse(wordsNow().monitor.actions, because(wordsNow().errors[code])),
    choose: (mode, held) => store().getState().choose(mode, held),
  })

/** Whoever is on the phone is to be heard. */
function openForCall({ line, microphone }: Running, phone: Phone): void {
  if (line.call.kind === 'talking' && microphone.source === 'rests') void phone.wantMicrophone()
}

const refuseLate = (refusals: RefusalStore): void =>
  refusals.getState().refuse(wordsNow().monitor.actions, because(wordsNow().errors.pageHung))

function stoodStill(runner: Runner): void {
  const { monitor } = runner.running()
  if (monitor.phase === 'live') runner.monitor({ kind: 'withdrawn', ticketId: monitor.ticket.id, why: 'pageHung' })
}

/** The BYE goes out before the socket closes, so that the PBX does not hold the line for a window that is gone. */
function leave(runner: Runner, phone: Phone): void {
  runner.monitor({ kind: 'microphoneLost' })
  phone.disconnect()
}

const onWindow = (name: 'pagehide', run: () => void): Stop => {
  window.addEventListener(name, run)
  return () => window.removeEventListener(name, run)
}

const browserPhone = (clock: Clock, seat: string): Phone =>
  createJsSipLine({
    microphone: browserMicrophone,
    speaker: createSpeaker(clock),
    codecs: browserCodecs,
    createContext: () => new AudioContext({ latencyHint: 'playback' }),
    clock,
    random: Math.random,
    seat,
    uniqueId: () => crypto.randomUUID(),
  })
