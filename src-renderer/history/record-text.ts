// A record of the history in words.
import { type CallRecord, heardMs } from '#contract/history.ts'
import { formatDuration, formatTime } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'

/** "Agent and other". */
export const whomText = (words: Words, { call: { agent, other } }: CallRecord): string =>
  words.history.between(agent.name, other?.name ?? other?.number ?? words.monitor.unknownCaller)

export const modeTexts = (words: Words, { modes }: CallRecord): readonly string[] =>
  modes.map(({ mode, at }) => words.history.modeAt(words.history.modes[mode], formatTime(at)))

/** A time in which nobody knew which of these modes was in force; listening speaks to nobody. */
export const unsureTexts = ({ history }: Words, { unsure }: CallRecord): readonly string[] =>
  unsure.flatMap(({ modes, at, until }) =>
    modes
      .filter((mode) => mode !== 'listen')
      .map((mode) =>
        until === null
          ? history.perhapsFrom(history.modes[mode], formatTime(at))
          : history.perhaps(history.modes[mode], formatTime(at), formatTime(until)),
      ),
  )

export function heardText(words: Words, record: CallRecord): string {
  if (record.attachedAt === null) return words.history.notHeard
  const ms = heardMs(record)
  return ms === null ? '' : formatDuration(ms)
}

export const refusalTexts = (words: Words, { refusals }: CallRecord): readonly string[] =>
  refusals.map(({ at, wanted, error }) =>
    words.history.refused(
      words.history.steps[wanted],
      formatTime(at),
      refusalSentence(words, error.code, error.detail),
    ),
  )

/** A refusal by access says in its detail which; that sentence is the better one. */
function refusalSentence(words: Words, code: keyof Words['errors'], detail: string | undefined): string {
  const known = Object.keys(words.refusals).find((reason) => reason === detail) as keyof Words['refusals'] | undefined
  const sentence = known === undefined ? undefined : words.refusals[known]
  return code === 'refusedByAccess' && typeof sentence === 'string' ? sentence : words.errors[code]
}
