// The picture after a connection: lists and events in the order in which they came, so that nothing is counted twice.
import { expect, it } from 'vitest'
import { ok } from '#contract/result.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import { wholePicture } from '#main/pbx/asterisk/floor/whole-picture.ts'
import type { AmiClient } from '#main/pbx/asterisk/wire/ami-client.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'
import { member, params } from './queue-rows.ts'
import { siteRules } from './replay.ts'

const complete: AmiMessage = { Event: 'AgentComplete', Queue: 'support', Interface: 'PJSIP/1001', HoldTime: '1' }
const abandon: AmiMessage = { Event: 'QueueCallerAbandon', Queue: 'support', Uniqueid: 'x' }
const status = (CallsTaken: string) => member('1001', { Event: 'QueueMemberStatus', CallsTaken })

/** What the connection before was told. */
function beforeIt(heardBefore: readonly AmiMessage[]) {
  const picture = createPicture(siteRules, 0)
  for (const event of heardBefore) picture.apply(event, 1000)
  return picture
}

/** `heard`: how many of the events came before the rows of the queues. */
async function read(events: readonly AmiMessage[], heard: number, heardBefore: readonly AmiMessage[] = []) {
  const rows: readonly AmiMessage[] = [params(), member('1001', { CallsTaken: '3' })]
  const client: AmiClient = {
    action: async (name) =>
      ok(
        name === 'QueueStatus'
          ? { head: {}, rows, heard: rows.map(() => heard) }
          : { head: { Timestamp: '1' }, rows: [], heard: [] },
      ),
    ping: async () => undefined,
    close: () => undefined,
  }
  const parts = { clock: fakeClock(1000), random: () => 0, log: () => undefined, switchBy: () => 'api' as const }
  const whole = await wholePicture(client, siteRules, parts, beforeIt(heardBefore), () => events)
  if (!whole.ok) throw new Error(whole.error.code)
  const { picture } = whole.value
  for (const event of events.slice(whole.value.heard)) picture.apply(event, 1000)
  picture.takePatch(1000)
  const { queues, agents } = picture.floor()
  return [queues.support?.answeredToday, queues.support?.abandonedToday, agents['1001']?.callsToday]
}

it('what was counted before the list is in the list', async () => {
  expect(await read([], 0)).toEqual([8, 2, 3])
  expect(await read([status('2'), complete, abandon], 3)).toEqual([8, 2, 3])
})

it('what is counted after it is counted', async () => {
  expect(await read([status('2'), complete, abandon], 1)).toEqual([9, 3, 4])
  expect(await read([complete, abandon], 0)).toEqual([9, 3, 4])
})

it('a call that was counted while nobody was connected is not counted at its end', async () => {
  const taken = { ...complete, Event: 'AgentConnect', Uniqueid: 'a.1' }
  const ends = { ...complete, Uniqueid: 'a.1' }
  expect(await read([ends], 0, [member('1001', { CallsTaken: '2', Interface: 'PJSIP/1001' }), taken])).toEqual([
    8, 2, 3,
  ])
  expect(await read([ends], 0, [member('1001', { CallsTaken: '3', Interface: 'PJSIP/1001' }), taken])).toEqual([
    9, 2, 4,
  ])
})

it('a call that was taken while nobody was connected is counted at its end', async () => {
  const taken = { ...complete, Event: 'AgentConnect', Uniqueid: 'a.1' }
  const heardBefore = [
    member('1001', { CallsTaken: '3', Interface: 'PJSIP/1001' }),
    taken,
    { ...complete, Uniqueid: 'a.1' },
  ]
  expect(await read([{ ...complete, Uniqueid: 'b.1' }], 0, heardBefore)).toEqual([9, 2, 4])
})
