import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { DeskFrame } from '#contract/channel.ts'
import { RETURN_WAIT_MS } from '#main/desk/monitor-place.ts'
import { type ShellServer, startServer } from '#main/shell/browser/server.ts'
import { createWindows } from '#main/shell/browser/window-socket.ts'
import { deskUnderTest } from '../../desk/desk-under-test.ts'

type Answer = {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

let dir: string
let server: ShellServer
let port: string
let console: ReturnType<typeof deskUnderTest>
let sockets: WebSocket[]

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-shell-'))
  mkdirSync(join(dir, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(dir, 'renderer', 'browser.html'), '<title>Earshot</title>')
  writeFileSync(join(dir, 'renderer', 'assets', 'main.js'), '1')
  writeFileSync(join(dir, 'secret'), 'not yours')
  console = deskUnderTest()
  sockets = []
  const windows = createWindows({ desk: console.desk, log: () => {}, clock: console.clock })
  let ids = 0
  server = await startServer({
    root: join(dir, 'renderer'),
    port: 0,
    randomId: (bytes) => String(++ids).padStart(bytes * 2, '0'),
    lineWsUrl: () => 'ws://127.0.0.1:5066/sip',
    demoFloor: () => true,
    speech: () => ({ language: 'system', theme: 'system' }),
    onWindow: windows.take,
  })
  port = new URL(server.address()).port
})
afterEach(async () => {
  for (const socket of sockets) socket.terminate()
  await server.close()
  rmSync(dir, { recursive: true })
})

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (data) => {
        body += data
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}
async function enter(): Promise<string> {
  const { pathname, search } = new URL(server.address())
  const { headers } = await ask(pathname + search)
  return String(headers['set-cookie']).split(';')[0] ?? ''
}
async function open(cookie: string, origin = `http://127.0.0.1:${port}`, path = '/desk') {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { cookie, origin } })
  sockets.push(socket)
  const frames: DeskFrame[] = []
  socket.on('message', (data) => frames.push(JSON.parse(String(data))))
  socket.on('error', () => {})
  await vi.waitFor(() => expect(socket.readyState).not.toBe(WebSocket.CONNECTING))
  const say = (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  return { socket, frames, say }
}
const hello = { type: 'request', id: 1, name: 'hello', input: null }

describe('the address of the console', () => {
  it('opens the page once and keeps working after a reload', async () => {
    const { search } = new URL(server.address())
    const cookie = await enter()
    for (let reload = 0; reload < 2; reload++) {
      expect(await ask('/', { cookie })).toMatchObject({ status: 200, body: '<title>Earshot</title>' })
    }
    const again = await ask(`/${search}`)
    expect(again.status).toBe(403)
    expect(again.body).toMatch(/already been used/)
  })

  it('leads on by a page of its own whoever comes from the page that held the key', async () => {
    const { search } = new URL(server.address())
    const led = await ask(`/${search}`, { 'sec-fetch-site': 'cross-site' })
    expect(led).toMatchObject({ status: 200, body: expect.stringContaining('content="0;url=/"') })
    const cookie = String(led.headers['set-cookie']).split(';')[0] ?? ''
    expect((await ask('/', { cookie })).status).toBe(200)
  })

  it('is another one once it has been used, so that a window that crashed can be opened again', async () => {
    const first = server.address()
    expect(server.address()).toBe(first)
    const before = await enter()
    expect(server.address()).not.toBe(first)
    const cookie = await enter()
    expect((await ask('/', { cookie })).status).toBe(200)
    expect((await ask('/', { cookie: before })).status).toBe(200)
  })

  it('is, when it has been used, a page with a sentence for a person, and tells nobody where the line is', async () => {
    const { search } = new URL(server.address())
    const cookie = await enter()
    const browser = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'de-DE,de;q=0.9' }
    const used = await ask(`/${search}`, browser)
    expect(used).toMatchObject({ status: 403, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(used.body).toContain('<html lang="de"')
    expect(used.body).toContain('Sonst starten Sie Earshot neu')
    expect(used.headers['content-security-policy']).not.toContain('127.0.0.1:5066')
    for (const [path, status, title] of [
      ['/', 403, 'Diese Adresse ist nicht vollständig'],
      ['/?key=', 403, 'Diese Adresse wurde schon benutzt'],
      ['/assets/main.js', 403, 'Diese Adresse ist nicht vollständig'],
    ] as const) {
      const answer = await ask(path, browser)
      expect([answer.status, answer.body.includes(`<h1>${title}</h1>`)], path).toEqual([status, true])
    }
    expect((await ask('/nothing', { ...browser, cookie })).body).toContain('<h1>Diese Seite gibt es nicht</h1>')
    expect((await ask('/', { ...browser, host: 'evil.example' })).body).toContain('nicht die Adresse von Earshot')
    expect(await ask('/', { ...browser, cookie }, 'POST')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    })
    expect((await ask(`/${search}`, browser, 'HEAD')).body).toBe('')
  })

  it('gives nothing to anybody else', async () => {
    expect((await ask('/')).status).toBe(403)
    expect((await ask('/assets/main.js')).status).toBe(403)
    expect((await ask('/?key=guess')).status).toBe(403)
    const cookie = await enter()
    expect((await ask('/', { cookie, host: 'evil.example' })).status).toBe(403)
  })

  it('sends a policy with every answer, refusals too', async () => {
    const [refused, page] = [await ask('/'), await ask('/', { cookie: await enter() })]
    expect(refused.headers['content-security-policy']).not.toContain('ws:')
    expect(page.headers['content-security-policy']).toContain('ws://127.0.0.1:5066')
    for (const answer of [refused, page]) {
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.headers['referrer-policy']).toBe('no-referrer')
    }
  })

  it('answers what it does not have with a sentence', async () => {
    const cookie = await enter()
    const nothing = await ask('/nothing', { cookie })
    expect([nothing.status, nothing.body]).toEqual([404, expect.stringMatching(/^This page does not exist\. /)])
    expect(await ask('/', { cookie }, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
    for (const path of ['/../secret', '/%2e%2e/secret', '/assets/../../secret', '/%', '/assets']) {
      expect((await ask(path, { cookie })).status).toBe(404)
    }
    expect(await ask('/assets/main.js', { cookie })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
    })
  })
})

