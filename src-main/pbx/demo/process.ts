// Runs the demo PBX as a process of its own, starts it again when it has died, and ends it with the console.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Site } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import type { AddressSource } from './link.ts'
import { addressOf, type ReadyLine, readReadyLine, type Supervisor } from './ready.ts'

const READY_WAIT_MS = 15_000
const END_WAIT_MS = 2000

export type ProcessParts = {
  readonly site: Extract<Site, { kind: 'demo' }>
  readonly supervisor: Supervisor
  /** The command that runs the demo PBX; its flags are added. */
  readonly command: readonly [string, ...string[]]
  readonly env: NodeJS.ProcessEnv
  readonly randomId: (bytes: number) => string
  readonly log: ConnectorParts['log']
  readonly clock: Clock
}

/** Port and secrets stay the same over a restart, so that the line finds its PBX again. */
export function demoProcess(parts: ProcessParts): AddressSource {
  const secrets = JSON.stringify({
    console: parts.randomId(16),
    operator: parts.randomId(16),
    lines: { [parts.supervisor.extension]: parts.randomId(12) },
  })
  let child: ChildProcess | null = null
  let ready: Promise<ReadyLine | null> | null = null
  let port = '0'
  let closing = false

  function start(): Promise<ReadyLine | null> {
    const started = spawnPbx(parts, port, secrets)
    child = started
    started.once('exit', (code, signal) => {
      parts.log(closing ? 'info' : 'warn', `demo PBX process ended: ${signal ?? code}`)
      if (child === started) child = null
    })
    return whenReady(started, parts.clock).then((line) => {
      // A port that is taken by now would keep it from starting for ever.
      port = line ? new URL(line.control).port : '0'
      if (!line) started.kill()
      return line
    })
  }
  return {
    address: async (): Promise<ReturnType<typeof addressOf> | DeskError> => {
      if (closing) return deskFailure('pbxUnreachable', 'the console is closing')
      if (!child) ready = start()
      const line = await ready
      return line ? addressOf(line, parts.supervisor) : deskFailure('pbxUnreachable', 'the demo PBX did not start')
    },
    close: async () => {
      closing = true
      if (child) await end(child, parts.clock)
    },
  }
}

/** A PBX somebody else runs; it is not ended with the console. */
export const runningDemo = (ready: ReadyLine, supervisor: Supervisor): AddressSource => ({
  address: async () => addressOf(ready, supervisor),
  close: async () => {},
})

function spawnPbx({ site, command, env, log }: ProcessParts, port: string, secrets: string): ChildProcess {
  const [program, ...args] = command
  const flags = ['--port', port, '--seed', String(site.seed), '--speed', String(site.speed), '--voices', site.voices]
  // Standard input stays open as long as we live: however we end, the PBX sees it close and ends too.
  const child = spawn(program, [...args, ...flags], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...env, EARSHOT_DEMO_SECRETS: secrets },
  })
  createInterface({ input: child.stderr }).on('line', (line) => {
    const [, level, text] = /^\S+Z (info|warn|error) (.*)$/.exec(line) ?? []
    log(level === 'info' || level === 'error' ? level : 'warn', `demo PBX: ${text ?? line}`)
  })
  child.stdin.on('error', () => {})
  return child
}

function whenReady(child: ChildProcess, clock: Clock): Promise<ReadyLine | null> {
  return waitFor<ReadyLine | null>(clock, { ms: READY_WAIT_MS, otherwise: null }, (settle) => {
    const failed = () => settle(null)
    child.once('error', failed)
    child.once('exit', failed)
    if (!child.stdout) failed()
    else
      createInterface({ input: child.stdout }).on('line', (text) => {
        const line = readReadyLine(text)
        if (line) settle(line)
      })
    // The listeners stay: a process without one for its errors would end ours.
    return () => {}
  })
}

function end(child: ChildProcess, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const stopTimer = clock.after(END_WAIT_MS, () => child.kill('SIGKILL'))
    child.once('exit', () => {
      stopTimer()
      resolve()
    })
    child.stdin?.end()
    child.kill('SIGTERM')
  })
}
