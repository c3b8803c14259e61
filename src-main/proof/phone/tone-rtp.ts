// The voice and the ear of a phone that proves who hears whom: sends a tone as PCMU over RTP (RFC 3550, RFC 3551) and measures the tones that come back.
import { createSocket, type Socket } from 'node:dgram'

const frameSamples = 160
const rate = 8000

export type Ear = {
  /** Amplitude of this tone over the last `windowMs` of what was heard; 8000 is the full voice of such a phone. */
  level(hz: number, windowMs?: number): number
  /** Starts counting gaps anew for this tone: frames lost on the way, or heard without the tone. */
  mark(hz: number): void
  /** Frames (20 ms) since `mark`, how many of them were without the tone, and the longest run of those. */
  sinceMark(): { readonly frames: number; readonly missing: number; readonly longestGap: number }
  /** Digits heard as RFC 4733 events. */
  readonly digits: string[]
  /** From where sound came, as address and port, in the order they were first heard. */
  readonly sources: ReadonlySet<string>
  /** Calls back for every frame, with its arrival time in ms; for measuring when a tone comes or goes. */
  onFrame(listener: (pcm: Int16Array, at: number) => void): () => void
}

export type ToneRtp = {
  readonly port: number
  readonly ear: Ear
  sendTo(port: number, host: string, on: boolean): void
  /** Whether the tone is in what is sent, or silence; as an open microphone and a closed one. */
  speak(on: boolean): void
  /** A key, as RFC 4733 telephone-events of 100 ms instead of the tone. */
  press(digit: string): void
  close(): void
}

/** `hz` 0 sends nothing at all, for phones by the hundred. `first`: the sequence number of the first packet, which real phones choose at random. */
export async function openToneRtp(hz: number, own = '127.0.0.1', first = 0): Promise<ToneRtp> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, own, resolve))
  const heard = hearing()
  socket.on('message', (data, from) => heard.packet(data, `${from.address}:${from.port}`))
  let remote: Remote | null = null
  const keys: string[] = []
  let isSpeaking = true
  const stop =
    hz === 0
      ? () => undefined
      : sending(
          socket,
          framesOf(hz),
          () => isSpeaking,
          () => remote,
          keys,
          first,
        )
  return {
    port: socket.address().port,
    ear: heard.ear,
    sendTo: (port, host, on) => {
      remote = { port, host, on }
    },
    speak: (on) => {
      isSpeaking = on
    },
    press: (digit) => keys.push(digit),
    close: () => {
      stop()
      socket.close()
    },
  }
}

type Remote = { readonly port: number; readonly host: string; readonly on: boolean }

function sending(
  socket: Socket,
  voice: readonly Buffer[],
  isSpeaking: () => boolean,
  to: () => Remote | null,
  keys: string[],
  first: number,
): () => void {
  const ssrc = Math.floor(Math.random() * 0xffffffff)
  const began = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    // A late timer sends what it owes at once, so that the stream itself never has a hole.
    for (const due = Math.floor((performance.now() - began) / 20); sent < due; sent++) {
      const remote = to()
      if (!remote?.on || remote.port === 0) continue
      const event = eventFrame(keys, sent)
      const payload = event?.payload ?? (isSpeaking() ? (voice[sent % voice.length] ?? silence) : silence)
      const head = Buffer.alloc(12)
      head.writeUInt8(0x80, 0)
      head.writeUInt8(event ? 101 : 0, 1)
      head.writeUInt16BE((first + sent) & 0xffff, 2)
      head.writeUInt32BE(((event?.from ?? sent) * frameSamples) >>> 0, 4)
      head.writeUInt32BE(ssrc, 8)
      socket.send(Buffer.concat([head, payload]), remote.port, remote.host, () => undefined)
    }
  }, 10)
  return () => clearInterval(timer)
}

const eventFrames = 6
const pressed = new WeakMap<string[], { from: number; left: number }>()

/** The telephone-event of this frame, if a key is down: event, end bit and volume, duration so far (RFC 4733, section 2.3). */
function eventFrame(keys: string[], sent: number): { payload: Buffer; from: number } | null {
  const key = keys[0]
  if (key === undefined) return null
  const state = pressed.get(keys) ?? { from: sent, left: eventFrames }
  state.left--
  const payload = Buffer.alloc(4)
  payload.writeUInt8('0123456789*#ABCD'.indexOf(key), 0)
  payload.writeUInt8(state.left <= 2 ? 0x8a : 0x0a, 1)
  payload.writeUInt16BE(Math.min(eventFrames - 2, sent - state.from + 1) * frameSamples, 2)
  if (state.left > 0) pressed.set(keys, state)
  else {
    keys.shift()
    pressed.delete(keys)
  }
  return { payload, from: state.from }
}

const tone = (hz: number, sample: number): number => Math.round(8000 * Math.sin((2 * Math.PI * hz * sample) / rate))

/** A second of it, after which every tone of whole hertz begins anew: dozens of phones speak at once, and this program has two cores. */
const framesOf = (hz: number): Buffer[] =>
  Array.from({ length: rate / frameSamples }, (_, frame) =>
    Buffer.from(Array.from({ length: frameSamples }, (__, i) => toUlaw(tone(hz, frame * frameSamples + i)))),
  )

