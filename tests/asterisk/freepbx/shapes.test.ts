// FreePBX's shapes, each once, on a real Asterisk with the configuration beside this file (its comments say which module of FreePBX
// generates what): what the floor shows of each.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Agent, Call, Floor } from '#contract/floor.ts'
import { openWorld, type World } from '../../soak/asterisk/world.ts'
import { until } from '../call-centre.ts'
import type { Dialog } from '../sip-dialog.ts'
import { callerPhone, type SipPhone } from '../sip-phone.ts'

let world: World
let callers = 0
const guests: SipPhone[] = []

beforeAll(async () => {
  world = await openWorld(false, null)
  await until(() => world.desk.status().phase === 'live', 'the connector is live')
})
afterAll(() => world.close())
afterEach(async () => {
  await world.cli.run('channel request hangup all')
  await until(() => Object.keys(floor().calls).length === 0, 'every call is over')
  for (const guest of guests.splice(0)) await guest.close()
})

const floor = (): Floor => world.desk.floor()
const agent = (id: string): Agent | undefined => floor().agents[id]
const phone = (user: string): SipPhone => {
  const found = user === 'carrier' ? world.carrier : world.phones.get(user)
  if (!found) throw new Error(`no phone ${user}`)
  return found
}
const callFrom = (user: string): Call | undefined =>
  Object.values(floor().calls).find(({ from }) => from.number === user)

async function fromOutside(number: string): Promise<{ readonly user: string; readonly call: Dialog }> {
  const guest = await callerPhone(world.pbx.ports.sip, `555770${++callers}`)
  guests.push(guest)
  return { user: guest.user, call: await guest.dial(number) }
}

/** The call that rings there now; at the carrier, the one to this number. */
async function rings(user: string, number = ''): Promise<Dialog> {
  for (;;) {
    const call = await phone(user).nextCall()
    if ((call.invite?.start ?? '').includes(number) && !(await isOver(call))) return call
  }
}

const isOver = (call: Dialog): Promise<boolean> =>
  Promise.race([call.ended.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))])

const talks = (user: string, id: string) =>
  until(() => {
    const call = callFrom(user)
    return call?.state === 'talking' && call.agentId === id && agent(id)?.callId === call.id ? call : null
  }, `${id} talks with ${user}`)

// queues: a member as `Local/1004@from-queue/n`, whose state a hint of two devices and a Custom device tells (core: generate_hints).
it('from-queue: a member behind Local channels answers at the second of two devices', async () => {
  const { user } = await fromOutside('400')
  const second = await rings('991004')
  expect(await until(() => agent('1004')?.presence.kind === 'ringing', '1004 rings')).toBe(true)
  second.answer()
  expect(await talks(user, '1004')).toMatchObject({ queueId: '400', to: { number: '1004' } })
  expect(floor().queues['400']).toMatchObject({ inService: 1, waiting: 0 })
  await until(() => agent('1001')?.presence.kind === 'available', 'nobody else rings any more')
})

// donotdisturb with USEDEVSTATE: *78 sets a Custom device that the hint watches.
it('ext-local hints: do not disturb is a Custom device of the hint', async () => {
  await world.cli.run('devstate change Custom:DND1005 BUSY')
  await until(() => agent('1005')?.presence.kind === 'doNotDisturb', '1005 is not to be disturbed')
  await world.cli.run('devstate change Custom:DND1005 NOT_INUSE')
  await until(() => agent('1005')?.presence.kind === 'available', '1005 is available')
})

// findmefollow, strategy ringallv2: FMPR- the extension itself, FMGL- a number with # over the trunk.
it('followme: the agent answers the queue’s call at their mobile', async () => {
  const { user } = await fromOutside('400')
  const mobile = await rings('carrier', '15558888')
  mobile.answer()
  expect(await talks(user, '1008')).toMatchObject({ queueId: '400' })
})

// ringgroups, strategy ringall: devices and a Local channel for the number outside.
it('ringgroups: whoever answers has the call, and the others are free', async () => {
  const { user } = await fromOutside('500')
  const [answers] = await Promise.all([rings('1005'), rings('1001'), rings('carrier', '15559999')])
  answers.answer()
  expect(await talks(user, '1005')).toMatchObject({ queueId: null })
  await until(() => agent('1001')?.presence.kind === 'available', '1001 is free')
})

// queues: *45 and the queue's number (app-queue-toggle).
it('*45: a phone logs its extension in to a queue, and out', async () => {
  const toggles = async () => void (await (await phone('1010').dial('*45*401')).ended)
  await toggles()
  await until(() => agent('1010')?.presence.kind === 'available', '1010 is logged in')
  expect(agent('1010')).toMatchObject({ name: 'Dyn 1010', queues: ['401'] })
  await toggles()
  await until(() => agent('1010')?.presence.kind === 'loggedOut', '1010 is logged out')
})

// parking: 700 parks, and whoever dials the space has the caller.
it('parking: a parked caller has a row with its space, until somebody takes them back', async () => {
  const { user, call } = await fromOutside('1003')
  const first = await rings('1003')
  first.answer()
  await call.answered
  await talks(user, '1003')
  await first.blindTransfer('700')
  const parked = await until(() => {
    const row = callFrom(user)
    return row?.state === 'parked' ? row : null
  }, 'the caller is parked')
  expect(parked).toMatchObject({ parkedBy: 'Cid Agent', agentId: null })
  expect(parked.to.number).toMatch(/^7\d\d$/)
  await phone('1002').dial(parked.to.number)
  await talks(user, '1002')
})

// core: TRANSFER_CONTEXT is from-internal-xfer.
it('from-internal-xfer: a caller who is sent on is the next agent’s', async () => {
  const { user, call } = await fromOutside('1001')
  const first = await rings('1001')
  first.answer()
  await call.answered
  await talks(user, '1001')
  await first.blindTransfer('1005')
  const next = await rings('1005')
  next.answer()
  await talks(user, '1005')
  expect(agent('1001')).toMatchObject({ callId: null })
})
