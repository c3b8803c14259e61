// Speaks scripts.json with flite and espeak-ng into one 8 kHz µ-law file a dialogue, and manifest.json that says where each line is.
// Run it with: npm run make-speech (needs flite, espeak-ng and sox; takes some seconds)
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Voice = { engine: 'flite' | 'espeak-ng'; voice: string; pitch?: number; wordsPerMinute?: number; pitchCents?: number }
type Who = 'agent' | 'caller'
type Script = { id: string; queue: string; agent: string; caller: string; lines: [Who, string][] }

const RATE = 8000
const FRAME = 160
const SPEECH_DB = -20 // active speech level, so that both sides are equally loud
const PEAK_DB = -3
const PAUSE_FRAMES = 20 // 400 ms between the lines
const LOOP_PAUSE_FRAMES = 60

const here = import.meta.dirname
const scratch = mkdtempSync(join(tmpdir(), 'speech-'))
const { voices, dialogues } = JSON.parse(readFileSync(join(here, 'scripts.json'), 'utf8')) as {
  voices: Record<string, Voice>
  dialogues: Script[]
}

const manifest = { rate: RATE, encoding: 'mulaw', dialogues: dialogues.map(record) }
writeFileSync(join(here, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
rmSync(scratch, { recursive: true })

function record(script: Script) {
  const chunks: Buffer[] = []
  const lines = []
  let bytes = 0
  let startFrame = 0
  for (const [who, text] of script.lines) {
    const sound = toMulaw(level(speak(voices[script[who]] as Voice, text)))
    lines.push({ who, startFrame, offset: bytes, frames: sound.length / FRAME })
    chunks.push(sound)
    bytes += sound.length
    startFrame += sound.length / FRAME + PAUSE_FRAMES
  }
  writeFileSync(join(here, `${script.id}.ul`), Buffer.concat(chunks))
  const frames = startFrame - PAUSE_FRAMES + LOOP_PAUSE_FRAMES
  process.stdout.write(`${script.id}: ${(frames / 50).toFixed(1)} s, ${bytes} bytes\n`)
  return { id: script.id, queue: script.queue, file: `${script.id}.ul`, frames, lines }
}

function speak(voice: Voice, text: string): Int16Array {
  const wav = join(scratch, 'line.wav')
  const raw = join(scratch, 'line.raw')
  if (voice.engine === 'flite') execFileSync('flite', ['-voice', voice.voice, '-t', text, '-o', wav])
  else
    execFileSync('espeak-ng', [
      ...['-v', voice.voice, '-p', String(voice.pitch ?? 50), '-s', String(voice.wordsPerMinute ?? 160), '-w', wav, text],
    ])
  const trim = ['silence', '1', '0.02', '0.5%']
  const effects = [
    ...['gain', '-6', 'highpass', '150'],
    ...(voice.pitchCents ? ['pitch', String(voice.pitchCents)] : []),
    ...['rate', '-v', String(RATE), ...trim, 'reverse', ...trim, 'reverse'],
  ]
  execFileSync('sox', ['-D', wav, '-c', '1', '-b', '16', '-e', 'signed', '-t', 'raw', raw, ...effects])
  const data = readFileSync(raw)
  return new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + (data.length & ~1)))
}

/** Scales to the level of active speech (frames within 30 dB of the loudest), never above the peak; pads to whole frames. */
function level(samples: Int16Array): Float64Array {
  const out = new Float64Array(Math.ceil(samples.length / FRAME) * FRAME)
  out.set(samples)
  const powers: number[] = []
  for (let at = 0; at < out.length; at += FRAME)
    powers.push(out.subarray(at, at + FRAME).reduce((sum, x) => sum + x * x, 0) / FRAME)
  const active = powers.filter((power) => power > Math.max(...powers) / 1000)
  const rms = Math.sqrt(active.reduce((sum, power) => sum + power, 0) / active.length)
  const peak = out.reduce((top, x) => Math.max(top, Math.abs(x)), 1)
  const gain = (32768 * 10 ** (SPEECH_DB / 20)) / rms
  const ceiling = 32768 * 10 ** (PEAK_DB / 20)
  // Rare peaks are rounded off rather than making the whole line quieter.
  return out.map((x) => (peak * gain > ceiling ? ceiling * Math.tanh((x * gain) / ceiling) : x * gain))
}

/** ITU-T G.711 µ-law. */
function toMulaw(samples: Float64Array): Buffer {
  return Buffer.from(Uint8Array.from(samples, (sample) => encode(Math.round(sample))))
}

function encode(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), 32635) + 132
  const exponent = Math.floor(Math.log2(magnitude)) - 7
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff
}
