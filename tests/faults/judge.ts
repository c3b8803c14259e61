// Whether what was heard fits what was claimed, moment by moment. Pure.

/** At one moment: whom the card named, who heard the supervisor, who heard their own voice; all by name. */
export type Moment = {
  readonly at: number // ms
  readonly named: readonly string[]
  /** Whoever has an ear on the calls. */
  readonly people: readonly string[]
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
    ...runs(moments, (moment) => moment.heard.includes(person) && !mayHear(moments, moment, person)).map(
      ({ at, ms }): Wrong => ({
        kind: 'heard',
        what: `${person} heard the supervisor for ${ms} ms${since(moments, person, at)}, and the card did not say so`,
      }),
    ),
    ...runs(moments, (moment) => moment.echo.includes(person)).map(
      ({ ms }): Wrong => ({ kind: 'echo', what: `${person} heard their own voice for ${ms} ms` }),
    ),
  ])
}

const mayHear = (moments: readonly Moment[], moment: Moment, person: string): boolean =>
  wasNamed(moments, moment, person) || wasOnItsWay(moments, moment, person)

/** Who comes to a call hears what was on its way to the one before: nobody could know of them, and the card named whom it was meant for. */
function wasOnItsWay(moments: readonly Moment[], { at }: Moment, person: string): boolean {
  const came = moments.find(({ people }) => people.includes(person))?.at ?? at
  const wasSpeaking = moments.some((one) => one.at <= came && one.at >= came - tailMs && one.named.length > 0)
  return wasSpeaking && at - came < tailMs
}

const wasNamed = (moments: readonly Moment[], { at }: Moment, person: string): boolean =>
  moments.some((one) => one.at <= at && one.at >= at - tailMs && one.named.includes(person))

/** How long after they came, and after the card last named anybody: a replay begins with that. */
function since(moments: readonly Moment[], person: string, at: number): string {
  const came = moments.find(({ people }) => people.includes(person))?.at ?? at
  const named = moments.findLast((one) => one.at <= at && one.named.length > 0)
  const ago = named
    ? `${Math.round(at - named.at)} ms after ${named.named.join(' and ')} was named`
    : 'and nobody was named'
  return `, from ${Math.round(at - came)} ms after they came, ${ago}`
}

type Run = { readonly at: number; readonly ms: number }

/** When each run of such moments began, and how long it lasted; late ones neither begin nor break it. */
function runs(moments: readonly Moment[], isSo: (moment: Moment) => boolean): Run[] {
  const found: Run[] = []
  let run: Moment[] = []
  const close = () => {
    const [first, last] = [run[0], run.at(-1)]
    if (run.length >= shortestRun && first && last)
      found.push({ at: first.at, ms: Math.round(last.at - first.at + 100) })
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
