// What the person hears and sees while something is wrong, and what is heard of them: looked at 20 times a second from both ends.
import type { Page } from '@playwright/test'
import type { TalkingCall } from '../../asterisk/call-centre.ts'
import { agentHz } from '../../asterisk/sip-phone.ts'
import { SUPERVISOR_HZ } from '../../stage/browser.ts'

/** In the window. `at` is epoch ms. */
export type Seen = {
  readonly at: number
  readonly hears: boolean // the agent's tone
  readonly line: string
  readonly phase: string
  readonly mode: string
  readonly microphone: string
  readonly words: readonly string[]
}
/** At the agent's phone. */
export type Heard = { readonly at: number; readonly supervisor: boolean }

export type Watch = { readonly seen: readonly Seen[]; readonly heard: readonly Heard[] }

const EVERY_MS = 50

type Sampling = { samples: Seen[]; timer: number }
declare global {
  interface Window {
    earshotSampling?: Sampling
  }
}

/** Watches until `stop`; a window that has gone meanwhile tells nothing. */
export async function watch(page: Page, call: TalkingCall): Promise<{ stop: () => Promise<Watch> }> {
  const heard: Heard[] = []
  const timer = setInterval(() => {
    const { ear } = call.agent
    heard.push({ at: Date.now(), supervisor: ear.level(SUPERVISOR_HZ, 100) > 400 })
  }, EVERY_MS)
  await page.evaluate(sampleWindow, { hz: agentHz, everyMs: EVERY_MS })
  return {
    stop: async () => {
      clearInterval(timer)
      const seen = await page.evaluate(() => {
        const { earshotSampling } = window
        clearInterval(earshotSampling?.timer)
        return earshotSampling?.samples ?? []
      })
      return { seen, heard }
    },
  }
}

function sampleWindow({ hz, everyMs }: { hz: number; everyMs: number }): void {
  clearInterval(window.earshotSampling?.timer)
  const samples: Seen[] = []
  const levelNow = (): number => {
    const pcm = window.earshotTest.hear(2400)
    let [re, im] = [0, 0]
    for (let i = 0; i < pcm.length; i++) {
      const value = (pcm[i] ?? 0) * (1 - Math.cos((2 * Math.PI * i) / pcm.length))
      re += value * Math.cos((2 * Math.PI * hz * i) / 48_000)
      im += value * Math.sin((2 * Math.PI * hz * i) / 48_000)
    }
    return pcm.length === 0 ? 0 : (2 * Math.hypot(re, im)) / pcm.length
  }
  const look = (): void => {
    const card = document.querySelector('[data-phase]')
    const notices = [...document.querySelectorAll('[role=status], [role=alert], .card-notice, .line-badge > span')]
    samples.push({
      at: Date.now(),
      hears: levelNow() > 0.02,
      line: document.querySelector('[data-line]')?.getAttribute('data-line') ?? '',
      phase: card?.getAttribute('data-phase') ?? 'none',
      mode: card?.getAttribute('data-mode') ?? '',
      microphone: card?.getAttribute('data-microphone') ?? 'closed',
      words: notices.map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim()).filter((text) => text !== ''),
    })
  }
  window.earshotSampling = { samples, timer: window.setInterval(look, everyMs) }
}

const STALL_MS = 200
const AFTER_STALL_MS = 700

/** Without the moments in which this machine itself stood still, and what it had to make up for then. */
export function steady<Sample extends { readonly at: number }>(samples: readonly Sample[]): readonly Sample[] {
  let notBefore = 0
  return samples.filter(({ at }, index) => {
    if (at - (samples[index - 1]?.at ?? at) > STALL_MS) notBefore = at + AFTER_STALL_MS
    return at >= notBefore
  })
}

/** The longest time without it between two moments (epoch ms), in ms. */
export function longestGap<Sample extends { readonly at: number }>(
  samples: readonly Sample[],
  isThere: (sample: Sample) => boolean,
  from: number,
  to = Number.POSITIVE_INFINITY,
): number {
  let since: number | null = null
  let longest = 0
  for (const sample of samples.filter(({ at }) => at >= from && at <= to)) {
    if (isThere(sample)) since = null
    else since ??= sample.at
    if (since !== null) longest = Math.max(longest, sample.at - since)
  }
  return longest
}

/** Part of the samples in which it is there, 0 to 1. */
export function shareOf<Sample extends { readonly at: number }>(
  samples: readonly Sample[],
  isThere: (sample: Sample) => boolean,
  from: number,
  to = Number.POSITIVE_INFINITY,
): number {
  const within = samples.filter(({ at }) => at >= from && at <= to)
  return within.length === 0 ? 0 : within.filter(isThere).length / within.length
}

/** Ms from then until it is there for good; null: it is not in the end. */
export function untilForGood<Sample extends { readonly at: number }>(
  samples: readonly Sample[],
  isThere: (sample: Sample) => boolean,
  from: number,
): number | null {
  const after = samples.filter(({ at }) => at >= from)
  // Where the way of the sound is exchanged, a twentieth of a second is missing.
  const isAlmostThere = (_: Sample, index: number) => after.slice(Math.max(0, index - 1), index + 2).some(isThere)
  const lastWithout = after.findLastIndex((sample, index) => !isAlmostThere(sample, index))
  const back = after[lastWithout + 1]
  return back ? Math.max(0, back.at - from) : null
}

/** The sentences that came while it lasted, each once, and not those that stood before. */
export function sentencesSince({ seen }: Watch, from: number): readonly string[] {
  const before = new Set(seen.filter(({ at }) => at < from).flatMap(({ words }) => words))
  const after = seen.filter(({ at }) => at >= from).flatMap(({ words }) => words)
  return [...new Set(after)].filter((text) => !before.has(text))
}

/**
 * The promise: whoever is heard is shown to be heard. A voice is a quarter of a second on its way at most, with what the relay of a row adds;
 * the window may not have said for longer that nobody hears it.
 */
export function heardByMistake({ seen, heard }: Watch, lateMs = 0): string | null {
  for (const { at, supervisor } of heard) {
    if (!supervisor) continue
    const shown = seen.filter((one) => one.at >= at - 600 - lateMs && one.at <= at + 100)
    // What was said before a standstill leaves with the first breath after it.
    const isKnown = shown.some((one) => one.at < at - 300)
    if (isKnown && shown.every(({ microphone }) => microphone !== 'open'))
      return `the agent hears the supervisor at ${at}, and the window says the microphone is closed`
  }
  return null
}
