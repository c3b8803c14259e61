// A signal ends the program in our order, so it must count once.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline/promises'
import { expect, it } from 'vitest'

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s is heard once, whatever library listens as well',
  async (signal) => {
    const program = ['--import', 'tsx', 'tests/unit/main/system/signalled.ts']
    const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('function')
    child.kill(signal)
    expect((await lines.next()).value).toBe('heard')
    child.stdin.end()
    expect((await lines.next()).value).toBe(signal)
  },
)
