// When the line is asked whether it still leads anywhere: the network has changed, or no sound gets through any more.
import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand'
import { deskFailure } from '#contract/errors.ts'
import type { Registration } from '#renderer/line/phone.ts'
import type { SoundLoss } from '#renderer/line/sound-watch.ts'
import { watchNetwork } from '#renderer/monitor/network-change.ts'

type Sight = {
  readonly soundLosses: readonly SoundLoss[]
  readonly line: { readonly registration: Registration }
}

function setUp() {
  const asked: string[] = []
  const phone = { check: () => void asked.push('check'), renewPaths: () => void asked.push('renew') }
  const line = createStore<Sight>(() => ({ soundLosses: [], line: { registration: { kind: 'registered' } } }))
  const [page, connection] = [new EventTarget(), new EventTarget()]
  const stop = watchNetwork({ phone, line, page: page as unknown as Window, connection })
  const miss = (...soundLosses: SoundLoss[]) => line.setState({ soundLosses })
  const isOn = (on: boolean) =>
    line.setState({
      line: { registration: on ? { kind: 'registered' } : { kind: 'lost', cause: deskFailure('pbxUnreachable') } },
    })
  return { asked, page, connection, stop, miss, isOn }
}

describe('the line is asked at once', () => {
  it('where the network interrupts the sound, once for each interruption', () => {
    const { asked, miss } = setUp()
    miss({ side: 'hearing', where: 'network' })
    miss({ side: 'hearing', where: 'network' }, { side: 'speaking', where: 'notSent' })
    expect(asked).toEqual(['check'])
    miss()
    miss({ side: 'hearing', where: 'network' })
    expect(asked).toEqual(['check', 'check'])
  })

  it('and another way is looked for once it is back, where the sound is still missed; never over a line that may be dead', () => {
    const { asked, miss, isOn } = setUp()
    miss({ side: 'hearing', where: 'network' })
    isOn(false)
    expect(asked).toEqual(['check'])
    isOn(true)
    expect(asked).toEqual(['check', 'renew'])
    miss()
    isOn(false)
    isOn(true)
    expect(asked).toEqual(['check', 'renew'])
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
