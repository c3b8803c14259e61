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
  /** The monitor is over for the desk, whatever else the PBX still reports of it. */
  readonly over: (ticketId: string, end: RecordEnd) => void
  /** unknownMonitor: no monitor of this ticket since the console started. */
  readonly add: (addition: HistoryAddition) => Result<null>
  /** The window goes: what still waits for a better reason has it now. */
  readonly settle: () => void
}

/** Who ends a monitor hangs up the line as well, and the PBX tells of that first: so long the better reason is waited for. */
const BETTER_REASON_MS = 1000
const REMEMBERED = 200 // monitors whose notes may still change

export function createRecorder(parts: RecorderParts): Recorder {
  const { append, clock } = parts
  const { now } = clock
  let draft: Draft | null = null
  let hungUp: { readonly at: number; readonly stop: Stop } | null = null
  const over = new Map<string, Added>()

  const draftFor = (ticketId: string): Draft | null => (draft?.id === ticketId ? draft : null)
  const finish = (ticketId: string, end: RecordEnd) => {
    const ending = draftFor(ticketId)
    if (!ending) return
    draft = null
    append(finished(ending, end, hungUp?.at ?? now()))
    hungUp?.stop()
    hungUp = null
    over.set(ticketId, { why: ending.why, notes: ending.notes, tags: ending.tags })
    for (const oldest of over.keys()) if (over.size > REMEMBERED) over.delete(oldest)
  }
  const ended = (ticketId: string, reason: RecordEnd) => {
    if (reason !== 'lineHungUp') return finish(ticketId, reason)
    hungUp ??= { at: now(), stop: clock.after(BETTER_REASON_MS, () => finish(ticketId, reason)) }
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
      // Never lost, whatever came in between: one that was not finished is written down as it stands.
      if (draft) finish(draft.id, hungUp ? 'lineHungUp' : 'pbxLost')
      draft = draftOf(askedFor(ticketId, ask))
    },
    refused: (ticketId, wanted, error) => {
      const before = draftFor(ticketId)
      if (before) draft = withRefusal(before, { at: now(), wanted, error })
    },
    refusedAtOnce: (ask, error) => append(refusedAtOnce(askedFor(parts.randomId(12), ask), error)),
    event: (event) => {
      const before = draftFor(event.ticketId)
      if (!before) return
      draft = nextDraft(before, event, now(), parts.floor())
      if (before.attachedAt === null && draft.attachedAt !== null) {
        const record = begun(draft)
        if (record) append(record)
      }
      if (event.kind === 'ended') ended(event.ticketId, event.reason)
    },
    over: finish,
    settle: () => {
      if (draft && hungUp) finish(draft.id, 'windowGone')
    },
    add: (addition) => {
      const { ticketId } = addition
      const living = draftFor(ticketId)
      if (living) {
        draft = withAddition(living, addition)
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
