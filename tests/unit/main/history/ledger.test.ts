import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HistoryRecord } from '#contract/history.ts'
import { LEDGER_FILE, linksOf, openLedger, readHead } from '#main/history/ledger.ts'
import { verifyChain } from '#main/history/verify.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-ledger-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const path = () => join(dir, LEDGER_FILE)
const root = resolve(import.meta.dirname, '../../../..')
const quiet = () => {}
const record = (id: string, at = 0): HistoryRecord => ({ kind: 'notes', id, at, why: 'chosen', notes: [], tags: [] })
const ids = () => linksOf(readFileSync(path(), 'utf8')).map((link) => (link.record as { id: string }).id)
const verify = () => verifyChain(readFileSync(path(), 'utf8'), readHead(path()))
const open = () => openLedger(dir, quiet)

describe('the ledger', () => {
  it('goes on with its chain after a restart', () => {
    open().append(record('a'))
    open().append(record('b'))
    expect(ids()).toEqual(['a', 'b'])
    expect(verify()).toMatchObject({ kind: 'whole', records: 2 })
  })

  it('is one chain also when two consoles write to it in turn', () => {
    const [one, other] = [open(), open()]
    for (const id of ['a', 'c', 'e']) {
      one.append(record(id))
      other.append(record(`${id}'`))
    }
    expect(ids()).toEqual(['a', "a'", 'c', "c'", 'e', "e'"])
    expect(verify().kind).toBe('whole')
  })

  it('can be read by its owner only', () => {
    open().append(record('a'))
    const modes = spawnSync('stat', ['-c', '%a', path()], { encoding: 'utf8' })
    expect(modes.stdout.trim()).toBe('600')
  })

  it('puts a torn end aside and goes on behind the last whole record', () => {
    const ledger = open()
    for (const id of ['a', 'b']) ledger.append(record(id))
    appendFileSync(path(), '{"hash":"12')
    const lines: string[] = []
    openLedger(dir, (_level, text) => lines.push(text)).append(record('c'))
    expect(ids()).toEqual(['a', 'b', 'c'])
    expect(verify()).toMatchObject({ kind: 'whole', records: 3, torn: false })
    expect(readFileSync(`${path()}.torn-1`, 'utf8')).toBe('{"hash":"12')
    expect(lines.join()).toContain('never finished')
  })

  it('keeps on missing a record that somebody took away while it was closed', () => {
    const ledger = open()
    for (const id of ['a', 'b', 'c']) ledger.append(record(id))
    const [first, second] = readFileSync(path(), 'utf8').split('\n')
    writeFileSync(path(), `${first}\n${second}\n`)
    open().append(record('d'))
    expect(verify()).toMatchObject({ kind: 'wrong', wrong: 'removed', seq: 3 })
  })

  it('keeps what cannot be written until it can', () => {
    const ledger = open()
    rmSync(dir, { recursive: true })
    ledger.append(record('a'))
    expect(ledger.unsaved()).toBe(1)
    dir = spawnSync('mkdir', ['-p', dir]).status === 0 ? dir : ''
    ledger.append(record('b'))
    expect(ledger.unsaved()).toBe(0)
    expect(ids()).toEqual(['a', 'b'])
  })

  it('drops old records from the beginning only, signs that off, and still verifies, as often as it is done', () => {
    const ledger = open()
    for (const at of [1, 2, 9, 3]) ledger.append(record(`r${at}`, at))
    const prune = (before: number) =>
      ledger.prune(
        (old) => (old as { at: number }).at < before,
        (dropped) => ({ kind: 'pruned', at: 10, keepDays: 1, ...dropped }),
      )
    prune(5)
    expect(ids()).toEqual(['r9', 'r3', undefined])
    expect(verify()).toMatchObject({ kind: 'whole', first: 3 })
    prune(5)
    expect(ids()).toHaveLength(3)
    prune(10)
    expect(verify()).toMatchObject({ kind: 'whole', first: 5 })
    open().append(record('next', 11))
    expect(verify().kind).toBe('whole')
  })

  it('loses at most the record being written when it is killed at any moment', async () => {
    const writer = join(root, 'tests/unit/main/history/endless-writer.ts')
    for (let round = 1; round <= 3; round++) {
      const child = spawn(process.execPath, ['--import', 'tsx', writer, dir], { cwd: root })
      let said = ''
      child.stdout.on('data', (data) => {
        said += data
        if (said.split('\n').length > 20 * round) child.kill('SIGKILL')
      })
      await once(child, 'close')
      const promised = Number(said.trimEnd().split('\n').at(-1))
      const lines: string[] = []
      openLedger(dir, (level, text) => level === 'error' && lines.push(text)).append(record('after'))
      expect(lines).toEqual([])
      expect(verify().kind).toBe('whole')
      expect(ids().length).toBeGreaterThan(promised)
    }
    expect(readdirSync(dir).filter((name) => name.endsWith('.lock'))).toEqual([])
  })
})
