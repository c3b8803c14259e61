// The history: what is written down of every monitor. The desk writes it; the window adds notes, tags and why, and reads it.
import { z } from 'zod'
import { deskError } from './errors.ts'
import { endReason, mode } from './monitor.ts'

const epochMs = z.number().nonnegative()
const text = z.string().max(200)
const id = z.string().min(1).max(200)

/** Why the supervisor listened, as far as the console knows: a row's Listen is `chosen`. */
export const monitorWhy = z.enum(['chosen', 'alert', 'help', 'sample', 'handOver'])
export type MonitorWhy = z.infer<typeof monitorWhy>

/** `at` is when it was written: a mark in the time of the monitor. */
export const note = z.object({ at: epochMs, text: z.string().min(1).max(2000) })

const notes = z.array(note).max(20)
const tags = z.array(z.string().min(1).max(40)).max(20)

/** One call the monitor was on, and how it came to it. Names as the floor gave them then. */
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

/**
 * refused: it never began · windowGone: the window closed or crashed · consoleStopped: the console itself was killed meanwhile ·
 * endNotConfirmed: the console closed before the phone system had confirmed the end that was asked for.
 */
export const recordEnd = z.enum([...endReason.options, 'refused', 'windowGone', 'consoleStopped', 'endNotConfirmed'])
export type RecordEnd = z.infer<typeof recordEnd>

const monitored = z.object({
  id, // of the monitor: its ticket's id
  site: text,
  supervisor: z.object({ name: text, extension: text }),
  why: monitorWhy,
  askedAt: epochMs,
})

/** One monitor from click to end. `attachedAt` null: the line never heard a call. Written once, when it is over. */
export const monitorRecord = monitored.extend({
  kind: z.literal('monitor'),
  attachedAt: epochMs.nullable(),
  endedAt: epochMs,
  calls: z.array(heardCall),
  modes: z.array(modeTime),
  unsure: z.array(unsureTime).default([]), // older records have none
  refusals: z.array(refusal),
  notes,
  tags,
  end: recordEnd,
})
export type MonitorRecord = Readonly<z.infer<typeof monitorRecord>>

/** Written when the line begins to hear, so that not even a killed console loses that a monitor took place. */
export const begunRecord = monitored.extend({ kind: z.literal('begun'), call: heardCall })
export type BegunRecord = Readonly<z.infer<typeof begunRecord>>

/** Notes or tags that came after the monitor's own record; they replace those of the record. */
export const notesRecord = z.object({ kind: z.literal('notes'), id, at: epochMs, why: monitorWhy, notes, tags })

/** Signs off that everything up to `seq` was dropped because it was older than the site keeps it. */
export const prunedRecord = z.object({
  kind: z.literal('pruned'),
  at: epochMs,
  seq: z.number().int().positive(), // the last record that was dropped
  hash: z.string(), // and its hash
  keepDays: z.number(),
})

export const historyRecord = z.discriminatedUnion('kind', [monitorRecord, begunRecord, notesRecord, prunedRecord])
export type HistoryRecord = Readonly<z.infer<typeof historyRecord>>

/**
 * What the window adds to its monitor: all notes so far, all tags so far; what is left out stays as it is. It may come while the monitor
 * lives (then it is in its record, whatever happens to the window) or after its end (then it is a record behind it).
 */
export const historyAddition = z.object({
  ticketId: id,
  notes: notes.optional(),
  tags: tags.optional(),
})
export type HistoryAddition = Readonly<z.infer<typeof historyAddition>>

/** Which records are wanted; every field that is not null must fit. `search`: every word somewhere in names, numbers, notes, tags. */
export const historyFilter = z.object({
  search: text,
  agentId: id.nullable(),
  mode: mode.nullable(), // it was, or may have been, in force at some time
  why: monitorWhy.nullable(),
  from: epochMs.nullable(), // askedAt, inclusive
  to: epochMs.nullable(), // askedAt, exclusive
})
export type HistoryFilter = Readonly<z.infer<typeof historyFilter>>

/** A monitor in the history, newest notes in place. `seq` and `hash` are its place in the chain. */
export const historyEntry = z.object({ seq: z.number().int(), hash: z.string(), record: monitorRecord })
export type HistoryEntry = Readonly<z.infer<typeof historyEntry>>

/** Newest first. `before` of the next page, or null when this was the last. */
export const historyPage = z.object({
  entries: z.array(historyEntry),
  found: z.number().int(),
  before: z.number().int().nullable(),
  unsaved: z.number().int(), // records that could not be written yet, e.g. because the disk is full
})
export type HistoryPage = Readonly<z.infer<typeof historyPage>>

export const anyHistory: HistoryFilter = { search: '', agentId: null, mode: null, why: null, from: null, to: null }

/** A piece of an export: text to be put behind the piece before; `next` asks for the one behind it. */
export const exportPiece = z.object({ text: z.string(), next: z.number().int().nullable() })

/** How much one agent was heard since a moment. `times` counts monitors, `heardMs` the time the line was on their calls. */
export const agentCoverage = z.object({
  agentId: id,
  name: text,
  lastHeardAt: epochMs,
  times: z.number().int(),
  heardMs: z.number(),
  by: z.array(text), // the supervisors who heard them, the latest first
})
export type AgentCoverage = Readonly<z.infer<typeof agentCoverage>>
