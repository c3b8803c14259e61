// Compares the picture with what the PBX lists, now and then: what no event tells, or what one failed to tell, heals by itself.
import type { Clock, Stop } from '#contract/time.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Difference, Lists } from './difference.ts'

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
/** So the PBX's figures are seen within a minute, whatever goes on meanwhile. */
const LOOKS_AT_MOST = 5
const NAMED_IN_LOG = 5
const UNTOLD_ROUNDS = 2

export function keepReconciled(parts: RoundParts): Rounds {
  const { clock } = parts
  let stopped = false
  let isUnderWay = false
  let isDueAgain = false
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
    againOrEnd(await found(), 0)
  }
  /** `looks`: at how many differences have been found a second time. */
  const lookAgain = async (first: ReadonlySet<string>, looks: number): Promise<void> => {
    const second = await found()
    const lasting = second.filter(({ what }) => first.has(what))
    if (lasting.length > 0) mend(lasting)
    // What no event tells, and is another difference each time, is one all the same: calls go on while we look.
    const rest = second.filter(({ what, untoldBy }) => untoldBy === null && !first.has(what))
    againOrEnd(looks < LOOKS_AT_MOST ? rest : [], looks)
  }
  const againOrEnd = (differences: readonly Difference[], looks: number): void => {
    if (differences.length === 0) {
      ended()
      return
    }
    const whats = new Set(differences.map(({ what }) => what))
    later(LOOK_AGAIN_MS, () => void lookAgain(whats, looks + 1))
  }
  const mend = (lasting: readonly Difference[]): void => {
    parts.mend(lasting)
    parts.log(`the PBX lists otherwise than it told: ${named(lasting)}`)
    if (heardOfAgents || !lasting.some(({ untoldBy }) => untoldBy === 'agent')) return
    if (++untoldRounds < UNTOLD_ROUNDS || isUntold) return
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
  const contradictions = atMostEvery(CONTRADICTIONS_APART_MS, clock, () => soon(AFTER_CONTRADICTION_MS))
  later(EVERY_MS, () => void begin())

  return {
    heard: (events) => {
      if (events.some(({ Event }) => Event === 'Reload')) soon(AFTER_RELOAD_MS)
      if (heardOfAgents || !events.some(({ Event = '' }) => ofAgents.test(Event))) return
      heardOfAgents = true
      if (isUntold) parts.onTold()
    },
    contradicted: contradictions.wish,
    stop: () => {
      stopped = true
      stopTimer()
      contradictions.stop()
    },
  }
}

/** Runs at once for the first wish; for those that come too soon after it, once, as soon as that is long enough ago. */
function atMostEvery(apartMs: number, clock: Pick<Clock, 'after'>, run: () => void) {
  let isCalm = false
  let isWished = false
  let stopTimer: Stop = () => {}
  const wish = (): void => {
    isWished = isCalm
    if (isCalm) return
    isCalm = true
    stopTimer = clock.after(apartMs, () => {
      isCalm = false
      if (isWished) wish()
    })
    run()
  }
  return { wish, stop: () => stopTimer() }
}

function named(differences: readonly Difference[]): string {
  const whats = differences.slice(0, NAMED_IN_LOG).map(({ what }) => what)
  const more = differences.length - whats.length
  return `${whats.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

/** Events of AMI's class `agent` that a queue in use cannot do without. */
const ofAgents = /^Queue(Caller|Member[A-Z])|^Agent(Called|Connect|Complete|RingNoAnswer)$/
