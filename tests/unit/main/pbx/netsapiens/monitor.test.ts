// A monitor from look to look at its rows: which are ours, when it is attached, and what each loss of them means.
import { describe, expect, it } from 'vitest'
import { aloneMs } from '#main/pbx/netsapiens/monitors/monitor-sight.ts'
import {
  answered,
  askedMonitorOf,
  bothLegs,
  leg,
  liveMonitorOf,
  monitorIn,
  own,
  type Picture,
  reached,
  seen,
  target,
  rows as up,
} from './sightings.ts'

const cut = (monitor: ReturnType<typeof askedMonitorOf>) => reached([{ kind: 'cut' }], monitor, { picture: null }).state
const ended = (reason: string) => [{ kind: 'ended', ticketId: 't', reason }]

describe('a monitor that is asked for', () => {
  it('is attached when both legs stand and our phone has answered', () => {
    const { state, told, effects } = seen(askedMonitorOf(), up)
    expect(effects[0]).toEqual({ do: 'log', text: 'netsapiens monitor t taken by 5002wp' })
    expect(state).toMatchObject({
      phase: 'live',
      mode: 'listen',
      legs: [
        { ear: 'other', state: 'listen' },
        { ear: 'agent', state: 'listen' },
      ],
    })
    expect(told).toEqual([{ kind: 'attached', ticketId: 't', target, device: '5002wp' }])
  })

  it('is attached without a word of the device where our call is not shown', () => {
    expect(seen(askedMonitorOf(), { legs: bothLegs }).told).toStrictEqual([{ kind: 'attached', ticketId: 't', target }])
  })

  it.each([
    ['one leg', { legs: [leg('orig')], own: up.own }],
    ['a leg that has not answered', { legs: [leg('orig'), leg('term', { answered: false })], own: up.own }],
    ['a phone that still rings', { legs: bothLegs, own: [own()] }],
    ['no rows at all', {}],
  ])('waits with %s', (_what, picture) => {
    const { state, told } = seen(askedMonitorOf(), picture)
    expect([state.phase, told]).toEqual(['asked', []])
  })

  it.each([
    ['our phone was not picked up in time', {}, { at: 1_000 + 40_001 }, 'lineDidNotAnswer'],
    ['the call was over before', { target: null }, {}, 'callEnded'],
  ] as const)('is over when %s', (_what, picture, setting, reason) => {
    const { state, told, effects } = seen(askedMonitorOf(), picture, setting)
    expect([state.phase, told]).toEqual(['over', ended(reason)])
    // A phone may yet be rung for it.
    expect(effects).toContainEqual({ do: 'watch' })
    // It was started: that is answered once.
    expect(effects.map((effect) => effect.do)).not.toContain('notStarted')
  })

  it('is over when nothing of it was left after a gap', () => {
    expect(seen(cut(askedMonitorOf()), {}).told).toEqual(ended('pbxLost'))
  })

  it('is not over at the last moment, nor after a gap with something of it there', () => {
    expect(seen(askedMonitorOf(), {}, { at: 41_000 }).state.phase).toBe('asked')
    expect(seen(cut(askedMonitorOf()), { own: [own()] }).state.phase).toBe('asked')
    expect(seen(cut(askedMonitorOf()), { legs: [leg('orig')] }).state.phase).toBe('asked')
  })

  it('looks once more when the time of its phones is over', () => {
    const { effects } = reached([{ kind: 'phones', why: null }], { ...askedMonitorOf(), phase: 'looking' })
    expect(effects).toContainEqual({ do: 'later', inMs: 40_100, input: { kind: 'look' } })
  })

  it('is over when our phone rang and rings no more', () => {
    const rings = seen(askedMonitorOf(), { own: [own()] }).state
    expect(seen(rings, {}).told).toEqual(ended('lineDidNotAnswer'))
  })
})

