// A monitor from sighting to sighting of its rows: which are ours, when it is attached, and what each loss of them means.
import { describe, expect, it } from 'vitest'
import { askedMonitorOf, leg, own, seen, target } from './sightings.ts'

const both = [leg('orig'), leg('term')]
const up = { legs: both, own: [own({ answered: true })] }

describe('a monitor that is asked for', () => {
  it('is attached when both legs stand and our phone has answered', () => {
    expect(seen(askedMonitorOf(), up)).toMatchObject({
      monitor: {
        phase: 'live',
        mode: 'listen',
        legs: [
          { ear: 'other', state: 'listen' },
          { ear: 'agent', state: 'listen' },
        ],
      },
      events: [{ kind: 'attached', ticketId: 't', target, device: '5002wp' }],
    })
  })

  it('is attached without a word of the device where our call is not shown', () => {
    expect(seen(askedMonitorOf(), { legs: both }).events).toStrictEqual([{ kind: 'attached', ticketId: 't', target }])
  })

  it.each([
    ['one leg', { legs: [leg('orig')], own: [own({ answered: true })] }],
    [
      'a leg that has not answered',
      { legs: [leg('orig'), leg('term', { answered: false })], own: [own({ answered: true })] },
    ],
    ['a phone that still rings', { legs: both, own: [own()] }],
    ['no rows at all', {}],
  ])('waits with %s', (_what, rows) => {
    expect(seen(askedMonitorOf(), rows)).toMatchObject({ monitor: { phase: 'asked' }, events: [] })
  })

  it.each([
    ['our phone was not picked up in time', {}, { at: 1_000 + 40_001 }, 'lineDidNotAnswer'],
    ['the call was over before', {}, { target: null }, 'callEnded'],
    ['nothing of it was left after a gap', {}, { afterGap: true }, 'pbxLost'],
  ] as const)('is over when %s', (_what, rows, over, reason) => {
    expect(seen(askedMonitorOf(), rows, over)).toEqual({
      monitor: null,
      events: [{ kind: 'ended', ticketId: 't', reason }],
    })
  })

  it('is not over at the last moment, nor after a gap with something of it there', () => {
    expect(seen(askedMonitorOf(), {}, { at: 41_000 }).monitor).not.toBeNull()
    expect(seen(askedMonitorOf(), { own: [own()] }, { afterGap: true }).monitor).not.toBeNull()
    expect(seen(askedMonitorOf(), { legs: [leg('orig')] }, { afterGap: true }).monitor).not.toBeNull()
  })

  it('is over when our phone rang and rings no more', () => {
    const rings = seen(askedMonitorOf(), { own: [own()] }).monitor
    expect(rings && seen(rings, {}).events).toEqual([{ kind: 'ended', ticketId: 't', reason: 'lineDidNotAnswer' }])
  })
})

describe('the rows of it', () => {
  it('are none that were there before it was asked for', () => {
    const monitor = { ...askedMonitorOf(), before: new Set(['orig', 'term', 'own']) }
    expect(seen(monitor, up).monitor).toMatchObject({ legs: [], own: [] })
  })

  it('are those of the bridge that rings us, when another supervisor taps the same call', () => {
    const theirs = [leg('orig', { key: 'o2', bridge: 'other' }), leg('term', { key: 't2', bridge: 'other' })]
    const rows = {
      legs: [...theirs, ...both],
      own: [own({ answered: true }), own({ key: 'x', user: '5009', bridge: 'other' })],
    }
    const { monitor } = seen(askedMonitorOf(), rows)
    expect(monitor?.legs.map(({ key }) => key)).toEqual(['orig', 'term'])
    expect(monitor?.own.map(({ key }) => key)).toEqual(['own'])
  })

  it('are those of the only new bridge, where ours rings nobody that is shown', () => {
    expect(seen(askedMonitorOf(), { legs: both }).monitor?.legs).toHaveLength(2)
    const two = [...both, leg('orig', { key: 'o2', bridge: 'other' })]
    expect(seen(askedMonitorOf(), { legs: two }).monitor?.legs).toEqual([])
  })

  it('may be known by the call our phone is rung for, before any leg stands', () => {
    const rung = own({ bridge: '' })
    expect(seen(askedMonitorOf(), { own: [rung] }).monitor?.own).toHaveLength(1)
    const forAnother = own({ bridge: 'other', tappedCallId: 'another' })
    expect(seen(askedMonitorOf(), { own: [forAnother] }).monitor?.own).toEqual([])
  })

  it('have ears: the agent’s, the other’s, or nobody knows whose', () => {
    const ears = (agentSide: 'orig' | 'term', ...sides: Parameters<typeof leg>[0][]) =>
      seen({ ...askedMonitorOf(), agentSide }, { legs: sides.map((side) => leg(side)) }).monitor?.legs.map(
        ({ ear }) => ear,
      )
    expect(ears('orig', 'orig', 'term')).toEqual(['agent', 'other'])
    expect(ears('term', 'orig', 'unknown')).toEqual(['other', 'unknown'])
  })
})

