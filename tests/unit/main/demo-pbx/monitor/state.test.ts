// The monitor's state machine: the rules of docs/demo-pbx.md, and what may never happen in any order of events.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Monitor, type MonitorEvent, nextMonitor, type Saying } from '#main/demo-pbx/monitor/state.ts'

const target = { call: 'c1', agent: '1001' }
const ringing: Monitor = { phase: 'ringing', target, callGone: false, follow: false }
const live = (mode: 'listen' | 'join' = 'listen', follow = false): Monitor => ({ phase: 'live', target, mode, follow })
const afterCall = (follow: boolean): Monitor => ({ phase: 'afterCall', agent: '1001', follow })
const join: MonitorEvent = { kind: 'modeAsked', mode: 'join', by: 'info' }
const fellBack: Saying = { event: 'monitor.mode', mode: 'listen', by: 'pbx' }
const said = (monitor: Monitor, event: MonitorEvent) => nextMonitor(monitor, event).say
const run = (events: readonly MonitorEvent[], from: Monitor = ringing) =>
  events.reduce(
    ({ monitor, say }, event) => {
      const step = nextMonitor(monitor, event)
      return { monitor: step.monitor, say: [...say, ...step.say] }
    },
    { monitor: from, say: [] as readonly Saying[] },
  )

describe('a monitor', () => {
  it('starts in listen', () => {
    expect(nextMonitor(ringing, { kind: 'answered' })).toEqual({
      monitor: live(),
      say: [{ event: 'monitor.attached', ...target }],
    })
  })

  it('cannot be given a mode before the line has answered', () => {
    expect(nextMonitor(ringing, join)).toEqual({ monitor: ringing, say: [] })
  })

  it('takes every mode from every mode, and says by what', () => {
    for (const mode of ['listen', 'whisper-agent', 'whisper-caller', 'join'] as const)
      for (const by of ['api', 'info', 'rfc4733'] as const) {
        const step = nextMonitor(live('join'), { kind: 'modeAsked', mode, by })
        expect(step).toEqual({ monitor: { ...live(), mode }, say: [{ event: 'monitor.mode', mode, by }] })
      }
  })

  it('falls back to listen, and says so, before a hop', () => {
    const to = { call: 'c2', agent: '1002' }
    expect(nextMonitor(live('join'), { kind: 'hopAsked', target: to })).toEqual({
      monitor: { phase: 'live', target: to, mode: 'listen', follow: false },
      say: [fellBack, { event: 'monitor.retargeted', ...to, by: 'hop' }],
    })
  })

  it('falls back to listen when the call ends, and stays', () => {
    expect(nextMonitor(live('join'), { kind: 'callEnded' })).toEqual({
      monitor: afterCall(false),
      say: [fellBack, { event: 'monitor.target-ended' }],
    })
  })

  it('says nothing of a fall-back when it was listening anyway', () => {
    expect(said(live(), { kind: 'callEnded' })).toEqual([{ event: 'monitor.target-ended' }])
    expect(said(live(), { kind: 'controlLost' })).toEqual([])
  })

  it('goes with the call to another agent, in listen', () => {
    expect(run([{ kind: 'callMoved', agent: '1005' }], live('join'))).toEqual({
      monitor: { phase: 'live', target: { call: 'c1', agent: '1005' }, mode: 'listen', follow: false },
      say: [fellBack, { event: 'monitor.retargeted', call: 'c1', agent: '1005', by: 'transfer' }],
    })
  })

  it('follows the agent into the next call only when it is to', () => {
    const talks: MonitorEvent = { kind: 'agentTalks', call: 'c9' }
    expect(nextMonitor(afterCall(false), talks).monitor).toEqual(afterCall(false))
    expect(said(afterCall(true), talks)).toEqual([
      { event: 'monitor.retargeted', call: 'c9', agent: '1001', by: 'follow' },
    ])
  })

  it('is put back to listen when its owner is lost', () => {
    expect(nextMonitor(live('join'), { kind: 'controlLost' })).toEqual({ monitor: live(), say: [fellBack] })
  })

  it('whose call ended while the line rang says both when it is answered', () => {
    expect(run([{ kind: 'callEnded' }, { kind: 'answered' }]).say).toEqual([
      { event: 'monitor.attached', ...target },
      { event: 'monitor.target-ended' },
    ])
  })

  it('ends once, for one reason', () => {
    const over = (reason: 'asked' | 'bye'): MonitorEvent => ({ kind: 'over', reason })
    expect(run([over('bye'), over('asked'), join, { kind: 'answered' }])).toEqual({
      monitor: { phase: 'ended' },
      say: [{ event: 'monitor.ended', reason: 'bye' }],
    })
  })
})

const asked = (): Monitor => ringing
const lastMode = (mode: string, saying: Saying): string =>
  saying.event === 'monitor.ended' ? 'listen' : saying.event === 'monitor.mode' ? saying.mode : mode

const anyEvent: fc.Arbitrary<MonitorEvent> = fc.oneof(
  fc.constantFrom<MonitorEvent>(
    { kind: 'answered' },
    { kind: 'callEnded' },
    { kind: 'controlLost' },
    { kind: 'over', reason: 'bye' },
    { kind: 'callMoved', agent: '1005' },
    { kind: 'agentTalks', call: 'c7' },
    { kind: 'hopAsked', target: { call: 'c2', agent: '1002' } },
  ),
  fc.record({
    kind: fc.constant('modeAsked' as const),
    mode: fc.constantFrom('listen', 'whisper-agent', 'whisper-caller', 'join'),
    by: fc.constantFrom('api', 'info', 'rfc4733'),
  }),
  fc.record({ kind: fc.constant('followAsked' as const), on: fc.boolean() }),
)

describe('in any order of events', () => {
  it('what the owner was told last is the mode in force', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const { monitor, say } = run(events)
        const told = say.reduce((mode, saying) => lastMode(mode, saying), 'listen')
        expect(monitor.phase === 'live' ? monitor.mode : 'listen').toBe(told)
      }),
    )
  })

  it('a speaking mode is only ever reached by asking for it on the very call it is on', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let monitor = asked()
        for (const event of events) {
          const before = monitor
          monitor = nextMonitor(monitor, event).monitor
          if (monitor.phase !== 'live' || monitor.mode === 'listen' || before === monitor) continue
          const kept = before.phase === 'live' && before.mode === monitor.mode && before.target === monitor.target
          expect(kept || (event.kind === 'modeAsked' && event.mode === monitor.mode)).toBe(true)
        }
      }),
    )
  })
})
