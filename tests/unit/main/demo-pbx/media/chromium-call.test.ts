// One real phone: Chromium with JsSIP against the demo PBX's telephony, judged by what either side hears.

import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import type { CallEnd, Digit, IncomingCall, MediaSession, SipCall } from '#main/demo-pbx/kit/telephony.ts'
import { machineClock } from '#main/demo-pbx/kit/time.ts'
import { createTelephony, type SipTelephony } from '#main/demo-pbx/sip/telephony-sip.ts'
import { levelOf, toneAt, wavOfTone } from './tones.ts'

const CHROMIUM = '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
]

const folder = mkdtempSync(join(tmpdir(), 'earshot-phone-'))
let telephony: SipTelephony
let http: Server
let browser: Browser
let page: Page

if (!existsSync(CHROMIUM)) console.warn(`SKIPPED: no ${CHROMIUM}, so no real phone has called the demo PBX`)

describe.skipIf(!existsSync(CHROMIUM))('a JsSIP phone in Chromium', { timeout: 30_000 }, () => {
  beforeAll(async () => {
    const entry = fileURLToPath(new URL('./softphone-page.ts', import.meta.url))
    await build({
      configFile: false,
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: false, minify: false, lib: { entry, formats: ['es'], fileName: 'phone' } },
    })
    writeFileSync(join(folder, 'mic.wav'), wavOfTone(1000))
    telephony = createTelephony({
      accounts: new Map([
        ['5001', 'secret'],
        ['5002', 'secret'],
      ]),
      domain: 'demo.earshot.invalid',
      ...machineClock,
      random: (bytes) => randomBytes(bytes).toString('hex'),
      log: (level, text) => level === 'error' && console.error(text),
      iceHost: '127.0.0.1',
      flows: (inner) => inner,
    })
    http = await serve(telephony)
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [...FLAGS, `--use-file-for-fake-audio-capture=${join(folder, 'mic.wav')}`],
    })
    page = await browser.newPage()
    await telephony.warm()
    await start(page, '5001', true)
  }, 30_000)

  afterAll(async () => {
    await browser?.close()
    await telephony?.close()
    http?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('rings, is heard and hears, sends digits both ways, holds, restarts ICE and is hung up on', async () => {
    const call = ring()
    const talk = await talking(call, 440)
    await eventually(talk.firstFrame).toBeGreaterThan(0)
    const times = await page.evaluate(() => window.phone.times)
    const ms = (at: number | undefined) => `${Math.round((at ?? Number.NaN) - talk.asked)} ms`
    console.log(
      `invite → newRTCSession ${ms(times.newRTCSession)}, → established ${ms(talk.established)}, → first frame ${ms(talk.firstFrame())}`,
    )
    expect(await page.evaluate(() => window.phone.headers['X-Earshot-Token'])).toBe('abc')

    await hears(440)
    await eventually(() => talk.mouth(1000)).toBeGreaterThan(-30)
    expect(talk.mouth(440)).toBeLessThan(-50)
    expect(Date.now() - (call.media()?.lastHeardAt() ?? 0)).toBeLessThan(500)

    const digits: Digit[] = []
    call.onDigit((digit) => digits.push(digit))
    await page.evaluate(() => window.phone.digit('5', 'INFO'))
    await eventually(() => digits).toEqual([{ digit: '5', by: 'info' }])
    await page.evaluate(() => window.phone.digit('7', 'RFC2833'))
    await eventually(() => digits).toHaveLength(2)
    expect(digits[1]).toEqual({ digit: '7', by: 'rfc4733' })

    const holds: boolean[] = []
    call.onHold((held) => holds.push(held))
    await page.evaluate(() => window.phone.hold(true))
    await eventually(() => page.evaluate(() => window.phone.hear(440))).toBeLessThan(-60)
    await page.evaluate(() => window.phone.hold(false))
    expect(holds).toEqual([true, false])
    await hears(440)

    await page.evaluate(() => window.phone.restartIce())
    talk.forget()
    await eventually(() => talk.mouth(1000)).toBeGreaterThan(-30)
    await hears(440)
    expect(digits).toHaveLength(2)

    call.end()
    await eventually(() => page.evaluate(() => window.phone.events)).toContain('ended remote')
    talk.stop()
  })

  it('hangs up itself', async () => {
    const call = ring()
    const talk = await talking(call, 440)
    const ends: CallEnd[] = []
    call.onEnded((end) => ends.push(end))
    await page.evaluate(() => window.phone.hangUp())
    await eventually(() => ends).toEqual([{ by: 'remote', status: 200, reason: 'bye' }])
    talk.stop()
  })

  it('without a microphone hears all the same', async () => {
    const deaf = await chromium.launch({
      executablePath: CHROMIUM,
      args: FLAGS.filter((flag) => !flag.includes('fake')),
    })
    try {
      const other = await deaf.newPage()
      await start(other, '5002', false)
      const call = ring('5002')
      const talk = await talking(call, 440)
      await hears(440, other)
      call.end()
      talk.stop()
    } finally {
      await deaf.close()
    }
  })

  it('calls the PBX, is answered and heard', async () => {
    const arrived = new Promise<IncomingCall>((resolve) => telephony.onIncoming(resolve))
    await page.evaluate(() => window.phone.dial('sip:2001@demo.earshot.invalid'))
    const call = await arrived
    expect([call.line, call.dialled]).toEqual(['5001', '2001'])
    const up = talking(call, 620)
    call.answer()
    const talk = await up
    await hears(620)
    await eventually(() => talk.mouth(1000)).toBeGreaterThan(-30)
    call.end()
    talk.stop()
  })
})

