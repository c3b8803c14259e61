// Monitors from start to end: ringing, answering, digits, leftovers.
import { describe, expect, it } from 'vitest'
import { yes } from '#main/demo-pbx/kit/answer.ts'
import { orderCall } from '#main/demo-pbx/scenario/orders.ts'
import {
  attach,
  clock,
  endCall,
  modes,
  monitors,
  newCall,
  order,
  phone,
  phones,
  shown,
  stage,
  stillFloorForEach,
  told,
} from './still-floor.ts'

stillFloorForEach()

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
