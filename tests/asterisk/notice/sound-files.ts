// WAV files as Asterisk plays and records them: 8 kHz, 16 bit, one track.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { goertzel } from '#main/proof/phone/tone-rtp.ts'

const HEAD_BYTES = 44
const RATE = 8000

export function writeTone(path: string, hz: number, ms: number): void {
  const samples = (RATE * ms) / 1000
  const file = Buffer.alloc(HEAD_BYTES + 2 * samples)
  file.write('RIFF', 0)
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20) // PCM
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(2 * RATE, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(2 * samples, 40)
  for (let i = 0; i < samples; i++)
    file.writeInt16LE(Math.round(4000 * Math.sin((2 * Math.PI * hz * i) / RATE)), HEAD_BYTES + 2 * i)
  writeFileSync(path, file)
}

/** Amplitude of each tone over all that was recorded; a voice of a test phone is 8000. */
export function levelsIn(path: string, hz: readonly number[]): readonly number[] {
  const file = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  const pcm = Int16Array.from({ length: Math.max(0, (file.length - HEAD_BYTES) >> 1) }, (_, i) =>
    file.readInt16LE(HEAD_BYTES + 2 * i),
  )
  return hz.map((one) => goertzel([pcm], one))
}