/** Loads the phone and waits until its line is registered. */
async function start(on: Page, line: string, microphone: boolean): Promise<void> {
  const { port } = http.address() as AddressInfo
  await on.goto(`http://127.0.0.1:${port}/`)
  await on.waitForFunction(() => 'phone' in window)
  await on.evaluate((account) => window.phone.start(account), {
    url: `ws://127.0.0.1:${port}/sip`,
    uri: `sip:${line}@demo.earshot.invalid`,
    password: 'secret',
    microphone,
  })
  await vi.waitUntil(() => telephony.isRegistered(line), { timeout: 5000 })
}

function ring(line = '5001'): SipCall {
  return telephony.invite(line, {
    fromUser: 'monitor',
    fromName: 'Earshot monitor',
    headers: { 'X-Earshot-Token': 'abc' },
  })
}

async function hears(hz: number, on = page): Promise<void> {
  await eventually(() => on.evaluate((f) => window.phone.hear(f), hz)).toBeGreaterThan(-35)
}

/** Sends a tone into the call as soon as it is up, and listens to what comes back. */
async function talking(call: SipCall, hz: number) {
  const asked = Date.now()
  let established = 0
  let firstFrame = 0
  let last: Int16Array = new Int16Array(160)
  const media = await new Promise<MediaSession>((resolve) => call.onEstablished(resolve))
  established = Date.now()
  media.onFrame((frame) => {
    firstFrame ||= Date.now()
    last = frame
  })
  let at = 0
  const timer = setInterval(() => {
    media.send(toneAt(hz, at))
    at += 160
  }, 20)
  return {
    asked,
    established,
    firstFrame: () => firstFrame,
    mouth: (tone: number) => levelOf(tone, last),
    forget: () => {
      last = new Int16Array(160)
    },
    stop: () => clearInterval(timer),
  }
}

async function serve(to: SipTelephony): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/phone.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? readFileSync(join(folder, 'phone.js')) : '<script type="module" src="/phone.js"></script>')
  })
  new WebSocketServer({ server, path: '/sip', handleProtocols: () => 'sip' }).on('connection', (socket) =>
    to.accept(socket),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Five seconds, since the machine may be busy with other tests. */
function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 5000 })
}
