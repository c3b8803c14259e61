// The record of a call while a monitor is on it: what the PBX reports and the desk refuses goes into it. Pure.
import type { DeskError } from '#contract/errors.ts'
import { type Floor, otherParty } from '#contract/floor.ts'
import type {
  BegunRecord,
  CallEnd,
  CallRecord,
  CallWhy,
  HeardCall,
  HistoryAddition,
  ModeTime,
  Refusal,
  UnsureTime,
} from '#contract/history.ts'
import { heardByAny, type MonitorEvent, type Target } from '#contract/monitor.ts'
import type { NoticeTold } from '#contract/notice/notice.ts'

export type Draft = Omit<CallRecord, 'kind' | 'endedAt' | 'end'>

export type Asked = {
  readonly id: string // of the record
  readonly monitorId: string
  readonly site: string
  readonly supervisor: CallRecord['supervisor']
  readonly at: number
  readonly target: Target
  readonly why: CallWhy
  readonly reason?: string | undefined // in the supervisor's words
  readonly notice?: NoticeTold | undefined // absent: nobody is told
  readonly floor: Floor | null
}

const MOST_STEPS = 500 // modes and refusals of one call; beyond that somebody is playing with the buttons

/** A call that was asked for: nothing of it is confirmed yet. */
export function draftOf({ id, monitorId, site, supervisor, at, target, why, reason, notice, floor }: Asked): Draft {
  const call = heard(floor, target, at, 'listen')
  const draft: Draft = { id, monitorId, site, supervisor, why, askedAt: at, attachedAt: null, call, ...nothingYet }
  const reasoned = reason === undefined ? draft : { ...draft, reason }
  return notice === undefined ? reasoned : { ...reasoned, notice }
}
const nothingYet = { modes: [], unsure: [], refusals: [], notes: [], tags: [] }

/** The monitor has come to another call than the one of `before`, where it begins in listen. `asked.at`: when. */
export function draftOfNext(asked: Asked, by: HeardCall['by'], askedAt: number): Draft {
  const call = heard(asked.floor, asked.target, asked.at, by)
  return inListen({ ...draftOf(asked), askedAt, attachedAt: asked.at, call }, asked.at)
}

/** Whether a monitor that is retargeted to `target` comes to another call: a PBX may tell of the same one twice. */
export const isAnother = ({ attachedAt, call }: Draft, target: Target): boolean =>
  attachedAt !== null && (call.until !== null || !isOn(call, target))

export const isOn = ({ callId, agent }: HeardCall, target: Target): boolean =>
  callId === target.callId && agent.id === target.agentId

/** The draft after an event of its monitor on this call. `ended` changes nothing: it finishes the draft. */
export function nextDraft(draft: Draft, event: MonitorEvent, at: number, floor: Floor | null): Draft {
  if (event.kind === 'unsure') return withDoubt(draft, event.modes, at)
  return afterNews(event.kind === 'ended' ? draft : sureAgain(draft, at), event, at, floor)
}

type News = Exclude<MonitorEvent, { kind: 'unsure' }>

function afterNews(draft: Draft, event: News, at: number, floor: Floor | null): Draft {
  switch (event.kind) {
    case 'attached':
      return draft.attachedAt === null ? attached(draft, event.target, at, 'listen', floor) : draft
    case 'retargeted':
      return draft.attachedAt === null ? attached(draft, event.target, at, event.by, floor) : inListen(draft, at)
    case 'mode':
      return withMode(draft, { mode: event.mode, at, asked: event.changeId !== null })
    case 'targetEnded':
      return { ...draft, call: left(draft.call, at) }
    case 'ended':
      return draft
  }
}

const attached = (draft: Draft, target: Target, at: number, by: HeardCall['by'], floor: Floor | null): Draft =>
  inListen({ ...draft, attachedAt: at, call: heard(floor, target, at, by, draft.call) }, at)

export function withRefusal(draft: Draft, refusal: Refusal): Draft {
  if (draft.refusals.length >= MOST_STEPS) return draft
  return { ...draft, refusals: [...draft.refusals, refusal] }
}

/** What the window may add to a call. What it leaves out stays. */
export type Added = Pick<CallRecord, 'why' | 'notes' | 'tags'>

