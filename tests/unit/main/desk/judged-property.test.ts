// Whatever happens in whatever order: no speaking mode stays in force for people it was not chosen for. The phone system here may be
// slow, refuse, lose its reports, and change by itself.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call } from '#contract/floor.ts'
import { type Hearer, hearersOf, sameHearers } from '#contract/hearers.ts'
import { type Mode, type MonitorEvent, modes, type Target } from '#contract/monitor.ts'
import { err, ok } from '#contract/result.ts'
import { aCall, agentParty, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const targets: readonly Target[] = [
  { callId: 'c1', agentId: '1001' },
  { callId: 'c2', agentId: '1002' },
]
const callers = [
  { name: null, number: '1099', onNet: true, agentId: null },
  { name: null, number: '+15550100', onNet: false, agentId: null },
  agentParty('1003'),
]

type Action =
  | { readonly do: 'choose'; readonly mode: Mode; readonly seen: 'now' | 'before' }
  | { readonly do: 'people'; readonly caller: 0 | 1 | 2 }
  | { readonly do: 'work' | 'tell' | 'lose' | 'hop' | 'moves' }
  | { readonly do: 'presses'; readonly mode: Mode }
  | { readonly do: 'refuses'; readonly on: boolean }
  | { readonly do: 'wait'; readonly ms: number }

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    do: fc.constant('choose' as const),
    mode: fc.constantFrom(...modes),
    seen: fc.constantFrom('now', 'now', 'before'),
  }),
  fc.record({ do: fc.constant('people' as const), caller: fc.constantFrom(0, 1, 2) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('work', 'tell', 'tell', 'lose', 'hop', 'moves') }) },
  fc.record({ do: fc.constant('presses' as const), mode: fc.constantFrom(...modes) }),
  fc.record({ do: fc.constant('refuses' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(100, 900, 2_100) }),
) as fc.Arbitrary<Action>

/** A desk before a phone system that does what it is asked one after the other, when the test says so. */
async function stage() {
  const console = deskUnderTest({ policy: 'open' })
  const { pbx, clock, beat, startMonitor, setMode, hop } = console
  const started = new Promise<string>((resolve) => {
    pbx.goLive(floorWith([aCall('c1', '1001'), aCall('c2', '1002')]))
    void startMonitor({ target: targets[0] ?? { callId: '', agentId: '' }, follow: false, why: 'chosen' }).then(
      (ticket) => resolve(ticket.ok ? ticket.value.id : ''),
    )
  })
  const ticketId = await started
  clock.pass(1)

  const calls = new Map<string, Call>([
    ['c1', aCall('c1', '1001')],
    ['c2', aCall('c2', '1002')],
  ])
  let before = calls.get('c1')
  let on = targets[0] ?? { callId: 'c1', agentId: '1001' }
  let inForce: { readonly mode: Mode; readonly hearers: readonly Hearer[] } = { mode: 'listen', hearers: [] }
  let refuses = false
  let changeId = 0
  const asked = new Map<number, readonly Hearer[]>()
  const work: (() => void)[] = []
  const reports: MonitorEvent[] = []
  const callNow = () => calls.get(on.callId) ?? aCall(on.callId, on.agentId)
  const report = (event: MonitorEvent) => reports.push(event)
  const tell = () => {
    const event = reports.shift()
    if (event) pbx.tellMonitor(event)
  }

  pbx.answers.setMode = async () => {
    if (refuses) return err({ code: 'pbxRefused' })
    const [, , mode, id] = pbx.named('setMode').at(-1) as [string, string, Mode, number]
    work.push(() => {
      inForce = { mode, hearers: asked.get(id) ?? [] }
      report({ kind: 'mode', ticketId, mode, changeId: id })
    })
    return ok({ kind: 'asked' })
  }
  const moveTo = (to: Target, by: 'hop' | 'transfer') => {
    on = to
    inForce = { mode: 'listen', hearers: [] }
    report({ kind: 'retargeted', ticketId, target: to, by })
  }
  pbx.answers.hop = async (to) => {
    work.push(() => moveTo(to, 'hop'))
    return ok(to)
  }
  pbx.tellMonitor({ kind: 'attached', ticketId, target: on })
  const other = () => targets.find(({ callId }) => callId !== on.callId) ?? on

  const act = async (one: Action): Promise<void> => {
    switch (one.do) {
      case 'choose': {
        const call = (one.seen === 'now' ? callNow() : before) ?? callNow()
        const hearers = [...hearersOf(call, on.agentId, one.mode)]
        changeId += 1
        asked.set(changeId, hearers)
        return void setMode({ ticketId, target: on, mode: one.mode, hearers, changeId })
      }
      case 'people': {
        before = callNow()
        const after = { ...before, from: callers[one.caller] ?? before.from }
        calls.set(after.id, after)
        return pbx.tellFloor({ kind: 'patch', patch: { calls: { set: [after] } } })
      }
      case 'work':
        return work.shift()?.()
      case 'tell':
        return tell()
      case 'lose': // a connector that loses track of the call says `unsure`, or ends it
        if (reports[0]?.kind === 'mode') reports.shift()
        return
      case 'hop':
        return void hop({ ticketId, target: other(), why: 'chosen' })
      case 'moves':
        return moveTo(other(), 'transfer')
      case 'presses':
        inForce = { mode: one.mode, hearers: hearersOf(callNow(), on.agentId, one.mode) }
        report({ kind: 'mode', ticketId, mode: one.mode, changeId: null })
        // Who was on the call when it was pressed, the desk sees only by when it is told.
        while (reports.length > 0) tell()
        return
      case 'refuses':
        refuses = one.on
        return
      case 'wait':
        await clock.advance(one.ms)
    }
  }
  /** Everything that is on its way arrives, and time passes with a page that beats. */
  const settle = async () => {
    refuses = false
    for (let passed = 0; passed < 5_000; passed += 200) {
      while (work.length + reports.length > 0) {
        work.shift()?.()
        tell()
      }
      await beat(null)
      await clock.advance(200)
    }
  }
  const wrong = (): string | null => {
    if (pbx.named('endMonitor').length > 0 || inForce.mode === 'listen') return null
    const now = hearersOf(callNow(), on.agentId, inForce.mode)
    return sameHearers(inForce.hearers, now) ? null : `${inForce.mode} for ${JSON.stringify(now)}`
  }
  return { act, settle, wrong, isSpeaking: () => inForce.mode !== 'listen' && pbx.named('endMonitor').length === 0 }
}

// The PBX makes the change on the call the monitor came to meanwhile, and the report of it is lost.
const lateAndLost: Action[] = [
  { do: 'choose', mode: 'whisperAgent', seen: 'now' },
  { do: 'moves' },
  { do: 'tell' },
  { do: 'work' },
  { do: 'lose' },
  { do: 'people', caller: 0 },
]

describe('a speaking mode', () => {
  it('stays in force only for those it was chosen for', async () => {
    let spoken = 0
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 40 }), async (actions) => {
        const { act, settle, wrong, isSpeaking } = await stage()
        for (const one of actions) await act(one)
        await settle()
        expect(wrong()).toBeNull()
        if (isSpeaking()) spoken += 1
      }),
      { numRuns: 300, examples: [[lateAndLost]] },
    )
    expect(spoken, 'runs in which somebody hears at the end').toBeGreaterThan(30)
  }, 60_000)
})