type Heard = { readonly ssrc: number; readonly time: number; readonly sequence: number; readonly at: number }

/** Frames missing between two packets, by their timestamps; where the sender began to number anew, by their arrival. */
function lostBetween(one: Heard, two: Heard): number {
  if (one.ssrc !== two.ssrc) return 0
  const steps = (two.sequence - one.sequence) & 0xffff
  // Asterisk does so when a call changes its kind of bridge, timestamps included, though no frame is missing (RFC 3550, appendix A.1).
  if (steps === 0 || steps > 1000) return Math.max(0, Math.floor((two.at - one.at) / 20) - 2)
  return ((two.time - one.time) >>> 0) / frameSamples - 1
}

function hearing(): { ear: Ear; packet: (data: Buffer, from: string) => void } {
  const frames: { readonly pcm: Int16Array; readonly at: number }[] = []
  const digits: string[] = []
  const sources = new Set<string>()
  const listeners = new Set<(pcm: Int16Array, at: number) => void>()
  let lastDigitAt = -1
  let last: Heard | null = null
  let watch = { hz: 0, frames: 0, missing: 0, run: 0, longestGap: 0 }
  const count = (missing: boolean, n: number) => {
    watch.frames += n
    if (missing) watch.missing += n
    watch.run = missing ? watch.run + n : 0
    watch.longestGap = Math.max(watch.longestGap, watch.run)
  }
  const packet = (data: Buffer, from: string) => {
    const kind = (data[1] ?? 0) & 0x7f
    const time = data.readUInt32BE(4)
    if (kind === 101 && time !== lastDigitAt) {
      lastDigitAt = time
      digits.push('0123456789*#ABCD'[data[12] ?? 0] ?? '?')
    }
    if (kind !== 0) return
    sources.add(from)
    const pcm = Int16Array.from(data.subarray(12), decoded)
    frames.push({ pcm, at: performance.now() })
    if (frames.length > 100) frames.shift()
    const ssrc = data.readUInt32BE(8)
    const now = { ssrc, time, sequence: data.readUInt16BE(2), at: performance.now() }
    const lost = last ? lostBetween(last, now) : 0
    if (lost > 0 && lost < 1000) count(true, Math.round(lost))
    last = now
    if (watch.hz > 0) count(goertzel([pcm], watch.hz) < 1000, 1)
    for (const listener of listeners) listener(pcm, performance.now())
  }
  const ear: Ear = {
    digits,
    sources,
    level: (hz, windowMs = 200) => {
      const since = performance.now() - windowMs
      return goertzel(
        frames.filter((frame) => frame.at >= since).map((frame) => frame.pcm),
        hz,
      )
    },
    mark: (hz) => {
      watch = { hz, frames: 0, missing: 0, run: 0, longestGap: 0 }
    },
    sinceMark: () => ({ frames: watch.frames, missing: watch.missing, longestGap: watch.longestGap }),
    onFrame: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { ear, packet }
}

/** Amplitude of one frequency (Goertzel, Hann window so that a neighbour's tone does not leak in); 0 without sound. */
export function goertzel(frames: readonly Int16Array[], hz: number): number {
  const total = frames.reduce((sum, frame) => sum + frame.length, 0)
  const { weights, sum } = hann(total)
  const factor = 2 * Math.cos((2 * Math.PI * hz) / rate)
  let [one, two, n] = [0, 0, 0]
  for (const frame of frames)
    for (const sample of frame) {
      const next = sample * (weights[n++] ?? 0) + factor * one - two
      two = one
      one = next
    }
  return sum === 0 ? 0 : (2 * Math.sqrt(Math.max(0, one * one + two * two - factor * one * two))) / sum
}

type Hann = { readonly weights: Float64Array; readonly sum: number }
const hanns = new Map<number, Hann>()

/** Frames are of one length, so there are few windows; each is computed once. */
function hann(total: number): Hann {
  const known = hanns.get(total)
  if (known) return known
  const weights = Float64Array.from({ length: total }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / total))
  const made = { weights, sum: weights.reduce((sum, weight) => sum + weight, 0) }
  hanns.set(total, made)
  return made
}

/** G.711 µ-law. */
export function toUlaw(pcm: number): number {
  const sign = pcm < 0 ? 0x80 : 0
  const value = Math.min(32635, Math.abs(pcm)) + 132
  const exponent = Math.floor(Math.log2(value)) - 7
  return ~(sign | (exponent << 4) | ((value >> (exponent + 3)) & 0x0f)) & 0xff
}

export function fromUlaw(byte: number): number {
  const value = ~byte & 0xff
  const magnitude = ((((value & 0x0f) << 3) + 132) << ((value & 0x70) >> 4)) - 132
  return value & 0x80 ? -magnitude : magnitude
}

const silence = Buffer.alloc(frameSamples, toUlaw(0))
const decodedBytes = Int16Array.from({ length: 256 }, (_, byte) => fromUlaw(byte))
const decoded = (byte: number): number => decodedBytes[byte] ?? 0
