// Whose monitor it is: digits pressed on the phone itself, connections that come back in either order, two programs of one seat.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { consoleContact } from '#contract/line-account.ts'
import { ariPassword } from '../asterisk-config.ts'
import { type CallCentre, type Console, expectEars, openCallCentre, seat, until } from '../call-centre.ts'
import { openCuttable } from '../cuttable.ts'
import type { SipPhone } from '../sip-phone.ts'

let centre: CallCentre
let ada: SipPhone
let supervisor: SipPhone
const closing: (() => unknown)[] = []

beforeEach(async () => {
  centre = await openCallCentre()
  ada = await centre.agent('1001')
  supervisor = await centre.supervisor()
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await centre.close()
})
const phase = (desk: Console, wanted: string) => until(() => desk.status().phase === wanted, `status ${wanted}`, 9000)
const last = (desk: Console) => desk.events.at(-1)

it.each([
  ['5', 'whisperAgent'],
  ['6', 'join'],
  ['7', 'whisperCaller'],
] as const)('shows what is in force when %s is pressed on the desk phone: %s', async (digit, mode) => {
  const desk = await centre.console({ way: 'dialplan', takeOn: { phone: '5001' } })
  const call = await centre.call(desk, ada)
  const ticket = await desk.start(call.target)
  const line = await supervisor.nextCall()
  line.press(digit, 'info')
  await until(
    () => last(desk)?.kind === 'mode' && desk.events.some((event) => event.kind === 'mode' && event.mode === mode),
    `${mode} is told`,
  )
  expect(last(desk)).toEqual({ kind: 'mode', ticketId: ticket.id, mode, changeId: null })
  await expectEars(mode, { supervisor: line, agent: call.agent, caller: call.caller })
})

it.each(['ari', 'dialplan'] as const)(
  'L3: rings the console’s own contact alone, though a desk phone registered first, by %s',
  async (way) => {
    const own = await centre.supervisor('5001', true, consoleContact(seat, 'abc'))
    const desk = await centre.console({ way })
    const call = await centre.call(desk, ada)
    await desk.start(call.target)
    await expectEars('listen', { supervisor: await own.nextCall(), agent: call.agent, caller: call.caller })
    expect(supervisor.invites).toEqual([])
  },
)

it('keeps the method it began with when AMI comes back before ARI', async () => {
  const [amiCable, ariCable] = [await openCuttable(centre.pbx.ports.ami), await openCuttable(centre.pbx.ports.http)]
  closing.push(amiCable.close, ariCable.close)
  const desk = await centre.console({
    ami: { ...centre.site().ami, port: amiCable.port },
    ari: { ...centre.site().ari, url: `http://127.0.0.1:${ariCable.port}/ari` },
  })
  const call = await centre.call(desk, ada)
  const ticket = await desk.start(call.target)
  const line = await supervisor.nextCall()
  const ears = { supervisor: line, agent: call.agent, caller: call.caller }
  await centre.mode(desk, ticket, line, 'whisperAgent')
  ariCable.cut()
  amiCable.cut()
  await phase(desk, 'stale')
  amiCable.mend()
  await until(() => /ARI/.test(JSON.stringify(desk.status())), 'only ARI is missing', 9000)
  expect(last(desk)).toMatchObject({ kind: 'unsure', modes: ['whisperAgent'] })
  await expectEars('whisperAgent', ears)
  ariCable.mend()
  await phase(desk, 'live')
  await until(() => last(desk)?.kind === 'mode', 'it is known again')
  await centre.mode(desk, ticket, line, 'join')
  await expectEars('join', ears)
  expect(await desk.connector.endMonitor(ticket.id)).toEqual({ ok: true, value: null })
  await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left')
})

describe('two programs of one seat', () => {
  it.each(['ari', 'dialplan'] as const)('do not touch each other’s living monitor, by %s', async (way) => {
    const one = await centre.console({ way }, 'api', 'one-seat')
    const call = await centre.call(one, ada)
    const ticket = await one.start(call.target)
    const line = await supervisor.nextCall()
    await centre.mode(one, ticket, line, 'join')
    const two = await centre.console({ way }, 'api', 'one-seat')
    const [dial, answered] = [await centre.caller('5559998'), await centre.agent('1002')]
    const other = await dial.dial('1002')
    await Promise.all([answered.nextCall(), other.answered])
    await until(() => Object.keys(two.floor().calls).length === 2, 'the second lives for a while')
    await centre.mode(one, ticket, line, 'whisperAgent')
    await expectEars('whisperAgent', { supervisor: line, agent: call.agent, caller: call.caller })
    expect(one.events.some(({ kind }) => kind === 'ended')).toBe(false)
    other.hangUp()
  })

  it('say so when one takes the other’s ARI application, and nothing stays', async () => {
    const desk = await centre.console({ way: 'ari' })
    const call = await centre.call(desk, ada)
    const ticket = await desk.start(call.target)
    const line = await supervisor.nextCall()
    await centre.mode(desk, ticket, line, 'join')
    const headers = { Authorization: `Basic ${Buffer.from(`console:${ariPassword}`).toString('base64')}` }
    const { url } = centre.site().ari ?? { url: '' }
    const [app] = (await (await fetch(`${url}/applications`, { headers })).json()) as { name: string }[]
    const thief = new WebSocket(`${url.replace(/^http/, 'ws')}/events?app=${app?.name}`, { headers })
    closing.push(() => thief.close())
    const told = await until(() => desk.events.find(({ kind }) => kind === 'ended'), 'it has ended')
    expect(told).toMatchObject({ ticketId: ticket.id, reason: 'pbxLost' })
    await line.ended
    await until(() => JSON.stringify(desk.status()).includes('another program'), 'it is said')
    expect(desk.status()).toMatchObject({ phase: 'live', cause: { code: 'noWayToMonitor' } })
    const order = { ticketId: 'ticket-after-the-thief', token: 'x'.repeat(32), follow: false, target: call.target }
    expect(await desk.connector.startMonitor(order)).toMatchObject({ ok: false, error: { code: 'noWayToMonitor' } })
    await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left')
  })
})
