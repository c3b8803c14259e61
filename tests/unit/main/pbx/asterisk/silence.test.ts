import { beforeEach, describe, expect, it } from 'vitest'
import { watchSilence } from '#main/pbx/asterisk/wire/silence.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

let clock: ReturnType<typeof fakeClock>
let channels: string[]
let lists: number
let told: string[]

beforeEach(() => {
  clock = fakeClock()
  channels = ['1.1']
  lists = 0
  told = []
})

const watched = () =>
  watchSilence({
    clock,
    list: async () => {
      lists += 1
      return new Set(channels)
    },
    onSilent: () => told.push('silent'),
    onHeard: () => told.push('heard'),
  })
async function pass(ms: number) {
  for (let left = ms; left > 0; left -= 500) {
    clock.pass(500)
    for (let turns = 0; turns < 4; turns++) await Promise.resolve()
  }
}
const event = { Event: 'Newchannel' }

describe('an AMI that answers', () => {
  it('is silent when channels come and go and no event says so', async () => {
    watched()
    await pass(11_000)
    channels = ['1.1', '2.2']
    await pass(12_000)
    expect(told).toEqual(['silent'])
  })

  it('is not silent on a floor where nothing happens', async () => {
    watched()
    await pass(120_000)
    expect(told).toEqual([])
  })

  it('is not asked for lists while events come', async () => {
    const watch = watched()
    for (let second = 0; second < 60; second++) {
      watch.heard([event])
      channels = [`${second}.1`]
      await pass(1000)
    }
    expect(lists).toBe(0)
    expect(told).toEqual([])
  })

  it('is not called silent for an event that comes a moment after the list, nor for one of another kind', async () => {
    const watch = watched()
    await pass(10_500)
    channels = []
    await pass(10_000)
    watch.heard([event])
    await pass(5000)
    expect(told).toEqual([])
    await pass(20_000)
    channels = ['3.3']
    watch.heard([{ Event: 'QueueMemberStatus' }])
    await pass(12_000)
    expect(told).toEqual(['silent'])
  })

  it('says when events come after all, and nothing after its end', async () => {
    const watch = watched()
    await pass(10_500)
    channels = []
    await pass(12_000)
    watch.heard([event])
    watch.heard([event])
    expect(told).toEqual(['silent', 'heard'])
    watch.stop()
    channels = ['4.4']
    await pass(60_000)
    expect(told).toEqual(['silent', 'heard'])
    expect(clock.waiting()).toBe(0)
  })
})
