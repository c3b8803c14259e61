// Tones for the media tests: made, written to a WAV file, and measured (Goertzel).

const RATE = 8000
const LOUD = 16_000

/** 20 ms of a tone, beginning at that sample. */
export function toneAt(hz: number, from: number): Int16Array {
  return Int16Array.from({ length: 160 }, (_, i) => Math.round(LOUD * Math.sin((2 * Math.PI * hz * (from + i)) / RATE)))
}

/** Level of one tone in a frame, dBFS; a full-scale sine is 0. */
export function levelOf(hz: number, frame: Int16Array): number {
  let [re, im] = [0, 0]
  frame.forEach((sample, i) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / frame.length)
    const angle = (2 * Math.PI * hz * i) / RATE
    re += sample * window * Math.cos(angle)
    im += sample * window * Math.sin(angle)
  })
  return 20 * Math.log10(Math.max(1e-6, (4 * Math.hypot(re, im)) / frame.length / 32_768))
}

/** Two seconds as a 48 kHz mono WAV file, which Chromium plays in a loop. */
export function wavOfTone(hz: number): Buffer {
  const [rate, samples] = [48_000, 96_000]
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples * 2, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples * 2, 40)
  const body = Int16Array.from({ length: samples }, (_, i) =>
    Math.round(LOUD * Math.sin((2 * Math.PI * hz * i) / rate)),
  )
  return Buffer.concat([header, Buffer.from(body.buffer)])
}
