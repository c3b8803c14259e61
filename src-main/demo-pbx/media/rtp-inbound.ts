// What a phone's RTP turns into: 20 ms frames in order and digits, each once (RFC 3550, RFC 4733).
import { FRAME_SAMPLES, type Frame } from '../kit/telephony.ts'
import { decodePcmu } from './pcmu.ts'

export type RtpIn = {
  readonly ssrc: number
  readonly sequence: number // 16 bit
  readonly timestamp: number // 32 bit
  readonly payloadType: number
  readonly payload: Uint8Array
}

export type Inbound = { receive(packet: RtpIn): void }

export const PCMU_TYPE = 0
const EVENTS = '0123456789*#ABCD'
/** A packet that overtook others waits for them, but only until this many have come: 40 ms. */
const MAX_WAITING = 2
/** A jump so far is a new start, not a loss. */
const MAX_JUMP = 100

/** `eventType` is asked at every packet, since each offer may change it. */
export function createInbound(
  eventType: () => number | null,
  on: { frame(frame: Frame): void; digit(digit: string): void },
): Inbound {
  const assemble = createAssembler(on.frame)
  const waiting = new Map<number, RtpIn>()
  let next: number | null = null
  let ssrc: number | null = null
  let lastEvent: number | null = null

  const play = (packet: RtpIn) => {
    next = (packet.sequence + 1) & 0xffff
    if (packet.payloadType === PCMU_TYPE) assemble(decodePcmu(packet.payload))
  }
  const playWaiting = () => {
    for (let packet = take(next); packet !== undefined; packet = take(next)) play(packet)
  }
  const take = (sequence: number | null): RtpIn | undefined => {
    const packet = sequence === null ? undefined : waiting.get(sequence)
    if (packet) waiting.delete(packet.sequence)
    return packet
  }
  const skipGap = () => {
    const from = next ?? 0
    const first = [...waiting.values()].sort((one, two) => ahead(from, one.sequence) - ahead(from, two.sequence))[0]
    if (first) next = first.sequence
    playWaiting()
  }
  const onEvent = ({ payload, timestamp }: RtpIn) => {
    const digit = EVENTS[payload[0] ?? 255]
    // All packets of one event carry the timestamp of its beginning.
    const isNew = lastEvent === null || ((timestamp - lastEvent) | 0) > 0
    if (payload.length < 4 || digit === undefined || !isNew) return
    lastEvent = timestamp
    on.digit(digit)
  }

  return {
    receive(packet) {
      if (packet.ssrc !== ssrc) {
        ssrc = packet.ssrc
        next = null
        lastEvent = null
        waiting.clear()
      }
      // At once, not in its turn: a digit switches the ears.
      if (packet.payloadType === eventType()) onEvent(packet)
      const distance = next === null ? 0 : ahead(next, packet.sequence)
      if (distance < 0 && distance > -MAX_JUMP) return
      if (distance === 0 || Math.abs(distance) >= MAX_JUMP) {
        if (distance !== 0) waiting.clear()
        play(packet)
        return playWaiting()
      }
      waiting.set(packet.sequence, packet)
      if (waiting.size > MAX_WAITING) skipGap()
    },
  }
}

/** How far `to` lies ahead of `from` in 16-bit sequence numbers, -32768…32767. */
function ahead(from: number, to: number): number {
  return ((to - from) << 16) >> 16
}

/** Cuts what comes, in whatever packet sizes, into frames of 160 samples. */
function createAssembler(onFrame: (frame: Frame) => void): (samples: Int16Array) => void {
  let rest: Int16Array = new Int16Array(0)
  return (samples) => {
    if (rest.length === 0 && samples.length === FRAME_SAMPLES) return onFrame(samples)
    const all = new Int16Array(rest.length + samples.length)
    all.set(rest)
    all.set(samples, rest.length)
    let at = 0
    for (; at + FRAME_SAMPLES <= all.length; at += FRAME_SAMPLES) onFrame(all.slice(at, at + FRAME_SAMPLES))
    rest = all.slice(at)
  }
}
