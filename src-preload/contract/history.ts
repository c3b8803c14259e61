// The history: what is written down of every call that was monitored. The desk writes it; the window adds notes and tags, and reads it.
import { z } from 'zod'
import { actKind } from './acts/act-kinds.ts'
import { deskError } from './errors.ts'
import { endReason, mode, target } from './monitor.ts'
import { noticeTold } from './notice/notice.ts'
import { filledScore, scoreAnswers } from './site/scorecard.ts'

const epochMs = z.number().nonnegative()
const text = z.string().max(200)
const id = z.string().min(1).max(200)

/** Why the supervisor listened, as far as the console knows: a row's Listen is `chosen`, a standing order's call `order`. */
export const monitorWhy = z.enum(['chosen', 'alert', 'help', 'sample', 'handOver', 'order', 'proof'])
export type MonitorWhy = z.infer<typeof monitorWhy>

/**
 * Why a call was listened to. follow: it was the agent's next call · transfer: the call went on with somebody else · notRecorded: nobody
 * asked for it here, or the record is of the old form, which says it only of a monitor's first call.
 */
export const callWhy = z.enum([...monitorWhy.options, 'follow', 'transfer', 'notRecorded'])
export type CallWhy = z.infer<typeof callWhy>

/** `at` is when it was written: a mark in the time of the call. */
export const note = z.object({ at: epochMs, text: z.string().min(1).max(2000) })

const notes = z.array(note).max(20)
const tags = z.array(z.string().min(1).max(40)).max(20)

/** The call a monitor was on, and how it came to it. Names as the floor gave them then. */
export const heardCall = z.object({
  callId: id,
  at: epochMs, // when the PBX confirmed it; when it was asked for, while nothing is confirmed
  until: epochMs.nullable(), // when the call was over or the monitor left it; null: not known
  by: z.enum(['listen', 'hop', 'follow', 'transfer']),
  agent: z.object({ id, name: text, extension: text }),
  other: z.object({ name: text.nullable(), number: text, onNet: z.boolean() }).nullable(), // null: not on the floor any more
  queue: z.object({ id, name: text }).nullable(),
})
export type HeardCall = Readonly<z.infer<typeof heardCall>>

/** A mode the PBX confirmed. `asked` false: the PBX changed by itself. It lasts until the next one, or the end. */
export const modeTime = z.object({ mode, at: epochMs, asked: z.boolean() })
export type ModeTime = Readonly<z.infer<typeof modeTime>>

/**
 * A time in which nobody knew which of these modes was in force: the phone system could not be asked, or had not confirmed. `until` null:
 * this console never learned it. On the console's own line the microphone was closed meanwhile.
 */
export const unsureTime = z.object({ modes: z.array(mode).min(1).readonly(), at: epochMs, until: epochMs.nullable() })
export type UnsureTime = Readonly<z.infer<typeof unsureTime>>

export const wantedStep = z.enum(['startMonitor', 'hop', 'setFollow', 'endMonitor', ...mode.options])
export const refusal = z.object({ at: epochMs, wanted: wantedStep, error: deskError })
export type Refusal = Readonly<z.infer<typeof refusal>>

/** Why the window ends a monitor. noSound: none came over the line, or none any more. */
export const windowEnd = z.enum(['asked', 'noSound'])
export type WindowEnd = z.infer<typeof windowEnd>

/**
 * refused: it never began · windowGone: the window closed or crashed · consoleStopped: the console itself was killed meanwhile ·
 * endNotConfirmed: the console closed before the phone system had confirmed the end that was asked for.
 */
export const recordEnd = z.enum([
  ...endReason.options,
  'refused',
  'windowGone',
  'consoleStopped',
  'endNotConfirmed',
  'noSound',
])
export type RecordEnd = z.infer<typeof recordEnd>

/** And how it left a call that is not its last: by a hop, with the agent to the next call, or with the call to somebody else. */
export const callEnd = z.enum([...recordEnd.options, 'hop', 'follow', 'transfer'])
export type CallEnd = z.infer<typeof callEnd>

const listened = z.object({
  id,
  site: text,
  supervisor: z.object({ name: text, extension: text }),
  askedAt: epochMs,
  notice: noticeTold.optional(), // what agent and caller were to be told; absent: nothing
})

