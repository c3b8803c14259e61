// The page of the kiosk names every way out that is tried, and the Linux session starts the program again until it was left.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isWayOut } from '#preload/kiosk-keys.ts'
import { allWays, keyWays } from '../../fakes/ways-out.ts'

const session = join('build', 'linux', 'earshot-kiosk')
const page = readFileSync('docs/kiosk.md', 'utf8').replace(/\s+/g, ' ')

describe('the ways out of a kiosk', () => {
  it('are at least forty, each once, and all on the page', () => {
    expect(allWays.length).toBeGreaterThanOrEqual(40)
    expect(new Set(allWays).size).toBe(allWays.length)
    expect(allWays.filter((name) => !page.includes(name))).toEqual([])
  })

  it.each(keyWays)('are swallowed: $name', ({ key, held }) => {
    const has = (name: string) => held.some((one) => one === name)
    const pressed = { key, control: has('Control'), alt: has('Alt'), shift: has('Shift'), meta: has('Meta') }
    expect(isWayOut(pressed)).toBe(true)
  })

  it.each(['a', 'Tab', 'Enter', 'Escape', 'ArrowDown', ' ', 'Home'])(
    'are none of what the console is used by: %s',
    (key) => {
      expect(isWayOut({ key, control: false, alt: false, shift: false, meta: false })).toBe(false)
    },
  )

  it.each(['k', ',', 'c', 'v', 'x', 'z', 'a'])('are none of its own keys with Ctrl: %s', (key) => {
    expect(isWayOut({ key, control: true, alt: false, shift: false, meta: false })).toBe(false)
  })
})

describe.skipIf(process.platform === 'win32')('earshot-kiosk', () => {
  /** Kills itself twice, then ends with this code. */
  const program = (code: number) => {
    const dir = mkdtempSync(join(tmpdir(), 'earshot-kiosk-'))
    const path = join(dir, 'earshot')
    writeFileSync(
      path,
      `#!/bin/sh\necho "$@" >> ${dir}/starts\n[ $(wc -l < ${dir}/starts) -lt 3 ] && kill -9 $$\nexit ${code}\n`,
    )
    chmodSync(path, 0o755)
    return { path, starts: () => readFileSync(join(dir, 'starts'), 'utf8').trim().split('\n') }
  }
  const env = (path: string) => ({
    PATH: process.env.PATH,
    DISPLAY: 'station:9',
    EARSHOT_PROGRAM: path,
    EARSHOT_AGAIN_S: '0',
  })

  it('starts the program again after a SIGKILL, with the same arguments, until it was left', () => {
    const { path, starts } = program(0)
    const { status } = spawnSync(session, ['--config', '/etc/earshot/site.json'], {
      env: env(path),
    })
    expect(status).toBe(0)
    expect(starts()).toEqual(Array(3).fill('--kiosk --config /etc/earshot/site.json'))
  })

  it('is a script that every shell reads', () => {
    expect(() => execFileSync('sh', ['-n', session])).not.toThrow()
  })
})