describe('the socket of the window', () => {
  it('serves the desk to our page with the session', async () => {
    const { frames, say } = await open(await enter())
    say(hello)
    await vi.waitFor(() => expect(frames[0]).toMatchObject({ type: 'answer', id: 1, reply: { kind: 'output' } }))
  })

  it('is refused without the session and to a foreign page', async () => {
    const cookie = await enter()
    for (const { socket } of [await open(''), await open(cookie, 'http://evil.example'), await open(cookie, 'null')]) {
      await vi.waitFor(() => expect(socket.readyState).toBe(WebSocket.CLOSED))
    }
  })

  it('closes on garbage and on frames that are too long, and the next one works', async () => {
    const cookie = await enter()
    for (const bad of ['no json', 'x'.repeat(70_000), Buffer.from([1, 2])]) {
      const { socket } = await open(cookie)
      socket.send(bad)
      await vi.waitFor(() => expect(socket.readyState).toBe(WebSocket.CLOSED))
    }
    const { frames, say } = await open(cookie)
    say({ type: 'shout' })
    say(hello)
    await vi.waitFor(() => expect(frames).toHaveLength(1))
  })

  it('of a second window takes nothing from the first', async () => {
    const cookie = await enter()
    const older = await open(cookie)
    older.say(hello)
    await vi.waitFor(() => expect(older.frames).toHaveLength(1))
    const newer = await open(cookie)
    newer.say(hello)
    const window = { role: 'waiting', place: { kind: 'taken', holder: 1 } }
    await vi.waitFor(() => expect(newer.frames).toMatchObject([{ type: 'answer', reply: { output: { window } } }]))
    console.pbx.goStale()
    await vi.waitFor(() => expect(older.frames.length).toBeGreaterThan(1))
    expect(older.socket.readyState).toBe(WebSocket.OPEN)
    expect(newer.frames).toHaveLength(1)
  })

  it('of a window that closed a moment before is no obstacle to the next', async () => {
    const cookie = await enter()
    const older = await open(cookie)
    older.say(hello)
    await vi.waitFor(() => expect(older.frames).toHaveLength(1))
    older.socket.terminate()
    const newer = await open(cookie)
    newer.say(hello)
    const window = { role: 'console' }
    await vi.waitFor(() => expect(newer.frames).toMatchObject([{ type: 'answer', reply: { output: { window } } }]))
  })

  it('of a wallboard is one by its address, whatever its page asks for', async () => {
    const cookie = await enter()
    const wall = await open(cookie, undefined, '/desk?as=wallboard')
    wall.say(hello)
    await vi.waitFor(() =>
      expect(wall.frames).toMatchObject([{ type: 'answer', reply: { output: { window: { role: 'wallboard' } } } }]),
    )
    wall.say({ type: 'request', id: 2, name: 'takePlace', input: { seen: { kind: 'free' } } })
    const error = { code: 'wallboardOnly' }
    await vi.waitFor(() => expect(wall.frames[1]).toMatchObject({ id: 2, reply: { output: { ok: false, error } } }))
    for (const path of ['/desk?as=console', '/desk/', '/desk?as=wallboard&as=console']) {
      const { socket } = await open(cookie, undefined, path)
      await vi.waitFor(() => expect(socket.readyState).toBe(WebSocket.CLOSED))
    }
  })

  it('is cut off when it asks and does not read, and the next one works', async () => {
    const cookie = await enter()
    const { socket, say } = await open(cookie)
    socket.pause()
    const before = console.clock.waiting()
    const cutOff = () => {
      for (let i = 0; i < 2000; i++) say(hello)
      expect(console.clock.waiting()).toBe(before + 1) // for the window to come back
    }
    await vi.waitFor(cutOff, { timeout: 15_000, interval: 10 })
    const next = await open(cookie)
    next.say(hello)
    await vi.waitFor(() => expect(next.frames).toHaveLength(1))
  }, 20_000)

  it('may be gone for the time of a reload; then the monitor ends', async () => {
    const given = vi.spyOn(console.desk, 'windowGone')
    const cookie = await enter()
    const goesOn = { type: 'request', id: 1, name: 'haveMonitor', input: { held: null } }
    // What else the desk tells a window may come before it.
    const answered = expect.objectContaining({ type: 'answer', id: 1 })
    const first = await open(cookie)
    first.say(goesOn)
    await vi.waitFor(() => expect(first.frames).toContainEqual(answered))
    const before = console.clock.waiting()
    first.socket.close()
    await vi.waitFor(() => expect(console.clock.waiting()).toBe(before + 1))
    const second = await open(cookie)
    second.say(goesOn)
    await vi.waitFor(() => expect(second.frames).toContainEqual(answered))
    console.clock.pass(RETURN_WAIT_MS)
    expect(given).not.toHaveBeenCalled()
    second.socket.close()
    await vi.waitFor(() => expect(console.clock.waiting()).toBe(before + 1))
    console.clock.pass(RETURN_WAIT_MS)
    expect(given).toHaveBeenCalledOnce()
  })
})
