import { afterEach, describe, expect, it, vi } from 'vitest'
import { machineClock } from '#contract/time.ts'
import { demoProcess, runningDemo } from '#main/pbx/demo/process.ts'
import { readReadyLine } from '#main/pbx/demo/ready.ts'

// A program that stands in for the PBX: says it is ready with what it was given, ends when its input closes.
const program = `
  const secrets = JSON.parse(process.env.EARSHOT_DEMO_SECRETS)
  const port = process.argv[process.argv.indexOf('--port') + 1]
  const lines = Object.entries(secrets.lines).map(([extension, password]) => ({ extension, password }))
  const at = 'ws://127.0.0.1:' + (port === '0' ? '4321' : port)
  console.log('warming up')
  console.log(JSON.stringify({ ready: true, sip: at + '/sip', control: at + '/control?pid=' + process.pid, domain: 'd', lines, consoleSecret: secrets.console }))
  process.stdin.resume().on('end', () => process.exit(0))
`
const supervisor = { name: 'Sam', extension: '5001' }
let stop: () => Promise<void> = async () => {}
afterEach(() => stop())

function started(script: string) {
  let ids = 0
  const source = demoProcess({
    site: { kind: 'demo', seed: 7, speed: 0, voices: 'tones' },
    supervisor,
    command: [process.execPath, '-e', script, '--'],
    env: process.env,
    randomId: () => `secret-${++ids}`,
    log: () => {},
    clock: machineClock(globalThis),
  })
  stop = source.close
  const address = async () => {
    const found = await source.address()
    if ('code' in found) throw new Error(found.detail)
    return {
      ...found,
      pid: Number(new URL(found.controlUrl).searchParams.get('pid')),
      port: new URL(found.controlUrl).port,
    }
  }
  return { source, address }
}
const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('the process of the demo PBX', () => {
  it('is started once, with secrets nobody reads in a list of processes', async () => {
    const { address } = started(program)
    const [one, two] = await Promise.all([address(), address()])
    expect(one.pid).toBe(two.pid)
    expect(one).toMatchObject({ secret: 'secret-1', lineExtension: '5001', line: { password: 'secret-3' } })
  })

  it('is started again at the same place with the same secrets when it has died', async () => {
    const { address } = started(program)
    const before = await address()
    process.kill(before.pid, 'SIGKILL')
    await vi.waitFor(async () => expect((await address()).pid).not.toBe(before.pid))
    const { pid: _new, controlUrl: _url, ...after } = await address()
    const { pid: _old, controlUrl: _was, ...same } = before
    expect(after).toEqual(same)
  })

  it('ends with the console', async () => {
    const { source, address } = started(program)
    const { pid } = await address()
    await source.close()
    expect(isRunning(pid)).toBe(false)
  })

  it.each(['process.exit(1)', 'throw new Error("no")', 'console.log("{}"); process.exit(0)'])(
    'that does not come up is out of reach, not a crash: %s',
    async (script) => {
      const { source } = started(script)
      expect(await source.address()).toMatchObject({ code: 'pbxUnreachable' })
    },
  )

  it('of somebody else is used as it is', async () => {
    const ready = readReadyLine(
      '{"ready":true,"sip":"ws://h/sip","control":"ws://h/control","domain":"d","lines":[{"extension":"5001","password":"p"}],"consoleSecret":"s"}',
    )
    expect(ready && (await runningDemo(ready, supervisor).address())).toMatchObject({ secret: 's' })
  })
})
