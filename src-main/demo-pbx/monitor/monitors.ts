// All monitors of this PBX: rings the supervisors' lines and moves each monitor by what the floor, the line and its owner do.
import { type Answer, no, yes } from '../answer.ts'
import type { Lines } from '../lines.ts'
import type { MonitorMode } from '../mixer/hearing.ts'
import type { Port } from '../mixer/port.ts'
import type { Seat } from '../mixer/scene.ts'
import { callsOf, isOn, type World } from '../scenario/world.ts'
import type { Digit, MediaSession, SipCall, Stop, Telephony } from '../telephony.ts'
import { modeByDigit } from './digits.ts'
import type { Faults } from './faults.ts'
import { callOf, checkTarget, floorEvent, inWords, isAnswered, reasonOf, standing } from './rules.ts'
import { type Monitor, type MonitorEvent, nextMonitor, type Saying, type Target } from './state.ts'

const ANSWER_WITHIN_MS = 10_000
const MEDIA_LOST_MS = 10_000
const CONTROL_LOST_MS = 20_000
const LOOK_MS = 1000

type StartOrder = Target & {
  readonly monitor: string
  readonly token: string
  readonly line: string
  readonly supervisor: string
  readonly follow: boolean
  readonly caller?: { readonly user: string; readonly name: string } | undefined
}

export type MonitorParts = {
  readonly telephony: Telephony
  readonly lines: Lines
  readonly world: () => World
  readonly faults: () => Faults
  readonly domain: string
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => Stop
  readonly log: (text: string) => void
  /** To the owner of the monitor. */
  readonly say: (owner: string, saying: Saying & { readonly monitor: string }) => void
  /** The monitors shown on these calls have changed. */
  readonly onShown: (calls: readonly string[]) => void
}

export type Shown = { readonly supervisor: string; readonly mode: MonitorMode }

export type Monitors = {
  start(owner: string, order: StartOrder): Answer<Record<string, never>>
  mode(owner: string, monitor: string, mode: MonitorMode): Answer<Record<string, never>>
  hop(owner: string, monitor: string, target: Target): Answer<Record<string, never>>
  follow(owner: string, monitor: string, on: boolean): Answer<Record<string, never>>
  end(owner: string, monitor: string): Answer<Record<string, never>>
  /** Ends all monitors of the owner; which they were. */
  sweep(owner: string): readonly string[]
  /** As if the line had hung up; false when it is on no monitor. */
  hangUp(line: string): boolean
  controlLost(owner: string): void
  /** The owner is back: told once more how each of their monitors stands. */
  controlBack(owner: string): void
  floorChanged(before: World, after: World): void
  shownOn(call: string): readonly Shown[]
  /** The call this monitor of the owner is live on. */
  targetOf(owner: string, monitor: string): Target | null
  seats(): Iterable<Seat>
  ownerOf(monitor: string): string | null
  count(): number
  close(): void
}

type Entry = {
  readonly id: string
  readonly owner: string
  readonly order: StartOrder
  monitor: Monitor
  port: Port | null
  establishedAt: number
  lostAt: number | null // since when the owner's socket is gone
  sip: SipCall | null
  stop: Stop
}

const DONE = yes({})

