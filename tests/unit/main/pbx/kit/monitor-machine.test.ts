// One monitor: what is late, what is meant for whom, and what is claimed while nothing is known.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import type { Spot, View } from '#main/pbx/asterisk/floor/picture-view.ts'
import { endsWithinMs } from '#main/pbx/kit/lease.ts'
import { type Monitor, type MonitorEffect, type MonitorInput, ringing } from '#main/pbx/kit/monitor.ts'
import { nextMonitor, whyNotChange, whyNotHop } from '#main/pbx/kit/monitor-machine.ts'

const ada: Spot = { channelId: 'c1', channelName: 'PJSIP/1001-1', callId: 'call', agentId: '1001' }
const ben: Spot = { channelId: 'c2', channelName: 'PJSIP/1002-2', callId: 'other', agentId: '1002' }
const at = 5000
const inForce = { kind: 'inForce' } as const
const cause = deskFailure('pbxRefused')

/** The picture: Ada and Ben each talk in their calls; `calls` may move a channel to another. */
const viewOf = (calls: Readonly<Record<string, string | null>> = {}): View => ({
  talking: (agentId) => (agentId === ben.agentId ? ben : ada),
  agentOn: () => null,
  callOf: (id) => (id in calls ? (calls[id] ?? null) : id === 'c1' ? 'call' : 'other'),
  callState: () => 'open',
  peerOf: () => null,
})

type Setting = { readonly view?: View; readonly canSwitch?: readonly Mode[] }

function reached(inputs: readonly MonitorInput[], from: Monitor, { view = viewOf(), canSwitch = [] }: Setting = {}) {
  const effects: MonitorEffect[] = []
  let state = from
  for (const input of inputs) {
    const step = nextMonitor(state, input, { view, at, canSwitch })
    state = step.state
    effects.push(...step.effects)
  }
  const told = effects.flatMap((effect) => (effect.do === 'tell' ? [effect.event] : []))
  return { state, effects, told }
}
const live = reached([{ kind: 'lineUp' }], ringing('ticket', false, ada)).state
const change = (mode: Mode, changeId = 1): MonitorInput => ({ kind: 'change', mode, changeId, callId: 'call' })
const hop: MonitorInput = { kind: 'hop', askId: 1, target: { callId: 'other', agentId: '1002' } }
const joined = reached([change('join'), { kind: 'spied', number: 1, outcome: inForce }], live).state

describe('what is late changes nothing (M7)', () => {
  const late: readonly MonitorInput[] = [
    { kind: 'spied', number: 1, outcome: inForce },
    { kind: 'spied', number: 1, outcome: { kind: 'silent', cause } },
    { kind: 'spied', number: 7, outcome: { kind: 'unknown', cause } },
    { kind: 'done', number: 1 },
    { kind: 'lineUp' },
  ]
  it.each(late)('and is not even noticed: $kind $number', (input) => {
    expect(nextMonitor(joined, input, { view: viewOf(), at, canSwitch: [] })).toEqual({ state: joined, effects: [] })
    expect(nextMonitor(joined, input, { view: viewOf(), at, canSwitch: [] }).state).toBe(joined)
  })

  it('also while the next thing is under way', () => {
    const { state } = reached([change('whisperAgent', 2)], joined)
    expect(reached([{ kind: 'spied', number: 1, outcome: inForce }], state).state).toBe(state)
  })

  it('after its end: nothing is told of it but the end', () => {
    const { state } = reached([change('whisperAgent', 2), { kind: 'end' }], joined)
    expect(
      reached([{ kind: 'spied', number: 2, outcome: inForce }, { kind: 'spyGone' }, { kind: 'end' }], state),
    ).toEqual({
      state,
      effects: [],
      told: [],
    })
    expect(whyNotChange(state)?.code).toBe('unknownMonitor')
    expect(whyNotHop(state)?.code).toBe('unknownMonitor')
  })
})

describe('one thing at a time', () => {
  it('in the order it was asked for', () => {
    const { state, effects } = reached([change('join'), change('whisperAgent', 2), change('listen', 3)], live)
    expect(effects).toEqual([{ do: 'spy', number: 1, spot: ada, mode: 'join' }])
    const { told } = reached(
      [1, 2, 3].map((number) => ({ kind: 'spied', number, outcome: inForce }) as const),
      state,
    )
    expect(told).toEqual([
      { kind: 'mode', ticketId: 'ticket', mode: 'join', changeId: 1 },
      { kind: 'mode', ticketId: 'ticket', mode: 'whisperAgent', changeId: 2 },
      { kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: 3 },
    ])
  })
})

