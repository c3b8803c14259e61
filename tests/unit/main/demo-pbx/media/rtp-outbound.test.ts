// RTP to a phone: numbers, clock and marker.
import { describe, expect, it } from 'vitest'
import { createOutbound } from '#main/demo-pbx/media/rtp-outbound.ts'

const FRAME = new Int16Array(160)

function sender() {
  let now = 0
  const pack = createOutbound(
    () => now,
    (bytes) => 'ff'.repeat(bytes),
  )
  return (at: number) => {
    now = at
    return pack(FRAME)
  }
}

describe('frames to a phone', () => {
  it('carry 160 bytes, the next number and 160 more on the clock, over the end of both', () => {
    const send = sender()
    expect(send(0)).toMatchObject({ sequence: 0, timestamp: 159, marker: true })
    const second = send(20)
    expect(second).toMatchObject({ sequence: 1, timestamp: 319, marker: false })
    expect(second.payload).toHaveLength(160)
  })

  it('keep their clock when a timer is late', () => {
    const send = sender()
    send(0)
    expect(send(70)).toMatchObject({ timestamp: 319, marker: false })
    expect(send(71)).toMatchObject({ timestamp: 479, marker: false })
  })

  it('after a pause carry the marker, and the clock has gone on meanwhile', () => {
    const send = sender()
    send(0)
    expect(send(1_000)).toMatchObject({ sequence: 1, timestamp: 159 + 50 * 160, marker: true })
  })
})