describe('the rows of it', () => {
  it('are none that were there before it was asked for', () => {
    const monitor = { ...askedMonitorOf(), before: new Set(['orig', 'term', 'own']) }
    expect(seen(monitor, up).state).toMatchObject({ legs: [], own: [], strays: [] })
  })

  it('are those of the bridge that rings us, when another supervisor taps the same call', () => {
    const theirs = [leg('orig', { key: 'o2', bridge: 'other' }), leg('term', { key: 't2', bridge: 'other' })]
    const { state } = seen(askedMonitorOf(), {
      legs: [...theirs, ...bothLegs],
      own: [own({ answered: true }), own({ key: 'x', user: '5009', bridge: 'other' })],
    })
    expect(state.legs.map(({ key }) => key)).toEqual(['orig', 'term'])
    expect(state.own.map(({ key }) => key)).toEqual(['own'])
    expect(state.strays).toEqual([])
  })

  it('are those of the only new bridge, where ours rings nobody that is shown', () => {
    expect(seen(askedMonitorOf(), { legs: bothLegs }).state.legs).toHaveLength(2)
    const two = [...bothLegs, leg('orig', { key: 'o2', bridge: 'other' })]
    expect(seen(askedMonitorOf(), { legs: two }).state.legs).toEqual([])
  })

  it('may be known by the call our phone is rung for, before any leg stands', () => {
    expect(seen(askedMonitorOf(), { own: [own({ bridge: '' })] }).state.own).toHaveLength(1)
    const forAnother = own({ bridge: 'other', tappedCallId: 'another' })
    expect(seen(askedMonitorOf(), { own: [forAnother] }).state).toMatchObject({ own: [], strays: [] })
  })

  it('of a tap that was made twice are those of the bridge whose call we have; the other one strays', () => {
    const second = own({ key: 'own2', callId: 'b2', bridge: 'adhoc.monitor.8' })
    const theirs = [
      leg('orig', { key: 'o2', bridge: 'adhoc.monitor.8' }),
      leg('term', { key: 't2', bridge: 'adhoc.monitor.8' }),
    ]
    const { state } = seen(liveMonitorOf(), { legs: [...theirs, ...bothLegs], own: [second, ...up.own] })
    expect(state.own.map(({ key }) => key)).toEqual(['own'])
    expect(state.legs.map(({ key }) => key)).toEqual(['orig', 'term'])
    expect(state.strays.map(({ key }) => key)).toEqual(['own2'])
  })

  it('have ears: the agent’s, the other’s, or nobody knows whose', () => {
    const ears = (agentSide: 'orig' | 'term', ...sides: Parameters<typeof leg>[0][]) =>
      seen({ ...askedMonitorOf(), agentSide }, { legs: sides.map((side) => leg(side)) }).state.legs.map(
        ({ ear }) => ear,
      )
    expect(ears('orig', 'orig', 'term')).toEqual(['agent', 'other'])
    expect(ears('term', 'orig', 'unknown')).toEqual(['other', 'unknown'])
  })

  it('are the same object while they are the same rows', () => {
    const live = liveMonitorOf()
    expect(seen(live, up).state).toBe(live)
  })
})

