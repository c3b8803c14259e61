// The floor: everything the PBX tells us, as one normalised picture that is moved by patches.
import { z } from 'zod'
import { mode } from './monitor.ts'

const epochMs = z.number().nonnegative()
const id = z.string().min(1).max(200)
const text = z.string().max(200)
const count = z.number().int().nonnegative()

/** What an agent is doing now. `since` on the agent says since when. */
export const presence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loggedOut') }),
  z.object({ kind: z.literal('unregistered') }), // logged in, but no phone of theirs is registered
  z.object({ kind: z.literal('available') }),
  z.object({ kind: z.literal('ringing') }),
  z.object({ kind: z.literal('onCall') }),
  z.object({ kind: z.literal('wrapUp') }),
  // `queues`: names of those they are paused in, where they serve others still; absent or null: paused in all of theirs.
  z.object({ kind: z.literal('paused'), reason: text.nullable(), queues: z.array(text).nullish() }),
  z.object({ kind: z.literal('doNotDisturb') }), // asked not to be rung
  z.object({ kind: z.literal('busy') }), // the PBX says so, and shows no call of theirs
])
export type Presence = Readonly<z.infer<typeof presence>>

export const agent = z.object({
  id, // stable for the connector; often the extension
  name: text,
  extension: text,
  presence,
  since: epochMs,
  queues: z.array(id), // ids of the queues they serve
  callId: id.nullable(), // the call they talk (or ring) on
  // What not every PBX knows; absent or null: this one does not say.
  team: text.nullish(),
  callsToday: count.nullish(), // answered since the PBX began its day
})
export type Agent = Readonly<z.infer<typeof agent>>

/** One side of a call. `onNet`: its phone is registered on this PBX. */
export const party = z.object({
  name: text.nullable(),
  number: text,
  onNet: z.boolean(),
  agentId: id.nullable(),
  leg: id.nullish(), // of one without a number: which leg of the call it is, so that another is known to be another
  withheld: z.boolean().nullish(), // they asked the network not to say who they are
})
export type Party = Readonly<z.infer<typeof party>>

/**
 * waiting: in a queue, no agent yet · ringing: an agent's phone rings · talking · held: one side put the other on hold ·
 * parked: nobody is on the other side until somebody picks the call up.
 */
export const callStates = ['waiting', 'ringing', 'talking', 'held', 'parked'] as const
export const callState = z.enum(callStates)
export type CallState = z.infer<typeof callState>

/**
 * Another supervisor's monitor. `mode`: in force for all that the PBX shows; a word of its own where that is no mode of ours. `may`: which modes may be
 * in force where that is not known for certain; absent or null: `mode` is.
 */
const otherMonitor = z.object({ supervisor: text, mode: z.string().max(40), may: z.array(mode).nullish() })

export const call = z.object({
  id,
  from: party, // who dialled
  to: party, // who was reached; while waiting, the queue's number; while parked, where it is parked
  others: z.array(party).nullish(), // whoever is on it besides these two: a conference
  parkedBy: text.nullish(), // who parked it, by name or number
  agentId: id.nullable(), // the agent on it (the one called, when both are agents)
  queueId: id.nullable(), // the queue it came through
  state: callState,
  startedAt: epochMs,
  answeredAt: epochMs.nullable(),
  recorded: z.literal(true).nullish(), // the PBX has told that it records it; absent or null: not, or it does not say
  monitors: z.array(otherMonitor), // who else monitors it, where the PBX shows that
  // What the site's rules refuse to who sits at the console; the desk adds it for its window. Absent or null: nothing.
  refused: z.array(z.object({ agentId: id, modes: z.array(mode), rule: text })).nullish(),
})
export type Call = Readonly<z.infer<typeof call>>

export const queue = z.object({
  id,
  name: text,
  extension: text,
  waiting: count,
  oldestWaitSince: epochMs.nullable(),
  // What not every PBX knows; absent or null: this one does not say. "Today" is the PBX's own day.
  inService: count.nullish(), // its calls an agent talks on (or holds) now
  agentsAvailable: count.nullish(), // of its agents, those a call could ring now
  serviceLevel: z.number().min(0).max(1).nullish(), // share of today's calls answered within serviceWithinS; null before the first
  serviceWithinS: z.number().positive().nullish(),
  answeredToday: count.nullish(),
  abandonedToday: count.nullish(),
})
export type Queue = Readonly<z.infer<typeof queue>>

const table = <T extends z.ZodType>(row: T) => z.record(z.string(), row)

export const floor = z.object({ agents: table(agent), calls: table(call), queues: table(queue) })
export type Floor = {
  readonly agents: Readonly<Record<string, Agent>>
  readonly calls: Readonly<Record<string, Call>>
  readonly queues: Readonly<Record<string, Queue>>
}

