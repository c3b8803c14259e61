// Why something cannot be done now, in the catalogue's words, and what would mend it. Buttons, keys and palette all ask here. Pure.
import type { RefusalReason } from '#contract/access.ts'
import type { Call } from '#contract/floor.ts'
import type { Mode } from '#contract/monitor.ts'
import { onThePhone } from '#renderer/line/line.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { Words } from '#renderer/words/words.ts'
import { accessNow, type Situation } from './logic/access-now.ts'
import type { MonitorView } from './monitor-store.ts'

/** What the supervisor can do about it here and now. */
export type Remedy = 'logIn' | 'allowMicrophone' | 'chooseMicrophone' | 'hangUp' | 'holdCall'

export type Refusal = { readonly sentence: string; readonly remedy: Remedy | null }

export type MonitorNow = Pick<MonitorView, 'monitor' | 'people' | 'site' | 'feedLive'> &
  Partial<Pick<MonitorView, 'told'>>
export type LineNow = Pick<LineView, 'line' | 'microphone' | 'hasAccount'> & Partial<Pick<LineView, 'trouble'>>

export const situationOf = ({ monitor, site, feedLive }: MonitorNow, { line, microphone }: LineNow): Situation => ({
  monitor,
  site,
  feedLive,
  line,
  microphone,
})

export function listenRefusal(
  words: Words,
  call: Call,
  agentId: string,
  monitor: MonitorNow,
  line: LineNow,
): Refusal | null {
  const verdict = accessNow(call, agentId, situationOf(monitor, line)).listen
  if (onThePhone(line.line)) return { sentence: words.line.busyWithCall, remedy: phoneRemedy(line) }
  return verdict.allowed ? null : refusalOf(words, verdict.reason, line)
}

/** One that is not up yet cannot be put on hold. */
const phoneRemedy = ({ line: { call } }: LineNow): Remedy =>
  call.kind === 'talking' && call.up ? 'holdCall' : 'hangUp'

export function modeRefusal(words: Words, mode: Mode, now: MonitorNow, line: LineNow): Refusal | null {
  const { monitor, people } = now
  if (monitor.phase !== 'live') return refusalOf(words, 'notLive', line)
  if (monitor.move) return because(words.monitor.changing.hop(people?.agent ?? ''))
  if (mode === 'listen') return null // going back to listening is never refused
  // While the floor does not show the call (yet), nothing is known that would allow more than listening.
  if (!people?.call) return refusalOf(words, 'notLive', line)
  const verdict = accessNow(people.call, people.target.agentId, situationOf(now, line))[mode]
  if (!verdict.allowed) return refusalOf(words, verdict.reason, line)
  if (now.told?.announcement?.state === 'playing') return because(words.errors.announcementFirst)
  return monitor.modeState.kind === 'fallingBack' ? because(words.monitor.changing.listen) : null
}

/** Holding begins in listen only: what is let go must not take away a mode that was chosen. */
export function talkRefusal(words: Words, now: MonitorNow, line: LineNow): Refusal | null {
  const refusal = modeRefusal(words, 'whisperAgent', now, line)
  if (refusal || now.monitor.phase !== 'live') return refusal
  const { modeState } = now.monitor
  const mode = modeState.kind === 'confirmed' ? modeState.mode : modeState.kind === 'changing' ? modeState.to : 'listen'
  return mode === 'listen' ? null : because(words.keys.refusals.speaking)
}

export const because = (sentence: string): Refusal => ({ sentence, remedy: null })

const refusalOf = (words: Words, reason: RefusalReason, line: LineNow): Refusal => ({
  sentence: reason === 'noLine' ? noLineSentence(words, line) : words.refusals[reason],
  remedy: remedyOf(reason, line),
})

/** Only a line that is logged out can be logged in. */
function noLineSentence(words: Words, line: LineNow): string {
  if (!line.hasAccount) return words.line.noPhone
  if (line.trouble) return words.errors[line.trouble.code]
  return remedyOf('noLine', line) ? words.refusals.noLine : words.line.notReady
}

/** What mends itself (a lost line, a stale feed) has no remedy: it needs patience, not a key. */
export function remedyOf(reason: RefusalReason, { line, microphone, hasAccount }: LineNow): Remedy | null {
  switch (reason) {
    case 'noLine': {
      const { kind } = line.registration
      return hasAccount && (kind === 'off' || kind === 'refused' || kind === 'taken') ? 'logIn' : null
    }
    case 'noMicrophone':
      return microphoneRemedy(microphone.source)
    case 'notAnswered':
    case 'parked':
    case 'callEnded':
    case 'onNetCall':
    case 'callerOffNet':
    case 'noRight':
    case 'byRule':
    case 'notByThisPbx':
    case 'monitoringCut':
    case 'feedStale':
    case 'lineCut':
    case 'notLive':
      return null
  }
}

function microphoneRemedy(source: LineNow['microphone']['source']): Remedy | null {
  switch (source) {
    case 'absent':
    case 'gone':
    case 'ended':
      return 'chooseMicrophone'
    case 'idle':
    case 'inUse':
    case 'refused':
      return 'allowMicrophone'
    case 'asking': // the question itself is on the screen
    case 'rests':
    case 'ready':
      return null
  }
}
