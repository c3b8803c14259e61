// Acts on calls over the socket of the demo PBX: who hears whom afterwards, done once, and nothing left behind.
import { expect, it } from 'vitest'
import { join, line, monitored, pbxForEach, phones } from './running-pbx.ts'

pbxForEach()

const act = 'act-0123456789abcdef'
type Console = Awaited<ReturnType<typeof join>>

const heard = async (operator: Console, ear: string) => {
  const tones = await operator.ask('ear.tones', { ear, frequencies: [440, 620, 1000], windowMs: 100 })
  const { db } = (tones.result ?? { db: {} }) as unknown as { db: Record<string, number> }
  return Object.entries(db).flatMap(([hz, level]) => (level > -40 ? [Number(hz)] : []))
}

it.each(['listen', 'whisper-agent', 'join'])(
  'a call is taken over from %s: the caller hears the supervisor, and the agent nobody',
  async (mode) => {
    const { operator, desk, call } = await monitored()
    if (mode !== 'listen') await desk.ask('monitor.mode', { monitor: 'm1', mode })
    const take = { monitor: 'm1', call, agent: '1001', act }
    expect(await desk.ask('monitor.take-over', take)).toMatchObject({ result: {} })
    expect(await desk.until('monitor.ended')).toMatchObject({ monitor: 'm1', reason: 'taken-over' })
    await expect.poll(() => heard(operator, `caller:${call}`)).toEqual([1000])
    await expect.poll(() => heard(operator, 'line:5001')).toEqual([620])
    expect(await heard(operator, 'agent:1001')).toEqual([])
    // Asked twice, as after an answer that was lost.
    expect(await desk.ask('monitor.take-over', take)).toMatchObject({ result: {} })
    expect(line?.ended()).toBeNull()
    expect(await desk.ask('monitor.sweep')).toMatchObject({ result: { ended: [] } })

    line?.hangUp()
    await expect.poll(async () => (await operator.ask('stats')).result).toMatchObject({ calls: 0, monitors: 0 })
  },
)

it('a call that is taken over ends with its caller, or is handed back', async () => {
  const { operator, desk, call } = await monitored()
  await desk.ask('monitor.take-over', { monitor: 'm1', call, agent: '1001', act })
  const back = { call, agent: null, to: { agent: '1001' }, act: `${act}-2` }
  expect(await desk.ask('call.send', back)).toMatchObject({ result: {} })
  await expect.poll(() => line?.ended()).not.toBeNull()
  await expect.poll(() => heard(operator, `caller:${call}`)).toEqual([440])
})

it('a call that has ended, or is another agent’s by now, is not taken over, and the monitor goes on', async () => {
  const { operator, desk, call } = await monitored()
  await operator.ask('scenario.transfer', { call, to: '1002' })
  expect(await desk.ask('monitor.take-over', { monitor: 'm1', call, agent: '1001', act })).toMatchObject({
    error: { code: 'call-gone' },
  })
  expect(line?.ended()).toBeNull()
})

it('a waiting call is picked up: the line rings, and has the caller once it is answered', async () => {
  const [operator, desk] = [await join('operator'), await join('console')]
  const waiting = await operator.ask('scenario.call', { queue: '8001', hold: true })
  const { call } = waiting.result as unknown as { call: string }
  const picked = desk.ask('call.pick', { call, line: '5001', supervisor: 'Sam', act })
  await expect.poll(() => phones.phones.length).toBe(1)
  phones.phones[0]?.answer()
  expect(await picked).toMatchObject({ result: {} })
  await expect.poll(() => heard(operator, 'line:5001')).toEqual([620])
  await operator.ask('scenario.end', { call })
  await expect.poll(() => phones.phones[0]?.ended()).not.toBeNull()
})
