// What is written down about the mutants by several processes at once, any of which may die.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../mutate/journal.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-journal-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the journal', () => {
  it('is read by every process as it was written, for each test file apart', () => {
    openJournal(folder).write('tests/unit/a.test.ts', { kind: 'survived', mutant: 1 })
    openJournal(folder).write('tests/unit/a.test.ts', { kind: 'done' })
    expect(openJournal(folder).read('tests/unit/a.test.ts')).toEqual([
      { kind: 'survived', mutant: 1 },
      { kind: 'done' },
    ])
    expect(openJournal(folder).read('tests/unit/b.test.ts')).toEqual([])
  })

  it('knows what was caught in any file, and what a mutant has cost in all', () => {
    const journal = openJournal(folder)
    journal.write('a', { kind: 'caught', mutant: 1, by: 'it' })
    journal.write('b', { kind: 'endless', mutant: 2, by: 'it' })
    journal.write('b', { kind: 'survived', mutant: 3 })
    expect([1, 2, 3].map(journal.isCaught)).toEqual([true, true, false])
    journal.spend(3, 1.5)
    openJournal(folder).spend(3, 2)
    expect(journal.spent(3)).toBe(3.5)
    expect(journal.spent(4)).toBe(0)
  })

  it('names who is at which mutant until it is over', () => {
    const journal = openJournal(folder)
    const running = { pid: 7, test: 'a', mutant: 1, until: 5 }
    journal.begin(running)
    expect(journal.running()).toEqual([running])
    journal.end(7)
    journal.end(8)
    expect(journal.running()).toEqual([])
  })

  it('passes over who comes to an end, or begins, while it is looked at', () => {
    const journal = openJournal(folder)
    symlinkSync('gone', join(folder, 'running', '7'))
    writeFileSync(join(folder, 'running', '8'), '')
    expect(journal.running()).toEqual([])
  })
})
