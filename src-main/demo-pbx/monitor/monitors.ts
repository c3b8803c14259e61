// All monitors of this PBX: what their owners may ask of them, and what the floor does to them.
import { type Answer, no, yes } from '../kit/answer.ts'
import type { SipCall } from '../kit/telephony.ts'
import type { MonitorMode } from '../mixer/hearing.ts'
import type { Port } from '../mixer/port.ts'
import type { Seat } from '../mixer/scene.ts'
import type { World } from '../scenario/world.ts'
import { createDriver, type Driver, type MonitorParts } from './drive.ts'
import { type Entry, newEntry, type StartOrder, seatOf } from './entry.ts'
import { floorEvent, type Listed, listed, standing, whyNotHop, whyNotMode, whyNotMonitor } from './rules.ts'
import type { Target } from './state.ts'

export type Shown = { readonly supervisor: string; readonly mode: MonitorMode }

type Asked = Answer<Record<string, never>>

/** What an owner may ask. */
type Requests = {
  start(owner: string, order: StartOrder): Asked
  mode(owner: string, monitor: string, mode: MonitorMode): Asked
  hop(owner: string, monitor: string, target: Target): Asked
  follow(owner: string, monitor: string, on: boolean): Asked
  end(owner: string, monitor: string): Asked
  /** Whose line would have the call, where this monitor is live on it. */
  whyNotGive(owner: string, monitor: string, target: Target): Answer<Pick<StartOrder, 'line' | 'supervisor'>>
  /** Ends the monitor; its line stays up, and is no longer a monitor's. */
  give(monitor: string): Given
  /** Ends all monitors of the owner; which they were. */
  sweep(owner: string): readonly string[]
}

/** What happens to monitors without their owner's asking. */
type Happenings = {
  /** As if the line had hung up; false when it is on no monitor. */
  hangUp(line: string): boolean
  controlLost(owner: string): void
  /** The owner is back: told once more how each of their monitors stands. */
  controlBack(owner: string): void
  floorChanged(before: World, after: World): void
}

/** What others see of them. */
type Views = {
  shownOn(call: string): readonly Shown[]
  /** The call this monitor of the owner is live on. */
  targetOf(owner: string, monitor: string): Target | null
  /** Where each monitor of the owner is, for one who was away. */
  list(owner: string): readonly Listed[]
  seats(): Iterable<Seat>
  ownerOf(monitor: string): string | null
  count(): number
}

export type Monitors = Requests & Happenings & Views & { close(): void }

/** An answered line. */
export type Given = { readonly sip: SipCall; readonly port: Port }

type Entries = Map<string, Entry>
const DONE = yes({})

export function createMonitors(parts: MonitorParts): Monitors {
  const entries: Entries = new Map()
  const driver = createDriver(parts, entries)
  return {
    ...requestsOf(parts, entries, driver),
    ...happeningsOf(parts, entries, driver),
    ...viewsOf(parts, entries),
    close() {
      driver.close()
      for (const entry of [...entries.values()]) driver.remove(entry)
    },
  }
}

function requestsOf(parts: MonitorParts, entries: Entries, { happen, ring, followOn, give }: Driver): Requests {
  const withEntry = (owner: string, id: string, act: (entry: Entry) => Asked): Asked => {
    const entry = entries.get(id)
    return entry?.owner === owner ? act(entry) : no('unknown-monitor', `There is no monitor ${id} of this console.`)
  }
  return {
    start(owner, order) {
      const refusal = whyNotStart(parts, entries, order)
      if (refusal) return refusal
      const entry = newEntry(owner, order)
      entries.set(entry.id, entry)
      ring(entry)
      return DONE
    },
    mode: (owner, id, mode) =>
      withEntry(owner, id, (entry) => {
        const refusal = whyNotMode(entry.monitor)
        if (refusal) return refusal
        happen(entry, { kind: 'modeAsked', mode, by: 'api' })
        return DONE
      }),
    hop: (owner, id, target) =>
      withEntry(owner, id, (entry) => {
        const refusal = whyNotHop(entry.monitor, parts.world(), target)
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
    whyNotGive(owner, id, { call, agent }) {
      const entry = entries.get(id)
      const { monitor } = entry ?? {}
      if (entry?.owner !== owner || !monitor) return no('unknown-monitor', `There is no monitor ${id} of this console.`)
      const isOnIt = monitor.phase === 'live' && monitor.target.call === call && monitor.target.agent === agent
      if (!isOnIt || !entry.sip || !entry.port) return no('call-gone', 'The monitor is on another call, or on none.')
      return yes({ line: entry.order.line, supervisor: entry.order.supervisor })
    },
    give: (id) => give(id),
    sweep(owner) {
      const swept = entriesOf(entries, owner)
      for (const entry of swept) happen(entry, { kind: 'over', reason: 'asked' })
      return swept.map((entry) => entry.id)
    },
  }
}

function whyNotStart({ world, telephony, lines }: MonitorParts, entries: Entries, order: StartOrder) {
  if (entries.has(order.monitor)) return no('duplicate', `The monitor ${order.monitor} is there already.`)
  const refusal = whyNotMonitor(world(), order)
  if (refusal) return refusal
  if (!telephony.isRegistered(order.line))
    return no('line-unregistered', `No phone is registered for the line ${order.line}.`)
  return lines.isBusy(order.line) ? no('line-busy', `The line ${order.line} is on another call.`) : null
}

function happeningsOf(parts: MonitorParts, entries: Entries, { happen, followOn }: Driver): Happenings {
  return {
    hangUp(line) {
      const onLine = [...entries.values()].filter((entry) => entry.order.line === line)
      for (const entry of onLine) happen(entry, { kind: 'over', reason: 'bye' })
      return onLine.length > 0
    },
    controlLost(owner) {
      for (const entry of entriesOf(entries, owner)) {
        entry.lostAt = parts.now()
        happen(entry, { kind: 'controlLost' })
      }
    },
    controlBack(owner) {
      for (const entry of entriesOf(entries, owner)) {
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
  }
}

function viewsOf(parts: MonitorParts, entries: Entries): Views {
  return {
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
    list: (owner) => entriesOf(entries, owner).map(listed),
    *seats() {
      for (const entry of entries.values()) {
        const seat = seatOf(entry, parts.world())
        if (seat) yield seat
      }
    },
    ownerOf: (id) => entries.get(id)?.owner ?? null,
    count: () => entries.size,
  }
}

const entriesOf = (entries: Entries, owner: string): readonly Entry[] =>
  [...entries.values()].filter((entry) => entry.owner === owner)
