// A private Asterisk for one test file: free loopback ports, its own folder, gone without a trace after stop().
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { configFiles, type Ports, type SiteOptions } from './asterisk-config.ts'
import { type Asterisk, type AsteriskVersion, fetchAsterisk } from './fetch-asterisk.ts'

export type AsteriskServer = {
  /** Where its configuration lies. */
  readonly folder: string
  readonly ports: Ports
  readonly wsUrl: string
  readonly ariUrl: string
  readonly pid: () => number
  cli(command: string): Promise<string>
  /** Writes one of its configuration files anew. */
  rewrite(file: string, change: (text: string) => string): void
  /** Kills it and starts it again on the same ports with the same configuration. */
  restart(): Promise<void>
  /** Names of the channels there are now. */
  channels(): Promise<string[]>
  messages(): string
  stop(): Promise<void>
}

export type ServerOptions = SiteOptions & {
  readonly version?: AsteriskVersion
  /** Another configuration than the tests' own small call centre; asterisk.conf is always ours. */
  readonly configuration?: (folder: string, ports: Ports) => Readonly<Record<string, string>>
}

export async function startAsterisk(options: ServerOptions = {}): Promise<AsteriskServer> {
  const asterisk = await fetchAsterisk(options.version ?? '22')
  const folder = mkdtempSync(join(tmpdir(), 'earshot-asterisk-'))
  const ports = await freePorts()
  mkdirSync(join(folder, 'run'))
  const own = configFiles(asterisk, folder, ports, options)
  const files = options.configuration
    ? { ...options.configuration(folder, ports), 'asterisk.conf': own['asterisk.conf'] }
    : own
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text ?? '')
  }
  let child = await boot(asterisk, folder)
  const kill = () => ended(child)
  // A test run that is broken off must not leave a PBX behind.
  const last = () => void child.kill('SIGKILL')
  process.once('exit', last)
  const cli = (command: string) => remote(asterisk, folder, command)
  return {
    folder,
    ports,
    wsUrl: `ws://127.0.0.1:${ports.http}/ws`,
    ariUrl: `http://127.0.0.1:${ports.http}/ari`,
    pid: () => child.pid ?? 0,
    cli,
    rewrite: (file, change) => writeFileSync(join(folder, file), change(read(join(folder, file)))),
    channels: async () => channelNames(await cli('core show channels concise')),
    messages: () => read(join(folder, 'run', 'messages.log')),
    async restart() {
      await kill()
      child = await boot(asterisk, folder)
    },
    async stop() {
      process.off('exit', last)
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const channelNames = (concise: string): string[] =>
  concise.split('\n').flatMap((row) => (row.includes('!') ? (row.split('!')[0] ?? []) : []))

const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

async function boot(asterisk: Asterisk, folder: string): Promise<ChildProcess> {
  const [program, ...before] = asterisk.command
  const control = join(folder, 'run', 'asterisk.ctl')
  rmSync(control, { force: true })
  const child = spawn(program, [...before, '-f', '-C', join(folder, 'asterisk.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said = (said + chunk).slice(-4000)
  })
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000)
  })
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break
    // A CLI of its own is a whole process: not before there is a socket to ask.
    const answer = existsSync(control) ? await remote(asterisk, folder, 'core waitfullybooted').catch(() => '') : ''
    if (answer.includes('fully booted')) return child
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  await ended(child)
  throw new Error(`Asterisk did not start: ${said}\n${read(join(folder, 'run', 'messages.log'))}`)
}

async function remote(asterisk: Asterisk, folder: string, command: string): Promise<string> {
  const [program, ...before] = asterisk.command
  const args = [...before, '-C', join(folder, 'asterisk.conf'), '-rx', command]
  const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 1e8, timeout: 10_000 })
  return stdout
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
}

async function freePorts(): Promise<Ports> {
  const [http, ami, sip] = await Promise.all([freeTcpPort(), freeTcpPort(), freeUdpPort()])
  return { http, ami, sip, rtp: 20_000 + 2 * Math.floor(Math.random() * 5000) }
}

export function freeTcpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function freeUdpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4').once('error', reject)
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })
}