describe('a monitor that is live', () => {
  const joined = () => monitorIn('join')

  it('stays as it is while its rows do', () => {
    const monitor = joined()
    expect(seen(monitor, up)).toMatchObject({ state: monitor, effects: [] })
    expect(monitor.legs.map(({ state }) => state)).toEqual(['barged', 'barged'])
  })

  it('is over when our line hung up, and nothing of it is left', () => {
    const { state, told, effects } = seen(liveMonitorOf(), { legs: bothLegs })
    expect([state.phase, told]).toEqual(['over', ended('lineHungUp')])
    expect(effects).toContainEqual({ do: 'forget' })
  })

  it('is lost when our line was gone after a gap', () => {
    expect(seen(cut(liveMonitorOf()), { legs: bothLegs }).told).toEqual(ended('pbxLost'))
    expect(seen(seen(cut(liveMonitorOf()), up).state, { legs: bothLegs }).told).toEqual(ended('lineHungUp'))
  })

  it('of which no call of ours was shown is over with its legs', () => {
    const unseen = seen(askedMonitorOf(), { legs: bothLegs }).state
    expect(seen(unseen, { legs: [leg('orig')] }).told).toEqual(ended('pbxEnded'))
    expect(seen(cut(unseen), {}).told).toEqual(ended('pbxLost'))
  })

  it('goes back to listen when a leg is gone, and names who may hear until the other is closed', () => {
    const half: Picture = { legs: [leg('term')], own: up.own }
    const first = seen(joined(), half)
    expect(first.told).toEqual([{ kind: 'unsure', ticketId: 't', modes: ['whisperAgent'], until: null }])
    expect(first.acts).toMatchObject([{ leg: 'term', action: 'listen' }])
    expect(reached(answered(first), first.state, { picture: half }).told).toEqual([
      { kind: 'mode', ticketId: 't', mode: 'listen', changeId: null },
    ])
    expect(seen(liveMonitorOf(), half)).toMatchObject({ told: [], acts: [] })
  })

  it('whose bridge is another one by now goes back to listen there: nothing is known of its legs', () => {
    const bridge = 'adhoc.monitor.8'
    const second: Picture = {
      legs: [leg('orig', { key: 'o2', id: 'o2', bridge }), leg('term', { key: 't2', id: 't2', bridge })],
      own: [own({ key: 'own2', bridge, answered: true })],
    }
    const first = seen(joined(), second)
    expect(first.told).toEqual([
      { kind: 'unsure', ticketId: 't', modes: ['whisperAgent', 'whisperCaller'], until: null },
    ])
    expect(reached(answered(first), first.state, { picture: second }).told).toEqual([
      { kind: 'mode', ticketId: 't', mode: 'listen', changeId: null },
    ])
  })

  it('asks once for listen when a leg is gone, however often the picture moves', () => {
    const half: Picture = { legs: [leg('term')], own: up.own }
    const first = seen(joined(), half)
    expect(reached([{ kind: 'look' }, { kind: 'look' }], first.state, { picture: half }).effects).toEqual([])
  })

  it('does not believe in a leg that comes back: it is closed, whatever it was', () => {
    const half = seen(joined(), { legs: [leg('term')], own: up.own })
    const quiet = reached(answered(half), half.state, { picture: { legs: [leg('term')], own: up.own } }).state
    const back = seen(quiet, up)
    expect(back.acts).toMatchObject([{ leg: 'orig', action: 'listen' }])
    expect(reached(answered(back), back.state)).toMatchObject({ told: [], acts: [] })
  })
})

