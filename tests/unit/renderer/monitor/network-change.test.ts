// When the line is asked whether it still leads anywhere: the network has changed, or no sound gets through any more.
import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand'
import type { SoundLoss } from '#renderer/line/sound-watch.ts'
import { watchNetwork } from '#renderer/monitor/network-change.ts'

function setUp() {
  const asked: string[] = []
  const phone = { check: () => void asked.push('check'), renewPaths: () => void asked.push('renew') }
  const line = createStore<{ soundLosses: readonly SoundLoss[] }>(() => ({ soundLosses: [] }))
  const [page, connection] = [new EventTarget(), new EventTarget()]
  const stop = watchNetwork({ phone, line, page: page as unknown as Window, connection })
  const miss = (...soundLosses: SoundLoss[]) => line.setState({ soundLosses })
  return { asked, page, connection, stop, miss }
}

describe('the line is asked at once', () => {
  it('where the network interrupts the sound, once for each interruption', () => {
    const { asked, miss } = setUp()
    miss({ side: 'hearing', where: 'network' })
    miss({ side: 'hearing', where: 'network' }, { side: 'speaking', where: 'notSent' })
    expect(asked).toEqual(['check', 'renew'])
    miss()
    miss({ side: 'hearing', where: 'network' })
    expect(asked).toHaveLength(4)
  })

  it('and not where the way stands', () => {
    const { asked, miss } = setUp()
    miss({ side: 'hearing', where: 'pbx' }, { side: 'speaking', where: 'muted' })
    expect(asked).toEqual([])
  })

  it('where the system tells of another network, until it is stopped', () => {
    const { asked, page, connection, stop, miss } = setUp()
    page.dispatchEvent(new Event('online'))
    connection.dispatchEvent(new Event('change'))
    expect(asked).toEqual(['check', 'renew', 'check', 'renew'])
    stop()
    page.dispatchEvent(new Event('online'))
    connection.dispatchEvent(new Event('change'))
    miss({ side: 'hearing', where: 'network' })
    expect(asked).toHaveLength(4)
  })
})
