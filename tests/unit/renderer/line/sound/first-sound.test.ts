// A call is heard once its first packet has come over a way that stands; what is missing is told by its name.
import { describe, expect, it } from 'vitest'
import type { Sound } from '#renderer/line/phone.ts'
import { awaitSound, soundOf } from '#renderer/line/sound/first-sound.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { FakeConnection } from '../../../../fakes/fake-ua.ts'

const packets = (packetsReceived: number) => [['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived }]] as const

function setUp() {
  const clock = fakeClock()
  const connection = new FakeConnection(null)
  connection.connectionState = 'connecting'
  const heard: Sound[] = []
  const stop = awaitSound(connection as never, clock, (sound) => heard.push(sound))
  return { clock, connection, heard, stop }
}

describe('the sound of an answered call', () => {
  it('has come with its first packet over a way that stands, and is told once', async () => {
    const { clock, connection, heard } = setUp()
    await clock.advance(200)
    connection.connectionState = 'connected'
    await clock.advance(200)
    expect(heard).toEqual([])
    connection.stats = packets(1)
    await clock.advance(60)
    expect(heard).toEqual(['came'])
    await clock.advance(20_000)
    expect([heard, clock.waiting()]).toEqual([['came'], 0])
  })

  it('has no way when none was found within five seconds', async () => {
    const { clock, heard } = setUp()
    await clock.advance(4_900)
    expect(heard).toEqual([])
    await clock.advance(200)
    expect(heard).toEqual(['noPath'])
  })

  it('is not sent by the PBX when the way stands and nothing has come for eight seconds', async () => {
    const { clock, connection, heard } = setUp()
    connection.connectionState = 'connected'
    await clock.advance(7_900)
    expect(heard).toEqual([])
    await clock.advance(200)
    expect(heard).toEqual(['noPackets'])
  })

  it('is not waited for any more once the call is over', async () => {
    const { clock, heard, stop } = setUp()
    stop()
    await clock.advance(20_000)
    expect([heard, clock.waiting()]).toEqual([[], 0])
  })

  it.each([
    ['failed', 0, 100, 'noPath'],
    ['closed', 9, 100, 'noPath'],
    ['connecting', 9, 100, null],
    ['connected', 0, 100, null],
  ] as const)('over a way that is %s, with %i packets after %i ms: %s', (path, received, waitedMs, sound) => {
    expect(soundOf(path, received, waitedMs)).toBe(sound)
  })
})
