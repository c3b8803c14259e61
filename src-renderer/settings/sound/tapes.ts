// Records the chosen microphone and plays it back on the chosen headset. What is recorded stays in this page, and only until it was played.
import type { Clock, Stop } from '#contract/time.ts'
import { levelOf } from '#renderer/line/meters.ts'
import { ASKING_MS, type ChosenDevice, type MicrophoneParts, openTrack, whyNone } from '#renderer/line/microphone.ts'
import type { AudioChoice } from '#renderer/line/phone.ts'
import type { TrialEvent } from './next-trial.ts'

/** `levels`: of every LEVEL_MS. */
export type Tape = { readonly blob: Blob; readonly levels: readonly number[] }

type Told<K extends TrialEvent['kind']> = Extract<TrialEvent, { kind: K }>
export type Recorded = Told<'asking' | 'opened' | 'level' | 'failed'> | { readonly kind: 'taped'; readonly tape: Tape }
export type Played = Told<'level' | 'played' | 'failed'>

export type Tapes = {
  /** Tells nothing more after its stop, nor after `taped` and `failed`. The microphone is given back by then. */
  readonly record: (choice: AudioChoice, tell: (news: Recorded) => void) => Stop
  readonly play: (tape: Tape, choice: AudioChoice, tell: (news: Played) => void) => Stop
}

export const TAPE_MS = 5_000
const LEVEL_MS = 50
const PLAYED_LATE_MS = 3_000

type TapeParts = {
  readonly clock: Pick<Clock, 'after' | 'every'>
  readonly devices: Pick<MicrophoneParts, 'getUserMedia' | 'find' | 'onDevicesChanged'>
}

export const createTapes = ({ clock, devices }: TapeParts): Tapes => ({
  record: (choice, tell) => {
    let isOver = false
    let stopTaping: Stop = () => {}
    const stop = (): void => {
      isOver = true
      stopAsking()
      stopTaping()
    }
    const news = (one: Recorded): void => {
      if (isOver) return
      if (one.kind === 'taped' || one.kind === 'failed') stop()
      tell(one)
    }
    const stopAsking = clock.after(ASKING_MS, () => news({ kind: 'asking' }))
    const opened = (track: MediaStreamTrack): void => {
      stopAsking()
      if (isOver) {
        track.stop()
        return
      }
      news({ kind: 'opened' })
      stopTaping = tapeTrack(track, clock, news)
    }
    openTrack(devices, choice, false)
      .then(opened, (cause: unknown) => news({ kind: 'failed', fault: whyNone(cause) }))
      .catch(() => news({ kind: 'failed', fault: 'noTape' }))
    return stop
  },
  play: (tape, { speakerId, speakerName = null }, tell) => {
    const chosen: ChosenDevice | null =
      speakerId === null ? null : { kind: 'audiooutput', id: speakerId, name: speakerName }
    const { element, close } = playerOf(tape.blob)
    let isOver = false
    const stops: Stop[] = [close]
    const stop = (): void => {
      isOver = true
      for (const one of stops.splice(0)) one()
    }
    const over = (one: Played): void => {
      if (isOver) return
      stop()
      tell(one)
    }
    // What is spoken into a headset is not for the room.
    const sink = async (): Promise<string> => {
      const found = chosen && (await devices.find(chosen).catch(() => null))
      if (chosen && found === null) over({ kind: 'failed', fault: 'speakerGone' })
      return found ?? ''
    }
    element.addEventListener('ended', () => over({ kind: 'played' }))
    // A device that hangs plays nothing, and says nothing of it.
    const isBegun = () => element.currentTime > 0
    const late = () => over(isBegun() ? { kind: 'played' } : { kind: 'failed', fault: 'notPlayed' })
    stops.push(clock.after(TAPE_MS + PLAYED_LATE_MS, late))
    stops.push(devices.onDevicesChanged(() => void sink()))
    stops.push(
      clock.every(LEVEL_MS, () => tell({ kind: 'level', level: levelAt(tape, element.currentTime), isMuted: false })),
    )
    sink()
      .then(async (id) => {
        if (isOver) return
        if (element.setSinkId) await element.setSinkId(id)
        if (!isOver) await element.play()
      })
      .catch(() => over({ kind: 'failed', fault: 'notPlayed' }))
    return stop
  },
})

const levelAt = ({ levels }: Tape, seconds: number): number => levels[Math.floor((seconds * 1000) / LEVEL_MS)] ?? 0

function playerOf(blob: Blob) {
  const address = URL.createObjectURL(blob)
  const element = new Audio(address)
  return {
    element,
    close: () => {
      element.pause()
      element.removeAttribute('src')
      URL.revokeObjectURL(address)
    },
  }
}

/** Throws where the browser cannot record. The stop gives the microphone back. */
function tapeTrack(track: MediaStreamTrack, clock: TapeParts['clock'], news: (one: Recorded) => void): Stop {
  const stops: Stop[] = [() => track.stop()]
  const stop = (): void => {
    for (const one of stops.splice(0)) one()
  }
  try {
    const stream = new MediaStream([track])
    const level = levelsOf(stream)
    stops.push(level.close)
    const recorder = new MediaRecorder(stream)
    const [chunks, levels]: [Blob[], number[]] = [[], []]
    let isFull = false
    const full = (): void => {
      isFull = true
      recorder.stop()
    }
    recorder.addEventListener('dataavailable', ({ data }) => void chunks.push(data))
    recorder.addEventListener('error', () => news({ kind: 'failed', fault: 'noTape' }))
    // It stops by itself as well, with its track.
    recorder.addEventListener(
      'stop',
      () => isFull && news({ kind: 'taped', tape: { blob: new Blob(chunks, { type: recorder.mimeType }), levels } }),
    )
    track.addEventListener('ended', () => news({ kind: 'failed', fault: 'ended' }))
    track.enabled = true
    recorder.start()
    stops.push(
      clock.after(TAPE_MS, full),
      clock.every(LEVEL_MS, () => {
        levels.push(level.read())
        news({ kind: 'level', level: levels.at(-1) ?? 0, isMuted: track.muted })
      }),
    )
    return stop
  } catch (cause) {
    stop()
    throw cause
  }
}

function levelsOf(stream: MediaStream) {
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: 2048 }) // 43 ms at 48 kHz
  const samples = new Float32Array(analyser.fftSize)
  context.createMediaStreamSource(stream).connect(analyser)
  void context.resume()
  return {
    read: (): number => {
      analyser.getFloatTimeDomainData(samples)
      return levelOf(samples)
    },
    close: () => void context.close(),
  }
}
