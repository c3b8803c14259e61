// A distinct secret in every field that holds one, for each kind of phone system, and a server that says back all it is told:
// none of them is in anything the console writes or tells, on the way in, at work or in what it exports.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createWebServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SetupStep } from '#contract/site/setup.ts'
import { openConsole } from '#main/app/compose.ts'
import { sealedSecrets } from '#main/settings/sealed-secrets.ts'
import { fileSecrets } from '#main/settings/secrets.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'

let dir: string
let stops: (() => Promise<unknown>)[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-planted-'))
  stops = []
})
afterEach(async () => {
  for (const stop of stops) await stop()
  rmSync(dir, { recursive: true })
})

async function listening(server: Server, end: () => void): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    end()
    return new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

/** Greets, and says back each piece it is sent in the words a refusal of that kind has. */
async function echoing(greeting: string, refusal: (heard: string) => string, heard: string[]): Promise<number> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.write(greeting)
    socket.on('data', (bytes) => {
      heard.push(String(bytes))
      socket.write(refusal(String(bytes)))
    })
  })
  return listening(server, () => {
    for (const socket of open) socket.destroy()
  })
}

/** Every request is refused with what came with it. */
async function echoingWeb(heard: string[]): Promise<number> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const piece of request) body += String(piece)
    const basic = /^Basic (.*)$/.exec(request.headers.authorization ?? '')?.[1]
    const all = { url: request.url, ...request.headers, body, basic: basic && Buffer.from(basic, 'base64').toString() }
    heard.push(JSON.stringify(all))
    response.writeHead(500, { 'content-type': 'application/json' })
    response.end(JSON.stringify(all))
  }
  const server = createWebServer((request, response) => void answer(request, response))
  return listening(server, () => server.closeAllConnections())
}

type Planted = { readonly site: Record<string, unknown>; readonly env?: NodeJS.ProcessEnv; readonly sent: RegExp }

async function asteriskSite(heard: string[]): Promise<Planted> {
  const ami = await echoing(
    'Asterisk Call Manager/9.0.0\r\n',
    (said) =>
      `Response: Error\r\nActionID: ${/ActionID: (.*)\r/.exec(said)?.[1] ?? ''}\r\nMessage: not: ${said.replaceAll('\r\n', ' ')}\r\n\r\n`,
    heard,
  )
  const web = await echoingWeb(heard)
  const site = {
    kind: 'asterisk',
    host: '127.0.0.1',
    ami: { user: 'console', secret: 'PLANTED-AMI', port: ami, tls: false },
    ari: { url: `http://127.0.0.1:${web}/ari`, user: 'console', password: 'PLANTED-ARI' },
    line: {
      uri: 'sip:5001@127.0.0.1',
      wsUrl: `ws://127.0.0.1:${web}/ws`,
      authUser: '5001',
      password: 'PLANTED-LINE',
    },
  }
  return { site, sent: /PLANTED-AMI/ }
}

async function freeswitchSite(heard: string[]): Promise<Planted> {
  const esl = await echoing(
    'Content-Type: auth/request\n\n',
    (said) => `Content-Type: command/reply\nReply-Text: -ERR invalid: ${said.replaceAll('\n', ' ')}\n\n`,
    heard,
  )
  const site = {
    kind: 'freeswitch',
    host: '127.0.0.1',
    domain: 'pbx.example',
    esl: { port: esl, password: 'PLANTED-ESL' },
    line: {
      user: '5001',
      wsUrl: `ws://127.0.0.1:${await echoingWeb(heard)}`,
      password: 'PLANTED-LINE',
    },
  }
  return { site, sent: /PLANTED-ESL/ }
}

async function netsapiensSite(heard: string[]): Promise<Planted> {
  const server = `http://127.0.0.1:${await echoingWeb(heard)}`
  const site = {
    kind: 'netsapiens',
    server,
    cores: [server],
    signIn: { by: 'password', clientId: 'earshot', username: '5001@pbx.example', secret: 'PLANTED-CLIENT' },
    softphone: {
      wsUrl: server.replace('http', 'ws'),
    },
  }
  const env = { EARSHOT_NETSAPIENS_PASSWORD: 'PLANTED-PASSWORD', EARSHOT_NETSAPIENS_CODE: 'PLANTED-CODE' }
  return { site, env, sent: /PLANTED-CLIENT.*PLANTED-PASSWORD|PLANTED-PASSWORD.*PLANTED-CLIENT/ }
}

