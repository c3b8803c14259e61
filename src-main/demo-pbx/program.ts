// The demo PBX as a program: what it is made of, its one ready line, and its end.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Door } from './control/switchboard.ts'
import type { Telephony } from './kit/telephony.ts'
import { machineClock } from './kit/time.ts'
import { speechVoices, toneVoices, type Voices } from './mixer/voices.ts'
import type { Options, Read } from './options.ts'
import { type Pbx, startPbx } from './pbx.ts'
import type { FlowHandlers } from './sip/socket-flow.ts'
import { createTelephony } from './sip/telephony-sip.ts'

const DOMAIN = 'demo.earshot.invalid'
const LOOPBACK = '127.0.0.1'
const PARENT_LOOK_MS = 2000

/** What a program around this one adds. Each of the first three stands in one place and hands on what it does not care about. */
export type Additions<O extends Options> = {
  /** Between the phones' sockets and the SIP server. */
  readonly flows: (inner: FlowHandlers) => FlowHandlers
  /** Between the SIP server and whoever rings phones or is rung by them. */
  readonly telephony: (inner: Telephony) => Telephony
  /** Between the control sockets and the switchboard. */
  readonly door: (inner: Door) => Door
  /** Another server beside this one. The ready line says what `ready` holds as well. */
  readonly startBeside: (chosen: O, ready: Ready, pbx: Pbx) => Promise<Beside | null>
}
export type Beside = { readonly ready: object; close(): Promise<void> }

export const nothingAdded: Additions<Options> = {
  flows: (inner) => inner,
  telephony: (inner) => inner,
  door: (inner) => inner,
  startBeside: async () => null,
}

/** The ready line. */
export type Ready = {
  readonly ready: true
  readonly sip: string
  readonly control: string
  readonly domain: string
  readonly lines: readonly { readonly extension: string; readonly password: string }[]
  readonly consoleSecret: string
  readonly operatorSecret: string
}

const log = (text: string) => process.stderr.write(`${new Date().toISOString()} ${text}\n`)
const hex = (bytes: number) => randomBytes(bytes).toString('hex')

/** Runs until it is told to end. The process is its own. */
export function runProgram<O extends Options>(options: Read<O>, additions: Additions<O>): void {
  if (options.ok) run(options.value, additions).catch(fail)
  else {
    process.stderr.write(`demo-pbx: ${options.error}\n`)
    process.exit(2)
  }
}

async function run<O extends Options>(chosen: O, additions: Additions<O>): Promise<void> {
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  const pbx = await start(chosen, additions)
  const ready = readyOf(chosen, pbx)
  const beside = await additions.startBeside(chosen, ready, pbx)
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    // Whatever still holds a socket open must not keep the process.
    setTimeout(() => process.exit(0), 1000).unref()
    Promise.all([beside?.close(), pbx.close()]).then(() => process.exit(0), fail)
  }
  endWith(end)
  announce({ ...ready, ...beside?.ready })
}

async function start<O extends Options>(chosen: O, additions: Additions<O>): Promise<Pbx> {
  const telephony = createTelephony({
    accounts: chosen.lines,
    domain: DOMAIN,
    iceHost: LOOPBACK,
    ...machineClock,
    random: hex,
    log: (level, text) => log(`${level} ${text}`),
    flows: additions.flows,
  })
  return startPbx({
    telephony: { ...additions.telephony(telephony), accept: telephony.accept },
    door: additions.door,
    domain: DOMAIN,
    seed: chosen.seed,
    speed: chosen.speed,
    port: chosen.port,
    voices: voicesOf(chosen),
    secrets: { console: chosen.consoleSecret, operator: chosen.operatorSecret },
    ...machineClock,
    nowMs: () => performance.now(),
    nonce: () => hex(32),
    log: (text) => log(`info ${text}`),
    afterPackets: (ms, act) => machineClock.after(ms, () => setImmediate(act)),
    measureLoad: loadMeter(),
  })
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

function readyOf(chosen: Options, pbx: Pbx): Ready {
  const address = `ws://${LOOPBACK}:${pbx.port}`
  return {
    ready: true,
    sip: `${address}/sip`,
    control: `${address}/control`,
    domain: DOMAIN,
    lines: [...chosen.lines].map(([extension, password]) => ({ extension, password })),
    consoleSecret: chosen.consoleSecret,
    operatorSecret: chosen.operatorSecret,
  }
}

function announce(ready: Ready): void {
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
