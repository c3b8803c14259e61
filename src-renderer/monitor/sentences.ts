// The monitor's state in the catalogue's words. Pure.
import type { Mode } from '#contract/monitor.ts'
import { andOthers } from '#renderer/floor/party-text.ts'
import { formatTime } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import type { Heard } from './logic/may-open.ts'
import { type Doubt, type Live, type Monitor, type Notice, sameTarget } from './logic/monitor.ts'
import type { People } from './logic/people.ts'

/** The mode to show: only a confirmed one; `unconfirmed` while none is known. */
export function shownMode(monitor: Live): Mode | 'unconfirmed' {
  const { modeState } = monitor
  if (modeState.kind === 'confirmed') return modeState.mode
  return modeState.kind === 'changing' ? modeState.from : 'unconfirmed'
}

export const isChanging = (monitor: Live): boolean =>
  monitor.modeState.kind !== 'confirmed' || monitor.move !== null || Boolean(monitor.taking)

/** The other side: whoever hears what is said to the caller. */
export function callerOf(words: Words, people: People | null): string {
  const caller = people?.caller ?? words.monitor.unknownCaller
  return andOthers(words, caller, people?.others ?? 0)
}

/** What is going on, in one line; null when nothing is. */
export function bannerSentence(words: Words, monitor: Monitor, people: People | null): string | null {
  const agent = people?.agent ?? ''
  switch (monitor.phase) {
    case 'idle':
      return null
    case 'asking':
      return words.monitor.phase.asking(agent)
    case 'connecting':
      return words.monitor.phase[monitor.untilSound.length > 0 ? 'sound' : 'connecting'](agent)
    case 'ending':
      return monitor.answer === 'overdue' ? words.monitor.phase.overdue : words.monitor.phase.ending
    case 'live':
      return liveSentence(words, monitor, agent, callerOf(words, people))
  }
}

/** Beneath the names, which it need not repeat; null where the card says it anyhow. */
export function cardSentence(words: Words, monitor: Monitor, people: People | null): string | null {
  if (monitor.phase !== 'live' || isChanging(monitor)) return bannerSentence(words, monitor, people)
  if (monitor.call === 'ended') return null
  return shownMode(monitor) === 'listen' ? words.monitor.mode.listen : bannerSentence(words, monitor, people)
}

function liveSentence(words: Words, monitor: Live, agent: string, caller: string): string {
  const { modeState } = monitor
  if (monitor.move && !sameTarget(monitor.move.to, monitor.target)) return words.monitor.changing.hop(agent)
  if (monitor.call === 'ended') return words.monitor.banner.ended(agent, caller)
  if (monitor.taking) return words.monitor.taking[monitor.taking.answer](caller)
  if (modeState.kind === 'fallingBack') return words.monitor.mode.unconfirmed
  if (modeState.kind === 'changing') return changingTo(words, modeState.to, agent, caller)
  return modeState.mode === 'listen'
    ? words.monitor.banner.monitoring(agent, caller)
    : modeSentence(words, modeState.mode, agent, caller)
}

function modeSentence(words: Words, mode: Mode, agent: string, caller: string): string {
  switch (mode) {
    case 'listen':
      return words.monitor.mode.listen
    case 'whisperAgent':
      return words.monitor.mode.whisperAgent(agent)
    case 'whisperCaller':
      return words.monitor.mode.whisperCaller(caller)
    case 'join':
      return words.monitor.mode.join
  }
}

function changingTo(words: Words, mode: Mode, agent: string, caller: string): string {
  switch (mode) {
    case 'listen':
      return words.monitor.changing.listen
    case 'whisperAgent':
      return words.monitor.changing.whisperAgent(agent)
    case 'whisperCaller':
      return words.monitor.changing.whisperCaller(caller)
    case 'join':
      return words.monitor.changing.join
  }
}

export const heardSentence = (words: Words, by: Heard, people: People | null): string =>
  by === 'nobody' ? words.monitor.heardBy.nobody : heardWords(words, words.monitor.heardBy, by, people)

/** For the title of the window: who hears, and on what; null while nothing is going on. */
export function titleSentence(words: Words, monitor: Monitor, people: People | null, by: Heard): string | null {
  const banner = bannerSentence(words, monitor, people)
  if (by !== 'nobody') return heardSentence(words, by, people)
  if (banner === null) return null
  const { nobody } = words.monitor.heardBy
  const listens = monitor.phase === 'live' && monitor.call === 'up' && !isChanging(monitor)
  return listens
    ? words.card.title.listening(nobody, people?.agent ?? '')
    : words.card.title.withProduct(nobody, banner)
}

/** For the assertive live region; empty when nobody can hear. */
export const heardAnnouncement = (words: Words, by: Heard, people: People | null): string =>
  by === 'nobody' ? '' : heardWords(words, words.monitor.announceHeard, by, people)

function heardWords(
  words: Words,
  sentences: Words['monitor']['announceHeard'],
  by: Exclude<Heard, 'nobody'>,
  people: People | null,
): string {
  const agent = people?.agent ?? ''
  switch (by) {
    case 'agent':
    case 'maybeAgent':
      return sentences[by](agent)
    case 'caller':
    case 'maybeCaller':
      return sentences[by](callerOf(words, people))
    case 'both':
    case 'maybeBoth':
      return sentences[by](agent, callerOf(words, people))
  }
}

/** What to do about a doubt, once it is none that the next moment clears; null without one. */
export function doubtAdvice(words: Words, monitor: Monitor): string | null {
  const doubt = lastingDoubt(monitor)
  if (!doubt) return null
  const { toBeSure, atTheLatest } = words.monitor.heardBy
  return doubt.until === null ? toBeSure : `${toBeSure} ${atTheLatest(formatTime(doubt.until))}`
}

function lastingDoubt(monitor: Monitor): Doubt | null {
  if (monitor.phase === 'ending') return monitor.answer === 'overdue' ? monitor.doubt : null
  return monitor.phase === 'live' && monitor.modeState.kind === 'fallingBack' ? monitor.modeState.doubt : null
}

/** Of another phone's microphone nothing can be said here; who may hear stands beside it. */
export function noticeSentence(words: Words, notice: Notice, otherPhone: boolean): string {
  switch (notice.kind) {
    case 'over':
      return notice.error.code === 'monitorLost'
        ? words.errors.monitorLost
        : words.monitor.notice.over(words.errors[notice.error.code])
    case 'notStarted':
    case 'notMade':
    case 'hopFailed':
    case 'followFailed':
    case 'withdrawn':
    case 'notTakenOver':
      return words.monitor.notice[notice.kind](words.errors[notice.error.code])
    case 'unconfirmed':
    case 'interrupted':
    case 'unasked':
      return otherPhone ? words.monitor.notice.onOtherPhone[notice.kind] : words.monitor.notice[notice.kind]
    case 'onHold':
    case 'resting':
    case 'microphoneChanged':
    case 'transferred':
    case 'forgotten':
    case 'maybeTakenOver':
    case 'onYourPhone':
      return words.monitor.notice[notice.kind]
    case 'loggedOut':
    case 'endedWhileHeard':
      return words.card.notice[notice.kind]
  }
}
