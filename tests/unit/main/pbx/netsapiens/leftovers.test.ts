// What a monitor may leave behind: only the bridge's calls to our own phones, for calls we asked for, are ever ended.
import { describe, expect, it } from 'vitest'
import { ok } from '#contract/result.ts'
import type { View } from '#main/pbx/netsapiens/floor/view.ts'
import type { NetsapiensParts } from '#main/pbx/netsapiens/io.ts'
import { createLeftovers } from '#main/pbx/netsapiens/monitors/leftovers.ts'
import type { Monitor } from '#main/pbx/netsapiens/monitors/monitor.ts'
import type { Api } from '#main/pbx/netsapiens/wire/api.ts'
import type { OwnCall, TapLeg } from '#main/pbx/netsapiens/wire/tap.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { memorySecrets } from '../../../../fakes/netsapiens/site.ts'
import { askedMonitorOf, leg, own } from './sightings.ts'

function setUp() {
  const clock = fakeClock(1_000)
  const secrets = memorySecrets()
  const ended: string[] = []
  const now = { own: [] as readonly OwnCall[], legs: [] as readonly TapLeg[], ours: [] as readonly Monitor[] }
  const leftovers = createLeftovers({
    parts: { clock, secrets } as unknown as NetsapiensParts,
    api: {
      disconnect: async (callId: string) => {
        ended.push(callId)
        return ok(null)
      },
    } as unknown as Api,
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

describe('after a crash', () => {
  it('what the trace names is ended, once, and the trace forgotten', async () => {
    const { leftovers, ended, secrets, now } = setUp()
    leftovers.remember('o1')
    expect(secrets.get('netsapiens.monitor')).toBe('o1')
    now.own = [
      own(),
      own({ key: 'x', callId: 'b2', tappedCallId: 'o2' }),
      own({ key: 'y', callId: 'b3', user: '5009' }),
    ]
    await leftovers.sweep()
    expect(ended).toEqual(['b1'])
    expect(secrets.get('netsapiens.monitor')).toBeNull()
    leftovers.remember('o2')
    await leftovers.sweep()
    expect(ended).toEqual(['b1'])
  })

  it('nothing is ended without a trace', async () => {
    const { leftovers, ended, now } = setUp()
    leftovers.remember('o1')
    leftovers.forget()
    now.own = [own()]
    await leftovers.sweep()
    expect(ended).toEqual([])
  })
})
