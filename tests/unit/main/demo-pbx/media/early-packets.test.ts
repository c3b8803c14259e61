// A ClientHello that comes before anyone listens is not lost.
import { describe, expect, it } from 'vitest'
import { Event } from 'werift'
import { replayEarly } from '#main/demo-pbx/media/early-packets.ts'
import { settle } from '../../../../fakes/fake-clock.ts'

type State = 'closed' | 'new' | 'connected' | 'failed' | 'connecting'

function transport() {
  const onData = new Event<[Buffer]>()
  const onStateChange = new Event<[State]>()
  replayEarly({ onStateChange, iceTransport: { connection: { onData } } })
  const heard: number[] = []
  const say = (byte: number) => onData.execute(Buffer.from([byte]))
  const listen = () => {
    onStateChange.execute('connecting')
    onData.subscribe((data) => heard.push(data[0] ?? 0))
  }
  return { heard, say, listen }
}

describe('a phone that begins before we listen', () => {
  it('is heard once we do, in its order, and then as usual', async () => {
    const { heard, say, listen } = transport()
    say(22)
    say(23)
    listen()
    await settle()
    expect(heard).toEqual([22, 23])
    say(24)
    expect(heard).toEqual([22, 23, 24])
  })

  it('can make us keep no more than four packets', async () => {
    const { heard, say, listen } = transport()
    for (let i = 0; i < 100; i++) say(i)
    listen()
    await settle()
    expect(heard).toEqual([0, 1, 2, 3])
  })
})
