// Texts from the PBX to a line: a real MESSAGE to each of its phones, and what they answer.
import { expect, it } from 'vitest'
import { header } from '#main/demo-pbx/sip/message.ts'
import { settle } from '../../../../fakes/fake-clock.ts'
import { createStand } from './stand.ts'

const order = { fromUser: '5001', fromName: 'Sue "S"', text: 'Ask for the order number — übrig?' }

it('comes once, with who says it, and is delivered when the phone says so', async () => {
  const stand = createStand()
  const bob = await stand.registered()
  const answer = stand.server.sendText('5001', order)
  await settle()
  const message = bob.request('MESSAGE')
  expect(message.body).toBe(order.text)
  expect(header(message, 'From')).toContain('"Sue \\"S\\"" <sip:5001@')
  expect(header(message, 'Content-Type')).toBe('text/plain;charset=UTF-8')
  await bob.respond(message, 200)
  expect(await answer).toBe(200)
  expect(bob.count('MESSAGE')).toBe(1)
})

it('says what the phone refused it with, and that a line has none', async () => {
  const stand = createStand()
  expect(await stand.server.sendText('5001', order)).toBe(480)
  const bob = await stand.registered()
  const answer = stand.server.sendText('5001', order)
  await settle()
  await bob.respond(bob.request('MESSAGE'), 415)
  expect(await answer).toBe(415)
})
