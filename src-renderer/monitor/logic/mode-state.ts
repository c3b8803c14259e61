// Changes of mode in a live monitor: what is in force, what is under way, and how every failure ends in listen. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Hearer } from '#contract/hearers.ts'
import { heardByAny, type Mode, type MonitorEvent } from '#contract/monitor.ts'
import type { Doubt, Live, ModeState, Notice } from './monitor.ts'

export const inListen: ModeState = { kind: 'confirmed', mode: 'listen', changeId: null }

export const noDoubt: Doubt = { may: [], until: null }

/** What may be in force, as far as it is known. */
export const doubtOf = (modeState: ModeState): Doubt =>
  modeState.kind === 'confirmed' ? { may: [modeState.mode], until: null } : modeState.doubt

/** The speaking modes that were asked for and not answered. */
export function unanswered(modeState: ModeState): readonly Mode[] {
  if (modeState.kind === 'confirmed') return []
  const asked = modeState.kind === 'changing' ? [...modeState.late, modeState.to] : modeState.late
  return asked.filter((mode) => mode !== 'listen')
}

/** The same object when that is nothing new. */
export function orAlso(doubt: Doubt, ...modes: readonly Mode[]): Doubt {
  const more = modes.filter((mode) => !doubt.may.includes(mode))
  return more.length === 0 ? doubt : { may: [...doubt.may, ...more], until: doubt.until }
}

/** Still pending; the same monitor when nothing changes. */
function withDoubt(monitor: Live, doubt: Doubt): Live {
  const { modeState } = monitor
  if (modeState.kind === 'confirmed' || modeState.doubt === doubt) return monitor
  return { ...monitor, modeState: { ...modeState, doubt } }
}

/** The supervisor's choice. The latest wins; while nothing is known of the mode in force there is nothing to choose. */
export function choose(monitor: Live, to: Mode, hearers: readonly Hearer[]): Live {
  const { modeState } = monitor
  if (modeState.kind === 'fallingBack' || monitor.links === 'broken' || monitor.move) return monitor
  if (to !== 'listen' && monitor.call === 'ended') return monitor
  if ((modeState.kind === 'confirmed' ? modeState.mode : modeState.to) === to) return monitor
  const changes = monitor.changes + 1
  const from = lastConfirmed(modeState)
  const doubt = orAlso(doubtOf(modeState), to)
  const late = unanswered(modeState)
  return {
    ...monitor,
    changes,
    chosenFor: to === 'listen' ? [] : hearers,
    modeState: { kind: 'changing', from, to, doubt, late, changeId: changes, digits: null },
    notice: null,
  }
}

/** On a phone whose microphone the console cannot close, and while nobody hears, there is nothing to mute. */
export function mute(monitor: Live, on: boolean): Live {
  const { modeState } = monitor
  if (modeState.kind !== 'confirmed' || modeState.mode === 'listen' || monitor.takenBy !== 'console') return monitor
  if ((modeState.muted ?? false) === on) return monitor
  const { kind, mode, changeId } = modeState
  return { ...monitor, modeState: on ? { kind, mode, changeId, muted: true } : { kind, mode, changeId } }
}

/** The PBX says that this mode is in force; `changeId` null: by itself. */
export function modeReported(monitor: Live, mode: Mode, changeId: number | null): Live {
  return changeId === null ? changedByItself(monitor, mode) : confirmed(monitor, mode, changeId)
}

/** The desk or the line could not make the change. */
export function changeFailed(monitor: Live, changeId: number, error: DeskError): Live {
  const { modeState } = monitor
  if (modeState.changeId !== changeId) return monitor
  const noticed: Live = { ...monitor, notice: { kind: 'notMade', error } }
  if (modeState.kind === 'fallingBack') return monitor // its time limit asks again
  // Refusing to listen: it is asked again when the time limit of this very change is over.
  if (modeState.kind === 'changing' && modeState.to === 'listen')
    return { ...noticed, modeState: { ...modeState, kind: 'fallingBack', asked: true } }
  if (modeState.kind === 'confirmed' && modeState.mode === 'listen') return monitor
  const isMade = error.code === 'serverGone' // perhaps: only the answer is known to be lost
  const late = modeState.kind === 'changing' && !isMade ? modeState.late : unanswered(modeState)
  return askListen(noticed, doubtOf(modeState), late)
}

export function changeTimedOut(monitor: Live, changeId: number): Live {
  const { modeState } = monitor
  if (modeState.kind === 'confirmed' || modeState.changeId !== changeId) return monitor
  return askListen({ ...monitor, notice: { kind: 'unconfirmed' } })
}

