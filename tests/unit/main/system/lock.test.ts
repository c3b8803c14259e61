import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Processes, releaseLock, takeLock, whileLocked } from '#main/system/lock.ts'

const life = { ms: 10_000, unsignedMs: 200 }
let dir: string
let path: string
let alive: Set<number>
let now: number

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-lock-'))
  path = join(dir, 'a.lock')
  alive = new Set([11, 12])
  now = Date.now()
})
afterEach(() => rmSync(dir, { recursive: true }))

const someProcess = (pid: number, startedAt = 1000): Processes => ({
  pid,
  startedAt,
  isRunning: (one) => alive.has(one),
  now: () => now,
})
const take = (pid: number, startedAt?: number) => takeLock(path, life, someProcess(pid, startedAt))
const pass = (ms: number) => {
  now += ms
}

describe('a lock', () => {
  it('is one process’s until it lets go of it', () => {
    expect([take(11), take(12), take(11)]).toEqual(['taken', 'held', 'ours'])
    releaseLock(path, someProcess(11))
    expect(take(12)).toBe('taken')
    releaseLock(path, someProcess(12))
    expect(readdirSync(dir)).toEqual([])
  })

  it('of a process that has died is the next one’s at once', () => {
    take(11)
    alive.delete(11)
    expect(take(12)).toBe('taken')
    expect(readFileSync(path, 'utf8')).toMatch(/^12 /)
  })

  it('of one that has our number, but started earlier, is nobody’s: a container begins to count anew', () => {
    take(11, 500)
    expect(take(11, 1000)).toBe('taken')
  })

  it('that outlives its time is abandoned, whoever has that number by now', () => {
    take(11)
    pass(9_000)
    expect(take(12)).toBe('held')
    pass(2_000)
    expect(take(12)).toBe('taken')
  })

  it('that nobody has signed is left alone for a moment, and no longer', () => {
    writeFileSync(path, '')
    expect(take(12)).toBe('held')
    pass(300)
    expect(take(12)).toBe('taken')
  })

  it('that another has taken over is not let go of by the one that had it', () => {
    take(11)
    pass(11_000)
    take(12)
    releaseLock(path, someProcess(11))
    expect(readFileSync(path, 'utf8')).toMatch(/^12 /)
  })

  it('that an earlier version made as a folder is removed like a file', () => {
    mkdirSync(path)
    writeFileSync(join(path, 'pid'), '11')
    pass(300)
    expect(take(12)).toBe('taken')
  })

  it('that is abandoned is removed by one at a time: who finds another at it waits', () => {
    take(11)
    alive.delete(11)
    writeFileSync(`${path}.breaking`, '13 1000')
    expect(take(12)).toBe('held')
    pass(3000) // killed while it removed it
    expect(take(12)).toBe('held')
    expect(take(12)).toBe('taken')
    expect(existsSync(`${path}.breaking`)).toBe(false)
  })

  it('cannot be had in a folder that is not there', () => {
    expect(() => takeLock(join(dir, 'missing', 'a.lock'), life, someProcess(11))).toThrow('ENOENT')
  })
})

describe('a run under a lock', () => {
  it('holds it for the run alone, also when the run fails', () => {
    expect(whileLocked(path, () => existsSync(path))).toBe(true)
    expect(() =>
      whileLocked(path, () => {
        throw new Error('no disk')
      }),
    ).toThrow('no disk')
    expect(readdirSync(dir)).toEqual([])
  })

  it('is not begun while another process holds it, and says so within about a second', () => {
    take(11)
    expect(() => whileLocked(path, () => 'done', someProcess(12))).toThrow('is held by another process')
    expect(readFileSync(path, 'utf8')).toMatch(/^11 /)
  })

  it('follows one that was killed while it held it', () => {
    take(11)
    alive.delete(11)
    utimesSync(path, 1, 1)
    expect(whileLocked(path, () => 'done', someProcess(12))).toBe('done')
  })
})
