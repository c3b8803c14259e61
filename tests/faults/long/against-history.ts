// What was heard and shown of one long call against what the history says of it: modes, times and whom they let hear. Pure.
import type { CallRecord } from '#contract/history.ts'
import { heardBy, heardByAny, type Mode } from '#contract/monitor.ts'
import { type Side, sidesOf } from '../../fakes/sides.ts'

/** At one moment, epoch ms: the mode the card showed as in force for certain, whom it named, and who heard. */
export type Sample = {
  readonly at: number
  readonly mode: Mode | null
  readonly named: readonly Side[]
  readonly isDoubt: boolean
  readonly heard: readonly Side[]
}

export type Mismatch = { readonly at: number; readonly what: string }

type Recorded = Pick<CallRecord, 'attachedAt' | 'endedAt' | 'modes' | 'unsure'>

/** A voice needs so long from the microphone to the ear, and a sample looks back over a window. */
const tailMs = 500
/** Until whoever is named is heard. */
const onsetMs = 700
const FEWEST_SAMPLES = 7
/** The card and the history learn of a mode one after the other. */
const togetherMs = 300

export function mismatches(samples: readonly Sample[], records: readonly Recorded[]): Mismatch[] {
  return samples.flatMap((sample, index) => [
    ...sample.heard
      .filter((side) => !mayHave(records, side, sample.at - tailMs, sample.at))
      .map((side) => ({
        at: sample.at,
        what: `the ${side} heard the supervisor, and the history has no mode for that`,
      })),
    ...steadily(samples, index, (one) => (one.isDoubt ? [] : one.named))
      .filter((side) => latest(samples, index).every(({ heard }) => !heard.includes(side)))
      .map((side) => ({ at: sample.at, what: `the card named the ${side}, who did not hear the supervisor` })),
    ...(sample.mode !== null && !hasMode(records, sample.mode, sample.at)
      ? [{ at: sample.at, what: `the card showed ${sample.mode}, and the history does not have it then` }]
      : []),
  ])
}

/** A change between two modes closes the microphone for less than lies between two samples: one of them may be silent. */
const latest = (samples: readonly Sample[], index: number): readonly Sample[] =>
  samples.slice(Math.max(0, index - 2), index + 1)

/** What holds now and in every sample since so long ago. */
function steadily<T>(samples: readonly Sample[], index: number, read: (sample: Sample) => readonly T[]): readonly T[] {
  const now = samples[index]
  if (!now) return []
  const before = samples.slice(Math.max(0, index - 50), index + 1).filter(({ at }) => at >= now.at - onsetMs)
  // Where this program was held up there are fewer: then what was in between is not known.
  return before.length >= FEWEST_SAMPLES
    ? read(now).filter((one) => before.every((sample) => read(sample).includes(one)))
    : []
}

function mayHave(records: readonly Recorded[], side: Side, from: number, to: number): boolean {
  return records.some(
    (record) =>
      spansOf(record).some(
        ({ mode, at, until }) => sidesOf[heardBy[mode]].includes(side) && at <= to && until >= from,
      ) ||
      record.unsure.some(
        ({ modes, at, until }) =>
          sidesOf[heardByAny(modes)].includes(side) && at <= to && (until ?? record.endedAt) >= from,
      ),
  )
}

const hasMode = (records: readonly Recorded[], mode: Mode, at: number): boolean =>
  records.some((record) =>
    spansOf(record).some((span) => span.mode === mode && span.at - togetherMs <= at && span.until + togetherMs >= at),
  )

const spansOf = ({ modes, endedAt }: Recorded) =>
  modes.map(({ mode, at }, index) => ({ mode, at, until: modes[index + 1]?.at ?? endedAt }))
