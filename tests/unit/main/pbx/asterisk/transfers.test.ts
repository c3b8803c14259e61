// A monitored call that its agent hands on: the recorded orders of events, replayed on picture and monitor.
import { describe, expect, it } from 'vitest'
import type { MonitorEvent } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import type { PictureRules } from '#main/pbx/asterisk/floor/picture-tables.ts'
import { viewOf } from '#main/pbx/asterisk/floor/picture-view.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { transferMs } from '#main/pbx/kit/monitor-step.ts'
import { createMonitors } from '#main/pbx/kit/monitors.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { spyMethod } from '../../../../fakes/spy-method.ts'
import { attendedTransfers, blindTransfers, call, consultation, idOf } from './recorded-transfers.ts'

const rules: PictureRules = {
  trunks: { endpoints: ['trunk'], contexts: [] },
  extensions: ['1001', '1002'],
  lines: ['5001'],
  consolePrefix: 'earshot.',
  ownPrefix: 'earshot.5001.me.',
}
const target = { callId: idOf('T'), agentId: '1001' }
const start = 1_795_675_150_000

function floorOf(events: readonly AmiMessage[]) {
  const picture = createPicture(rules, 0)
  for (const event of events) picture.apply(event, start)
  picture.takePatch(start)
  return { floor: picture.floor(), view: viewOf(picture) }
}
const orders = [
  ...Object.entries(attendedTransfers).map(([name, events]) => [name, [...consultation, ...events]] as const),
  ...Object.entries(blindTransfers),
]

describe.each(orders)('after a transfer, %s', (_, events) => {
  it('the next agent talks in the same call', () => {
    const { floor, view } = floorOf([...call, ...events])
    expect(view.agentOn(target.callId)).toMatchObject({ agentId: '1002', callId: target.callId })
    expect(floor.agents['1002']).toMatchObject({ callId: target.callId, presence: { kind: 'onCall' } })
    expect(Object.keys(floor.calls)).toEqual([target.callId])
    expect(floor.calls[target.callId]).toMatchObject({ state: 'talking', agentId: '1002' })
  })

  it('and when both have hung up nothing of it is left', () => {
    const over = (['T', 'C'] as const).map((letter) => ({ Event: 'Hangup', Uniqueid: idOf(letter) }))
    const { floor, view } = floorOf([...call, ...events, ...over])
    expect(floor.calls).toEqual({})
    expect(view.callState(target.callId)).toBe('none')
  })
})

it('is known under the older of two Linkedids, as Asterisk has it, when the agent consulted before the call came', () => {
  const channel = (id: string, name: string, Linkedid: string) => ({
    Uniqueid: `1795675146.${id}`,
    Channel: `PJSIP/${name}`,
    Linkedid: `1795675146.${Linkedid}`,
  })
  const [first, colleague] = [channel('7', '1001-1', '7'), channel('8', '1002-2', '7')]
  const [caller, second] = [channel('10', 'trunk-3', '10'), channel('11', '1001-4', '10')]
  const enters = { Event: 'BridgeEnter', BridgeType: 'basic' }
  const { view, floor } = floorOf([
    ...[first, colleague, caller, second].map((row) => ({ Event: 'Newchannel', ...row })),
    { ...enters, ...first, BridgeUniqueid: 'one' },
    { ...enters, ...colleague, BridgeUniqueid: 'one' },
    { ...enters, ...caller, BridgeUniqueid: 'two' },
    { ...enters, ...second, BridgeUniqueid: 'two' },
    { Event: 'BridgeLeave', ...first, BridgeUniqueid: 'one' },
    { Event: 'BridgeLeave', ...caller, BridgeUniqueid: 'two' },
    { ...enters, ...caller, BridgeUniqueid: 'one' },
    { Event: 'Hangup', ...first },
    { Event: 'Hangup', ...second },
  ])
  expect(Object.keys(floor.calls)).toEqual(['1795675146.7'])
  expect(view.agentOn('1795675146.10')).toMatchObject({ agentId: '1002', callId: '1795675146.7' })
})

const method = spyMethod()
const settled = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A live monitor on the recorded call. `unread`: told by the PBX, but the console was held up before it could read it. */
async function monitored() {
  const picture = createPicture(rules, 0)
  const clock = fakeClock(start)
  const told: MonitorEvent[] = []
  const unread: AmiMessage[] = []
  const monitors = createMonitors({
    parts: { clock, random: () => 0, log: () => undefined, switchBy: () => 'api' },
    method: () => ok(method),
    view: () => viewOf(picture),
    heard: async () => {
      for (const event of unread.splice(0)) picture.apply(event, clock.now())
      monitors.check()
    },
    emit: (event) => void told.push(event),
  })
  const hear = async (...events: readonly AmiMessage[]) => {
    for (const event of events) {
      picture.apply(event, clock.now())
      picture.takePatch(clock.now())
      monitors.check()
      await settled()
    }
  }
  const pass = async (ms: number) => {
    clock.pass(ms)
    await settled()
  }
  await hear(...call)
  await monitors.start({ ticketId: 'ticket', token: 'x'.repeat(32), target, follow: false })
  monitors.lineUp('ticket')
  return { hear, pass, told, unread, kinds: () => told.map(({ kind }) => kind) }
}
const moved = { kind: 'retargeted', ticketId: 'ticket', target: { ...target, agentId: '1002' }, by: 'transfer' }

describe('a monitor of a call that is transferred', () => {
  it.each(orders)('goes with it: %s', async (_, events) => {
    const { hear, pass, told, kinds } = await monitored()
    await hear(...events)
    await pass(60_000)
    expect(told.at(-1)).toEqual(moved)
    expect(kinds()).not.toContain('targetEnded')
  })

  it.each(orders)(
    'goes with it when the console is held up for longer than any limit in between: %s',
    async (_, events) => {
      for (let read = 0; read < events.length; read++) {
        const { hear, pass, unread, told, kinds } = await monitored()
        await hear(...events.slice(0, read))
        unread.push(...events.slice(read))
        await pass(60_000)
        await hear(...unread.splice(0))
        expect(told.at(-1), `held up after event ${read}`).toEqual(moved)
        expect(kinds(), `held up after event ${read}`).not.toContain('targetEnded')
      }
    },
  )

  it('waits for a dialplan that takes its time, and goes on even after it has given the call up', async () => {
    const [early, late] = [1000, transferMs + 1000]
    for (const ms of [early, late]) {
      const { hear, pass, told, kinds } = await monitored()
      const events = blindTransfers['the agent is gone first'] ?? []
      const ringing = events.findIndex(({ Event }) => Event === 'Newchannel')
      await hear(...events.slice(0, ringing))
      await pass(ms)
      expect(kinds().includes('targetEnded')).toBe(ms === late)
      await hear(...events.slice(ringing))
      expect(told.at(-1)).toEqual(moved)
    }
  })
})
