// Level meters of the line: what leaves the microphone for the far end, and what is received. They only listen in.

/** 0 nothing to 1 full scale, linear in dB from -60 dBFS up. */
export type Levels = { readonly sent: number; readonly received: number }

export type Meters = {
  /** The level of the last 20 ms. */
  read(): Levels
  /** Costs nothing until it is resumed. */
  pause(): void
  resume(): void
  close(): void
}

export type MeteredTracks = {
  /** The track a sender holds, or null. What it carries counts only while it is enabled: a closed microphone sends nothing. */
  readonly sent: () => MediaStreamTrack | null
  readonly received: () => MediaStreamTrack | null
}

const SAMPLES = 1024 // 21 ms at 48 kHz
const FLOOR_DB = -60

export const silentMeters: Meters = {
  read: () => ({ sent: 0, received: 0 }),
  pause: () => {},
  resume: () => {},
  close: () => {},
}

export function createMeters(tracks: MeteredTracks, createContext: () => AudioContext): Meters {
  const context = createContext()
  const sent = createTap(context)
  const received = createTap(context)
  return {
    read: () => {
      const microphone = tracks.sent()
      const open = microphone?.enabled === true && microphone.readyState === 'live'
      return { sent: open ? sent.level(microphone) : sent.level(null), received: received.level(tracks.received()) }
    },
    pause: () => void context.suspend(),
    resume: () => void context.resume(),
    close: () => void context.close(),
  }
}

/** Follows one track at a time; a track that is exchanged is followed from then on. */
function createTap(context: AudioContext) {
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES })
  const samples = new Float32Array(SAMPLES)
  let tapped: MediaStreamTrack | null = null
  let source: MediaStreamAudioSourceNode | null = null
  const tap = (track: MediaStreamTrack | null): void => {
    if (track === tapped) return
    tapped = track
    source?.disconnect()
    source = track ? context.createMediaStreamSource(new MediaStream([track])) : null
    source?.connect(analyser)
  }
  return {
    level: (track: MediaStreamTrack | null): number => {
      tap(track)
      if (!track) return 0
      analyser.getFloatTimeDomainData(samples)
      return levelOf(samples)
    },
  }
}

/** The level of samples of -1..1. */
export function levelOf(samples: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2
  return barOfDb(10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12))
}

/** 0 to 1 of a level in dBFS. */
export const barOfDb = (db: number): number => Math.max(0, Math.min(1, 1 - db / FLOOR_DB))
