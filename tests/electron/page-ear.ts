// What the supervisor's own speaker is given: the audio element of the page, and the tones in its stream.
import type { Page } from '@playwright/test'
import { AGENT_HZ, CALLER_HZ } from '../stage/floor.ts'
import { SUPERVISOR_HZ } from './driven-console.ts'

type Listening = Window & { lastPlayed?: HTMLMediaElement; analyser?: AnalyserNode }

/** Must be called before the monitor starts: the element is in no document, so it is caught when it plays. */
export async function earOf(page: Page) {
  await page.evaluate(() => {
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function () {
      ;(window as Listening).lastPlayed = this
      return play.call(this)
    }
  })
  return { heard: () => page.evaluate(heardNow, [AGENT_HZ, CALLER_HZ, SUPERVISOR_HZ]) }
}

/** Runs in the page. Which of the tones stand 30 dB or more above -90 dBFS in the stream that plays now. */
async function heardNow(frequencies: number[]): Promise<{ plays: boolean; tones: number[] }> {
  const here = window as Listening
  const element = here.lastPlayed
  if (!element || !(element.srcObject instanceof MediaStream)) return { plays: false, tones: [] }
  if (!here.analyser) {
    const context = new AudioContext()
    here.analyser = context.createAnalyser()
    here.analyser.fftSize = 16_384
    context.createMediaStreamSource(element.srcObject).connect(here.analyser)
  }
  const { analyser } = here
  const bins = new Float32Array(analyser.frequencyBinCount)
  analyser.getFloatFrequencyData(bins)
  const levelAt = (hz: number) => bins[Math.round((hz * analyser.fftSize) / analyser.context.sampleRate)] ?? -200
  const before = element.currentTime
  await new Promise((done) => setTimeout(done, 60))
  return {
    plays: !element.paused && !element.muted && element.volume > 0 && element.currentTime > before,
    tones: frequencies.filter((hz) => levelAt(hz) > -60),
  }
}
