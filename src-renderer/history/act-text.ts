// An act of the history in words: who did what to whom, and what came of it. Pure.
import { NO_RULE } from '#contract/acts/no-rule.ts'
import type { ActRecord } from '#contract/history.ts'
import { sentenceOf } from '#renderer/acts/why-not-done.ts'
import type { ActTold } from '#renderer/words/act-told.ts'
import { formatList } from '#renderer/words/format.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import type { Words } from '#renderer/words/words.ts'

export type ActSay = { readonly words: Words; readonly acts: ActWords }

/** What nobody knows to be done is told as wanted. */
export function actText(say: ActSay, record: ActRecord): string {
  const { act, supervisor, outcome } = record
  const { history } = say.acts
  const by = supervisor.name || supervisor.extension
  const told = toldOf(say, record)
  return outcome.kind === 'done'
    ? history.sentenceDone(by, history.did[act](told))
    : history.sentenceWanted(by, history.wanted[act](told))
}

export function outcomeText({ words, acts }: ActSay, { outcome }: ActRecord): string {
  const { outcomes } = acts.history
  if (outcome.kind !== 'refused') return outcomes[outcome.kind]
  const { error } = outcome
  return error.detail === 'byRule' && error.rule !== undefined
    ? error.rule === NO_RULE
      ? outcomes.noRule
      : outcomes.byRule(error.rule)
    : outcomes.refused(sentenceOf({ words, acts }, error))
}

function toldOf({ words }: ActSay, { agent, call, queues, to, detail, act }: ActRecord): ActTold {
  const other = call?.other?.name || call?.other?.number || words.monitor.unknownCaller
  return {
    agent: agent?.name ?? '',
    call: agent && call ? words.history.between(agent.name, other) : other,
    queues: formatList(queues.map(({ name }) => name)),
    // A number is told where there is no name.
    to: to ? to.name || (to.number ?? '') : '',
    // The front of a queue is told as a place.
    detail: act === 'moveWaiting' ? '' : (detail ?? ''),
  }
}