export const withAddition = <T extends Added>(to: T, { notes, tags }: Pick<HistoryAddition, 'notes' | 'tags'>): T => ({
  ...to,
  notes: notes ?? to.notes,
  tags: tags ?? to.tags,
})

export const begun = ({ id, monitorId, site, supervisor, why, askedAt, call, notice }: Draft): BegunRecord => ({
  kind: 'begun',
  id,
  monitorId,
  site,
  supervisor,
  why,
  askedAt,
  call,
  ...(notice && { notice }),
})

/** How long it was heard is not known where nobody knows when it ended, unless the call was over before. */
export function finished(draft: Draft, end: CallEnd, at: number): CallRecord {
  const isKnown = end !== 'consoleStopped' && end !== 'endNotConfirmed'
  const { unsure } = isKnown ? sureAgain(draft, at) : draft
  const call = isKnown && draft.attachedAt !== null ? left(draft.call, at) : draft.call
  return { kind: 'call', ...draft, call, unsure, endedAt: at, end }
}

/** The record of a call whose console was killed: its end is not known, so it reads as long as is certain. */
export function leftOpen({ kind: _begun, monitorId, call, ...listened }: BegunRecord): CallRecord {
  return {
    kind: 'call',
    ...listened,
    monitorId: monitorId ?? listened.id,
    attachedAt: call.at,
    call,
    ...nothingYet,
    modes: [{ mode: 'listen', at: call.at, asked: true }],
    endedAt: call.at,
    end: 'consoleStopped',
  }
}

/** What was refused before there was any monitor. */
export function refusedAtOnce(asked: Asked, error: DeskError): CallRecord {
  return finished(withRefusal(draftOf(asked), { at: asked.at, wanted: 'startMonitor', error }), 'refused', asked.at)
}

/** Told again of the same modes it goes on; where nobody could hear there was no doubt. */
function withDoubt(draft: Draft, modes: UnsureTime['modes'], at: number): Draft {
  const last = draft.unsure[draft.unsure.length - 1]
  const isSame = last?.until === null && last.modes.join() === modes.join()
  if (isSame || draft.unsure.length >= MOST_STEPS) return draft
  const before = sureAgain(draft, at)
  if (heardByAny(modes) === 'nobody') return before
  return { ...before, unsure: [...before.unsure, { modes, at, until: null }] }
}

function sureAgain(draft: Draft, at: number): Draft {
  if (draft.unsure.every(({ until }) => until !== null)) return draft
  return { ...draft, unsure: draft.unsure.map((time) => (time.until === null ? { ...time, until: at } : time)) }
}

function withMode(draft: Draft, next: ModeTime): Draft {
  const last = draft.modes[draft.modes.length - 1]
  if (last?.mode === next.mode || draft.modes.length >= MOST_STEPS) return draft
  return { ...draft, modes: [...draft.modes, next] }
}

/** A monitor that comes to a call is in listen there (design, "What a monitor must always do", 1 and 9). */
const inListen = (draft: Draft, at: number): Draft =>
  withMode(draft, { mode: 'listen', at, asked: draft.modes.length === 0 })

const left = (call: HeardCall, at: number): HeardCall => (call.until === null ? { ...call, until: at } : call)

function heard(
  floor: Floor | null,
  { callId, agentId }: Target,
  at: number,
  by: HeardCall['by'],
  before?: HeardCall,
): HeardCall {
  const call = floor?.calls[callId]
  const agent = floor?.agents[agentId]
  const queue = call?.queueId ? floor?.queues[call.queueId] : undefined
  const other = call && otherParty(call, agentId)
  // A call that ended just now is not on the floor any more, but was when it was asked for.
  const known = before?.callId === callId && before.agent.id === agentId ? before : undefined
  return {
    callId,
    at,
    until: null,
    by,
    agent: agent ? { id: agent.id, name: agent.name, extension: agent.extension } : (known?.agent ?? unnamed(agentId)),
    other: other ? { name: other.name, number: other.number, onNet: other.onNet } : (known?.other ?? null),
    queue: queue ? { id: queue.id, name: queue.name } : (known?.queue ?? null),
  }
}

const unnamed = (id: string): HeardCall['agent'] => ({ id, name: id, extension: id })
