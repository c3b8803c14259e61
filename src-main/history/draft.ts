// A monitor's record while it is being lived: what the PBX reports and the desk refuses goes into it. Pure.
import type { DeskError } from '#contract/errors.ts'
import { type Floor, otherParty } from '#contract/floor.ts'
import type {
  BegunRecord,
  HeardCall,
  HistoryAddition,
  ModeTime,
  MonitorRecord,
  MonitorWhy,
  RecordEnd,
  Refusal,
  UnsureTime,
} from '#contract/history.ts'
import { heardByAny, type MonitorEvent, type Target } from '#contract/monitor.ts'

export type Draft = Omit<MonitorRecord, 'kind' | 'endedAt' | 'end'>

export type Asked = {
  readonly id: string
  readonly site: string
  readonly supervisor: MonitorRecord['supervisor']
  readonly at: number
  readonly target: Target
  readonly why: MonitorWhy
  readonly floor: Floor | null
}

const MOST_STEPS = 500 // modes and refusals of one monitor; beyond that somebody is playing with the buttons

/** A monitor that was asked for: nothing of it is confirmed yet. */
export function draftOf({ id, site, supervisor, at, target, why, floor }: Asked): Draft {
  const calls = [heard(floor, target, at, 'listen')]
  return { id, site, supervisor, why, askedAt: at, attachedAt: null, calls, ...nothingYet }
}
const nothingYet = { modes: [], unsure: [], refusals: [], notes: [], tags: [] }

/** The draft after an event of its monitor. `ended` changes nothing: it finishes the draft. */
export function nextDraft(draft: Draft, event: MonitorEvent, at: number, floor: Floor | null): Draft {
  if (event.kind === 'unsure') return withDoubt(draft, event.modes, at)
  return afterNews(event.kind === 'ended' ? draft : sureAgain(draft, at), event, at, floor)
}

type News = Exclude<MonitorEvent, { kind: 'unsure' }>

function afterNews(draft: Draft, event: News, at: number, floor: Floor | null): Draft {
  switch (event.kind) {
    case 'attached':
      if (draft.attachedAt !== null) return draft
      return inListen(
        { ...draft, attachedAt: at, calls: [heard(floor, event.target, at, 'listen', draft.calls[0])] },
        at,
      )
    case 'retargeted':
      return inListen(
        {
          ...draft,
          attachedAt: draft.attachedAt ?? at,
          calls: [...left(draft, at), heard(floor, event.target, at, event.by)],
        },
        at,
      )
    case 'mode':
      return withMode(draft, { mode: event.mode, at, asked: event.changeId !== null })
    case 'targetEnded':
      return { ...draft, calls: left(draft, at) }
    case 'ended':
      return draft
  }
}

export function withRefusal(draft: Draft, refusal: Refusal): Draft {
  if (draft.refusals.length >= MOST_STEPS) return draft
  return { ...draft, refusals: [...draft.refusals, refusal] }
}

/** What the window may add to a monitor. What it leaves out stays. */
export type Added = Pick<MonitorRecord, 'why' | 'notes' | 'tags'>

export const withAddition = <T extends Added>(to: T, { notes, tags }: HistoryAddition): T => ({
  ...to,
  notes: notes ?? to.notes,
  tags: tags ?? to.tags,
})

export const begun = ({ id, site, supervisor, why, askedAt, calls }: Draft): BegunRecord | null =>
  calls[0] ? { kind: 'begun', id, site, supervisor, why, askedAt, call: calls[0] } : null

export function finished(draft: Draft, end: RecordEnd, at: number): MonitorRecord {
  const calls = draft.attachedAt === null ? draft.calls : left(draft, at)
  const isKnown = end !== 'consoleStopped' && end !== 'endNotConfirmed'
  const { unsure } = isKnown ? sureAgain(draft, at) : draft
  return { kind: 'monitor', ...draft, calls, unsure, endedAt: at, end }
}

/** The record of a monitor whose console was killed: its end is not known, so it reads as long as is certain. */
export function leftOpen({ kind: _begun, call, ...monitor }: BegunRecord): MonitorRecord {
  const draft = { ...monitor, attachedAt: call.at, calls: [call], ...nothingYet }
  return {
    kind: 'monitor',
    ...draft,
    modes: [{ mode: 'listen', at: call.at, asked: true }],
    endedAt: call.at,
    end: 'consoleStopped',
  }
}

/** What was refused before there was any monitor. */
export function refusedAtOnce(asked: Asked, error: DeskError): MonitorRecord {
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

const left = ({ calls }: Draft, at: number): HeardCall[] =>
  calls.map((call) => (call.until === null ? { ...call, until: at } : call))

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