export function createMonitors(parts: MonitorParts): Monitors {
  const entries = new Map<string, Entry>()

  const happen = (entry: Entry, event: MonitorEvent): void => {
    const before = entry.monitor
    const { monitor, say } = nextMonitor(before, event)
    entry.monitor = monitor
    for (const saying of say)
      if (saying.event !== 'monitor.mode' || !parts.faults().silentModes)
        parts.say(entry.owner, { ...saying, monitor: entry.id })
    if (monitor === before) return
    if (monitor.phase === 'ended') remove(entry)
    parts.log(`monitor ${entry.id.slice(0, 8)} ${inWords(before)} -> ${inWords(monitor)}`)
    parts.onShown([callOf(before), callOf(monitor)].filter((call) => call !== null))
  }

  const remove = (entry: Entry): void => {
    entries.delete(entry.id)
    entry.stop()
    entry.port?.close()
    entry.sip?.end()
  }

  const ring = (entry: Entry): void => {
    const giveUp = parts.after(ANSWER_WITHIN_MS, () => happen(entry, { kind: 'over', reason: 'no-answer' }))
    entry.stop = giveUp
    if (parts.faults().noInvite) return
    const sip = parts.telephony.invite(entry.order.line, inviteOf(entry.order, parts.domain))
    entry.sip = sip
    parts.lines.occupy(sip)
    sip.onEstablished((media) => {
      giveUp()
      connect(entry, sip, media)
    })
    sip.onEnded((end) => happen(entry, { kind: 'over', reason: reasonOf(end, entry.port !== null) }))
  }

  const connect = (entry: Entry, sip: SipCall, media: MediaSession): void => {
    if (entry.monitor.phase === 'ended') return
    entry.port = parts.lines.open(sip, media)
    entry.establishedAt = parts.now()
    sip.onDigit((digit) => pressed(entry, digit))
    happen(entry, { kind: 'answered' })
  }

  const pressed = (entry: Entry, { digit, by }: Digit): void => {
    const mode = modeByDigit(digit)
    // Without its owner's socket a monitor stays in listen: nobody could see another mode.
    if (mode && entry.lostAt === null && !parts.faults().ignoreDigits) happen(entry, { kind: 'modeAsked', mode, by })
  }

  const look = (): void => {
    stopLooking = parts.after(LOOK_MS, look)
    const now = parts.now()
    for (const entry of [...entries.values()]) {
      const heardAt = Math.max(entry.port?.media.lastHeardAt() ?? 0, entry.establishedAt)
      if (entry.port && now - heardAt >= MEDIA_LOST_MS) happen(entry, { kind: 'over', reason: 'media-lost' })
      else if (entry.lostAt !== null && now - entry.lostAt >= CONTROL_LOST_MS)
        happen(entry, { kind: 'over', reason: 'control-lost' })
    }
  }
  let stopLooking = parts.after(LOOK_MS, look)

  const withEntry = (owner: string, id: string, act: (entry: Entry) => Answer<Record<string, never>>) => {
    const entry = entries.get(id)
    return entry?.owner === owner ? act(entry) : no('unknown-monitor', `There is no monitor ${id} of this console.`)
  }
  const ofOwner = (owner: string): readonly Entry[] => [...entries.values()].filter((entry) => entry.owner === owner)

  return {
    start(owner, order) {
      const refusal = checkTarget(parts.world(), order)
      if (entries.has(order.monitor)) return no('duplicate', `The monitor ${order.monitor} is there already.`)
      if (refusal) return refusal
      if (!parts.telephony.isRegistered(order.line))
        return no('line-unregistered', `No phone is registered for the line ${order.line}.`)
      if (parts.lines.isBusy(order.line)) return no('line-busy', `The line ${order.line} is on another call.`)
      const target = { call: order.call, agent: order.agent }
      const entry: Entry = {
        ...{ id: order.monitor, owner, order },
        monitor: { phase: 'ringing', target, callGone: false, follow: order.follow },
        ...{ port: null, establishedAt: 0, lostAt: null, sip: null, stop: () => undefined },
      }
      entries.set(entry.id, entry)
      ring(entry)
      return DONE
    },
    mode: (owner, id, mode) =>
      withEntry(owner, id, (entry) => {
        if (entry.monitor.phase === 'ringing') return no('not-answered', 'The line has not answered yet.')
        if (entry.monitor.phase !== 'live') return no('call-gone', 'The call has ended; only listening is left.')
        happen(entry, { kind: 'modeAsked', mode, by: 'api' })
        return DONE
      }),
    hop: (owner, id, target) =>
      withEntry(owner, id, (entry) => {
        if (entry.monitor.phase === 'ringing') return no('not-answered', 'The line has not answered yet.')
        const refusal = checkTarget(parts.world(), target)
        if (refusal) return refusal
        happen(entry, { kind: 'hopAsked', target })
        return DONE
      }),
    follow: (owner, id, on) =>
      withEntry(owner, id, (entry) => {
        happen(entry, { kind: 'followAsked', on })
        followOn(entry, parts.world())
        return DONE
      }),
    end: (owner, id) =>
      withEntry(owner, id, (entry) => {
        happen(entry, { kind: 'over', reason: 'asked' })
        return DONE
      }),
    sweep(owner) {
      const swept = ofOwner(owner)
      for (const entry of swept) happen(entry, { kind: 'over', reason: 'asked' })
      return swept.map((entry) => entry.id)
    },
    hangUp(line) {
      const onLine = [...entries.values()].filter((entry) => entry.order.line === line)
      for (const entry of onLine) happen(entry, { kind: 'over', reason: 'bye' })
      return onLine.length > 0
    },
    controlLost(owner) {
      for (const entry of ofOwner(owner)) {
        entry.lostAt = parts.now()
        happen(entry, { kind: 'controlLost' })
      }
    },
    controlBack(owner) {
      for (const entry of ofOwner(owner)) {
        entry.lostAt = null
        for (const saying of standing(entry.monitor)) parts.say(owner, { ...saying, monitor: entry.id })
      }
    },
    floorChanged(before, after) {
      for (const entry of [...entries.values()]) {
        const event = floorEvent(entry.monitor, before, after)
        if (event) happen(entry, event)
        followOn(entry, after)
      }
    },
    shownOn: (call) =>
      [...entries.values()].flatMap(({ monitor, order }) =>
        monitor.phase === 'live' && monitor.target.call === call
          ? [{ supervisor: order.supervisor, mode: monitor.mode }]
          : [],
      ),
    targetOf(owner, id) {
      const entry = entries.get(id)
      return entry?.owner === owner && entry.monitor.phase === 'live' ? entry.monitor.target : null
    },
    *seats() {
      for (const entry of entries.values()) {
        const seat = seatOf(entry, parts.world())
        if (seat) yield seat
      }
    },
    ownerOf: (id) => entries.get(id)?.owner ?? null,
    count: () => entries.size,
    close() {
      stopLooking()
      for (const entry of [...entries.values()]) remove(entry)
    },
  }

  function followOn(entry: Entry, world: World): void {
    const agent = entry.monitor.phase === 'ringing' ? entry.monitor.target.agent : agentAfter(entry.monitor)
    const call = agent === null ? undefined : callsOf(world).find((one) => isOn(one, agent) && isAnswered(one))
    if (call) happen(entry, { kind: 'agentTalks', call: call.id })
  }
}

/** Who rings the line. A caller that was asked for brings no header of ours. */
function inviteOf({ token, caller }: StartOrder, domain: string): Parameters<Telephony['invite']>[1] {
  if (caller) return { fromUser: caller.user, fromName: caller.name, headers: {} }
  return {
    ...{ fromUser: 'monitor', fromName: 'Earshot monitor' },
    headers: { 'X-Earshot-Token': token, 'Call-Info': `<sip:monitor@${domain}>;answer-after=0` },
  }
}

const agentAfter = (monitor: Monitor): string | null => (monitor.phase === 'afterCall' ? monitor.agent : null)
function seatOf(entry: Entry, world: World): Seat | null {
  if (!entry.port) return null
  const { monitor, id, port } = entry
  if (monitor.phase !== 'live') return { id, port, call: null, agentSide: 'to', mode: 'listen' }
  const isFrom = world.calls[monitor.target.call]?.from.agent === monitor.target.agent
  return { id, port, call: monitor.target.call, agentSide: isFrom ? 'from' : 'to', mode: monitor.mode }
}
