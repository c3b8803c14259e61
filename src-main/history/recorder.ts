// Writes down every call the desk's monitors are on, each in its own record, however the monitor comes to it and leaves it.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { CallWhy, HistoryAddition, HistoryRecord, RecordEnd, Refusal } from '#contract/history.ts'
import type { RequestInput } from '#contract/ipc.ts'
import type { MonitorEvent, Target } from '#contract/monitor.ts'
import type { NoticeTold } from '#contract/notice/notice.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { atMost } from './at-most.ts'
import {
  type Added,
  type Asked,
  begun,
  type Draft,
  draftOf,
  draftOfNext,
  finished,
  isAnother,
  isOn,
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
export type ListenAsk = Pick<RequestInput<'startMonitor'>, 'target' | 'why' | 'reason'> & {
  /** What agent and caller are to be told; absent: nothing. */
  readonly notice?: NoticeTold | undefined
}

export type Recorder = {
  readonly asked: (ticketId: string, ask: ListenAsk) => void
  /** A hop was asked for: if it is made, this is why. */
  readonly hopAsked: (ticketId: string, ask: ListenAsk) => void
  readonly refused: (ticketId: string, wanted: Refusal['wanted'], error: DeskError) => void
  /** A Listen that was refused before there was a monitor. */
  readonly refusedAtOnce: (ask: ListenAsk, error: DeskError) => void
  readonly event: (event: MonitorEvent) => void
  /** The monitor is over. */
  readonly over: (ticketId: string, end: RecordEnd) => void
  /** Its end was asked for and is not known to have come: when it is, this is why. */
  readonly leaving: (ticketId: string, end: RecordEnd) => void
  /** unknownMonitor: no monitor of this ticket was on that call since the console started. */
  readonly add: (addition: HistoryAddition) => Result<null>
  /** The record of this call, also of one that is not written yet; null: no monitor of this ticket was on it. */
  readonly recordOf: (ticketId: string, target: Target) => string | null
  /** The window goes: what still waits for a better reason has it now. */
  readonly settle: () => void
  /** The console closes: what is still open is written down as it stands. */
  readonly close: () => void
  /** The calls that are monitored now, as far as they are written. */
  readonly running: () => readonly Draft[]
}

/** `hungUp`: since when the line is known to have hung up, while a better reason is waited for. `leavesBy`: see `leaving`. */
type Open = {
  readonly draft: Draft // of the call it is on now
  readonly calls: number // it was on so far, this one counted
  readonly hop: (ListenAsk & { readonly at: number }) | null // the last one asked for
  readonly early: HistoryAddition | null // of a call that the window came to before the PBX told of it here
  readonly hungUp: { readonly at: number; readonly stop: Stop } | null
  readonly leavesBy: RecordEnd | null
}

/** Who ends a monitor hangs up the line as well, and the PBX tells of that first: so long the better reason is waited for. */
const BETTER_REASON_MS = 1000
const REMEMBERED = 200 // calls whose notes may still change

export function createRecorder(parts: RecorderParts): Recorder {
  const { append, clock } = parts
  const open = new Map<string, Open>()
  const over = rememberNotes(parts)

  const change = (ticketId: string, next: (before: Open) => Open) => {
    const before = open.get(ticketId)
    if (before) open.set(ticketId, next(before))
  }
  const finish = (ticketId: string, end: RecordEnd) => {
    const ending = open.get(ticketId)
    if (!ending) return
    const { draft, hungUp } = ending
    open.delete(ticketId)
    append(finished(draft, end, hungUp?.at ?? clock.now()))
    hungUp?.stop()
    over.remember(draft)
  }
  const ended = (ticketId: string, reason: RecordEnd) => {
    // With the caller on the supervisor's line, whatever was asked for meanwhile has not been its end.
    const leavesBy = reason === 'takenOver' ? null : open.get(ticketId)?.leavesBy
    if (leavesBy || reason !== 'lineHungUp') return finish(ticketId, leavesBy ?? reason)
    change(ticketId, (before) => ({
      ...before,
      hungUp: before.hungUp ?? {
        at: clock.now(),
        stop: clock.after(BETTER_REASON_MS, () => finish(ticketId, open.get(ticketId)?.leavesBy ?? reason)),
      },
    }))
  }
  const { askedFor, follow } = createFollowing(parts, over)
  const isWorthWriting = atMost(REFUSALS_A_MINUTE)

  return {
    asked: (ticketId, ask) => {
      // Never lost, whatever came in between: one that was not finished and has no end to come is written down as it stands.
      for (const [id, { hungUp, leavesBy }] of open)
        if (hungUp || !leavesBy) finish(id, leavesBy ?? (hungUp ? 'lineHungUp' : 'pbxLost'))
      const draft = draftOf(askedFor(ticketId, 1, ask))
      open.set(ticketId, { draft, calls: 1, hop: null, early: null, hungUp: null, leavesBy: null })
    },
    hopAsked: (ticketId, { target, why, reason, notice }) =>
      change(ticketId, (before) => ({ ...before, hop: { target, why, reason, notice, at: clock.now() } })),
    refused: (ticketId, wanted, error) =>
      change(ticketId, (before) => refusedIn(before, { at: clock.now(), wanted, error })),
    refusedAtOnce: (ask, error) => {
      if (isWorthWriting(clock.now())) append(refusedAtOnce(askedFor(parts.randomId(12), 1, ask), error))
    },
    event: (event) => {
      const { ticketId } = event
      change(ticketId, (before) => follow(before, event))
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
    running: () => [...open.values()].map(({ draft }) => draft),
    recordOf: (ticketId, target) => recordOf(open.get(ticketId), target) ?? over.idOf(ticketId, target),
    add: (addition) => {
      const { ticketId, target } = addition
      const living = open.get(ticketId)
      if (living && isOn(living.draft.call, target)) {
        change(ticketId, (before) => ({ ...before, draft: withAddition(before.draft, addition) }))
        return ok(null)
      }
      if (over.add(addition)) return ok(null)
      if (!living) return err(deskFailure('unknownMonitor'))
      open.set(ticketId, { ...living, early: addition })
      return ok(null)
    },
  }
}

const refusedIn = (before: Open, refusal: Refusal): Open => ({ ...before, draft: withRefusal(before.draft, refusal) })

const recordOf = (living: Open | undefined, target: Target): string | null =>
  living && isOn(living.draft.call, target) ? living.draft.id : null

/** No hand asks more often; a page that does must not fill the disk, and the log has each of them. */
const REFUSALS_A_MINUTE = 60

/** What was asked for, or what the PBX did by itself. */
type CallAsk = Pick<ListenAsk, 'target' | 'reason' | 'notice'> & { readonly why: CallWhy }
type Moved = Extract<MonitorEvent, { kind: 'retargeted' }>

/** How a record goes on by what the PBX tells, and begins another where the monitor comes to another call. */
function createFollowing({ append, clock, ...parts }: RecorderParts, over: ReturnType<typeof rememberNotes>) {
  const { now } = clock
  const askedFor = (monitorId: string, place: number, { target, why, reason, notice }: CallAsk) => ({
    id: `${monitorId}-${place}`,
    monitorId,
    target,
    why,
    reason,
    notice,
    at: now(),
    floor: parts.floor(),
    ...parts.who(),
  })
  const moved = (before: Open, event: Moved): Open => {
    append(finished(before.draft, event.by, now()))
    over.remember(before.draft)
    const next = openedByMove(before, event, (place, ask) => askedFor(before.draft.monitorId, place, ask))
    append(begun(next.draft))
    return next
  }
  const follow = (before: Open, event: MonitorEvent): Open => {
    if (event.kind === 'retargeted' && isAnother(before.draft, event.target)) return moved(before, event)
    const draft = nextDraft(before.draft, event, now(), parts.floor())
    if (before.draft.attachedAt === null && draft.attachedAt !== null) append(begun(draft))
    return { ...before, draft }
  }
  return { askedFor, follow }
}

/** The monitor on its next call. Of a hop nobody asked for it is not known why. */
function openedByMove(before: Open, { target, by }: Moved, askedFor: (place: number, ask: CallAsk) => Asked): Open {
  const { hop, early } = before
  const hopAsked = by === 'hop' && hop && isSame(hop.target, target) ? hop : null
  const why = by === 'hop' ? (hopAsked?.why ?? 'notRecorded') : by
  const calls = before.calls + 1
  // With the agent's next call the supervisor goes on listening for the same reason.
  const reason = by === 'hop' ? hopAsked?.reason : before.draft.reason
  const asked = askedFor(calls, { target, why, reason, notice: hopAsked ? hopAsked.notice : before.draft.notice })
  const next = draftOfNext(asked, by, hopAsked?.at ?? asked.at)
  const draft = early && isSame(early.target, target) ? withAddition(next, early) : next
  return { ...before, draft, calls, hop: null, early: null }
}

/** What stands in the records of calls that are over, so that the window may still add to it. */
function rememberNotes({ append, clock }: Pick<RecorderParts, 'append' | 'clock'>) {
  const over = new Map<string, Added & { readonly id: string }>()
  return {
    /** Who came back to a call has two records of it; what is added then belongs to the last. */
    remember: ({ id, monitorId, call, why, notes, tags }: Draft): void => {
      const key = keyOf(monitorId, { callId: call.callId, agentId: call.agent.id })
      over.delete(key)
      over.set(key, { id, why, notes, tags })
      for (const oldest of over.keys()) if (over.size > REMEMBERED) over.delete(oldest)
    },
    idOf: (ticketId: string, target: Target): string | null => over.get(keyOf(ticketId, target))?.id ?? null,
    /** False when there is no such record. */
    add: (addition: HistoryAddition): boolean => {
      const key = keyOf(addition.ticketId, addition.target)
      const before = over.get(key)
      if (!before) return false
      const after = withAddition(before, addition)
      over.set(key, after)
      const isNews = JSON.stringify(after) !== JSON.stringify(before)
      const { id, why, notes, tags } = after
      if (isNews) append({ kind: 'notes', id, at: clock.now(), why, notes, tags })
      return true
    },
  }
}

const keyOf = (ticketId: string, { callId, agentId }: Target): string => JSON.stringify([ticketId, callId, agentId])

const isSame = (one: Target, other: Target): boolean => one.callId === other.callId && one.agentId === other.agentId
