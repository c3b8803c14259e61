// Two real peers on loopback: sound through DTLS-SRTP, hold, refusals, the end.

import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { MediaPeer } from '#main/demo-pbx/kit/media-peer.ts'
import { machineClock } from '#main/demo-pbx/kit/time.ts'
import { warmUp } from '#main/demo-pbx/media/warm-up.ts'
import { createWeriftPeer } from '#main/demo-pbx/media/werift-peer.ts'
import { createTimers } from '#main/demo-pbx/sip/timers.ts'
import { levelOf, toneAt } from './tones.ts'

const parts = {
  now: Date.now,
  random: (bytes: number) => randomBytes(bytes).toString('hex'),
  log: (_: string, text: string) => console.error(text),
  iceHost: '127.0.0.1',
}
const open: { close(): void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

async function pair(): Promise<[MediaPeer, MediaPeer]> {
  const [one, two] = [await createWeriftPeer(parts, 'offer'), await createWeriftPeer(parts, 'answer')]
  open.push(one.session, two.session)
  expect(await one.acceptAnswer((await two.answerOffer(one.offer)) ?? '')).toBe(true)
  return [one, two]
}

/** Talks in a tone until the test is over; gives the level of it, or of another, in what the other hears last. */
function talk(from: MediaPeer, to: MediaPeer, hz: number) {
  let [at, count] = [0, 0]
  let last: Int16Array = new Int16Array(160)
  to.session.onFrame((frame) => {
    last = frame
    count += 1
  })
  const timer = setInterval(() => {
    from.session.send(toneAt(hz, at))
    at += 160
  }, 20)
  open.push({ close: () => clearInterval(timer) })
  return { level: (tone = hz) => levelOf(tone, last), count: () => count, sent: () => at / 160 }
}

describe('two peers', () => {
  it('hear each other’s tone and no other, and know when they heard last', async () => {
    const [one, two] = await pair()
    expect(one.session.lastHeardAt()).toBeNull()
    const [there, back] = [talk(one, two, 440), talk(two, one, 1000)]
    await eventually(() => [there.level(), back.level()].every((level) => level > -10)).toBe(true)
    expect(there.level(1000)).toBeLessThan(-45)
    expect(back.level(440)).toBeLessThan(-45)
    expect(Date.now() - (one.session.lastHeardAt() ?? 0)).toBeLessThan(200)
  })

  it('say nothing to one that holds, and go on after it', async () => {
    const [one, two] = await pair()
    const heard = talk(two, one, 440)
    await eventually(heard.count).toBeGreaterThan(2)
    const held = one.offer.replace('a=sendrecv', 'a=sendonly')
    expect(await two.answerOffer(held)).toContain('a=recvonly')
    const [before, sent] = [heard.count(), heard.sent()]
    await eventually(heard.sent).toBeGreaterThan(sent + 10)
    // What was on its way may still come, no more.
    expect(heard.count() - before).toBeLessThan(3)
    expect(await two.answerOffer(one.offer)).toContain('a=sendrecv')
    await eventually(heard.count).toBeGreaterThan(before + 5)
  })

  it('are offered at the one address only, and answer so that the other begins at once', async () => {
    const offer = await createWeriftPeer(parts, 'offer')
    const other = await createWeriftPeer(parts, 'answer')
    open.push(offer.session, other.session)
    const addresses = [...offer.offer.matchAll(/^a=candidate:\S+ \d \w+ \d+ (\S+)/gm)].map((match) => match[1])
    expect(addresses).toEqual(['127.0.0.1'])
    expect(await other.answerOffer(offer.offer)).toContain('a=setup:passive')
  })

  it('refuse what has no PCMU, and what is no SDP', async () => {
    const [one] = await pair()
    expect(await one.answerOffer('v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n')).toBeNull()
    expect(await one.acceptAnswer('')).toBe(false)
  })

  it('survive an offer that lacks its keys, and take the next one', async () => {
    const [one, two] = await pair()
    const heard = talk(one, two, 440)
    const broken = one.offer.replace(/a=(ice-ufrag|ice-pwd|fingerprint|setup|mid|group).*\r\n/g, '')
    await two.answerOffer(broken)
    await two.answerOffer('v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n\0\0a=candidate:\r\n')
    expect(await two.answerOffer(one.offer)).toContain('a=sendrecv')
    const before = heard.count()
    await eventually(heard.count).toBeGreaterThan(before + 2)
  })

  it('are silent once closed, twice if need be', async () => {
    const [one, two] = await pair()
    const heard = talk(one, two, 440)
    await eventually(heard.count).toBeGreaterThan(0)
    two.session.close()
    two.session.close()
    const before = heard.count()
    expect(() => two.session.send(toneAt(440, 0))).not.toThrow()
    expect(heard.count()).toBe(before)
  })
})

it('warming up lets sound through and leaves nothing behind', async () => {
  expect(await warmUp({ ...parts, after: createTimers(machineClock).after })).toBe(true)
})

/** Five seconds, since the machine may be busy with other tests. */
function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 5000 })
}
