// What tests put into the folder for temporary files goes with them, also when they did not come to their end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let own = ''

/** Before the workers start: they inherit the environment. Projects that run together share one: a socket's path may have 107 letters. */
export function setup(): void {
  if (process.env.EARSHOT_OWN_TEMP === 'given') return
  process.env.EARSHOT_OWN_TEMP = 'given'
  own = mkdtempSync(join(tmpdir(), 'earshot-test-'))
  process.env.TMPDIR = own
}

export function teardown(): void {
  if (own) rmSync(own, { recursive: true, force: true, maxRetries: 5 })
}
