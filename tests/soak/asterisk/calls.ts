// How calls of the soak begin.
import { openPhone, type SipPhone } from '../../asterisk/sip-phone.ts'
import type { Life, Weighted } from './life.ts'
import { anybody, chat, work } from './phones.ts'

export const calls: Weighted = [
  [8, 'caller to a queue', (life) => fromOutside(life, life.chance.pick(['400', '401', '402']))],
  [4, 'caller to an extension', (life) => fromOutside(life, anybody(life))],
  [1, 'withheld caller', (life) => fromOutside(life, life.chance.pick(['400', '1002']), 'anonymous')],
  [2, 'caller to a ring group', (life) => fromOutside(life, '500')],
  [2, 'caller to follow-me', (life) => fromOutside(life, '1008')],
  [1, 'caller to a room', (life) => fromOutside(life, life.chance.pick(['800', '801']))],
  [1, 'call waiting', callWaiting],
  [3, 'outbound', (life) => fromInside(life, life.newNumber('1555'))],
  [2, 'internal', (life) => fromInside(life, anybody(life))],
  [2, 'agent into a room', (life) => fromInside(life, life.chance.pick(['800', '801']))],
  [3, 'pickup', pickUp],
  [3, 'retrieve', retrieve],
  [1, 'callback', callback],
  [1, 'click to call', clickToCall],
  [1, 'redirect', redirect],
]

async function fromOutside(life: Life, number: string, as = life.newNumber('555')): Promise<void> {
  const headers = [['X-Trunk', 'yes']] as const
  const phone = await openPhone({ sipPort: life.world.pbx.ports.sip, user: as, hz: 0, registers: false, headers })
  const call = await phone.dial(number)
  await life.pass(8, 20, call.answered)
  if (call.isUp()) await life.pass(1, 10, call.ended)
  await chat(life, call)
  // What the PBX still asks of a phone that has hung up is answered for a moment.
  await life.pass(1, 1)
  await phone.close()
}

async function fromInside(life: Life, number: string): Promise<void> {
  const phone = anyPhone(life)
  if (!phone) return
  const call = await phone.dial(number)
  await life.pass(6, 15, call.answered)
  if (!call.isUp()) return call.hangUp()
  await work(life, phone, call)
}

const anyPhone = ({ world, chance }: Life): SipPhone | null => {
  const idle = [...world.phones.values()].filter((phone) => phone.calls().length === 0)
  return idle.length === 0 ? null : chance.pick(idle)
}

/** Somebody who talks is called once more. */
async function callWaiting(life: Life): Promise<void> {
  const busy = [...life.world.phones.values()].filter((phone) => phone.calls().length === 1)
  if (busy.length === 0) return
  const { user } = life.chance.pick(busy)
  if (/^10\d\d$/.test(user)) await fromOutside(life, user)
}

async function pickUp(life: Life): Promise<void> {
  const rings = life.truth()?.channels.flatMap(({ name, state }) => {
    const extension = /^PJSIP\/(1\d\d\d)-/.exec(name)?.[1]
    return state === 'Ringing' && extension !== undefined ? [extension] : []
  })
  if (rings?.length) await fromInside(life, `**${life.chance.pick(rings)}`)
}

async function retrieve(life: Life): Promise<void> {
  const parked = life.truth()?.parked ?? []
  if (parked.length > 0) await fromInside(life, life.chance.pick(parked).space)
}

/** As a queue with callback calls somebody back: the outside leg behind a Local channel that waits in the queue. */
async function callback(life: Life): Promise<void> {
  const number = life.newNumber('1555')
  await life.world.cli.run(`channel originate Local/${number}@from-internal/n extension 400@ext-queues`)
}

async function clickToCall(life: Life): Promise<void> {
  const user = life.chance.pick(['1001', '1003', '1005'])
  await life.world.cli.run(`channel originate PJSIP/${user} extension ${life.newNumber('1555')}@from-internal`)
}

/** A program sends a talking caller to somebody else (AMI Redirect). */
async function redirect(life: Life): Promise<void> {
  const truth = life.truth()
  // Out of a room nobody is sent: who leaves a conversation that goes on keeps its Linkedid, and is not told apart from it yet.
  const size = (id: string) => truth?.channels.filter(({ bridge }) => bridge === id).length ?? 0
  const callers = truth?.channels.filter(
    ({ name, bridge }) => /^PJSIP\/trunk/.test(name) && truth.talking.has(bridge) && size(bridge) === 2,
  )
  if (!callers?.length) return
  const Exten = life.chance.pick(['1002', '1005', '401'])
  const Channel = life.chance.pick(callers).name
  life.world.cli.act({ Action: 'Redirect', Channel, Context: 'from-internal', Exten, Priority: '1' })
}