describe('another partner of the agent', () => {
  const withPartner = (partner: string | null): View => ({ ...viewOf(), partnerOf: () => partner })
  const look: MonitorInput = { kind: 'look' }
  const known = reached([change('whisperAgent'), { kind: 'spied', number: 1, outcome: inForce }, look], live, {
    view: withPartner('one'),
  }).state

  it('is attached to anew, in the mode that was in force, and nothing of before is used', () => {
    const { effects, state } = reached([look], known, { view: withPartner('two') })
    expect(effects).toEqual([{ do: 'spy', number: 2, spot: ada, mode: 'whisperAgent', fresh: true }])
    const after = reached([{ kind: 'spied', number: 2, outcome: inForce }, look], state, { view: withPartner('two') })
    expect([after.told, after.effects]).toEqual([[], []])
    expect(after.state.phase).toMatchObject({ mode: 'whisperAgent' })
  })

  it.each(['join', 'whisperCaller'] as const)('is never spoken to anew in %s: listen comes first', (mode) => {
    const spoken: readonly MonitorInput[] = [change(mode), { kind: 'spied', number: 1, outcome: inForce }, look]
    const { state } = reached(spoken, live, { view: withPartner('one') })
    const other = { view: withPartner('two') }
    const met = reached([look, change('listen', 2)], state, other)
    expect(met.effects).toEqual([{ do: 'spy', number: 2, spot: ada, mode: 'listen' }])
    const { effects } = reached([{ kind: 'spied', number: 2, outcome: inForce }], met.state, other)
    expect(effects.filter((effect) => effect.do === 'spy')).toEqual([
      { do: 'spy', number: 3, spot: ada, mode: 'listen', fresh: true },
    ])
  })

  it('is nobody, as while a phone rings: nothing is done until somebody comes', () => {
    const alone = reached([look], known, { view: withPartner(null) })
    expect(alone.effects).toEqual([])
    expect(reached([look], alone.state, { view: withPartner('one') }).effects).toEqual([])
    expect(reached([look], alone.state, { view: withPartner('two') }).effects).toMatchObject([{ fresh: true }])
  })

  it('is not another one where the monitor has moved', () => {
    const { effects } = reached([hop, { kind: 'spied', number: 2, outcome: inForce }, look], known, {
      view: withPartner('two'),
    })
    expect(effects.filter((effect) => effect.do === 'spy')).toEqual([
      { do: 'spy', number: 2, spot: ben, mode: 'listen' },
    ])
  })

  it('who cannot be attached to is told: listen is in force, and tried again', () => {
    const { state } = reached([look], known, { view: withPartner('two') })
    const failed: MonitorInput = { kind: 'spied', number: 2, outcome: { kind: 'silent', cause } }
    const { told, state: after } = reached([failed], state, { view: withPartner('two') })
    expect(told).toEqual([{ kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null }])
    expect(after.isUnattached).toBe(true)
  })
})

describe('a change that waited', () => {
  it('is not made on another call than the one it was asked on: the monitor has hopped meanwhile', () => {
    const { state } = reached([hop, change('join', 2)], live)
    const { told, effects } = reached([{ kind: 'spied', number: 1, outcome: inForce }], state)
    expect(told.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null })
    expect(effects).not.toContainEqual(expect.objectContaining({ do: 'spy' }))
  })

  it('nor confirmed there, when the line was to make it by digits', () => {
    const digits: MonitorInput = { kind: 'byDigits', mode: 'join', changeId: 3, callId: 'a-call-before' }
    expect(reached([digits, { kind: 'switched', mode: 'join' }], live).told).toEqual([
      { kind: 'mode', ticketId: 'ticket', mode: 'join', changeId: null },
    ])
    expect(
      reached(
        [
          { ...digits, callId: 'call' },
          { kind: 'switched', mode: 'join' },
        ],
        live,
      ).told,
    ).toEqual([{ kind: 'mode', ticketId: 'ticket', mode: 'join', changeId: 3 }])
  })

  it('nor when the agent is in another call by now', () => {
    const view = viewOf({ c1: 'transferred' })
    const { effects, told } = reached([change('join')], live, { view })
    expect(told).toEqual([{ kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null }])
    expect(effects.at(-1)).toMatchObject({ do: 'spy', mode: 'listen', spot: { callId: 'transferred' } })
  })
})

