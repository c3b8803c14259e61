// The telephony over real WebSockets: noise, floods, cut sockets and a clean close.

import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { machineClock } from '#main/demo-pbx/kit/time.ts'
import { createTelephony, type SipTelephony } from '#main/demo-pbx/sip/telephony-sip.ts'

const OPTIONS = [
  'OPTIONS sip:demo.earshot.invalid SIP/2.0',
  'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1;rport',
  'From: <sip:b@y>;tag=1',
  'To: <sip:a@x>',
  'Call-ID: c1',
  'CSeq: 7 OPTIONS',
  '',
  '',
].join('\r\n')

let telephony: SipTelephony
let wss: WebSocketServer
const log: string[] = []

beforeEach(async () => {
  log.length = 0
  telephony = createTelephony({
    accounts: new Map([['5001', 'secret']]),
    domain: 'demo.earshot.invalid',
    ...machineClock,
    random: (bytes) => randomBytes(bytes).toString('hex'),
    log: (_, text) => log.push(text),
    iceHost: '127.0.0.1',
    flows: (inner) => inner,
  })
  wss = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'sip' })
  wss.on('connection', (socket) => telephony.accept(socket))
  await new Promise((resolve) => wss.once('listening', resolve))
})

afterEach(async () => {
  await telephony.close()
  wss.close()
})

async function connect() {
  const socket = new WebSocket(`ws://127.0.0.1:${(wss.address() as AddressInfo).port}`, 'sip')
  const heard: string[] = []
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('message', (data) => heard.push(String(data)))
  await new Promise((resolve) => socket.once('open', resolve))
  return { socket, heard, closed }
}

describe('a SIP socket', () => {
  it('gets an answer with its own address and port', async () => {
    const { socket, heard } = await connect()
    socket.send(OPTIONS)
    await expect.poll(() => heard[0]).toMatch(/^SIP\/2\.0 200 OK\r\nVia: .*;rport=\d{4,5};received=127\.0\.0\.1\r\n/)
  })

  it('has its keep-alive answered', async () => {
    const { socket, heard } = await connect()
    socket.send('\r\n\r\n')
    await expect.poll(() => heard).toEqual(['\r\n'])
  })

  it('may send some noise, text or bytes, and still be served', async () => {
    const { socket, heard } = await connect()
    socket.send('hello')
    socket.send(randomBytes(70_000))
    socket.send(Buffer.from(OPTIONS))
    await expect.poll(() => heard.length).toBe(1)
    expect(log.filter((line) => line.includes('not SIP'))).toHaveLength(1)
  })

  it('is told 513 for a message that is too large', async () => {
    const { socket, heard } = await connect()
    socket.send(OPTIONS + 'x'.repeat(70_000))
    await expect.poll(() => heard[0]).toMatch(/^SIP\/2\.0 513 /)
  })

  it('that sends nothing but noise is closed', async () => {
    const { socket, closed } = await connect()
    for (let i = 0; i < 50; i++) socket.send(`noise ${i}`)
    expect(await closed).toBe(1008)
  })

  it('is closed in good order when the PBX stops', async () => {
    const { closed } = await connect()
    await telephony.close()
    expect(await closed).toBe(1001)
  })
})
