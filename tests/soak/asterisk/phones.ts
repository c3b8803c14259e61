// What the people of the soak do with their phones: answer or not, talk, hold, transfer, park.
import type { Dialog } from '../../asterisk/sip-dialog.ts'
import type { SipPhone } from '../../asterisk/sip-phone.ts'
import { type Life, oneOf } from './life.ts'

/** Every phone of the house answers as its person likes, until the soak is over. */
export function staffPhones(life: Life): void {
  for (const phone of life.world.phones.values()) void staff(life, phone, 0.8)
  void staff(life, life.world.carrier, 0.85)
}

async function staff(life: Life, phone: SipPhone, answers: number): Promise<void> {
  for (;;) {
    const call = await phone.nextCall()
    if (life.isOver()) return
    void rung(life, phone, call, answers).catch(() => call.hangUp())
  }
}

async function rung(life: Life, phone: SipPhone, call: Dialog, answers: number): Promise<void> {
  const isOutside = phone === life.world.carrier
  if (!isOutside && phone.calls().length > 1) return call.hangUp()
  if (await life.pass(0.2, 4, call.ended)) return
  if (!life.chance.happens(answers)) {
    if (life.chance.happens(0.5)) call.hangUp()
    return
  }
  call.answer()
  await (isOutside ? chat(life, call) : work(life, phone, call))
}

/** Somebody outside talks a while, and hangs up if the other does not. */
export async function chat(life: Life, call: Dialog): Promise<void> {
  await life.pass(2, 14, call.ended)
  call.hangUp()
}

/** Somebody of the house talks, does what one does with a call, and ends it. */
export async function work(life: Life, phone: SipPhone, call: Dialog): Promise<void> {
  if (await life.pass(1, 6, call.ended)) return
  await oneOf(life, [
    [6, 'talk', async () => {}],
    [2, 'hold', () => hold(life, call)],
    [2, 'blind transfer', () => call.blindTransfer(anybody(life))],
    [2, 'attended transfer', () => attended(life, phone, call)],
    [1, 'park', () => call.blindTransfer('700')],
  ])
  await life.pass(1, 8, call.ended)
  call.hangUp()
}

async function hold(life: Life, call: Dialog): Promise<void> {
  await call.hold(true)
  if (await life.pass(1, 4, call.ended)) return
  await call.hold(false)
}

async function attended(life: Life, phone: SipPhone, call: Dialog): Promise<void> {
  const second = await phone.dial(anybody(life))
  const gaveUp = !(await life.pass(6, 6, second.answered))
  if (gaveUp || !second.isUp() || !call.isUp()) return second.hangUp()
  await life.pass(0.5, 3, Promise.race([call.ended, second.ended]))
  if (call.isUp() && second.isUp()) await call.attendedTransfer(second)
  await life.pass(2, 2, second.ended)
  second.hangUp()
}

/** A number to send a call to: an extension, a ring group, a queue, somebody outside. */
export function anybody(life: Life): string {
  const { chance } = life
  const inside = ['1001', '1002', '1003', '1004', '1005', '1006', '1007', '1008', '1009', '500', '400', '401', '402']
  return chance.happens(0.15) ? life.newNumber('1555') : chance.pick(inside)
}
