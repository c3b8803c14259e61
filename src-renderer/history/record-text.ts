// A record of the history in words.
import type { MonitorRecord } from '#contract/history.ts'
import { formatDuration, formatTime } from '#renderer/words/format.ts'
import { words } from '#renderer/words/words.ts'

/** Each call as "agent and other", once. */
export const whomText = ({ calls }: MonitorRecord): readonly string[] => [
  ...new Set(
    calls.map(({ agent, other }) =>
      words.history.between(agent.name, other?.name ?? other?.number ?? words.monitor.unknownCaller),
    ),
  ),
]

export const modeTexts = ({ modes }: MonitorRecord): readonly string[] =>
  modes.map(({ mode, at }) => words.history.modeAt(words.history.modes[mode], formatTime(at)))

export function heardText({ attachedAt, endedAt, end }: MonitorRecord): string {
  if (attachedAt === null) return words.history.notHeard
  return end === 'consoleStopped' ? '' : formatDuration(endedAt - attachedAt)
}

export const refusalTexts = ({ refusals }: MonitorRecord): readonly string[] =>
  refusals.map(({ at, wanted, error }) =>
    words.history.refused(words.history.steps[wanted], formatTime(at), refusalSentence(error.code, error.detail)),
  )

/** A refusal by access says in its detail which; that sentence is the better one. */
function refusalSentence(code: keyof typeof words.errors, detail: string | undefined): string {
  const known = Object.keys(words.refusals).find((reason) => reason === detail) as
    | keyof typeof words.refusals
    | undefined
  const sentence = known === undefined ? undefined : words.refusals[known]
  return code === 'refusedByAccess' && typeof sentence === 'string' ? sentence : words.errors[code]
}
