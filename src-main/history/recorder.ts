// Writes down every monitor of the desk: it begins its record when one is asked for, and finishes it however it ends.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { HistoryAddition, HistoryRecord, RecordEnd, Refusal } from '#contract/history.ts'
import type { RequestInput } from '#contract/ipc.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'
import {
  type Added,
  begun,
  type Draft,
  draftOf,
  finished,
  nextDraft,
  refusedAtOnce,
  withAddition,
  withRefusal,
} from './draft.ts'

export type RecorderParts = {
  readonly append: (record: HistoryRecord) => void
  readonly floor: () => Floor | null
  readonly who: () => {
    readonly site: string
    readonly supervisor: { readonly name: string; readonly extension: string }
  }
  readonly randomId: (bytes: number) => string
  readonly clock: Clock
}

/** What was asked to be heard, and why. */
export type ListenAsk = Pick<RequestInput<'startMonitor'>, 'target' | 'why'>

export type Recorder = {
  readonly asked: (ticketId: string, ask: ListenAsk) => void
  readonly refused: (ticketId: string, wanted: Refusal['wanted'], error: DeskError) => void
  /** A Listen that was refused before there was a monitor. */
  readonly refusedAtOnce: (ask: ListenAsk, error: DeskError) => void
  readonly event: (event: MonitorEvent) => void
  /** The monitor is over. */
  readonly over: (ticketId: string, end: RecordEnd) => void
  /** Its end was asked for and is not known to have come: when it is, this is why. */
  readonly leaving: (ticketId: string, end: RecordEnd) => void
  /** unknownMonitor: no monitor of this ticket since the console started. */
  readonly add: (addition: HistoryAddition) => Result<null>
  /** The window goes: what still waits for a better reason has it now. */
  readonly settle: () => void
  /** The console closes: what is still open is written down as it stands. */
  readonly close: () => void
}

/** `hungUp`: since when the line is known to have hung up, while a better reason is waited for. `leavesBy`: see `leaving`. */
type Open = {
  readonly draft: Draft
  readonly hungUp: { readonly at: number; readonly stop: Stop } | null
  readonly leavesBy: RecordEnd | null
}

/** Who ends a monitor hangs up the line as well, and the PBX tells of that first: so long the better reason is waited for. */
const BETTER_REASON_MS = 1000
const REMEMBERED = 200 // monitors whose notes may still change

export function createRecorder(parts: RecorderParts): Recorder {
  const { append, clock } = parts
  const { now } = clock
  const open = new Map<string, Open>()
  const over = new Map<string, Added>()

  const change = (ticketId: string, next: (before: Open) => Open) => {
    const before = open.get(ticketId)
    if (before) open.set(ticketId, next(before))
  }
  const finish = (ticketId: string, end: RecordEnd) => {
    const ending = open.get(ticketId)
    if (!ending) return
    const { draft, hungUp } = ending
    open.delete(ticketId)
    append(finished(draft, end, hungUp?.at ?? now()))
    hungUp?.stop()
    over.set(ticketId, { why: draft.why, notes: draft.notes, tags: draft.tags })
    for (const oldest of over.keys()) if (over.size > REMEMBERED) over.delete(oldest)
  }
  const ended = (ticketId: string, reason: RecordEnd) => {
    const leavesBy = open.get(ticketId)?.leavesBy
    if (leavesBy || reason !== 'lineHungUp') return finish(ticketId, leavesBy ?? reason)
    change(ticketId, (before) => ({
      ...before,
      hungUp: before.hungUp ?? {
        at: now(),
        stop: clock.after(BETTER_REASON_MS, () => finish(ticketId, open.get(ticketId)?.leavesBy ?? reason)),
      },
    }))
  }
  const follow = (before: Draft, event: MonitorEvent): Draft => {
    const draft = nextDraft(before, event, now(), parts.floor())
    const record = before.attachedAt === null && draft.attachedAt !== null ? begun(draft) : null
    if (record) append(record)
    return draft
  }
  const askedFor = (id: string, { target, why }: ListenAsk) => ({
    id,
    target,
    why,
    at: now(),
    floor: parts.floor(),
    ...parts.who(),
  })

  return {
    asked: (ticketId, ask) => {
      // Never lost, whatever came in between: one that was not finished and has no end to come is written down as it stands.
      for (const [id, { hungUp, leavesBy }] of open)
        if (hungUp || !leavesBy) finish(id, leavesBy ?? (hungUp ? 'lineHungUp' : 'pbxLost'))
      open.set(ticketId, { draft: draftOf(askedFor(ticketId, ask)), hungUp: null, leavesBy: null })
    },
    refused: (ticketId, wanted, error) =>
      change(ticketId, (before) => ({ ...before, draft: withRefusal(before.draft, { at: now(), wanted, error }) })),
    refusedAtOnce: (ask, error) => append(refusedAtOnce(askedFor(parts.randomId(12), ask), error)),
    event: (event) => {
      const { ticketId } = event
      change(ticketId, (before) => ({ ...before, draft: follow(before.draft, event) }))
      if (event.kind === 'ended') ended(ticketId, event.reason)
    },
    over: finish,
    leaving: (ticketId, end) => {
      // Whoever asks first is why it ends.
      change(ticketId, (before) => ({ ...before, leavesBy: before.leavesBy ?? end }))
    },
    settle: () => {
      for (const [id, { hungUp, leavesBy }] of open) if (hungUp) finish(id, leavesBy ?? 'windowGone')
    },
    close: () => {
      for (const id of open.keys()) finish(id, 'endNotConfirmed')
    },
    add: (addition) => {
      const { ticketId } = addition
      if (open.has(ticketId)) {
        change(ticketId, (before) => ({ ...before, draft: withAddition(before.draft, addition) }))
        return ok(null)
      }
      const before = over.get(ticketId)
      if (!before) return err(deskFailure('unknownMonitor'))
      const after = withAddition(before, addition)
      if (JSON.stringify(after) === JSON.stringify(before)) return ok(null)
      over.set(ticketId, after)
      append({ kind: 'notes', id: ticketId, at: now(), ...after })
      return ok(null)
    },
  }
}
