// A queue in sentences.
import type { Queue } from '#contract/floor.ts'
import { formatNumber, formatPercent } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'

export const waitingSentence = ({ floor }: Words, { waiting }: Queue): string =>
  waiting > 0 ? floor.waiting(formatNumber(waiting)) : floor.noneWaiting

type Level = { readonly share: string; readonly short: string; readonly sentence: string }

/** The service level as a figure, in few words and as a sentence; null where the phone system does not tell (yet). */
export function levelOf({ floor }: Words, { serviceLevel, serviceWithinS }: Queue): Level | null {
  if (serviceLevel == null) return null
  const share = formatPercent(serviceLevel)
  if (serviceWithinS == null) return { share, short: floor.levelToday(share), sentence: floor.levelToday(share) }
  const seconds = formatNumber(serviceWithinS)
  return { share, short: floor.levelShort(share, seconds), sentence: floor.levelWithin(share, seconds) }
}

/** The phone system tells it, but there was no call yet to tell it of. */
export const isLevelToCome = ({ serviceLevel, serviceWithinS }: Queue): boolean =>
  serviceLevel == null && serviceWithinS != null

/** The row's name to a screen reader. */
export function queueLabel(words: Words, queue: Queue): string {
  const [waiting, level] = [waitingSentence(words, queue), levelOf(words, queue)]
  return words.floor.queueRow(queue.name, level ? `${waiting}, ${level.sentence}` : waiting)
}
