// Moves each monitor by what its line, its owner and the clock do, and tells what came of it.

import type { Digit, MediaSession, SipCall, Telephony } from '../kit/telephony.ts'
import type { Clock } from '../kit/time.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Port } from '../mixer/port.ts'
import { callsOf, isOn, type World } from '../scenario/world.ts'
import { modeByDigit } from './digits.ts'
import { type Entry, inviteOf } from './entry.ts'
import { callOf, inWords, isAnswered, reasonOf } from './rules.ts'
import { type Monitor, type MonitorEvent, nextMonitor, type Saying } from './state.ts'

const ANSWER_WITHIN_MS = 10_000
const MEDIA_LOST_MS = 10_000
const CONTROL_LOST_MS = 20_000
const LOOK_MS = 1000

export type MonitorParts = Clock & {
  readonly telephony: Telephony
  readonly lines: Lines
  readonly world: () => World
  readonly domain: string
  readonly log: (text: string) => void
  /** To the owner of the monitor. */
  readonly say: (owner: string, saying: Saying & { readonly monitor: string }) => void
  /** The monitors shown on these calls have changed. */
  readonly onShown: (calls: readonly string[]) => void
}

export type Driver = {
  /** Something happened to this monitor: it moves, and its owner is told. */
  readonly happen: (entry: Entry, event: MonitorEvent) => void
  readonly ring: (entry: Entry) => void
  readonly remove: (entry: Entry) => void
  /** Takes the agent's next call where the monitor waits for one. */
  readonly followOn: (entry: Entry, world: World) => void
  /** The monitor is over, and its answered line goes on without it. */
  readonly give: (id: string) => { readonly sip: SipCall; readonly port: Port }
  readonly close: () => void
}

/** Over the entries that `monitors.ts` keeps; an ended one is taken out. */
export function createDriver(parts: MonitorParts, entries: Map<string, Entry>): Driver {
  const happen = (entry: Entry, event: MonitorEvent): void => {
    const before = entry.monitor
    const { monitor, say } = nextMonitor(before, event)
    entry.monitor = monitor
    for (const saying of say) parts.say(entry.owner, { ...saying, monitor: entry.id })
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

  const give = (id: string): ReturnType<Driver['give']> => {
    const entry = entries.get(id)
    if (!entry?.sip || !entry.port) throw new Error(`monitor ${id} has no line to give`)
    const { sip, port } = entry
    entry.sip = null
    entry.port = null
    happen(entry, { kind: 'over', reason: 'taken-over' })
    return { sip, port }
  }

  const ring = (entry: Entry): void => {
    const giveUp = parts.after(ANSWER_WITHIN_MS, () => happen(entry, { kind: 'over', reason: 'no-answer' }))
    entry.stop = giveUp
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
    if (mode && entry.lostAt === null) happen(entry, { kind: 'modeAsked', mode, by })
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

  function followOn(entry: Entry, world: World): void {
    const agent = entry.monitor.phase === 'ringing' ? entry.monitor.target.agent : agentAfter(entry.monitor)
    const call = agent === null ? undefined : callsOf(world).find((one) => isOn(one, agent) && isAnswered(one))
    if (call) happen(entry, { kind: 'agentTalks', call: call.id })
  }
  return { happen, ring, remove, give, followOn, close: () => stopLooking() }
}

const agentAfter = (monitor: Monitor): string | null => (monitor.phase === 'afterCall' ? monitor.agent : null)