describe('a call that is over under a monitor', () => {
  const over: Picture = { own: up.own, target: null }
  const lingering: Picture = { legs: bothLegs, own: up.own, target: null }

  it('is told with its legs gone, in listen; the line stays', () => {
    const { state, told } = seen(monitorIn('join'), over)
    expect(state).toMatchObject({ phase: 'afterCall', mode: 'listen' })
    expect(told).toEqual([
      { kind: 'mode', ticketId: 't', mode: 'listen', changeId: null },
      { kind: 'targetEnded', ticketId: 't' },
    ])
    expect(seen(state, { own: up.own, target: null }).told).toEqual([])
    expect(seen(state, { target: null }).told).toEqual(ended('lineHungUp'))
  })

  it('is told without a mode where it was listened to', () => {
    expect(seen(liveMonitorOf(), over).told).toEqual([{ kind: 'targetEnded', ticketId: 't' }])
  })

  it('is not told while its legs stand: the next row of a call that is handed on may only be slow', () => {
    const { state, told, effects } = seen(monitorIn('join'), lingering)
    expect([state.phase, state.mode, told]).toEqual(['live', 'join', []])
    expect(effects).toEqual([{ do: 'later', inMs: aloneMs + 100, input: { kind: 'look' } }])
    expect(seen(state, lingering, { at: 2_000 + aloneMs - 1 })).toMatchObject({ told: [], acts: [] })
    expect(seen(state, up).state.aloneSince).toBeNull()
  })

  it('whose legs stay is left to nobody who might still be heard: they are closed, and then it is told', () => {
    const alone = seen(monitorIn('join'), lingering).state
    const at = 2_000 + aloneMs
    const late = seen(alone, lingering, { at })
    expect(late.told).toEqual([
      { kind: 'unsure', ticketId: 't', modes: ['whisperAgent', 'whisperCaller'], until: null },
    ])
    expect(late.acts.map(({ action }) => action)).toEqual(['listen', 'listen'])
    expect(reached(answered(late), late.state, { picture: lingering, at }).told.map(({ kind }) => kind)).toEqual([
      'mode',
      'targetEnded',
    ])
  })

  it('in listen is over when its legs have stood without it for so long', () => {
    const alone = seen(liveMonitorOf(), lingering).state
    expect(seen(alone, lingering, { at: 2_000 + aloneMs }).told).toEqual([{ kind: 'targetEnded', ticketId: 't' }])
  })

  it('may have been slow to show its next row: then the monitor goes on, in listen', () => {
    const after = seen(liveMonitorOf(), over).state
    const next = { callId: 'c2', agentId: '1009' }
    const back = seen(after, { ...up, target: next })
    expect(back.state).toMatchObject({ phase: 'live', target: next })
    expect(back.told[0]).toEqual({ kind: 'retargeted', ticketId: 't', target: next, by: 'transfer' })
    // Its legs were gone: nothing is known of them.
    expect(back.acts.map(({ action }) => action)).toEqual(['listen', 'listen'])
    expect(seen(after, { own: up.own, target: next })).toMatchObject({ state: { phase: 'afterCall' }, told: [] })
  })
})

describe('a call that is handed on', () => {
  const next = { callId: 'c2', agentId: '1009' }
  const moved: Picture = { ...up, target: next, agentSide: 'orig' }

  it('takes the monitor with it; who may hear of the new people is named until every leg is confirmed anew', () => {
    const first = seen(monitorIn('join'), moved)
    expect(first.state).toMatchObject({ target: next, agentSide: 'orig' })
    expect(first.state.legs.map(({ ear, state }) => [ear, state])).toEqual([
      ['agent', 'unknown'],
      ['other', 'unknown'],
    ])
    expect(first.told).toEqual([
      { kind: 'retargeted', ticketId: 't', target: next, by: 'transfer' },
      { kind: 'unsure', ticketId: 't', modes: ['whisperAgent', 'whisperCaller'], until: null },
    ])
    expect(first.acts.map(({ action }) => action)).toEqual(['listen', 'listen'])
    expect(reached(answered(first), first.state, { picture: moved }).told).toEqual([
      { kind: 'mode', ticketId: 't', mode: 'listen', changeId: null },
    ])
  })

  it('in listen is confirmed anew without a word', () => {
    const first = seen(liveMonitorOf(), moved)
    expect(first.told.map(({ kind }) => kind)).toEqual(['retargeted'])
    expect(first.acts).toHaveLength(2)
    expect(reached(answered(first), first.state, { picture: moved }).told).toEqual([])
  })

  it('of whose legs nothing can be confirmed may be heard by either', () => {
    const first = seen(liveMonitorOf(), moved)
    const failed = first.acts.map((act) => ({ kind: 'acted', act, error: { code: 'timedOut' } }) as const)
    expect(reached(failed, first.state, { picture: moved }).told).toEqual([
      { kind: 'unsure', ticketId: 't', modes: ['whisperAgent', 'whisperCaller'], until: null },
    ])
  })
})
