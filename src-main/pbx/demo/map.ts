// The demo PBX's words into those of the contract. Pure.
import { type DeskError, deskFailure, type ErrorCode } from '#contract/errors.ts'
import type { Agent, Call, CallState, Floor, FloorPatch, Party, Presence, Queue } from '#contract/floor.ts'
import type { EndReason, Mode } from '#contract/monitor.ts'
import type {
  FeedEvent,
  WireAgent,
  WireCall,
  WireEnd,
  WireFailure,
  WireMode,
  WirePicture,
  WireQueue,
  WireSide,
} from './codec.ts'

export const modeOf: Readonly<Record<WireMode, Mode>> = {
  listen: 'listen',
  'whisper-agent': 'whisperAgent',
  'whisper-caller': 'whisperCaller',
  join: 'join',
}

const isWireMode = (word: string): word is WireMode => word in modeOf

export const wireModeOf: Readonly<Record<Mode, WireMode>> = {
  listen: 'listen',
  whisperAgent: 'whisper-agent',
  whisperCaller: 'whisper-caller',
  join: 'join',
}

/** The digit on the line that asks for this mode. */
export const digitOf: Readonly<Record<Mode, string>> = { listen: '4', whisperAgent: '5', join: '6', whisperCaller: '7' }

export function floorOf(picture: WirePicture): Floor {
  return {
    agents: byId(picture.agents.map(agentOf)),
    calls: byId(picture.calls.map(callOf)),
    queues: byId(picture.queues.map(queueOf)),
  }
}

export function patchOf(event: FeedEvent): FloorPatch {
  switch (event.event) {
    case 'agent':
      return { agents: { set: [agentOf(event.agent)] } }
    case 'queue':
      return { queues: { set: [queueOf(event.queue)] } }
    case 'call':
      return { calls: { set: [callOf(event.call)] } }
    case 'call-end':
      return { calls: { gone: [event.id] } }
  }
}

export const endReasonOf: Readonly<Record<WireEnd, EndReason>> = {
  asked: 'asked',
  bye: 'lineHungUp',
  'no-answer': 'lineDidNotAnswer',
  busy: 'lineDidNotAnswer',
  declined: 'lineDidNotAnswer',
  'media-lost': 'pbxEnded',
  'control-lost': 'pbxLost',
  'taken-over': 'takenOver',
}

const codes: Readonly<Record<string, ErrorCode>> = {
  'call-gone': 'callGone',
  'not-answered': 'notAnswered',
  'line-unregistered': 'lineNotRegistered',
  'line-busy': 'lineBusy',
  'unknown-monitor': 'unknownMonitor',
}

export const errorOf = (failure: WireFailure): DeskError =>
  deskFailure(codes[failure.code] ?? 'pbxRefused', `${failure.code}: ${failure.text}`)

const byId = <T extends { readonly id: string }>(rows: readonly T[]): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [row.id, row]))

function agentOf(wire: WireAgent): Agent {
  return {
    id: wire.ext,
    name: wire.name,
    extension: wire.ext,
    presence: presenceOf(wire),
    since: wire.since,
    queues: wire.queues,
    callId: wire.call,
    team: wire.team ?? null,
    callsToday: wire.calls ?? null,
  }
}

function presenceOf({ status, reason }: WireAgent): Presence {
  switch (status) {
    case 'logged-out':
      return { kind: 'loggedOut' }
    case 'unregistered':
      return { kind: 'unregistered' }
    case 'idle':
      return { kind: 'available' }
    case 'ringing':
      return { kind: 'ringing' }
    case 'in-call':
      return { kind: 'onCall' }
    case 'wrap-up':
      return { kind: 'wrapUp' }
    case 'paused':
      return { kind: 'paused', reason }
  }
}

const queueOf = (wire: WireQueue): Queue => ({
  id: wire.ext,
  name: wire.name,
  extension: wire.ext,
  waiting: wire.waiting,
  oldestWaitSince: wire.oldest,
  inService: wire.talking ?? null,
  agentsAvailable: wire.available ?? null,
  serviceLevel: wire.level ?? null,
  serviceWithinS: wire.within ?? null,
  answeredToday: wire.answered ?? null,
  abandonedToday: wire.abandoned ?? null,
})

const stateOf: Readonly<Record<WireCall['state'], CallState>> = {
  waiting: 'waiting',
  ringing: 'ringing',
  up: 'talking',
  held: 'held',
  parked: 'parked',
}

function callOf(wire: WireCall): Call {
  return {
    id: wire.id,
    from: partyOf(wire.from),
    to: partyOf(wire.to),
    agentId: wire.agent,
    queueId: wire.queue,
    state: stateOf[wire.state],
    startedAt: wire.started,
    answeredAt: wire.answered,
    monitors: wire.monitors.map(({ supervisor, mode }) => ({
      supervisor,
      mode: isWireMode(mode) ? modeOf[mode] : mode,
    })),
  }
}

const partyOf = (side: WireSide): Party => ({
  name: side.name,
  number: side.number,
  onNet: side.local,
  agentId: side.agent,
})
