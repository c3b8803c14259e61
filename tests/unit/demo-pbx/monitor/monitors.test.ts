// Monitors over a still floor and phones without SIP: ringing, answering, digits, losses, leftovers.
import { beforeEach, describe, expect, it } from 'vitest'
import { yes } from '../../../../src-main/demo-pbx/answer.ts'
import { createLines } from '../../../../src-main/demo-pbx/lines.ts'
import { type Faults, noFaults } from '../../../../src-main/demo-pbx/monitor/faults.ts'
import { createMonitors, type Monitors } from '../../../../src-main/demo-pbx/monitor/monitors.ts'
import { openFloor } from '../../../../src-main/demo-pbx/scenario/opening.ts'
import { orderCall, orderEnd, orderTransfer } from '../../../../src-main/demo-pbx/scenario/orders.ts'
import { createStage, type Stage } from '../../../../src-main/demo-pbx/scenario/stage.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { type FakeTelephony, fakeTelephony } from '../../../fakes/fake-telephony.ts'

let clock: ReturnType<typeof fakeClock>
let phones: FakeTelephony
let stage: Stage
let monitors: Monitors
let faults: Faults
let told: { readonly event: string; readonly owner: string; readonly [key: string]: unknown }[]
let shown: string[]

const after = (ms: number, run: () => void) => clock.schedule(run, ms)
const newCall = (agent: string): string => {
  const answer = stage.move((world) => {
    const made = orderCall(world, { agent })
    return made.ok ? yes({ world: made.value.world, value: made.value.call }) : made
  })
  if (!answer.ok) throw new Error(answer.error.text)
  return answer.value
}
const endCall = (call: string) =>
  stage.move((world) => {
    const ended = orderEnd(world, call)
    return ended.ok ? yes({ world: ended.value, value: null }) : ended
  })
const order = (call: string, more: object = {}) => ({
  ...{ monitor: 'm1', token: 't0k3n', call, agent: '1001', line: '5001', supervisor: 'Sam', follow: false },
  ...more,
})
const events = () => told.map((one) => one.event)
const phone = (n = 0) => {
  const one = phones.phones[n]
  if (!one) throw new Error('no phone was rung')
  return one
}
const attach = (more: object = {}): string => {
  const call = newCall('1001')
  expect(monitors.start('me', order(call, more))).toEqual({ ok: true, value: {} })
  phone().answer()
  told.length = 0
  return call
}
const modes = () => [...monitors.seats()].map((seat) => seat.mode)

beforeEach(() => {
  clock = fakeClock()
  phones = fakeTelephony()
  phones.register('5001')
  faults = noFaults
  told = []
  shown = []
  stage = createStage(openFloor({ now: 0, seed: 1, speed: 0 }), { now: clock.now, after })
  monitors = createMonitors({
    ...{ telephony: phones, lines: createLines(), world: stage.world, faults: () => faults, domain: 'pbx.invalid' },
    ...{ now: clock.now, after, log: () => undefined },
    say: (owner, saying) => told.push({ owner, ...saying }),
    onShown: (calls) => shown.push(...calls),
  })
  stage.onChange(monitors.floorChanged)
})

describe('starting', () => {
  it('rings the line with the token and without asking to be trusted otherwise', () => {
    monitors.start('me', order(newCall('1001')))
    expect(phone().order).toEqual({
      fromUser: 'monitor',
      fromName: 'Earshot monitor',
      headers: { 'X-Earshot-Token': 't0k3n', 'Call-Info': '<sip:monitor@pbx.invalid>;answer-after=0' },
    })
  })

  it('is live in listen when the line answers, and shown on the call', () => {
    const call = newCall('1001')
    monitors.start('me', order(call))
    phone().answer()
    expect(told).toEqual([{ owner: 'me', monitor: 'm1', event: 'monitor.attached', call, agent: '1001' }])
    expect(monitors.shownOn(call)).toEqual([{ supervisor: 'Sam', mode: 'listen' }])
    expect(shown).toContain(call)
  })

  it.each([
    ['call-gone', () => order('c99')],
    ['call-gone', () => order(newCall('1001'), { agent: '1002' })],
    ['line-unregistered', () => order(newCall('1001'), { line: '5009' })],
  ])('is refused with %s', (code, make) => {
    expect(monitors.start('me', make())).toMatchObject({ ok: false, error: { code } })
    expect(phones.phones).toEqual([])
  })

  it('is refused while the call is not answered', () => {
    const waiting = stage.move((world) => {
      const made = orderCall(world, { queue: '8001', hold: true })
      return made.ok ? yes({ world: made.value.world, value: made.value.call }) : made
    })
    const call = waiting.ok ? waiting.value : ''
    expect(monitors.start('me', order(call))).toMatchObject({ error: { code: 'not-answered' } })
  })

  it('is refused while the line is busy, and with an id that is taken', () => {
    const call = attach()
    expect(monitors.start('me', order(call, { monitor: 'm2' }))).toMatchObject({ error: { code: 'line-busy' } })
    expect(monitors.start('me', order(call))).toMatchObject({ error: { code: 'duplicate' } })
  })

  it.each([
    ['busy', 486],
    ['busy', 600],
    ['declined', 603],
    ['no-answer', 480],
  ])('ends as %s when the phone says %i', (reason, status) => {
    monitors.start('me', order(newCall('1001')))
    phone().hangUp(status)
    expect(told).toEqual([{ owner: 'me', monitor: 'm1', event: 'monitor.ended', reason }])
    expect(monitors.count()).toBe(0)
  })

  it('gives up after ten seconds and stops the ringing', () => {
    monitors.start('me', order(newCall('1001')))
    clock.pass(9_900)
    expect(told).toEqual([])
    clock.pass(200)
    expect(told).toMatchObject([{ event: 'monitor.ended', reason: 'no-answer' }])
    expect(phone().ended()).not.toBeNull()
  })
})

