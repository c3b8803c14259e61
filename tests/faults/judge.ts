// Whether what was heard fits what was claimed, moment by moment. Pure.

/** At one moment: whom the card named, who heard the supervisor, who heard their own voice; all by name. */
export type Moment = {
  readonly at: number // ms
  readonly named: readonly string[]
  readonly heard: readonly string[]
  readonly echo: readonly string[]
  /** This program itself was late: what was read then may belong to a moment before. */
  readonly isLate: boolean
}

export type Wrong = { readonly kind: WrongKind; readonly what: string }
export type WrongKind = 'heard' | 'echo' | 'gap' | 'deaf' | 'unsettled' | 'lost' | 'left' | 'next' | 'stage'

/** A voice needs so long from the supervisor's microphone to the ear, and out of the window in which it is measured. */
export const tailMs = 400
/** A tone that begins within a window is heard as many for a moment. */
const shortestRun = 2

/** heard ⊆ claimed at every moment, and nobody hears their own voice. */
export function wrongMoments(moments: readonly Moment[]): Wrong[] {
  const people = [...new Set(moments.flatMap(({ heard, echo }) => [...heard, ...echo]))]
  return people.flatMap((person) => [
    ...runs(moments, (moment) => moment.heard.includes(person) && !wasNamed(moments, moment, person)).map(
      (ms): Wrong => ({
        kind: 'heard',
        what: `${person} heard the supervisor for ${ms} ms, and the card did not say so`,
      }),
    ),
    ...runs(moments, (moment) => moment.echo.includes(person)).map(
      (ms): Wrong => ({ kind: 'echo', what: `${person} heard their own voice for ${ms} ms` }),
    ),
  ])
}

const wasNamed = (moments: readonly Moment[], { at }: Moment, person: string): boolean =>
  moments.some((one) => one.at <= at && one.at >= at - tailMs && one.named.includes(person))

/** How long each run of such moments lasted, ms; late ones neither begin nor break it. */
function runs(moments: readonly Moment[], isSo: (moment: Moment) => boolean): number[] {
  const found: number[] = []
  let run: Moment[] = []
  const close = () => {
    const [first, last] = [run[0], run.at(-1)]
    if (run.length >= shortestRun && first && last) found.push(Math.round(last.at - first.at + 100))
    run = []
  }
  for (const moment of moments) {
    if (moment.isLate) continue
    if (isSo(moment)) run.push(moment)
    else close()
  }
  close()
  return found
}

const present = 4000
const absent = 40 // 46 dB below a full voice

export type Hearing = {
  readonly person: string
  readonly hz: number
  readonly level: number
  readonly should: 'be heard' | 'not be heard' | 'be as it is' // as it is: nobody knows, and the card says so
}

/** What is wrong with the ears once all is settled. */
export const wrongHearings = (hearings: readonly Hearing[]): Hearing[] =>
  hearings.filter(
    ({ level, should }) => (should === 'be heard' && level < present) || (should === 'not be heard' && level > absent),
  )

export const hearingText = ({ person, hz, level, should }: Hearing): string =>
  `${person} hears ${hz} Hz at ${level.toFixed(0)}; it should ${should}`
