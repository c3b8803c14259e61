import { beforeEach, describe, expect, it } from 'vitest'
import { waitFor, within } from '#main/pbx/kit/waits.ts'
import { type FakeClock, fakeClock } from '../../../../fakes/fake-clock.ts'

const limit = { ms: 500, otherwise: 'nothing' }
let clock: FakeClock
let happen: (what: string) => void
let stops: number
let came: string[]

beforeEach(() => {
  clock = fakeClock()
  stops = 0
  came = []
})
function wait() {
  const listen = (settle: (what: string) => void) => {
    happen = settle
    return () => void stops++
  }
  void waitFor(clock, limit, listen).then((what) => came.push(what))
}

describe('waiting for an event', () => {
  it('ends with it, and listens and counts no longer', async () => {
    wait()
    happen('it')
    expect([stops, clock.waiting()]).toEqual([1, 0])
    await clock.advance(1000)
    expect(came).toEqual(['it'])
  })

  it('ends with its time limit when it never comes', async () => {
    wait()
    await clock.advance(499)
    expect(came).toEqual([])
    await clock.advance(1)
    expect(came).toEqual(['nothing'])
    expect(stops).toBe(1)
  })

  it('hears neither one that comes late nor a second one', async () => {
    wait()
    await clock.advance(500)
    happen('late')
    await clock.advance(500)
    expect(came).toEqual(['nothing'])
    wait()
    happen('first')
    happen('second')
    await clock.advance(500)
    expect(came).toEqual(['nothing', 'first'])
    expect(stops).toBe(2)
  })

  it('that has happened already ends at once, and still stops listening once', async () => {
    const listen = (settle: (what: string) => void) => {
      settle('already')
      return () => void stops++
    }
    expect(await waitFor(clock, limit, listen)).toBe('already')
    expect([stops, clock.waiting()]).toEqual([1, 0])
  })
})

describe('a promise with a time limit', () => {
  it('is what comes of it in time', async () => {
    expect(await within(clock, Promise.resolve('it'), limit)).toBe('it')
    expect(clock.waiting()).toBe(0)
  })

  it('is given up when its time is over, whatever comes of it later', async () => {
    let resolve = (_: string) => {}
    const late = new Promise<string>((done) => {
      resolve = done
    })
    void within(clock, late, limit).then((what) => came.push(what))
    await clock.advance(500)
    resolve('late')
    await clock.advance(500)
    expect(came).toEqual(['nothing'])
  })
})
