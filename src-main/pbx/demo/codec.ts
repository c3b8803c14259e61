// Bytes of the demo PBX's control socket, as docs/demo-pbx.md gives them. What does not fit is told, never thrown.
import { z } from 'zod'
import { err, ok, type Result } from '#contract/result.ts'

const id = z.string().min(1).max(200)
const text = z.string().transform((value) => value.slice(0, 200))
const ms = z.number().nonnegative()
const seq = z.number().int()
const count = z.number().int().nonnegative()

const wireMode = z.enum(['listen', 'whisper-agent', 'whisper-caller', 'join'])
export type WireMode = z.infer<typeof wireMode>

const wireAgent = z.object({
  ext: id,
  name: text,
  status: z.enum(['logged-out', 'unregistered', 'idle', 'ringing', 'in-call', 'wrap-up', 'paused']),
  reason: text.nullable(),
  since: ms,
  queues: z.array(id),
  call: id.nullable(),
  team: text.optional(),
  calls: count.optional(),
})
const wireQueue = z.object({
  ext: id,
  name: text,
  waiting: count,
  oldest: ms.nullable(),
  talking: count.optional(),
  available: count.optional(),
  answered: count.optional(),
  abandoned: count.optional(),
  level: z.number().min(0).max(1).nullish(),
  within: z.number().positive().optional(),
})
const wireSide = z.object({ number: text, name: text.nullable(), local: z.boolean(), agent: id.nullable() })
const wireCall = z.object({
  id,
  from: wireSide,
  to: wireSide,
  agent: id.nullable(),
  queue: id.nullable(),
  state: z.enum(['waiting', 'ringing', 'up', 'held', 'parked']),
  started: ms,
  answered: ms.nullable(),
  monitors: z.array(z.object({ supervisor: text, mode: z.string().transform((value) => value.slice(0, 40)) })),
})
export type WireAgent = z.infer<typeof wireAgent>
export type WireQueue = z.infer<typeof wireQueue>
export type WireSide = z.infer<typeof wireSide>
export type WireCall = z.infer<typeof wireCall>

export const wirePicture = z.object({
  seq,
  agents: z.array(wireAgent),
  queues: z.array(wireQueue),
  calls: z.array(wireCall),
})
export type WirePicture = z.infer<typeof wirePicture>

/** Answer to `ping {}`: how many events this connection was told. A demo PBX too old for it answers without. */
export const wirePong = z.object({ seq: seq.optional() })

/** Answer to `monitor.list {}`; `ended`: the call is over, the line is still up. */
export const wireMonitors = z.object({
  monitors: z.array(
    z.object({ monitor: id, call: id.nullable(), agent: id.nullable(), mode: wireMode, ended: z.boolean() }),
  ),
})
export type WireMonitor = z.infer<typeof wireMonitors>['monitors'][number]

const event = z.literal('event')
const feedEvent = z.discriminatedUnion('event', [
  z.object({ type: event, event: z.literal('agent'), seq, agent: wireAgent }),
  z.object({ type: event, event: z.literal('queue'), seq, queue: wireQueue }),
  z.object({ type: event, event: z.literal('call'), seq, call: wireCall }),
  z.object({ type: event, event: z.literal('call-end'), seq, id }),
])
export type FeedEvent = z.infer<typeof feedEvent>

const wireEnd = z.enum(['asked', 'bye', 'no-answer', 'busy', 'declined', 'media-lost', 'control-lost', 'taken-over'])
export type WireEnd = z.infer<typeof wireEnd>

const monitorReport = z.discriminatedUnion('event', [
  z.object({ type: event, event: z.literal('monitor.attached'), monitor: id, call: id, agent: id }),
  z.object({
    type: event,
    event: z.literal('monitor.mode'),
    monitor: id,
    mode: wireMode,
    by: z.enum(['api', 'info', 'rfc4733', 'pbx']),
  }),
  z.object({ type: event, event: z.literal('monitor.target-ended'), monitor: id }),
  z.object({
    type: event,
    event: z.literal('monitor.retargeted'),
    monitor: id,
    call: id,
    agent: id,
    by: z.enum(['hop', 'follow', 'transfer']),
  }),
  z.object({ type: event, event: z.literal('monitor.ended'), monitor: id, reason: wireEnd }),
])
export type MonitorReport = z.infer<typeof monitorReport>

const wireHelp = z.object({
  id,
  agent: id,
  call: id.nullable(),
  at: ms,
  claim: z.object({ by: text, at: ms }).nullable(),
  offered: text.nullable(),
})
/** Answer to `help.list`, and the event of every change of it. */
export const wireHelpBoard = z.object({ requests: z.array(wireHelp), supervisors: z.array(text) })
export type WireHelpBoard = z.infer<typeof wireHelpBoard>

const helpEvent = wireHelpBoard.extend({ type: event, event: z.literal('help') })
export type HelpEvent = z.infer<typeof helpEvent>

const failure = z.object({ code: z.string().max(100), text: text })
export type WireFailure = z.infer<typeof failure>

const handOverEvent = z.discriminatedUnion('event', [
  z.object({ type: event, event: z.literal('supervisors'), supervisors: z.array(z.object({ id, name: text })) }),
  z.object({
    type: event,
    event: z.literal('hand-over.offered'),
    offer: id,
    from: text,
    call: id,
    agent: id,
    notes: z.string().max(4000),
  }),
  z.object({ type: event, event: z.literal('hand-over.withdrawn'), offer: id }),
  z.object({
    type: event,
    event: z.literal('hand-over.ended'),
    offer: id,
    outcome: z.enum(['taken', 'declined', 'timed-out']),
  }),
])
export type HandOverEvent = z.infer<typeof handOverEvent>
const db = z.number().min(-200).max(10)
const levelsEvent = z.object({
  type: event,
  event: z.literal('levels'),
  monitor: id,
  agent: db.nullable(),
  caller: db.nullable(),
})
export const wireOffer = z.object({ offer: id })

const frame = z.union([
  z.object({ type: z.literal('challenge'), nonce: z.string().min(1).max(500) }),
  z.object({ type: z.literal('welcome'), now: ms }),
  z.object({ type: z.literal('refused'), reason: text }),
  z.object({ type: z.literal('answer'), id: z.number().int(), error: failure }),
  z.object({ type: z.literal('answer'), id: z.number().int(), result: z.unknown() }),
  feedEvent,
  monitorReport,
  helpEvent,
  handOverEvent,
  levelsEvent,
])
export type PbxFrame = z.infer<typeof frame>

/** The frame, or what is wrong with it, in words for the log (nothing of its content). */
export function decodeFrame(data: string): Result<PbxFrame, string> {
  let raw: unknown
  try {
    raw = JSON.parse(data)
  } catch {
    return err('not JSON')
  }
  const parsed = frame.safeParse(raw)
  return parsed.success ? ok(parsed.data) : err(`a frame of an unknown shape (${data.length} characters)`)
}

export const isFeedEvent = (of: PbxFrame): of is FeedEvent => of.type === 'event' && 'seq' in of
export const isLevels = (of: PbxFrame): of is z.infer<typeof levelsEvent> =>
  of.type === 'event' && of.event === 'levels'
export const isHelpEvent = (of: PbxFrame): of is HelpEvent => of.type === 'event' && of.event === 'help'
export const isMonitorReport = (of: PbxFrame): of is MonitorReport =>
  of.type === 'event' && of.event.startsWith('monitor.')
export const isHandOverEvent = (of: PbxFrame): of is HandOverEvent =>
  of.type === 'event' && (of.event === 'supervisors' || of.event.startsWith('hand-over.'))
