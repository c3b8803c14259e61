// What a program says of newer versions that it cannot install itself.
import { expect, it, onTestFinished, vi } from 'vitest'
import { tellNewer } from '#main/updates/tell-newer.ts'
import { FIRST_LOOK_MS, LOOK_EVERY_MS } from '#main/updates/updates.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { feedText, ours, serve } from '../signed-feed.ts'

it('the browser shell says once that there is a newer version, and not while somebody listens', async () => {
  const server = await serve({ '/earshot/stable.json': feedText(['0.2.0']) })
  const clock = fakeClock()
  const floor = { isFree: false }
  const tell = vi.fn()
  const stop = tellNewer({
    version: '0.1.0',
    key: ours.key,
    settings: () => ({ mode: 'ask', channel: 'stable', feed: server.feed }),
    get: fetch,
    isFree: () => floor.isFree,
    clock,
    log: (text) => expect.fail(text),
    tell,
  })
  onTestFinished(async () => {
    stop()
    await server.close()
  })
  clock.pass(FIRST_LOOK_MS)
  expect(server.asked).toEqual([])
  floor.isFree = true
  clock.pass(LOOK_EVERY_MS - FIRST_LOOK_MS)
  await vi.waitFor(() => expect(tell).toHaveBeenCalledWith('0.2.0'))
  clock.pass(LOOK_EVERY_MS)
  await vi.waitFor(() => expect(server.asked).toHaveLength(2))
  expect(tell).toHaveBeenCalledTimes(1)
})