const lived = z.object({
  attachedAt: epochMs.nullable(),
  endedAt: epochMs,
  modes: z.array(modeTime),
  unsure: z.array(unsureTime).default([]), // older records have none
  refusals: z.array(refusal),
  notes,
  tags,
})

/**
 * One monitor's time on one call. `monitorId` is the same in all that one click on Listen led to: a hop, follow, or a transfer to somebody
 * else closes one record and begins the next. `attachedAt` null: the line never heard it. `endedAt`: when the monitor left it; the call
 * itself may have been over before (`call.until`). Written once, when it is over.
 */
export const callRecord = listened.extend({
  ...lived.shape,
  kind: z.literal('call'),
  monitorId: id,
  why: callWhy,
  reason: z.string().max(200).optional(), // in the supervisor's words, where the site wants one
  call: heardCall,
  end: callEnd,
})
export type CallRecord = Readonly<z.infer<typeof callRecord>>

/** The old form, of a whole monitor with every call it was on; it is read and verified, and not written any more. */
export const monitorRecord = listened.extend({
  ...lived.shape,
  kind: z.literal('monitor'),
  why: monitorWhy,
  calls: z.array(heardCall),
  end: recordEnd,
})
export type MonitorRecord = Readonly<z.infer<typeof monitorRecord>>

/** Written when the line begins to hear a call, so that not even a killed console loses that. Old ones have no `monitorId`: it is their id. */
export const begunRecord = listened.extend({
  kind: z.literal('begun'),
  monitorId: id.optional(),
  why: callWhy,
  call: heardCall,
})
export type BegunRecord = Readonly<z.infer<typeof begunRecord>>

/** Notes or tags written on the card after the record itself; they replace those of the record. */
export const notesRecord = z.object({ kind: z.literal('notes'), id, at: epochMs, why: callWhy, notes, tags })

/** A note written in the history, when all was over: it stands behind the others, with who wrote it. */
export const laterNote = note.extend({ by: text })
export type LaterNote = Readonly<z.infer<typeof laterNote>>
const addedRecord = laterNote.extend({ kind: z.literal('added'), id })

/** The site's form, filled in while the call was listened to or after; again is another record, and the last of each person counts. */
const scoreRecord = filledScore.extend({ kind: z.literal('score'), id })

/** Signs off that everything up to `seq` was dropped because it was older than the site keeps it. */
export const prunedRecord = z.object({
  kind: z.literal('pruned'),
  at: epochMs,
  seq: z.number().int().positive(), // the last record that was dropped
  hash: z.string(), // and its hash
  keepDays: z.number(),
})

const named = z.object({ id, name: text })

/** asked: the PBX was asked, and the console was gone before an answer. unknown: no answer came, and it could not be found out. */
export const actOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked') }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('refused'), error: deskError }),
])
export type ActOutcome = Readonly<z.infer<typeof actOutcome>>

/** Written twice: before the PBX is asked, and when it is over; the last one counts. Names as the floor gave them then. */
export const actRecord = z.object({
  kind: z.literal('act'),
  id, // of the order
  site: text,
  supervisor: z.object({ name: text, extension: text }),
  at: epochMs,
  act: actKind, // the right it was judged by
  agent: z.object({ id, name: text, extension: text }).nullable(),
  call: z
    .object({ id, other: z.object({ name: text.nullable(), number: text, onNet: z.boolean() }).nullable() })
    .nullable(),
  queues: z.array(named),
  to: z.object({ name: text, number: text.nullable() }).nullable(), // where the call was sent, or who was given it
  detail: z.string().max(500).nullable(), // reason, text or label
  outcome: actOutcome,
})
export type ActRecord = Readonly<z.infer<typeof actRecord>>

export const historyRecord = z.discriminatedUnion('kind', [
  callRecord,
  monitorRecord,
  begunRecord,
  notesRecord,
  addedRecord,
  scoreRecord,
  prunedRecord,
  actRecord,
])
export type HistoryRecord = Readonly<z.infer<typeof historyRecord>>

/**
 * What the window adds to the call its monitor is on, or was on: all notes so far, all tags so far; what is left out stays as it is. It may
 * come while the monitor is there (then it is in the call's record, whatever happens to the window) or after (then it is a record behind it).
 */
