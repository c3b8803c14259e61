// The demo PBX as a process: its ready line, its end, and what it says to a wrong command line.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../../..')
const running: ChildProcess[] = []

function start(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src-main/demo-pbx/main.ts', ...args], {
    cwd: root,
    stdio: 'pipe',
    env: { ...process.env, ...env },
  })
  running.push(child)
  let complaints = ''
  child.stderr.on('data', (data) => {
    complaints += data
  })
  const line = once(createInterface({ input: child.stdout }), 'line')
  return { child, ended: once(child, 'exit'), ready: async () => JSON.parse((await line)[0]), said: () => complaints }
}

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

describe('the program', { timeout: 30_000 }, () => {
  it('prints one ready line with all a client needs, and ends with its standard input', async () => {
    const secrets = { console: 'c', operator: 'o', lines: { '5001': 'pw' } }
    const { child, ended, ready } = start(['--voices', 'tones'], { EARSHOT_DEMO_SECRETS: JSON.stringify(secrets) })
    const line = await ready()
    const port = new URL(line.control).port
    expect(line).toEqual({
      ready: true,
      sip: `ws://127.0.0.1:${port}/sip`,
      control: `ws://127.0.0.1:${port}/control`,
      domain: 'demo.earshot.invalid',
      lines: [{ extension: '5001', password: 'pw' }],
      consoleSecret: 'c',
      operatorSecret: 'o',
    })
    child.stdin.end()
    expect((await ended)[0]).toBe(0)
  })

  it('ends on SIGTERM', async () => {
    const { child, ended, ready } = start([])
    await ready()
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  })

  it('says what is wrong with its command line, with exit code 2', async () => {
    const { ended, said } = start(['--speed', 'fast'])
    expect((await ended)[0]).toBe(2)
    expect(said().trim()).toBe('demo-pbx: --speed must be a number from 0 to 50, not "fast".')
  })

  it('says that a port is taken, with exit code 1', async () => {
    const first = start(['--speed', '0'])
    const { control } = await first.ready()
    const { ended, said } = start(['--port', new URL(control).port])
    expect((await ended)[0]).toBe(1)
    expect(said()).toContain('EADDRINUSE')
  })
})
