// What a monitor may leave behind: only the bridge's calls to our own phones, for calls we asked for, are ever ended.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import type { View } from '#main/pbx/netsapiens/floor/view.ts'
import { createLeftovers } from '#main/pbx/netsapiens/monitors/leftovers.ts'
import type { Monitor } from '#main/pbx/netsapiens/monitors/monitor.ts'
import type { OwnCall, TapLeg } from '#main/pbx/netsapiens/wire/tap.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { memorySecrets } from '../../../../fakes/netsapiens/site.ts'
import { askedMonitorOf, leg, own } from './sightings.ts'

function setUp({ trace }: { readonly trace?: string } = {}) {
  const clock = fakeClock(1_000)
  const secrets = memorySecrets(trace ? { 'netsapiens.monitor': trace } : {})
  const ended: string[] = []
  const now = {
    own: [] as readonly OwnCall[],
    legs: [] as readonly TapLeg[],
    ours: [] as readonly Monitor[],
    isLive: true,
    refuses: 0, // so many requests to hang up are not done
  }
  const leftovers = createLeftovers({
    parts: { clock, secrets },
    isLive: () => now.isLive,
    api: {
      disconnect: async (callId: string) => {
        ended.push(callId)
        now.refuses -= 1
        return now.refuses < 0 ? ok(null) : err(deskFailure('timedOut'))
      },
    },
    view: () => ({ user: '5002', taps: { own: now.own, legs: new Map([['o1', now.legs]]) } }) as unknown as View,
    ours: () => now.ours,
  })
  const shows = (over: Partial<typeof now>) => {
    Object.assign(now, over)
    leftovers.see()
    return ended
  }
  return { clock, secrets, ended, leftovers, shows, now }
}
const none: ReadonlySet<string> = new Set()

describe('a call of the bridge to our phone', () => {
  it('is ended, once, when it is for a call we asked to tap and no monitor of ours', () => {
    const { leftovers, shows } = setUp()
    leftovers.add('o1', none)
    expect(shows({ own: [own()] })).toEqual(['b1'])
    expect(shows({})).toEqual(['b1'])
  })

  it.each([
    ['to somebody else', own({ user: '5009' }), []],
    ['for a call we never asked for', own({ tappedCallId: 'o9' }), []],
    ['that our monitor holds', own(), [{ ...askedMonitorOf(), own: [own()] }]],
    ['that our monitor may be about to claim', own(), [askedMonitorOf()]],
  ])('%s is left alone', (_what, call, ours) => {
    const { leftovers, shows } = setUp()
    leftovers.add('o1', none)
    expect(shows({ own: [call], ours })).toEqual([])
  })

  it('that was there before we asked is somebody else’s', () => {
    const { leftovers, shows } = setUp()
    leftovers.add('o1', new Set(['own']))
    expect(shows({ own: [own()] })).toEqual([])
  })

  it('is ours to end for twenty seconds', () => {
    const early = setUp()
    early.leftovers.add('o1', none)
    early.clock.pass(19_999)
    expect(early.shows({ own: [own()] })).toEqual(['b1'])
    const late = setUp()
    late.leftovers.add('o1', none)
    late.clock.pass(20_000)
    expect(late.shows({ own: [own()] })).toEqual([])
  })

  it('may say by its legs alone for which call it is', () => {
    const { leftovers, shows } = setUp()
    leftovers.add('o1', none)
    expect(shows({ own: [own({ tappedCallId: '' })], legs: [leg('orig')] })).toEqual(['b1'])
  })
})

describe('a phone that rings for no call that is known', () => {
  const orphan = own({ tappedCallId: '', bridge: 'adhoc.monitor.9' })

  it('is given a second for its legs to come, then ended by itself', () => {
    const { leftovers, shows, clock, ended } = setUp()
    leftovers.add('o1', none)
    expect(shows({ own: [orphan] })).toEqual([])
    clock.pass(999)
    expect(shows({})).toEqual([])
    clock.pass(101)
    expect(ended).toEqual(['b1'])
  })

  it.each([
    ['was answered', { ...orphan, answered: true }, [], true],
    ['may be what we ask for now', orphan, [askedMonitorOf()], true],
    ['comes while we have asked for nothing', orphan, [], false],
  ])('is left alone when it %s', (_what, call, ours, hasAsked) => {
    const { leftovers, shows, clock, ended } = setUp()
    if (hasAsked) leftovers.add('o1', none)
    shows({ own: [call], ours })
    clock.pass(5_000)
    shows({})
    expect(ended).toEqual([])
  })
})

