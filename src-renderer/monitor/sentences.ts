// The monitor's state in the catalogue's words. Pure.
import type { Mode } from '#contract/monitor.ts'
import { formatTime } from '#renderer/words/format.ts'
import { words } from '#renderer/words/words.ts'
import type { Heard } from './logic/may-open.ts'
import { type Doubt, type Live, type Monitor, type Notice, sameTarget } from './logic/monitor.ts'
import type { People } from './logic/people.ts'

const { monitor: say, errors } = words

/** The mode to show: only a confirmed one; `unconfirmed` while none is known. */
export function shownMode(monitor: Live): Mode | 'unconfirmed' {
  const { modeState } = monitor
  if (modeState.kind === 'confirmed') return modeState.mode
  return modeState.kind === 'changing' ? modeState.from : 'unconfirmed'
}

export const isChanging = (monitor: Live): boolean => monitor.modeState.kind !== 'confirmed' || monitor.move !== null

export const callerOf = (people: People | null): string => people?.caller ?? say.unknownCaller

/** What is going on, in one line; null when nothing is. */
export function bannerSentence(monitor: Monitor, people: People | null): string | null {
  const agent = people?.agent ?? ''
  switch (monitor.phase) {
    case 'idle':
      return null
    case 'asking':
      return say.phase.asking(agent)
    case 'connecting':
      return say.phase.connecting(agent)
    case 'ending':
      return monitor.answer === 'overdue' ? say.phase.overdue : say.phase.ending
    case 'live':
      return liveSentence(monitor, agent, callerOf(people))
  }
}

/** Beneath the names, which it need not repeat; null where the card says it anyhow. */
export function cardSentence(monitor: Monitor, people: People | null): string | null {
  if (monitor.phase !== 'live' || isChanging(monitor)) return bannerSentence(monitor, people)
  if (monitor.call === 'ended') return null
  return shownMode(monitor) === 'listen' ? say.mode.listen : bannerSentence(monitor, people)
}

function liveSentence(monitor: Live, agent: string, caller: string): string {
  const { modeState } = monitor
  if (monitor.move && !sameTarget(monitor.move.to, monitor.target)) return say.changing.hop(agent)
  if (monitor.call === 'ended') return say.banner.ended(agent, caller)
  if (modeState.kind === 'fallingBack') return say.mode.unconfirmed
  if (modeState.kind === 'changing') return changingTo(modeState.to, agent, caller)
  return modeState.mode === 'listen'
    ? say.banner.monitoring(agent, caller)
    : modeSentence(modeState.mode, agent, caller)
}

function modeSentence(mode: Mode, agent: string, caller: string): string {
  switch (mode) {
    case 'listen':
      return say.mode.listen
    case 'whisperAgent':
      return say.mode.whisperAgent(agent)
    case 'whisperCaller':
      return say.mode.whisperCaller(caller)
    case 'join':
      return say.mode.join
  }
}

function changingTo(mode: Mode, agent: string, caller: string): string {
  switch (mode) {
    case 'listen':
      return say.changing.listen
    case 'whisperAgent':
      return say.changing.whisperAgent(agent)
    case 'whisperCaller':
      return say.changing.whisperCaller(caller)
    case 'join':
      return say.changing.join
  }
}

export const heardSentence = (by: Heard, people: People | null): string =>
  by === 'nobody' ? say.heardBy.nobody : heardWords(say.heardBy, by, people)

/** For the assertive live region; empty when nobody can hear. */
export const heardAnnouncement = (by: Heard, people: People | null): string =>
  by === 'nobody' ? '' : heardWords(say.announceHeard, by, people)

function heardWords(sentences: typeof say.announceHeard, by: Exclude<Heard, 'nobody'>, people: People | null): string {
  const agent = people?.agent ?? ''
  switch (by) {
    case 'agent':
    case 'maybeAgent':
      return sentences[by](agent)
    case 'caller':
    case 'maybeCaller':
      return sentences[by](callerOf(people))
    case 'both':
    case 'maybeBoth':
      return sentences[by](agent, callerOf(people))
  }
}

/** What to do about a doubt, once it is none that the next moment clears; null without one. */
export function doubtAdvice(monitor: Monitor): string | null {
  const doubt = lastingDoubt(monitor)
  if (!doubt) return null
  const { toBeSure, atTheLatest } = say.heardBy
  return doubt.until === null ? toBeSure : `${toBeSure} ${atTheLatest(formatTime(doubt.until))}`
}

function lastingDoubt(monitor: Monitor): Doubt | null {
  if (monitor.phase === 'ending') return monitor.answer === 'overdue' ? monitor.doubt : null
  return monitor.phase === 'live' && monitor.modeState.kind === 'fallingBack' ? monitor.modeState.doubt : null
}

/** Of another phone's microphone nothing can be said here; who may hear stands beside it. */
export function noticeSentence(notice: Notice, otherPhone: boolean): string {
  switch (notice.kind) {
    case 'over':
      return notice.error.code === 'monitorLost' ? errors.monitorLost : say.notice.over(errors[notice.error.code])
    case 'notStarted':
    case 'notMade':
    case 'hopFailed':
    case 'followFailed':
    case 'withdrawn':
      return say.notice[notice.kind](errors[notice.error.code])
    case 'unconfirmed':
    case 'interrupted':
    case 'unasked':
      return otherPhone ? say.notice.onOtherPhone[notice.kind] : say.notice[notice.kind]
    case 'onHold':
    case 'microphoneChanged':
    case 'forgotten':
      return say.notice[notice.kind]
  }
}