describe('digits and the API', () => {
  it('switch the mode: 4 listen, 5 agent, 6 join, 7 caller, by both ways', () => {
    attach()
    for (const by of ['info', 'rfc4733'] as const)
      for (const [digit, mode] of [
        ['5', 'whisper-agent'],
        ['6', 'join'],
        ['7', 'whisper-caller'],
        ['4', 'listen'],
      ] as const) {
        phone().press(digit, by)
        expect(told.at(-1)).toMatchObject({ event: 'monitor.mode', mode, by })
        expect(modes()).toEqual([mode])
      }
  })

  it('ignores every other digit', () => {
    attach()
    for (const digit of '01238 9*#ABCD') phone().press(digit)
    expect([told, modes()]).toEqual([[], ['listen']])
  })

  it('refuses a mode before the answer and after the call, each with its reason', () => {
    const call = newCall('1001')
    monitors.start('me', order(call))
    expect(monitors.mode('me', 'm1', 'join')).toMatchObject({ error: { code: 'not-answered' } })
    phone().answer()
    endCall(call)
    expect(monitors.mode('me', 'm1', 'join')).toMatchObject({ error: { code: 'call-gone' } })
    phone().press('6')
    expect(modes()).toEqual(['listen'])
  })

  it('belong to the owner alone', () => {
    const call = attach()
    const other = { call, agent: '1001' }
    const answers = [
      monitors.mode('you', 'm1', 'join'),
      monitors.hop('you', 'm1', other),
      monitors.follow('you', 'm1', true),
      monitors.end('you', 'm1'),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ error: { code: 'unknown-monitor' } })
    expect(monitors.sweep('you')).toEqual([])
    expect(monitors.count()).toBe(1)
  })
})

