// Alerts in words: what it is about, by name, and how far it is.
import type { Floor } from '#contract/floor.ts'
import { formatDuration, formatNumber, formatPercent } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import type { Alert, Measure, Subject } from './alert.ts'
import type { News } from './alerts-store.ts'

/** The queue or agent it is about; a call is named by its agent, or by who calls while there is none. */
export function subjectName(words: Words, floor: Floor | null, subject: Subject): string {
  switch (subject.kind) {
    case 'queue':
      return floor?.queues[subject.queueId]?.name ?? subject.queueId
    case 'agent':
      return floor?.agents[subject.agentId]?.name ?? subject.agentId
    case 'call': {
      const call = floor?.calls[subject.callId]
      const agent = subject.agentId === null ? undefined : floor?.agents[subject.agentId]
      return agent?.name ?? call?.from.name ?? call?.from.number ?? words.monitor.unknownCaller
    }
  }
}

/** `now` is epoch ms. */
export function measureText(words: Words, measure: Measure, now: number): string {
  switch (measure.kind) {
    case 'since':
      return formatDuration(now - measure.at)
    case 'callers':
      return words.floor.waiting(formatNumber(measure.count))
    case 'share':
      return formatPercent(measure.share)
  }
}

export const alertSentence = (
  words: Words,
  floor: Floor | null,
  { kind, subject, measure }: Alert,
  now: number,
): string =>
  words.alerts.sentence(words.alerts.kinds[kind], subjectName(words, floor, subject), measureText(words, measure, now))

/** Each piece of news as a sentence: requests for help first. */
export const newsSentences = (
  words: Words,
  floor: Floor | null,
  { alerts, help }: News,
  now: number,
): readonly string[] => [
  ...help.map(({ agentId, offeredTo }) => {
    const name = floor?.agents[agentId]?.name ?? agentId
    return offeredTo === null ? words.alerts.helpSentence(name) : words.alerts.helpHandedOver(name)
  }),
  ...alerts.map((alert) => alertSentence(words, floor, alert, now)),
]