const change = <T extends z.ZodType>(row: T) => z.object({ set: z.array(row), gone: z.array(z.string()) }).partial()

/** What changed since the picture before: whole rows that are new or different, ids of rows that are gone. */
export const floorPatch = z.object({ agents: change(agent), calls: change(call), queues: change(queue) }).partial()
export type FloorPatch = z.infer<typeof floorPatch>

/** What a feed says: first, and after any gap, the whole picture; then patches of it. */
export const floorMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole'), floor }),
  z.object({ kind: z.literal('patch'), patch: floorPatch }),
])
export type FloorMessage =
  | { readonly kind: 'whole'; readonly floor: Floor }
  | { readonly kind: 'patch'; readonly patch: FloorPatch }

export const emptyFloor: Floor = { agents: {}, calls: {}, queues: {} }

/** The floor after the patch. Tables the patch does not touch stay the same objects, so that views can compare by identity. */
export function applyPatch(before: Floor, patch: FloorPatch): Floor {
  return {
    agents: applyChange(before.agents, patch.agents),
    calls: applyChange(before.calls, patch.calls),
    queues: applyChange(before.queues, patch.queues),
  }
}

/** One patch that does what these did in turn. */
export function mergePatches(...patches: readonly FloorPatch[]): FloorPatch {
  return {
    agents: mergeChanges(patches.map(({ agents }) => agents)),
    calls: mergeChanges(patches.map(({ calls }) => calls)),
    queues: mergeChanges(patches.map(({ queues }) => queues)),
  }
}

/** The party of the call who is not that agent: the one a "whisper to the caller" reaches. */
export function otherParty(of: Call, agentId: string): Party {
  return of.from.agentId === agentId ? of.to : of.from
}

/** Everybody on the call. */
export const partiesOf = ({ from, to, others }: Call): readonly Party[] => [from, to, ...(others ?? [])]

/** The side of the call that is that agent's own. */
export function agentParty(of: Call, agentId: string): Party {
  const other = otherParty(of, agentId)
  return partiesOf(of).find((one) => one.agentId === agentId) ?? (other === of.from ? of.to : of.from)
}

/** Whoever hears what is said to the caller, the agent apart: the other party first, then the rest of a conference. */
export function otherParties(of: Call, agentId: string): readonly Party[] {
  const [other, own] = [otherParty(of, agentId), agentParty(of, agentId)]
  return [other, ...partiesOf(of).filter((one) => one !== other && one !== own)]
}

/** On-net: all sides are phones of this PBX. */
export const isOnNet = (of: Call): boolean => partiesOf(of).every(({ onNet }) => onNet)

type Change<T> = { set?: T[] | undefined; gone?: string[] | undefined }

function applyChange<T extends { readonly id: string }>(
  table: Readonly<Record<string, T>>,
  change: Change<T> | undefined,
): Readonly<Record<string, T>> {
  if (!change?.set?.length && !change?.gone?.length) return table
  const after = change.gone?.length ? without(table, new Set(change.gone)) : { ...table }
  for (const row of change.set ?? []) after[row.id] = row
  return after
}

/** Copied key by key: V8 takes ten times as long to spread a table some key of which was once deleted. */
function without<T>(table: Readonly<Record<string, T>>, gone: ReadonlySet<string>): Record<string, T> {
  const after: Record<string, T> = {}
  for (const [key, row] of Object.entries(table)) if (!gone.has(key)) after[key] = row
  return after
}

function mergeChanges<T extends { readonly id: string }>(
  changes: readonly (Change<T> | undefined)[],
): Change<T> | undefined {
  const known = changes.filter((change) => change !== undefined)
  if (known.length < 2) return known[0]
  const set = new Map<string, T>()
  const gone = new Set<string>()
  for (const change of known) {
    for (const key of change.gone ?? []) {
      set.delete(key)
      gone.add(key)
    }
    for (const row of change.set ?? []) {
      set.set(row.id, row)
      gone.delete(row.id)
    }
  }
  return { set: [...set.values()], gone: [...gone] }
}

/** Of the trend: how the queues were over the last hours, as columns a chart can draw. */
const column = z.array(z.number().nonnegative().nullable()) // null: the console did not know

/** Points stand `everyMs` apart; a queue's columns are as long as `at`. waiting is the most of the point's span, inService its last. */
export const trend = z.object({
  everyMs: z.number().positive(),
  at: z.array(z.number()), // epoch ms, ascending
  queues: z.record(z.string(), z.object({ waiting: column, inService: column })),
})
export type Trend = Readonly<z.infer<typeof trend>>