/** A mode that was in force or on its way is not known any more. In listen there is nothing to lose. */
export function unsure(monitor: Live, notice: Notice): Live {
  const { modeState } = monitor
  if (modeState.kind === 'confirmed' && modeState.mode === 'listen') return monitor
  if (modeState.kind === 'fallingBack' && monitor.links === 'up') return monitor
  return askListen({ ...monitor, notice })
}

/** The PBX side does not know which mode is in force: any of these may be. */
export function doubted(monitor: Live, { modes, until }: Extract<MonitorEvent, { kind: 'unsure' }>): Live {
  const { modeState } = monitor
  if (monitor.call === 'ended') return monitor
  if (modeState.kind === 'fallingBack') return withDoubt(monitor, { may: orAlso(modeState.doubt, ...modes).may, until })
  const known = modeState.kind === 'confirmed'
  if (known && modeState.mode === 'listen' && heardByAny(modes) === 'nobody') return monitor
  const may = known ? modes : orAlso(modeState.doubt, ...modes).may
  return askListen({ ...monitor, notice: { kind: 'unconfirmed' } }, { may, until })
}

/** Wants listen, with the microphone closed until it is confirmed; asks for it as soon as it can be asked. */
export function askListen(
  monitor: Live,
  doubt: Doubt = doubtOf(monitor.modeState),
  late: readonly Mode[] = unanswered(monitor.modeState),
): Live {
  if (monitor.call === 'ended') return { ...monitor, modeState: inListen }
  const changes = monitor.changes + 1
  const from = lastConfirmed(monitor.modeState)
  const asked = monitor.links === 'up'
  return {
    ...monitor,
    changes,
    modeState: { kind: 'fallingBack', from, doubt, late, changeId: changes, digits: null, asked },
  }
}

const lastConfirmed = (modeState: ModeState): Mode => (modeState.kind === 'confirmed' ? modeState.mode : modeState.from)

function confirmed(monitor: Live, mode: Mode, changeId: number): Live {
  const { modeState } = monitor
  if (modeState.kind === 'confirmed') return overtaken(monitor, mode)
  if (modeState.changeId !== changeId) return monitor
  const wanted: Mode = modeState.kind === 'changing' ? modeState.to : 'listen'
  if (mode === wanted && (mode === 'listen' || monitor.call === 'up')) {
    return { ...monitor, modeState: { kind: 'confirmed', mode, changeId }, notice: settled(monitor.notice) }
  }
  const doubt = orAlso(modeState.doubt, mode)
  if (modeState.kind === 'fallingBack') return withDoubt(monitor, doubt) // its time limit asks again
  return askListen({ ...monitor, notice: { kind: 'unconfirmed' } }, doubt)
}

// An older change that the PBX reports only now: whether it came before or after the newer one there, nobody knows.
// On another phone that is a doubt even in listen.
function overtaken(monitor: Live, mode: Mode): Live {
  const before = lastConfirmed(monitor.modeState)
  if (monitor.call === 'ended' || before === mode || (before === 'listen' && monitor.takenBy === 'console'))
    return monitor
  return askListen({ ...monitor, notice: { kind: 'unasked' } }, orAlso(doubtOf(monitor.modeState), mode))
}

// Once listen is confirmed, nothing is being asked any more and nothing is interrupted.
function settled(notice: Notice | null): Notice | null {
  switch (notice?.kind) {
    case 'unconfirmed':
      return { kind: 'notMade', error: deskFailure('unconfirmed') }
    case 'interrupted':
    case 'onHold':
    case 'resting':
      return null
    default:
      return notice ?? null
  }
}

function changedByItself(monitor: Live, mode: Mode): Live {
  const { modeState } = monitor
  switch (modeState.kind) {
    case 'changing': // told before our change was made; what counts comes with its changeId
      if (mode !== 'listen' || modeState.from === 'listen') return withDoubt(monitor, orAlso(modeState.doubt, mode))
      return { ...monitor, modeState: { ...modeState, from: mode, doubt: orAlso(modeState.doubt, mode) } }
    case 'fallingBack':
      return mode === 'listen' && monitor.links === 'up' && modeState.late.length === 0
        ? { ...monitor, modeState: inListen, notice: settled(monitor.notice) }
        : withDoubt(monitor, { may: [mode, ...modeState.late], until: null })
    case 'confirmed':
      if (modeState.mode === mode) return monitor
      return mode === 'listen'
        ? { ...monitor, modeState: inListen, notice: { kind: 'unasked' } }
        : askListen({ ...monitor, notice: { kind: 'unasked' } }, { may: [mode], until: null })
  }
}
