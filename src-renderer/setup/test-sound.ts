// The sounds of the set-up: a tone on the chosen headset, and how loud the microphone is. Nothing of it leaves this computer.
import type { Stop } from '#contract/time.ts'

export type TestSound = {
  /** Resolves when it has begun; rejects where the device cannot play. */
  readonly playTone: (speakerId: string | null) => Promise<void>
  /** Tells the level from 0 to 1 until the stop; `failed` with the name of the browser's error. */
  readonly measure: (microphoneId: string | null, tell: (level: number) => void, failed: (name: string) => void) => Stop
}

const TONE_S = 1.2

export const browserSound: TestSound = {
  playTone: async (speakerId) => {
    const context = new AudioContext()
    const sink = context.createMediaStreamDestination()
    const [tone, loudness] = [context.createOscillator(), context.createGain()]
    tone.frequency.value = 440
    const now = context.currentTime
    loudness.gain.setValueAtTime(0, now)
    loudness.gain.linearRampToValueAtTime(0.3, now + 0.1)
    loudness.gain.setValueAtTime(0.3, now + TONE_S - 0.2)
    loudness.gain.linearRampToValueAtTime(0, now + TONE_S)
    tone.connect(loudness).connect(sink)
    const player = new Audio()
    player.srcObject = sink.stream
    try {
      if (speakerId !== null) await player.setSinkId(speakerId)
      await player.play()
    } catch (cause) {
      await context.close()
      throw cause
    }
    tone.start()
    tone.stop(now + TONE_S)
    tone.onended = () => {
      player.srcObject = null
      void context.close()
    }
  },
  measure: (microphoneId, tell, failed) => {
    let stop: Stop | null = null
    let isWanted = true
    const audio = microphoneId === null ? true : { deviceId: { exact: microphoneId } }
    navigator.mediaDevices.getUserMedia({ audio }).then(
      (stream) => {
        stop = follow(stream, tell)
        if (!isWanted) stop()
      },
      (cause: unknown) => isWanted && failed(cause instanceof Error ? cause.name : ''),
    )
    return () => {
      isWanted = false
      stop?.()
    }
  },
}

function follow(stream: MediaStream, tell: (level: number) => void): Stop {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  let frame = 0
  const look = () => {
    analyser.getFloatTimeDomainData(samples)
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
    // -60 dBFS is silence, 0 the loudest there is.
    tell(Math.max(0, Math.min(1, 1 + Math.log10(power + 1e-12) / 6)))
    frame = requestAnimationFrame(look)
  }
  look()
  return () => {
    cancelAnimationFrame(frame)
    for (const track of stream.getTracks()) track.stop()
    void context.close()
  }
}
