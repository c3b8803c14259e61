// A new version is on trial until its window has shown the floor; two starts without that lead back to the old one.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leadsBack } from '#main/updates/next-trial.ts'
import { trialFile } from '#main/updates/trial-file.ts'

const trial = { from: '0.1.0', to: '0.2.0', wayBack: '/w/earshot_0.1.0_amd64.deb', sha512: 'x', bytes: 1 }

describe('a new version', () => {
  let dir = ''
  const path = () => join(dir, 'trial.json')
  /** As every start of a program does: the file is read anew. */
  const start = (version: string) => leadsBack(trialFile(path()).apply({ kind: 'started', version }))
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'earshot-trial-'))
    trialFile(path()).apply({ kind: 'installing', trial })
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it('is tried twice; the third start leads back', () => {
    expect([start('0.2.0'), start('0.2.0')]).toEqual([null, null])
    expect(start('0.2.0')).toMatchObject({ wayBack: trial.wayBack, from: '0.1.0' })
    // Also when that start was ended before anything was done.
    expect(start('0.2.0')).toMatchObject({ wayBack: trial.wayBack })
  })

  it('that has shown the floor once is on trial no more', () => {
    start('0.2.0')
    trialFile(path()).apply({ kind: 'cameUp' })
    expect([start('0.2.0'), start('0.2.0'), start('0.2.0')]).toEqual([null, null, null])
    expect(trialFile(path()).current()).toEqual({ trial: null, avoid: null })
  })

  it('that was gone back from is not offered again', () => {
    for (const version of ['0.2.0', '0.2.0', '0.2.0', '0.1.0']) start(version)
    expect(trialFile(path()).current()).toEqual({ trial: null, avoid: '0.2.0' })
  })

  it('that was never installed may be offered again', () => {
    start('0.1.0')
    expect(trialFile(path()).current()).toEqual({ trial: null, avoid: null })
  })

  it('is not held to be on trial by a file that says nothing', () => {
    writeFileSync(path(), '{"trial":')
    expect(start('0.2.0')).toBeNull()
    expect(readFileSync(path(), 'utf8')).toBe('{"trial":')
  })
})