async function keySite(heard: string[]): Promise<Planted> {
  const { site } = await netsapiensSite(heard)
  return {
    site: { ...site, signIn: { by: 'apiKey' } },
    env: { EARSHOT_NETSAPIENS_API_KEY: 'PLANTED-KEY' },
    sent: /PLANTED-KEY/,
  }
}

function open(configFile: string | null, env: NodeJS.ProcessEnv) {
  const opened = openConsole({
    shell: 'browser',
    dir,
    seatDir: join(dir, 'seat'),
    machineFile: join(dir, 'no-machine-site.json'),
    configFile,
    demoFloor: false,
    setUpFirst: false,
    settingsFile: confSettings({ dir, version: '1.2.3' }),
    secrets: sealedSecrets(fileSecrets(dir), dir),
    env: { ...env, EARSHOT_LOG: 'debug', EARSHOT_TURN_CREDENTIAL: 'PLANTED-TURN-OF-ENV' },
    demoCommand: ['false'],
  })
  if (!opened.ok) throw new Error(opened.error)
  stops.unshift(opened.value.desk.close)
  return opened.value.desk.handlers
}

/** Every file below, by name; what the site's own administrator has written is theirs. */
function written(but: string): string {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name !== but)
  return files
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path}\n${readFileSync(path, 'latin1')}`)
    .join('\n')
}

const turn = { urls: 'turn:turn.example:3478', username: 'u', credential: 'PLANTED-TURN' }
const sharing = { urls: 'turn:turn.example:3478', secret: 'PLANTED-SHARED' }
const steps: readonly SetupStep[] = ['address', 'signIn', 'line', 'trunks']
const planted = /PLANTED-[A-Z-]+/g
const kinds = [
  ['asterisk', asteriskSite],
  ['freeswitch', freeswitchSite],
  ['netsapiens', netsapiensSite],
  ['netsapiens by key', keySite],
] as const

describe.each(kinds)('%s', (_kind, made) => {
  it('tells no secret that the set-up was given', async () => {
    const heard: string[] = []
    const { site, env = {}, sent } = await made(heard)
    const printed = vi.spyOn(process.stdout, 'write')
    const warned = vi.spyOn(process.stderr, 'write')
    const desk = open(null, env)
    const found = []
    for (const step of steps) found.push(await desk.checkSetup({ step, site }))
    const saved = await desk.finishSetup({ siteName: 'North', policy: 'open', supervisor: null, site })
    expect(saved).toEqual({ ok: true, value: null })
    await vi.waitFor(() => expect(heard.join('\n')).toMatch(sent), { timeout: 8_000 })
    await vi.waitFor(async () => expect((await desk.hello(null)).status.phase).not.toBe('connecting'), {
      timeout: 8_000,
    })
    const { status } = await desk.hello(null)
    const told = [found, status, await desk.setup(null), await desk.listSettings(null), await desk.exportSettings(null)]
    const out = [printed, warned].flatMap(({ mock }) => mock.calls.map(([text]) => String(text)))
    printed.mockRestore()
    warned.mockRestore()
    expect(JSON.stringify(told).match(planted)).toBeNull()
    expect(out.join('').match(planted)).toBeNull()
    expect(written('').match(planted)).toBeNull()
    // What looks for them finds them where they have to be.
    expect(heard.join('\n')).toMatch(planted)
  }, 60_000)

  it('tells no secret that stands in a site file', async () => {
    const heard: string[] = []
    const { site, env = {}, sent } = await made(heard)
    writeFileSync(
      join(dir, 'site.json'),
      JSON.stringify({ siteName: 'North', site, line: { iceServers: [turn, sharing] } }),
    )
    const desk = open(join(dir, 'site.json'), env)
    await vi.waitFor(() => expect(heard.join('\n')).toMatch(sent), { timeout: 8_000 })
    const { status } = await desk.hello(null)
    const told = [status, await desk.setup(null), await desk.listSettings(null), await desk.exportSettings(null)]
    expect(JSON.stringify(told).match(planted)).toBeNull()
    expect(written('site.json').match(planted)).toBeNull()
  }, 30_000)
})
