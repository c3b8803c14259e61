// The demo PBX and messages nobody should send: nothing of it throws, answers what was not asked, or hangs up on the others.
import { expect, it } from 'vitest'
import { formatMessage, type Header, header } from '#main/demo-pbx/sip/message.ts'
import { settle } from '../../fakes/fake-clock.ts'
import { createStand, DOMAIN, sdp } from '../main/demo-pbx/sip/stand.ts'
import { chanceFrom } from '../model/chance.ts'
import { mutated, mutatedCount } from './mutations.ts'

const A_STAND = 250 // messages; then a fresh one, so that what is left of one run does not hide in the next
const SDP: Header = ['Content-Type', 'application/sdp']

async function run(seed: number, count: number): Promise<void> {
  const chance = chanceFrom(seed)
  const stand = createStand()
  const good = await stand.registered('5002')
  const bad = await stand.registered()
  const invite = bad.make('INVITE', {
    uri: `sip:2001@${DOMAIN}`,
    to: `<sip:2001@${DOMAIN}>`,
    body: sdp(),
    headers: [SDP],
  })
  const samples = [
    invite,
    ...['ACK', 'BYE', 'CANCEL', 'OPTIONS', 'INFO', 'UPDATE', 'REFER', 'SUBSCRIBE', 'REGISTER', 'MESSAGE'].map(
      (method) => bad.make(method, { body: chance.happens(0.5) ? sdp() : '' }),
    ),
    { kind: 'response', status: 200, reason: 'OK', headers: invite.headers, body: sdp() } as const,
  ].map(formatMessage)
  const before = bad.heard.length
  const texts: string[] = []
  for (let sent = 0; sent < count; sent++) {
    const text = mutated(chance.pick(samples), chance)
    texts.push(text)
    expect(
      () => bad.sendNow(text),
      `seed ${seed}, message ${sent}: ${JSON.stringify(text.slice(0, 400))}`,
    ).not.toThrow()
    if (sent % 50 === 0) await settle()
  }
  await settle()
  const sent = bad.heard.slice(before)
  expect(
    sent.filter((message) => message.kind === 'request' && message.method === 'INVITE'),
    `seed ${seed}`,
  ).toEqual([])
  // Folded lines and the spaces of a header are read as one space.
  const bare = (text: string) => text.replace(/\s+/g, '')
  const asked = bare(texts.join())
  const strangers = sent.filter(
    (message) => message.kind === 'response' && !asked.includes(bare(header(message, 'Via') ?? '-')),
  )
  expect(strangers, `seed ${seed}`).toEqual([])
  expect(
    good.heard.filter(({ kind }) => kind === 'request'),
    'nobody else is called',
  ).toEqual([])
  expect((await good.ask(good.make('OPTIONS'))).status, 'the others are served').toBe(200)
  expect(
    stand.log.filter((line) => line.startsWith('error')),
    `seed ${seed}`,
  ).toEqual([])
}

it(`${mutatedCount} mutated messages cost the demo PBX nothing`, { timeout: 600_000 }, async () => {
  for (let done = 0; done < mutatedCount; done += A_STAND) await run(1 + done, Math.min(A_STAND, mutatedCount - done))
})