describe('what is put off', () => {
  const lost = reached([{ kind: 'spyGone' }], live)
  const retry = lost.effects.flatMap((effect) => (effect.do === 'later' ? [effect.input] : []))

  it('is not done before it is due', () => {
    expect(reached([{ kind: 'look' }], lost.state).effects).toEqual([])
  })

  it('is done when its timer comes, though the clock is a millisecond behind it', () => {
    expect(reached(retry, lost.state).effects).toEqual([{ do: 'spy', number: 1, spot: ada, mode: 'listen' }])
  })

  it('is not done by the timer of what was put off before', () => {
    const early: MonitorInput = { kind: 'retry', at: at - 10 }
    expect(reached([early], lost.state).effects).toEqual([])
  })
})

describe('a change that fails', () => {
  it('ends in listen where nobody hears the supervisor, and listens again', () => {
    const { told, effects } = reached(
      [change('whisperAgent', 2), { kind: 'spied', number: 2, outcome: { kind: 'silent', cause } }],
      joined,
    )
    expect(told).toEqual([{ kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null }])
    expect(effects.at(-1)).toEqual({ do: 'spy', number: 3, spot: ada, mode: 'listen' })
  })

  it('is said to be unsure where either mode may be in force (M4)', () => {
    const { told, state } = reached(
      [change('whisperAgent', 2), { kind: 'spied', number: 2, outcome: { kind: 'unknown', cause } }],
      joined,
    )
    expect(told).toEqual([{ kind: 'unsure', ticketId: 'ticket', modes: ['join', 'whisperAgent'], until: null }])
    expect(reached([{ kind: 'spied', number: 3, outcome: inForce }], state).told).toEqual([
      { kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null },
    ])
  })
})

describe('while its connection is cut (M4)', () => {
  const unsure = (...those: readonly Mode[]) => ({
    kind: 'unsure',
    ticketId: 'ticket',
    modes: those,
    until: at + endsWithinMs,
  })

  it('the mode that was in force may still be, until the lease has run out', () => {
    expect(reached([{ kind: 'cut' }], joined).told).toEqual([unsure('join')])
  })

  it('listening stays listening, where only the console can change it', () => {
    expect(reached([{ kind: 'cut' }], live).told).toEqual([])
  })

  it('any mode may be in force, where the phone itself can change it', () => {
    expect(reached([{ kind: 'cut' }], live, { canSwitch: modes }).told).toEqual([unsure(...modes)])
  })

  it('a change on its way may have been done', () => {
    const { state } = reached([change('join')], live)
    expect(reached([{ kind: 'cut' }], state).told).toEqual([unsure('listen', 'join')])
  })

  it('an answer proves nothing, and nothing is asked of the PBX', () => {
    const { state } = reached([change('join'), { kind: 'cut' }], live)
    const answered = reached([{ kind: 'spied', number: 1, outcome: inForce }, { kind: 'look' }], state)
    expect([answered.told, answered.effects]).toEqual([[], []])
    expect(whyNotChange(answered.state)?.code).toBe('pbxUnreachable')
    const back = reached([{ kind: 'back' }], answered.state)
    expect(back.effects).toEqual([{ do: 'spy', number: 2, spot: ada, mode: 'listen' }])
    expect(reached([{ kind: 'spied', number: 2, outcome: inForce }], back.state).told).toEqual([
      { kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null },
    ])
  })

  it('a hop that waits is refused', () => {
    const { effects } = reached([change('join'), hop, { kind: 'cut' }], live)
    expect(effects.at(-1)).toMatchObject({ do: 'answer', askId: 1, result: { ok: false } })
  })

  it('its end is not told: who may hear is, as long as it is not known to be gone', () => {
    const { told } = reached([{ kind: 'end' }, { kind: 'notGone' }], joined)
    expect(told).toEqual([unsure('join')])
  })
})

describe('digits that nobody here asked for', () => {
  it('are shown as what is in force (M5)', () => {
    expect(reached([{ kind: 'switched', mode: 'join' }], live).told).toEqual([
      { kind: 'mode', ticketId: 'ticket', mode: 'join', changeId: null },
    ])
  })

  it('may be any, where the PBX does not tell which: it is put back to listen', () => {
    const { told, effects } = reached([{ kind: 'switched', mode: null }], live, { canSwitch: modes })
    expect(told).toEqual([{ kind: 'unsure', ticketId: 'ticket', modes, until: null }])
    expect(effects.at(-1)).toEqual({ do: 'spy', number: 1, spot: ada, mode: 'listen' })
  })
})
