// Compares the picture with what the PBX lists, now and then: what no event tells, or what one failed to tell, heals by itself.
import type { Clock, Stop } from '#contract/time.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Difference, Lists } from './differences.ts'

export type RoundParts = {
  readonly clock: Pick<Clock, 'after'>
  /** Null when the PBX did not answer. */
  readonly list: () => Promise<Lists | null>
  readonly compare: (lists: Lists) => readonly Difference[]
  readonly mend: (differences: readonly Difference[]) => void
  readonly log: (text: string) => void
  /** Callers wait and leave, and no event of that class has come on this connection. */
  readonly onUntold: (byClass: 'agent') => void
  /** Events of that class came after all. */
  readonly onTold: () => void
}

export type Rounds = {
  readonly heard: (events: readonly AmiMessage[]) => void
  /** Something told does not fit the picture. */
  readonly contradicted: () => void
  readonly stop: Stop
}

/** `queue reset stats` is told by no event: the PBX's figures are to be seen within a minute. */
const EVERY_MS = 45_000
/** A reload of many modules tells `Reload` of each. */
const AFTER_RELOAD_MS = 1_000
const AFTER_CONTRADICTION_MS = 1_000
/** A channel that no event has made known may speak all day: one contradiction asks for a round, the next not at once. */
const CONTRADICTIONS_APART_MS = 15_000
/** What was on its way while the list was made has come by then. */
const LOOK_AGAIN_MS = 1_500
const NAMED_IN_LOG = 5
const UNTOLD_ROUNDS = 2

export function keepReconciled(parts: RoundParts): Rounds {
  const { clock } = parts
  let stopped = false
  let isUnderWay = false
  let isDueAgain = false
  let isCalmFor: Stop | null = null
  let stopTimer: Stop = () => {}
  let heardOfAgents = false
  let untoldRounds = 0
  let isUntold = false

  const later = (ms: number, run: () => void): void => {
    stopTimer()
    if (!stopped) stopTimer = clock.after(ms, run)
  }
  const found = async (): Promise<readonly Difference[]> => {
    const lists = await parts.list()
    return lists && !stopped ? parts.compare(lists) : []
  }
  const begin = async (): Promise<void> => {
    isUnderWay = true
    isDueAgain = false
    const first = new Set((await found()).map(({ what }) => what))
    if (first.size === 0) return ended()
    later(LOOK_AGAIN_MS, () => void lookAgain(first))
  }
  const lookAgain = async (first: ReadonlySet<string>): Promise<void> => {
    const lasting = (await found()).filter(({ what }) => first.has(what))
    if (lasting.length > 0) mend(lasting)
    ended()
  }
  const mend = (lasting: readonly Difference[]): void => {
    parts.mend(lasting)
    const named = lasting.slice(0, NAMED_IN_LOG).map(({ what }) => what)
    const more = lasting.length - named.length
    parts.log(`the PBX lists otherwise than it told: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`)
    if (heardOfAgents || !lasting.some(({ untoldBy }) => untoldBy === 'agent')) return
    untoldRounds++
    if (untoldRounds < UNTOLD_ROUNDS || isUntold) return
    isUntold = true
    parts.onUntold('agent')
  }
  const ended = (): void => {
    isUnderWay = false
    later(isDueAgain ? AFTER_RELOAD_MS : EVERY_MS, () => void begin())
  }
  const soon = (ms: number): void => {
    if (isUnderWay) isDueAgain = true
    else later(ms, () => void begin())
  }
  later(EVERY_MS, () => void begin())

  return {
    heard: (events) => {
      if (events.some(({ Event }) => Event === 'Reload')) soon(AFTER_RELOAD_MS)
      if (heardOfAgents || !events.some(({ Event = '' }) => ofAgents.test(Event))) return
      heardOfAgents = true
      if (isUntold) parts.onTold()
    },
    contradicted: () => {
      if (isCalmFor || stopped) return
      isCalmFor = clock.after(CONTRADICTIONS_APART_MS, () => {
        isCalmFor = null
      })
      soon(AFTER_CONTRADICTION_MS)
    },
    stop: () => {
      stopped = true
      stopTimer()
      isCalmFor?.()
    },
  }
}

/** Events of AMI's class `agent` that a queue in use cannot do without. */
const ofAgents = /^Queue(Caller|Member[A-Z])|^Agent(Called|Connect|Complete|RingNoAnswer)$/
