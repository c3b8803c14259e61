// Monitors while things change under them: the call, the connection to their owner.
import { describe, expect, it } from 'vitest'
import { yes } from '#main/demo-pbx/kit/answer.ts'
import { orderCall, orderTransfer } from '#main/demo-pbx/scenario/orders.ts'
import {
  attach,
  clock,
  endCall,
  events,
  modes,
  monitors,
  newCall,
  order,
  phone,
  phones,
  stage,
  stillFloorForEach,
  told,
} from './still-floor.ts'

stillFloorForEach()

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
