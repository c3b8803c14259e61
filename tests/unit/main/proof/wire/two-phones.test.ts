// The two phones of the proof over real sockets, with a registrar between them that only passes on.
import { createSocket } from 'node:dgram'
import { afterEach, expect, it } from 'vitest'
import { machineClock } from '#contract/time.ts'
import { formatSip, header, method, parseSip, type SipMessage, status } from '#main/proof/phone/sip-text.ts'
import { openTwoPhones, type TwoPhones } from '#main/proof/two-phones.ts'

const clock = machineClock(globalThis)
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Rules = { readonly contact?: string; readonly answer?: string }

/** Says yes to each registration, and passes everything else from one phone to the other. */
async function registrar({ contact, answer }: Rules = {}) {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  closing.push(() => socket.close())
  const seen: string[] = []
  const phones = new Set<number>()
  const reply = (to: SipMessage, code: string, extra: readonly (readonly [string, string])[], port: number) => {
    const copied = to.headers.filter(([name]) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(name))
    socket.send(formatSip(`SIP/2.0 ${code}`, [...copied, ...extra]), port, '127.0.0.1')
  }
  socket.on('message', (data, from) => {
    const message = parseSip(data.toString('utf8'))
    if (!message) return
    phones.add(from.port)
    if (method(message) === 'REGISTER') {
      const asks = header(message, 'contact')
      seen.push(asks === '' ? 'who' : asks.endsWith('expires=0') ? 'leaves' : 'registers')
      return reply(message, '200 OK', contact ? [['Contact', contact]] : [], from.port)
    }
    if (status(message) === 0) seen.push(method(message))
    if (answer && method(message) === 'INVITE') return reply(message, answer, [], from.port)
    for (const port of phones) if (port !== from.port) socket.send(data, port, '127.0.0.1')
  })
  const plan: TwoPhones = {
    sip: { host: '127.0.0.1', port: socket.address().port },
    agent: { user: '2001', password: 'a' },
    caller: { user: '2002', password: 'b' },
    dial: '2001',
  }
  return { plan, seen }
}

it('call each other and hear each other’s tone; afterwards the call is hung up and nobody is registered', async () => {
  const { plan, seen } = await registrar()
  const opened = await openTwoPhones(plan, clock)
  if (!opened.ok) throw new Error(`${opened.error.why} ${opened.error.detail}`)
  const { agent, caller } = opened.value
  await expect.poll(() => Math.round(agent.level(620) / 1000)).toBe(8)
  await expect.poll(() => Math.round(caller.level(440) / 1000)).toBe(8)
  expect(agent.level(440)).toBeLessThan(10)
  expect(opened.value.isDirect()).toBe(true)
  expect(opened.value.isOver()).toBe(false)
  await opened.value.close()
  expect(opened.value.isOver()).toBe(true)
  expect(seen.filter((one) => one === 'leaves')).toHaveLength(2)
  expect(seen).toContain('BYE')
})

it('register for nobody who has a phone', async () => {
  const { plan, seen } = await registrar({ contact: '<sip:2001@192.0.2.9>' })
  expect(await openTwoPhones(plan, clock)).toMatchObject({ ok: false, error: { why: 'hasPhone' } })
  expect(seen).toEqual(['who'])
})

it('say what the phone system has against the call, and leave nothing', async () => {
  const { plan, seen } = await registrar({ answer: '404 Not Found' })
  const refused = await openTwoPhones(plan, clock)
  expect(refused).toMatchObject({
    ok: false,
    error: { why: 'refused', detail: expect.stringContaining('404 Not Found') },
  })
  expect(seen.filter((one) => one === 'leaves')).toHaveLength(2)
  expect(seen).toContain('ACK')
})

it('leave nothing when it is broken off while the agent rings', async () => {
  const { plan, seen } = await registrar({ answer: '180 Ringing' })
  const opening = openTwoPhones(plan, clock, rings(seen))
  expect(await opening).toMatchObject({ ok: false, error: { why: 'over' } })
  expect(seen.filter((one) => one === 'leaves')).toHaveLength(2)
  expect(seen).toContain('CANCEL')
})

/** Once the call is on its way. */
const rings = async (seen: readonly string[]): Promise<void> => {
  await expect.poll(() => seen.includes('INVITE')).toBe(true)
}
