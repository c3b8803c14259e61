// The demo PBX with faults over real sockets: what the operator asks for, a console meets.
import { beforeEach, describe, expect, it } from 'vitest'
import { faultyDoor } from '../../../simulators/demo-pbx/door.ts'
import { createFaultSwitch, type FaultSwitch } from '../../../simulators/demo-pbx/faults.ts'
import { faultyTelephony } from '../../../simulators/demo-pbx/telephony.ts'
import { join, line, monitored, pbxForEach } from '../../main/demo-pbx/control/running-pbx.ts'

let faults: FaultSwitch
let phoneCuts: number
beforeEach(() => {
  faults = createFaultSwitch()
  phoneCuts = 0
})
const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
const cutPhones = () => {
  phoneCuts += 1
}
pbxForEach({
  door: (inner) => faultyDoor(inner, { faults, after, cutPhones }),
  telephony: (inner) => faultyTelephony(inner, faults),
})

describe('the demo PBX with faults', () => {
  it('refuses methods of the console until told otherwise', async () => {
    const { operator, desk } = await monitored()
    await operator.ask('fault', { refuse: ['monitor.mode', 'INFO'] })
    const mode = { monitor: 'm1', mode: 'join' }
    expect(await desk.ask('monitor.mode', mode)).toMatchObject({ error: { code: 'refused' } })
    await operator.ask('fault', {})
    expect(await desk.ask('monitor.mode', mode)).toMatchObject({ result: {} })
  })

  it('is late with what a monitor is told, and the event still comes before the answer', async () => {
    const { operator, desk } = await monitored()
    await operator.ask('fault', { delayMs: 80 })
    const asked = performance.now()
    await desk.ask('monitor.mode', { monitor: 'm1', mode: 'join' })
    expect(performance.now() - asked).toBeGreaterThan(70)
    expect(desk.events).toContainEqual({ type: 'event', event: 'monitor.mode', monitor: 'm1', mode: 'join', by: 'api' })
  })

  it('switches without a word', async () => {
    const { operator, desk } = await monitored()
    await operator.ask('fault', { silentModes: true })
    line?.press('6')
    expect(await desk.ask('feed.subscribe')).toMatchObject({
      result: { calls: [{ monitors: [{ supervisor: 'Sam', mode: 'join' }] }] },
    })
    expect(desk.events.filter(({ event }) => event === 'monitor.mode')).toEqual([])
  })

  it('holds the feed back and counts it', async () => {
    const { operator, desk, call } = await monitored()
    await desk.ask('feed.subscribe')
    await operator.ask('fault', { holdFeed: true })
    await operator.ask('scenario.end', { call })
    const { result } = await desk.ask('ping')
    expect(desk.events.filter(({ seq }) => seq !== undefined)).toEqual([])
    await operator.ask('fault', {})
    await desk.ask('ping')
    const told = desk.events.filter(({ seq }) => seq !== undefined)
    expect(result).toEqual({ seq: told.length })
    expect(told.map(({ event }) => event)).toContain('call-end')
  })

  it('cuts the sockets of consoles, or of phones', async () => {
    const { operator, desk } = await monitored()
    await operator.ask('fault.cut', { what: 'control', owner: 'me' })
    await desk.closed
    const again = await join('console')
    expect(await again.until('monitor.mode')).toMatchObject({ monitor: 'm1', mode: 'listen', by: 'pbx' })
    await operator.ask('fault.cut', { what: 'sip' })
    expect(phoneCuts).toBe(1)
  })
})
