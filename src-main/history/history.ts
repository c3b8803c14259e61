// The history of this console: the ledger, the recorder that fills it, and what the window may ask of it.

import { deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { ActEntry, HistoryEntry, HistoryFilter, HistoryPlace, HistoryRecord } from '#contract/history.ts'
import type { HandlersOf, historyRequests } from '#contract/ipc.ts'
import { err, ok } from '#contract/result.ts'
import { isOfForm, type ScorecardForm } from '#contract/site/scorecard.ts'
import type { Log } from '#main/system/log.ts'
import { beginning, endOf, lineOf } from './chain.ts'
import { actCsvRow, csvHead, csvRow, type Separator } from './csv.ts'
import { leftOpen } from './draft.ts'
import { coverage, newestRows, placeOf, type Row, readEntries, runningUntil, type Written } from './entries.ts'
import { type Ledger, linksOf, openLedger } from './ledger.ts'
import { createRecorder, type Recorder, type RecorderParts } from './recorder.ts'

export type History = {
  readonly recorder: Recorder
  /** A record of its own, which nothing goes on. */
  readonly append: (record: HistoryRecord) => void
  readonly handlers: HandlersOf<typeof historyRequests>
  /** Drops what is older than the site keeps it; null keeps everything. Call it now and then. */
  readonly prune: (keepDays: number | null) => void
}

export type HistoryParts = Omit<RecorderParts, 'append' | 'floor'> & {
  readonly dir: string
  readonly log: Log
  readonly floor: () => Floor | null
  /** As whoever sits at the console may read it; also what they search for is found in that alone. */
  readonly readable: (entry: HistoryEntry) => HistoryEntry
  readonly readableAct: (entry: ActEntry) => ActEntry
  /** The form that whoever sits at the console may fill in; null: none. */
  readonly scorecard: () => Pick<ScorecardForm, 'questions'> | null
}

const DAY_MS = 86_400_000
const PIECE = 2000 // entries, or lines, of one piece of an export

/** Opens the ledger; calls that a killed console left open are closed in it. */
export function openHistory(parts: HistoryParts): History {
  const { log } = parts
  const { now } = parts.clock
  const ledger = openLedger(parts.dir, log)
  const written = writtenIn(ledger)
  for (const open of written().open) ledger.append(leftOpen(open))
  const rows = (filter: HistoryFilter) =>
    newestRows({ entries: written().entries.map(parts.readable), acts: written().acts.map(parts.readableAct) }, filter)
  const isWritten = (id: string) => written().entries.some(({ record }) => record.id === id)
  const recorder = createRecorder({ ...parts, append: ledger.append })
  const handlers: History['handlers'] = {
    addHistory: async (addition) => recorder.add(addition),
    addNote: async ({ id, text }) => {
      if (!isWritten(id)) return err(deskFailure('notInHistory'))
      ledger.append({ kind: 'added', id, at: now(), by: parts.who().supervisor.name, text })
      return ok(null)
    },
    scoreCall: async ({ on, answers }) => {
      const form = parts.scorecard()
      if (!form) return err(deskFailure('refusedByAccess', 'noRight'))
      if (!isOfForm(form, answers)) return err(deskFailure('scorecardChanged'))
      const id = on.kind === 'record' ? on.id : recorder.recordOf(on.ticketId, on.target)
      if (id === null) return err(deskFailure('unknownMonitor'))
      if (on.kind === 'record' && !isWritten(id)) return err(deskFailure('notInHistory'))
      ledger.append({ kind: 'score', id, at: now(), by: parts.who().supervisor.name, answers })
      return ok(null)
    },
    listHistory: async ({ filter, before, limit }) => {
      const found = rows(filter)
      const older = before === null ? found : found.filter((row) => isBehind(row, before))
      const page = older.slice(0, limit)
      const last = page.at(-1)
      return {
        entries: page.flatMap((row) => (row.kind === 'call' ? [row.entry] : [])),
        acts: page.flatMap((row) => (row.kind === 'act' ? [row.entry] : [])),
        found: found.length,
        before: last && older.length > page.length ? placeOf(last) : null,
        unsaved: ledger.unsaved(),
      }
    },
    exportHistory: async ({ format, separator, filter, after }) =>
      format === 'csv'
        ? csvPiece(
            rows(filter).toSorted((a, b) => a.entry.seq - b.entry.seq),
            separator,
            after,
          )
        : chainPiece(ledger, after),
    coverage: async ({ from }) => {
      const { entries, scores } = written()
      const over = entries.map((entry) => ({ ...entry.record, scores: entry.scores, isRunning: false }))
      const running = recorder.running().map((draft) => runningUntil(draft, now(), scores.get(draft.id) ?? []))
      return [...coverage([...over, ...running], from)]
    },
  }
  return {
    recorder,
    append: ledger.append,
    handlers,
    prune: (keepDays) => {
      if (keepDays === null) return
      const oldest = now() - keepDays * DAY_MS
      ledger.prune(
        (record) => writtenAt(record as HistoryRecord) < oldest,
        (dropped) => ({ kind: 'pruned', at: now(), ...dropped, keepDays }),
      )
    },
  }
}

function isBehind(row: Row, { at, id }: HistoryPlace): boolean {
  const place = placeOf(row)
  return place.at < at || (place.at === at && place.id < id)
}

/** Read again only when the file has changed. */
function writtenIn(ledger: Ledger): () => Written {
  let version = ''
  let last: Written = { entries: [], acts: [], open: [], scores: new Map() }
  return () => {
    const now = ledger.version()
    if (now !== version) last = readEntries(linksOf(ledger.text()))
    version = now
    return last
  }
}

function writtenAt(record: HistoryRecord): number {
  switch (record.kind) {
    case 'call':
    case 'monitor':
      return record.endedAt
    case 'begun':
      return record.call.at
    case 'notes':
    case 'added':
    case 'act':
    case 'score':
    case 'pruned':
      return record.at
  }
}

function csvPiece(rows: readonly Row[], separator: Separator, after: number | null) {
  const left = rows.filter(({ entry }) => after === null || entry.seq > after)
  const edge = left[PIECE - 1]?.entry.seq ?? 0
  // A record of the old form is several calls of one number, which stay together.
  const piece = left.filter(({ entry }, index) => index < PIECE || entry.seq === edge)
  const last = piece[piece.length - 1]
  const line = (row: Row) => (row.kind === 'call' ? csvRow(row.entry, separator) : actCsvRow(row.entry, separator))
  const text = (after === null ? csvHead(separator) : '') + piece.map(line).join('')
  return { text, next: left.length > piece.length && last ? last.entry.seq : null }
}

/** The lines as they stand, so that the export proves as much as the file does; the last one says how far it reaches. */
function chainPiece(ledger: Ledger, after: number | null) {
  const text = ledger.text()
  const lines = text.split('\n').slice(0, -1)
  const from = after ?? 0
  const piece = lines.slice(from, from + PIECE)
  if (from + PIECE < lines.length) return { text: piece.map((line) => `${line}\n`).join(''), next: from + PIECE }
  const links = linksOf(text)
  const last = links[links.length - 1]
  const end = `${lineOf({ end: last ? endOf(last) : beginning })}\n`
  return { text: piece.map((line) => `${line}\n`).join('') + end, next: null }
}