describe('the call under a monitor', () => {
  it('ends in a whisper: back to listen, told, and the line stays up', () => {
    const call = attach()
    phone().press('5')
    told.length = 0
    endCall(call)
    expect(events()).toEqual(['monitor.mode', 'monitor.target-ended'])
    expect(phone().ended()).toBeNull()
    expect([...monitors.seats()]).toMatchObject([{ call: null, mode: 'listen' }])
  })

  it('is followed by the next one of the agent, in listen, when follow is on', () => {
    const call = attach({ follow: true })
    endCall(call)
    newCall('1002')
    expect(events()).toEqual(['monitor.target-ended'])
    const next = newCall('1001')
    expect(told.at(-1)).toMatchObject({ event: 'monitor.retargeted', call: next, agent: '1001', by: 'follow' })
    expect(modes()).toEqual(['listen'])
  })

  it('is followed at once when follow is switched on late', () => {
    endCall(attach())
    const next = newCall('1001')
    expect(events()).toEqual(['monitor.target-ended'])
    monitors.follow('me', 'm1', true)
    expect(told.at(-1)).toMatchObject({ event: 'monitor.retargeted', call: next, by: 'follow' })
  })

  it('is transferred: the monitor goes with it', () => {
    const call = attach()
    phone().press('6')
    stage.move((world) => {
      const moved = orderTransfer(world, call, '1004', false)
      return moved.ok ? yes({ world: moved.value, value: null }) : moved
    })
    expect(told.slice(-2)).toMatchObject([
      { event: 'monitor.mode', mode: 'listen', by: 'pbx' },
      { event: 'monitor.retargeted', call, agent: '1004', by: 'transfer' },
    ])
  })

  it('hops without another ring', () => {
    attach()
    const call = newCall('1002')
    phone().press('6')
    expect(monitors.hop('me', 'm1', { call, agent: '1002' })).toMatchObject({ ok: true })
    expect([...monitors.seats()]).toMatchObject([{ call, mode: 'listen' }])
    expect(phones.phones).toHaveLength(1)
    expect(monitors.hop('me', 'm1', { call: 'c99', agent: '1002' })).toMatchObject({ error: { code: 'call-gone' } })
  })

  it('can have monitors of two consoles, each with its own mode', () => {
    const call = attach()
    phones.register('5002')
    monitors.start('you', order(call, { monitor: 'm2', line: '5002', supervisor: 'Uma' }))
    phone(1).answer()
    phone(1).press('6')
    expect(monitors.shownOn(call)).toEqual([
      { supervisor: 'Sam', mode: 'listen' },
      { supervisor: 'Uma', mode: 'join' },
    ])
  })

  it('between two agents knows which of them is "the agent"', () => {
    const made = stage.move((world) => {
      const answer = orderCall(world, { agent: '1001', onNet: true, number: '1002' })
      return answer.ok ? yes({ world: answer.value.world, value: answer.value.call }) : answer
    })
    const call = made.ok ? made.value : ''
    monitors.start('me', order(call, { agent: '1002' }))
    phone().answer()
    expect([...monitors.seats()]).toMatchObject([{ agentSide: 'from' }])
  })
})

describe('an end', () => {
  it.each([
    ['asked', () => monitors.end('me', 'm1')],
    ['asked', () => monitors.sweep('me')],
    ['bye', () => phone().hangUp()],
    ['bye', () => monitors.hangUp('5001')],
    ['media-lost', () => phone().call.end()],
  ])('(%s) leaves nothing behind and frees the line', (reason, end) => {
    const call = attach()
    end()
    expect(told).toEqual([{ owner: 'me', monitor: 'm1', event: 'monitor.ended', reason }])
    expect([monitors.count(), monitors.shownOn(call), [...monitors.seats()]]).toEqual([0, [], []])
    expect(phone().ended()).not.toBeNull()
    expect(monitors.start('me', order(call))).toMatchObject({ ok: true })
  })

  it('comes after ten seconds without a packet from the phone', () => {
    attach()
    phone().heardAt = clock.now() + 3000
    clock.pass(12_000)
    expect(told).toEqual([])
    clock.pass(2000)
    expect(told).toMatchObject([{ event: 'monitor.ended', reason: 'media-lost' }])
  })
})

describe('the owner lost', () => {
  const stayHeard = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      phone().heardAt = clock.now()
      clock.pass(1000)
    }
  }

  it('puts the monitor back to listen, deaf to digits', () => {
    attach()
    phone().press('6')
    monitors.controlLost('me')
    expect(modes()).toEqual(['listen'])
    phone().press('6')
    expect(modes()).toEqual(['listen'])
  })

  it('ends it after twenty seconds', () => {
    attach()
    monitors.controlLost('me')
    stayHeard(19_000)
    expect(monitors.count()).toBe(1)
    stayHeard(2000)
    expect(told.at(-1)).toMatchObject({ event: 'monitor.ended', reason: 'control-lost' })
  })

  it('and back in time: told how things stand, and digits work again', () => {
    attach()
    monitors.controlLost('me')
    stayHeard(15_000)
    monitors.controlBack('me')
    expect(told).toMatchObject([{ event: 'monitor.mode', mode: 'listen', by: 'pbx' }])
    stayHeard(15_000)
    phone().press('6')
    expect(modes()).toEqual(['join'])
  })
})

describe('faults', () => {
  it('ignore digits', () => {
    attach()
    faults = { ...noFaults, ignoreDigits: true }
    phone().press('6')
    expect([modes(), told]).toEqual([['listen'], []])
  })

  it('switch without a word', () => {
    attach()
    faults = { ...noFaults, silentModes: true }
    phone().press('6')
    expect([modes(), told]).toEqual([['join'], []])
  })

  it('accept a monitor and never ring', () => {
    faults = { ...noFaults, noInvite: true }
    monitors.start('me', order(newCall('1001')))
    expect(phones.phones).toEqual([])
    clock.pass(11_000)
    expect(told).toMatchObject([{ event: 'monitor.ended', reason: 'no-answer' }])
  })
})
