// The demo PBX as a program: its command line, its one ready line, and its end.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { speechVoices, toneVoices, type Voices } from './mixer/voices.ts'
import { startBeside } from './netsapiens/beside.ts'
import { type Options, readOptions } from './options.ts'
import { type Pbx, startPbx } from './pbx.ts'
import { createTelephony } from './sip/telephony-sip.ts'

const DOMAIN = 'demo.earshot.invalid'
const LOOPBACK = '127.0.0.1'
const PARENT_LOOK_MS = 2000

const log = (text: string) => process.stderr.write(`${new Date().toISOString()} ${text}\n`)
const hex = (bytes: number) => randomBytes(bytes).toString('hex')

const options = readOptions(process.argv.slice(2), process.env, () => hex(16))
if (options.ok) run(options.value).catch(fail)
else {
  process.stderr.write(`demo-pbx: ${options.error}\n`)
  process.exit(2)
}

async function run(chosen: Options): Promise<void> {
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  const pbx = await start(chosen)
  const beside = await startPlatform(chosen, pbx)
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    // Whatever still holds a socket open must not keep the process.
    setTimeout(() => process.exit(0), 1000).unref()
    Promise.all([beside?.close(), pbx.close()]).then(() => process.exit(0), fail)
  }
  endWith(end)
  announce(chosen, pbx, beside && { netsapiens: beside.ready })
}

async function startPlatform(chosen: Options, pbx: Pbx) {
  if (!chosen.netsapiens) return null
  const { consoleSecret, operatorSecret, lines, netsapiens: ports } = chosen
  const address = `ws://${LOOPBACK}:${pbx.port}`
  return startBeside({
    control: `${address}/control`,
    sip: `${address}/sip`,
    domain: DOMAIN,
    consoleSecret,
    operatorSecret,
    lines,
    ports,
    isRegistered: pbx.isRegistered,
    now: Date.now,
    after,
  })
}

async function start(chosen: Options): Promise<Pbx> {
  const telephony = createTelephony({
    accounts: chosen.lines,
    domain: DOMAIN,
    iceHost: LOOPBACK,
    now: Date.now,
    random: hex,
    log: (level, text) => log(`${level} ${text}`),
  })
  return startPbx({
    telephony,
    domain: DOMAIN,
    seed: chosen.seed,
    speed: chosen.speed,
    port: chosen.port,
    voices: voicesOf(chosen),
    secrets: { console: chosen.consoleSecret, operator: chosen.operatorSecret },
    now: Date.now,
    nowMs: () => performance.now(),
    nonce: () => hex(32),
    log: (text) => log(`info ${text}`),
    after,
    afterPackets: (ms, act) => after(ms, () => setImmediate(act)),
    measureLoad: loadMeter(),
  })
}

function after(ms: number, act: () => void) {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

/** Speech where the files are: beside the sources, beside the bundle, or where we were told. */
function voicesOf({ voices, resources }: Options): Voices {
  if (voices === 'tones') return toneVoices()
  const folders = [...(resources === null ? [] : [resources]), join(import.meta.dirname, '../../resources')]
  const found = folders.find((folder) => existsSync(join(folder, 'speech/manifest.json')))
  if (found) return speechVoices(found)
  log(`warn no speech in ${folders.join(' or ')}; the voices are tones`)
  return toneVoices()
}

function loadMeter() {
  const RESOLUTION_MS = 10
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  return () => {
    const { user, system } = process.cpuUsage()
    const loopLagP95Ms = Math.max(0, delay.percentile(95) / 1e6 - RESOLUTION_MS)
    delay.reset()
    return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss(), loopLagP95Ms }
  }
}

/** SIGTERM, SIGINT, the end of standard input unless that is a terminal, or the death of whoever started us. */
function endWith(end: () => void): void {
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  if (!process.stdin.isTTY) process.stdin.on('end', end).on('close', end).on('error', end).resume()
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), PARENT_LOOK_MS).unref()
}

function announce(chosen: Options, pbx: Pbx, more: object | null): void {
  const address = `ws://${LOOPBACK}:${pbx.port}`
  const lines = [...chosen.lines].map(([extension, password]) => ({ extension, password }))
  const ready = {
    ready: true,
    sip: `${address}/sip`,
    control: `${address}/control`,
    domain: DOMAIN,
    lines,
    consoleSecret: chosen.consoleSecret,
    operatorSecret: chosen.operatorSecret,
    ...more,
  }
  process.stdout.write(`${JSON.stringify(ready)}\n`)
  if (!process.stderr.isTTY) return
  process.stderr.write(
    `The demo PBX is up. Register a SIP phone at ${ready.sip} as one of the lines; *43 is an echo.\n`,
  )
}

function fail(error: unknown): void {
  log(`error ${error instanceof Error ? error.stack : String(error)}`)
  process.exit(1)
}
