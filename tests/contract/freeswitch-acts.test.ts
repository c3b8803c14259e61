// What acts on the simulated FreeSWITCH sound like, by a phone that never stops speaking: the take over of a call in each mode, and while somebody hangs up.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MonitorEvent, modes } from '#contract/monitor.ts'
import { machineClock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createFreeswitchConnector } from '#main/pbx/freeswitch/connector.ts'
import { type SipPhone, sipPhone } from '../fakes/sip-phone.ts'
import { callerLeg } from '../simulators/freeswitch/mirror.ts'
import { type DemoPbx, demoEar, startDemoPbx } from '../stage/demo-floor.ts'
import { freeswitchSiteOf, withFreeswitch } from '../stage/freeswitch-floor.ts'
import type { Recording } from '../stage/operator.ts'
import { longestUnheard } from '../stage/unheard.ts'

const AGENT = 440
const CALLER = 620
const SUPERVISOR = 1000
const tones = [AGENT, CALLER, SUPERVISOR]

let pbx: DemoPbx
let connector: Connector
let phone: SipPhone
const events: MonitorEvent[] = []
const talking = new Set<string>()

beforeAll(async () => {
  pbx = await startDemoPbx({ program: 'with faults', lines: ['5001'], more: withFreeswitch })
  const { ready } = pbx
  connector = createFreeswitchConnector(freeswitchSiteOf(pbx, { line: '5001', way: 'api' }), 'acts', {
    clock: machineClock(globalThis),
    random: Math.random,
    log: () => undefined,
    switchBy: () => 'api',
  })
  phone = await sipPhone({
    uri: `sip:5001@${ready.domain}`,
    wsUrl: ready.sip,
    authUser: '5001',
    password: ready.lines[0]?.password ?? '',
    displayName: '',
    iceServers: [],
  })
  phone.speak(true)
  connector.onMonitor((event) => void events.push(event))
  connector.onFloor((message) => {
    const calls = message.kind === 'whole' ? Object.values(message.floor.calls) : (message.patch.calls?.set ?? [])
    for (const { id, state } of calls) if (state === 'talking') talking.add(id)
  })
  connector.connect()
})
afterAll(async () => {
  await connector.close()
  await phone.close()
  await pbx.close()
})

const ask = <T = unknown>(method: string, params: object = {}) => pbx.operator.request<T>(method, params)
const heard = async (ear: string): Promise<readonly number[]> => {
  const levels = await demoEar(pbx.operator, ear)(tones, 200)
  return tones.filter((hz) => (levels[hz] ?? -120) > -45)
}
const hears = (ear: string, ...wanted: readonly number[]) =>
  expect.poll(() => heard(ear), { timeout: 5000 }).toEqual(wanted)
const mouth = 'mouth:5001'
const recorded = (ear: string) => ask<Recording>('ear.stop', { ear })
const callsLeft = async () => (await ask<{ calls: readonly unknown[] }>('feed.subscribe')).calls.length

let tickets = 0
async function monitored(agentId: string) {
  const { call } = await ask<{ call: string }>('scenario.call', { agent: agentId, onNet: false })
  const target = { callId: callerLeg(call), agentId }
  await expect.poll(() => talking.has(target.callId)).toBe(true)
  const ticketId = `acts-ticket-${++tickets}`
  expect((await connector.startMonitor({ ticketId, token: `token-of-${ticketId}`, target, follow: false })).ok).toBe(
    true,
  )
  const has = (kind: MonitorEvent['kind']) => events.some((one) => one.kind === kind && one.ticketId === ticketId)
  await expect.poll(() => has('attached'), { timeout: 5000 }).toBe(true)
  return { call, target, ticketId, has }
}
const takeOver = ({ ticketId, target }: Awaited<ReturnType<typeof monitored>>) =>
  connector.acts?.run({ kind: 'takeOver', ticketId, target }, `act-${ticketId}`)

describe('a call is taken over on FreeSWITCH', () => {
  it.each(modes)('out of %s: no frame of the caller’s is without a voice, and nobody else is heard', async (mode) => {
    const one = await monitored('1001')
    if (mode !== 'listen') {
      await connector.setMode(one.ticketId, mode, tickets)
      await expect.poll(() => one.has('mode')).toBe(true)
    }
    const caller = `caller:${one.call}`
    for (const ear of [caller, mouth]) await ask('ear.record', { ear })
    expect(await takeOver(one)).toEqual({ ok: true, value: null })
    await hears(caller, SUPERVISOR)
    await hears('line:5001', CALLER)
    await hears('agent:1001')
    const [heard, spoken] = [await recorded(caller), await recorded(mouth)]
    await expect.poll(() => one.has('ended')).toBe(true)
    phone.hangUp()
    await expect.poll(callsLeft).toBe(0)
    await expect.poll(() => phone.isUp()).toBe(false)
    // A phone in this process is starved now and then: what it did not say nobody can hear.
    expect(longestUnheard(heard, spoken)).toBe(0)
  })

  it('while the caller hangs up: it is over for everybody, and nothing is left', async () => {
    const one = await monitored('1002')
    const answer = takeOver(one)
    await ask('scenario.end', { call: one.call })
    await answer
    await connector.endMonitor(one.ticketId)
    await expect.poll(callsLeft).toBe(0)
    await expect.poll(() => phone.isUp(), { timeout: 5000 }).toBe(false)
    expect(await heard('agent:1002')).toEqual([])
  })
})