describe('a monitor that is live', () => {
  const live = () => seen(askedMonitorOf(), up).monitor ?? expect.fail('not attached')
  const joined = () => ({
    ...live(),
    mode: 'join' as const,
    legs: live().legs.map((one) => ({ ...one, state: 'barged' as const })),
  })

  it('stays as it is while its rows do', () => {
    expect(seen(joined(), up)).toEqual({ monitor: joined(), events: [] })
  })

  it.each([
    ['our line hung up', { legs: both }, {}, 'lineHungUp'],
    ['our line was gone after a gap', { legs: both }, { afterGap: true }, 'pbxLost'],
  ] as const)('is over when %s', (_what, rows, over, reason) => {
    expect(seen(live(), rows, over)).toEqual({ monitor: null, events: [{ kind: 'ended', ticketId: 't', reason }] })
  })

  it('of which no call of ours was shown is over with its legs', () => {
    const unseen = { ...live(), own: [] }
    expect(seen(unseen, { legs: [leg('orig')] }).events).toMatchObject([{ reason: 'pbxEnded' }])
    expect(seen(unseen, {}, { afterGap: true }).events).toMatchObject([{ reason: 'pbxLost' }])
  })

  it('falls back to listen when a leg is gone, and says so where it spoke', () => {
    const half = { legs: [leg('orig')], own: up.own }
    expect(seen(joined(), half).events).toEqual([{ kind: 'mode', ticketId: 't', mode: 'listen', changeId: null }])
    expect(seen(live(), half).events).toEqual([])
  })

  it('outlives its call, in listen', () => {
    const { monitor, events } = seen(joined(), up, { target: null })
    expect(monitor).toMatchObject({ phase: 'afterCall', mode: 'listen', legs: [] })
    expect(events.map(({ kind }) => kind)).toEqual(['mode', 'targetEnded'])
    expect(monitor && seen(monitor, { own: up.own }).events).toEqual([])
    expect(monitor && seen(monitor, {}).events).toEqual([{ kind: 'ended', ticketId: 't', reason: 'lineHungUp' }])
  })

  it('goes with its call when that is handed on, in listen, with every leg to be confirmed anew', () => {
    const next = { callId: 'c2', agentId: '1009' }
    const { monitor, events } = seen(joined(), up, { target: next, agentSide: 'orig' })
    expect(monitor).toMatchObject({ target: next, mode: 'listen', agentSide: 'orig' })
    expect(monitor?.legs.map(({ ear, state }) => [ear, state])).toEqual([
      ['agent', 'unknown'],
      ['other', 'unknown'],
    ])
    expect(events.at(-1)).toEqual({ kind: 'retargeted', ticketId: 't', target: next, by: 'transfer' })
  })

  it('keeps what is known of its legs', () => {
    expect(seen(joined(), up).monitor?.legs.map(({ state }) => state)).toEqual(['barged', 'barged'])
  })
})