describe('a request to hang up that is lost', () => {
  it('is made again, until it is done', async () => {
    const { leftovers, shows, clock, ended } = setUp()
    leftovers.add('o1', none)
    shows({ own: [own()], refuses: 2 })
    await clock.advance(2_900)
    expect(ended).toEqual(['b1'])
    await clock.advance(200)
    expect(ended).toEqual(['b1', 'b1'])
    await clock.advance(3_200)
    expect(ended).toEqual(['b1', 'b1', 'b1'])
    await clock.advance(20_000)
    expect(ended).toHaveLength(3)
  })

  it('is not made again once the phone has been hung up by hand', async () => {
    const { leftovers, shows, clock, ended } = setUp()
    leftovers.add('o1', none)
    shows({ own: [own()], refuses: 1 })
    await clock.advance(100)
    shows({ own: [] })
    await clock.advance(10_000)
    expect(ended).toEqual(['b1'])
  })

  it('leaves its trace until it is done, however long that takes', async () => {
    const { leftovers, shows, clock, secrets } = setUp()
    leftovers.add('o1', none)
    shows({ own: [own()], refuses: 9 })
    await clock.advance(26_000)
    expect(secrets.get('netsapiens.monitor')).toBe('o1')
    await clock.advance(30_000)
    expect(secrets.get('netsapiens.monitor')).toBeNull()
  })
})

describe('while there is no feed', () => {
  it('the twenty seconds do not pass: what comes to be seen afterwards is ended', async () => {
    const { leftovers, shows, clock, now, ended } = setUp()
    leftovers.add('o1', none)
    now.isLive = false
    leftovers.blind()
    now.own = [own()]
    await clock.advance(60_000)
    expect(ended).toEqual([])
    expect(shows({ isLive: true })).toEqual(['b1'])
  })

  it('a tap may be given up: its time begins with the feed', async () => {
    const { leftovers, shows, clock, now, ended } = setUp()
    now.isLive = false
    leftovers.add('o1', none)
    await clock.advance(60_000)
    shows({ isLive: true })
    await clock.advance(19_000)
    expect(shows({ own: [own()] })).toEqual(['b1'])
    expect(ended).toHaveLength(1)
  })
})

describe('the trace for a crash', () => {
  const kept = ({ secrets }: ReturnType<typeof setUp>) => secrets.get('netsapiens.monitor')

  it('stands from before the tap until nothing is known to be left', () => {
    const stage = setUp()
    stage.leftovers.remember('o1')
    stage.leftovers.remember('o2')
    expect(kept(stage)).toBe('o1 o2')
    stage.leftovers.forget('o1')
    expect(kept(stage)).toBe('o2')
  })

  it('of what may turn up yet stands for as long as that is looked for', async () => {
    const stage = setUp()
    stage.leftovers.remember('o1')
    stage.leftovers.add('o1', none)
    stage.leftovers.forget('o1')
    await stage.clock.advance(19_000)
    expect(kept(stage)).toBe('o1')
    await stage.clock.advance(2_000)
    expect(kept(stage)).toBeNull()
  })

  it('of a call that is tapped once more outlasts the time of the first', async () => {
    const stage = setUp()
    stage.leftovers.add('o1', none)
    stage.now.ours = [askedMonitorOf()]
    await stage.clock.advance(21_000)
    expect(kept(stage)).toBe('o1')
  })
})

describe('after a crash', () => {
  const others = [own({ key: 'x', callId: 'b2', tappedCallId: 'o2' }), own({ key: 'y', callId: 'b3', user: '5009' })]

  it('what the trace names is ended, once, and the trace forgotten', async () => {
    const { leftovers, ended, secrets, now, clock } = setUp({ trace: 'o1' })
    now.own = [own(), ...others]
    leftovers.sweep()
    leftovers.sweep()
    expect(ended).toEqual(['b1'])
    now.own = others
    await clock.advance(21_000)
    expect(secrets.get('netsapiens.monitor')).toBeNull()
    expect(ended).toEqual(['b1'])
  })

  it('also what shows itself a moment later, as a tap that was still on its way', async () => {
    const { leftovers, shows, ended } = setUp({ trace: 'o0 o1' })
    leftovers.sweep()
    expect(shows({ own: others })).toEqual([])
    expect(shows({ own: [own(), ...others] })).toEqual(['b1'])
    expect(ended).toHaveLength(1)
  })

  it('nothing is ended without a trace, nor by a trace of this run', () => {
    const { leftovers, shows } = setUp()
    leftovers.sweep()
    leftovers.remember('o1')
    leftovers.sweep()
    expect(shows({ own: [own()] })).toEqual([])
  })
})
