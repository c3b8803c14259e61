// A real Chromium whose microphone is a tone, and ears inside its page.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { toneWav } from './tone.ts'

export const SUPERVISOR_HZ = 1000

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
export const chromiumPath = (): string | null =>
  [process.env.EARSHOT_BROWSER, ...places].find((path): path is string => !!path && existsSync(path)) ?? null

const baseFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
]

export type Microphone = 'tone' | 'absent' | 'refused' | 'devices'

/** tone: 1000 Hz at -12 dBFS. absent: no capture device at all. refused: the user says no. devices: those of the machine, heard as well. */
export async function startBrowser(
  microphone: Microphone = 'tone',
  headless = true,
  executablePath = chromiumPath(),
  env: NodeJS.ProcessEnv = {},
): Promise<Browser> {
  if (!executablePath) throw new Error('No Chromium here: apt-get install chromium, or set EARSHOT_BROWSER=path.')
  const args = [...baseFlags, ...microphoneFlags(microphone)]
  const ignoreDefaultArgs = microphone === 'devices' ? ['--mute-audio'] : []
  return chromium.launch({ executablePath, headless, args, ignoreDefaultArgs, env: { ...process.env, ...env } })
}

function microphoneFlags(microphone: Microphone): string[] {
  // Without the fake device Chromium looks for real ones; a machine that has some must do without them here.
  if (microphone === 'absent') return ['--use-fake-ui-for-media-stream', '--disable-audio-input']
  if (microphone === 'devices') return ['--use-fake-ui-for-media-stream']
  if (microphone === 'refused') return ['--use-fake-device-for-media-stream', '--deny-permission-prompts']
  const file = join(mkdtempSync(join(tmpdir(), 'earshot-mic-')), 'tone.wav')
  writeFileSync(file, toneWav(SUPERVISOR_HZ, 10))
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ]
}

/**
 * Put into the page before its own scripts: gathers what the end-to-end tests ask about the media. `hear` samples the sound that
 * plays; `firstTone` waits for a tone to come through the audio element; `senders` are the real tracks of every peer connection.
 */
export async function instrument(page: Page): Promise<void> {
  // esbuild, which runs these files outside the test runner, names functions through a helper of its own.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(() => {
    const peers: RTCPeerConnection[] = []
    const Native = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Native {
      constructor(config?: RTCConfiguration) {
        super(config)
        peers.push(this)
      }
    }
    let context: AudioContext | undefined
    let analyser: AnalyserNode | undefined
    let ear: AnalyserNode | undefined // the newest 1024 samples only: a short array read from a long buffer gets its oldest
    let heard: MediaStreamTrack | undefined
    const tap = (): AnalyserNode | undefined => {
      const live = peers.filter((peer) => peer.connectionState !== 'closed')
      const track = live
        .flatMap((peer) => peer.getReceivers().map((receiver) => receiver.track))
        .findLast((t) => t.readyState === 'live')
      if (!track || track === heard) return track ? analyser : undefined
      context ??= new AudioContext({ sampleRate: 48_000 })
      analyser = context.createAnalyser()
      analyser.fftSize = 32_768
      ear = context.createAnalyser()
      ear.fftSize = 1024
      context
        .createMediaStreamSource(new MediaStream([track]))
        .connect(analyser)
        .connect(ear)
      heard = track
      return analyser
    }
    const events: unknown[] = []
    let clickedAt = 0
    window.addEventListener('click', () => (clickedAt = performance.timeOrigin + performance.now()), { capture: true })
    window.addEventListener('earshot:phase', (event) => events.push((event as CustomEvent).detail))
    const testWindow = window as unknown as { earshotTest: unknown }
    testWindow.earshotTest = {
      events,
      clickedAt: () => clickedAt,
      warmContext: () => {
        context ??= new AudioContext({ sampleRate: 48_000 })
      },
      hear(samples: number): number[] {
        const node = tap()
        if (!node) return []
        const data = new Float32Array(node.fftSize)
        node.getFloatTimeDomainData(data)
        return [...data.slice(-samples)]
      },
      /** Epoch ms when the tone is first played at all (threshold -40 dBFS over the last 20 ms, Hann), or null in time. */
      firstTone(frequency: number, timeoutMs: number): Promise<number | null> {
        const until = performance.now() + timeoutMs
        return new Promise((done) => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => {
            if (tap() && ear) {
              const data = new Float32Array(1024)
              ear.getFloatTimeDomainData(data)
              let re = 0
              let im = 0
              for (let i = 0; i < 960; i++) {
                const angle = (2 * Math.PI * frequency * i) / 48_000
                const sample = (data[64 + i] ?? 0) * (1 - Math.cos((2 * Math.PI * i) / 960))
                re += sample * Math.cos(angle)
                im += sample * Math.sin(angle)
              }
              if ((2 * Math.hypot(re, im)) / 960 > 0.01) return done(performance.timeOrigin + performance.now())
            }
            if (performance.now() > until) return done(null)
            setTimeout(() => channel.port2.postMessage(0), 2)
          }
          channel.port2.postMessage(0)
        })
      },
      microphones: () =>
        peers
          .filter((peer) => peer.connectionState !== 'closed')
          .flatMap((peer) => peer.getSenders())
          .map((sender) => sender.track)
          .filter((track) => track !== null)
          .map((track) => ({ enabled: track.enabled, state: track.readyState })),
      voices: () =>
        peers
          .filter((peer) => peer.connectionState !== 'closed')
          .flatMap((peer) => peer.getSenders())
          .flatMap(({ track }) => (track?.readyState === 'live' ? [track.getSettings()] : [])),
    }
  })
}

export type PageEars = {
  readonly events: readonly Phase[]
  clickedAt(): number // epoch ms of the last click
  warmContext(): void
  hear(samples: number): number[]
  firstTone(frequency: number, timeoutMs: number): Promise<number | null>
  microphones(): { enabled: boolean; state: string }[]
  voices(): MediaTrackSettings[] // of the same tracks, as long as they are live
}
export type Phase = { phase: string; mode: string | null; heardBy: string; at: number }
declare global {
  interface Window {
    earshotTest: PageEars
  }
}
