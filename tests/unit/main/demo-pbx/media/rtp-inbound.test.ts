// RTP from a phone: order, loss, digits, new streams.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodePcmu } from '#main/demo-pbx/media/pcmu.ts'
import { createInbound, type RtpIn } from '#main/demo-pbx/media/rtp-inbound.ts'

/** A sound of one loudness, by which it is known again. */
const marked = (mark: number, samples = 160) => encodePcmu(new Int16Array(samples).fill(mark * 1000))
const sound = (sequence: number, mark = sequence, more: Partial<RtpIn> = {}): RtpIn => ({
  ssrc: 1,
  sequence: sequence & 0xffff,
  timestamp: sequence * 160,
  payloadType: 0,
  payload: marked(mark),
  ...more,
})
const event = (sequence: number, code: number, timestamp: number, isEnd = false): RtpIn =>
  sound(sequence, 0, { payloadType: 101, timestamp, payload: Buffer.from([code, isEnd ? 0x8a : 0x0a, 0, 160]) })

function listen(eventType: number | null = 101) {
  const [marks, digits, sizes]: [number[], string[], number[]] = [[], [], []]
  const inbound = createInbound(() => eventType, {
    frame: (frame) => {
      sizes.push(frame.length)
      marks.push(Math.round((frame[0] ?? 0) / 1000))
    },
    digit: (digit) => digits.push(digit),
  })
  return { marks, digits, sizes, hear: (...packets: RtpIn[]) => packets.forEach(inbound.receive) }
}

describe('sound', () => {
  it('in order is passed on at once', () => {
    const { hear, marks } = listen()
    hear(sound(5), sound(6))
    expect(marks).toEqual([5, 6])
  })

  it('overtaken by one packet is put in order', () => {
    const { hear, marks } = listen()
    hear(sound(1), sound(3), sound(2), sound(4))
    expect(marks).toEqual([1, 2, 3, 4])
  })

  it('after a loss goes on when two packets have waited', () => {
    const { hear, marks } = listen()
    hear(sound(1), sound(3), sound(4))
    expect(marks).toEqual([1])
    hear(sound(5))
    expect(marks).toEqual([1, 3, 4, 5])
  })

  it('that comes too late or twice is dropped', () => {
    const { hear, marks } = listen()
    hear(sound(1), sound(2), sound(2), sound(1), sound(3))
    expect(marks).toEqual([1, 2, 3])
  })

  it('runs over the end of the numbers', () => {
    const { hear, marks } = listen()
    hear(sound(65_535, 1), sound(65_537, 3), sound(65_536, 2))
    expect(marks).toEqual([1, 2, 3])
  })

  it('of a new source, or after a long jump, starts afresh', () => {
    const { hear, marks } = listen()
    hear(sound(9), sound(3, 3, { ssrc: 2 }), sound(4, 4, { ssrc: 2 }), sound(5_000, 5, { ssrc: 2 }))
    expect(marks).toEqual([9, 3, 4, 5])
  })

  it('in packets of 10 or 30 ms comes out in frames of 20', () => {
    const { hear, sizes } = listen()
    const of = (sequence: number, samples: number) => sound(sequence, 1, { payload: marked(1, samples) })
    hear(of(1, 80), of(2, 80), of(3, 240), of(4, 80))
    expect(sizes).toEqual([160, 160, 160])
  })

  it('of another codec is not taken for sound', () => {
    const { hear, marks } = listen()
    hear(sound(1), sound(2, 2, { payloadType: 8 }), sound(3))
    expect(marks).toEqual([1, 3])
  })

  it('with any neighbours swapped is complete and in order', () => {
    const jumbled = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(jumbled, (swaps) => {
        const order = swaps.map((_, i) => i + 1)
        for (let i = 1; i + 1 < order.length; i += 2) {
          if (swaps[i]) [order[i], order[i + 1]] = [order[i + 1] ?? 0, order[i] ?? 0]
        }
        const { hear, marks } = listen()
        hear(...order.map((sequence) => sound(sequence, sequence)))
        expect(marks).toEqual([...order].sort((one, two) => one - two))
      }),
    )
  })
})

describe('a digit of RFC 4733', () => {
  it('is told at its first packet, and once, though its end comes three times', () => {
    const { hear, digits } = listen()
    hear(sound(1), event(2, 5, 320))
    expect(digits).toEqual(['5'])
    hear(event(3, 5, 320), event(4, 5, 320, true), event(5, 5, 320, true), event(6, 5, 320, true))
    expect(digits).toEqual(['5'])
  })

  it('pressed again is told again', () => {
    const { hear, digits } = listen()
    hear(event(2, 5, 320), event(3, 5, 320, true), event(4, 5, 2_000), event(5, 11, 4_000))
    expect(digits).toEqual(['5', '5', '#'])
  })

  it('is told even when only its end gets through, but not when it comes after the next', () => {
    const { hear, digits } = listen()
    hear(event(9, 4, 320, true), event(12, 7, 2_000), event(10, 4, 320, true))
    expect(digits).toEqual(['4', '7'])
  })

  it('is not heard as sound, and the sound goes on after it', () => {
    const { hear, marks } = listen()
    hear(sound(1), event(2, 5, 320), event(3, 5, 320, true), sound(4))
    expect(marks).toEqual([1, 4])
  })

  it('that is cut short, unknown, or of a type never agreed is no digit', () => {
    const { hear, digits } = listen()
    hear(event(1, 16, 100), { ...event(2, 5, 200), payload: Buffer.from([5]) })
    const deaf = listen(null)
    deaf.hear(event(1, 5, 100))
    expect([...digits, ...deaf.digits]).toEqual([])
  })

  it('survives any bytes', () => {
    const { hear } = listen()
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(65_535),
        fc.constantFrom(0, 101, 13),
        (payload, at, type) => {
          hear(sound(at, 0, { payload, payloadType: type }))
        },
      ),
    )
  })
})
