// All monitors of this PBX: what their owners may ask of them, and what the floor does to them.
import { type Answer, no, yes } from '../kit/answer.ts'
import type { MonitorMode } from '../mixer/hearing.ts'
import type { Seat } from '../mixer/scene.ts'
import type { World } from '../scenario/world.ts'
import { createDriver, type MonitorParts } from './drive.ts'
import { type Entry, newEntry, type StartOrder, seatOf } from './entry.ts'
import { checkTarget, floorEvent, standing } from './rules.ts'
import type { Target } from './state.ts'

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

const DONE = yes({})

export function createMonitors(parts: MonitorParts): Monitors {
  const entries = new Map<string, Entry>()
  const { happen, ring, remove, followOn, close } = createDriver(parts, entries)

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
      const entry = newEntry(owner, order)
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
      close()
      for (const entry of [...entries.values()]) remove(entry)
    },
  }
}
