// Alerts in words: what it is about, by name, and how far it is.
import type { HelpRequest } from '#contract/alerts.ts'
import type { Floor } from '#contract/floor.ts'
import { formatDuration, formatList, formatNumber, formatPercent } from '#renderer/words/format.ts'
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

/** As it is in the rules, without words: 1:00, 5, 70 %. */
export function limitText({ kind, limit: { value } }: Pick<Alert, 'kind' | 'limit'>): string {
  switch (kind) {
    case 'longestWait':
    case 'longCall':
    case 'longHold':
    case 'longPause':
      return formatDuration(value * 1000)
    case 'waitingCallers':
      return formatNumber(value)
    case 'serviceLevel':
      return formatPercent(value)
  }
}

const alertSentence = (words: Words, floor: Floor | null, { kind, subject, measure }: Alert, now: number): string =>
  words.alerts.sentence(words.alerts.kinds[kind], subjectName(words, floor, subject), measureText(words, measure, now))

/** So many are said one by one; of more the first, and how many there are. */
const SAID_EACH = 3

/** Each piece of news as a sentence: requests for help first, of alerts the worst first. Many at once are one sentence. */
export function newsSentences(
  words: Words,
  floor: Floor | null,
  { alerts, help }: News,
  now: number,
): readonly string[] {
  const nameOf = ({ agentId }: HelpRequest) => floor?.agents[agentId]?.name ?? agentId
  const asked = (request: HelpRequest) => {
    const { helpSentence, helpHandedOver, withReason } = words.alerts
    const sentence = request.offeredTo === null ? helpSentence(nameOf(request)) : helpHandedOver(nameOf(request))
    return request.reason === undefined ? sentence : withReason(sentence, request.reason)
  }
  const [worst] = alerts
  return [
    ...(help.length > SAID_EACH
      ? [words.alerts.manyAsk(formatNumber(help.length), formatList(help.map(nameOf)))]
      : help.map(asked)),
    ...(worst && alerts.length > SAID_EACH
      ? [words.alerts.manyNew(formatNumber(alerts.length), alertSentence(words, floor, worst, now))]
      : alerts.map((alert) => alertSentence(words, floor, alert, now))),
  ]
}