export const historyAddition = z.object({
  ticketId: id,
  target,
  notes: notes.optional(),
  tags: tags.optional(),
})
export type HistoryAddition = Readonly<z.infer<typeof historyAddition>>

/** A note to a record of the history, by its id. */
export const noteAddition = z.object({ id, text: note.shape.text })

/** The call is named by the monitor that is on it, or was, while it has no record yet; by its record in the history. */
export const scoreAddition = z.object({
  on: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('monitor'), ticketId: id, target }),
    z.object({ kind: z.literal('record'), id }),
  ]),
  answers: scoreAnswers,
})

/** Which records are wanted; every field that is not null must fit. `search`: every word somewhere in names, numbers, notes, tags. */
export const historyFilter = z.object({
  search: text,
  agentId: id.nullable(),
  mode: mode.nullable(), // it was, or may have been, in force at some time
  why: callWhy.nullable(),
  from: epochMs.nullable(), // of `listenedFrom`, inclusive
  to: epochMs.nullable(), // exclusive
  act: z.enum(['any', 'none', ...actKind.options]).nullish(), // any: acts alone; none: calls alone; a kind: those alone
})
export type HistoryFilter = Readonly<z.infer<typeof historyFilter>>

/**
 * A call in the history, newest notes in place. `seq` and `hash` are its place in the chain. `tagsOf`: tags of the old form were given to a
 * whole monitor, and nobody knows to which of its calls.
 */
export const historyEntry = z.object({
  seq: z.number().int(),
  hash: z.string(),
  record: callRecord,
  later: z.array(laterNote),
  scores: z.array(filledScore),
  tagsOf: z.enum(['call', 'monitor']),
})
export type HistoryEntry = Readonly<z.infer<typeof historyEntry>>

/** An act as the history shows it: its last record, with its place in the chain. */
export const actEntry = z.object({ seq: z.number().int(), hash: z.string(), record: actRecord })
export type ActEntry = Readonly<z.infer<typeof actEntry>>

/** When listening to it began, or was asked for: what is shown and sorted by. */
export const listenedFrom = ({ attachedAt, askedAt }: Pick<CallRecord, 'attachedAt' | 'askedAt'>): number =>
  attachedAt ?? askedAt

/** How long the line was on the call (ms); null when it never was, or when nobody knows. The one figure of history, coverage and exports. */
export function heardMs({ attachedAt, call }: Pick<CallRecord, 'attachedAt' | 'call'>): number | null {
  return attachedAt === null || call.until === null ? null : call.until - attachedAt
}

/** From here on a call counts as heard: less is a glance. */
export const LEAST_HEARD_MS = 15_000

/** Where a page ended: the next one begins behind it. */
export const historyPlace = z.object({ at: epochMs, id })
export type HistoryPlace = Readonly<z.infer<typeof historyPlace>>

/**
 * Newest first, calls by `listenedFrom` and acts by `at`; both are counted together. `before` of the next page, or null when this was the
 * last.
 */
export const historyPage = z.object({
  entries: z.array(historyEntry),
  acts: z.array(actEntry),
  found: z.number().int(),
  before: historyPlace.nullable(),
  unsaved: z.number().int(), // records that could not be written yet, e.g. because the disk is full
})
export type HistoryPage = Readonly<z.infer<typeof historyPage>>

export const anyHistory: HistoryFilter = {
  search: '',
  agentId: null,
  mode: null,
  why: null,
  from: null,
  to: null,
  act: null,
}

/** A piece of an export: text to be put behind the piece before; `next` asks for the one behind it. */
export const exportPiece = z.object({ text: z.string(), next: z.number().int().nullable() })

/**
 * How much one agent was heard on this computer since a moment. `times` counts the calls heard for LEAST_HEARD_MS or more, `heardMs` all the
 * time the line was on their calls, also short ones and the one it is on now.
 */
export const agentCoverage = z.object({
  agentId: id,
  name: text,
  lastHeardAt: epochMs,
  times: z.number().int(),
  heardMs: z.number(),
  by: z.array(text), // the supervisors who heard them, the latest first
  isHeardNow: z.boolean(),
  scored: z.number().int(), // of these calls, those with a score
  score: z.number().min(0).max(1).nullable(), // their mean; see scoreOfCall
})
export type AgentCoverage = Readonly<z.infer<typeof agentCoverage>>
