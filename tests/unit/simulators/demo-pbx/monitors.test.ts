// Faults between phones and monitors: nobody is rung, digits are not heard; and the bridge that rings under its own name.
import { beforeEach, describe, expect, it } from 'vitest'
import { createFaultSwitch, type FaultSwitch, noFaults } from '../../../simulators/demo-pbx/faults.ts'
import { faultyTelephony } from '../../../simulators/demo-pbx/telephony.ts'
import { type Caller, ringingAsBridge } from '../../../simulators/netsapiens/bridge.ts'
import {
  attach,
  clock,
  modes,
  monitors,
  newCall,
  order,
  phone,
  phones,
  stillFloorForEach,
  told,
} from '../../main/demo-pbx/monitor/still-floor.ts'

let faults: FaultSwitch
const callers = new Map<string, Caller>()
beforeEach(() => {
  faults = createFaultSwitch()
  callers.clear()
})
stillFloorForEach((inner) => ringingAsBridge(faultyTelephony(inner, faults), callers))

describe('faults', () => {
  it('ignore digits, until they are over', () => {
    attach()
    faults.set({ ...noFaults, ignoreDigits: true })
    phone().press('6')
    expect([modes(), told]).toEqual([['listen'], []])
    faults.set(noFaults)
    phone().press('6')
    expect(modes()).toEqual(['join'])
  })

  it('accept a monitor and never ring; the line is free again once it is given up', () => {
    faults.set({ ...noFaults, noInvite: true })
    const call = newCall('1001')
    monitors.start('me', order(call))
    expect(phones.phones).toEqual([])
    clock.pass(11_000)
    expect(told).toMatchObject([{ event: 'monitor.ended', reason: 'no-answer' }])
    faults.set(noFaults)
    expect(monitors.start('me', order(call))).toMatchObject({ ok: true })
    expect(phones.phones).toHaveLength(1)
  })
})

describe('the bridge', () => {
  it('rings under its own name, without our headers', () => {
    callers.set('t0k3n', { user: 'adhoc.monitor.7', name: 'Bridge for Audio Monitoring' })
    monitors.start('me', order(newCall('1001')))
    const { fromUser, fromName, headers } = phone().order ?? {}
    expect({ fromUser, fromName, headers }).toEqual({
      fromUser: 'adhoc.monitor.7',
      fromName: 'Bridge for Audio Monitoring',
      headers: {},
    })
  })

  it('leaves other monitors as they are', () => {
    callers.set('another', { user: 'adhoc.monitor.7', name: 'Bridge for Audio Monitoring' })
    monitors.start('me', order(newCall('1001')))
    expect(phone().order).toMatchObject({ fromUser: 'monitor', headers: { 'X-Earshot-Token': 't0k3n' } })
  })
})
