import { spawn, spawnSync } from 'node:child_process'
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveFile } from '#main/system/save-file.ts'

let dir: string
let path: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-save-'))
  path = join(dir, 'kept.json')
})
afterEach(() => rmSync(dir, { recursive: true }))

const script = join(import.meta.dirname, 'endless-saver.ts')

describe('a file that is saved', () => {
  it('is replaced as a whole, and its owner’s alone', () => {
    saveFile(path, 'first')
    saveFile(path, 'second')
    expect(readFileSync(path, 'utf8')).toBe('second')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir)).toEqual(['kept.json'])
  })

  it('stays where a link leads to', () => {
    writeFileSync(join(dir, 'elsewhere.json'), 'first')
    symlinkSync(join(dir, 'elsewhere.json'), path)
    saveFile(path, 'second')
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(dir, 'elsewhere.json'), 'utf8')).toBe('second')
  })

  it('is the old one when it cannot be saved, and nothing else is left', () => {
    saveFile(path, 'first')
    expect(() => saveFile(join(dir, 'missing', 'kept.json'), 'second')).toThrow('ENOENT')
    expect(readFileSync(path, 'utf8')).toBe('first')
  })

  // A limit of 16 KiB a file cuts the write short as a full disk does: what it takes is written, the rest is refused.
  it.runIf(process.platform === 'linux')('is the old one when the disk takes only a part of the new one', () => {
    saveFile(path, 'first')
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', `ulimit -f 16; exec "${process.execPath}" --import tsx "${script}" "${path}" 100000 1`],
      { encoding: 'utf8' },
    )
    expect(stdout + stderr).toContain('EFBIG')
    expect(readFileSync(path, 'utf8')).toBe('first')
    expect(readdirSync(dir)).toEqual(['kept.json'])
  })

  it('is the old one or the new one when its console is killed at any moment, and what was half written goes', async () => {
    saveFile(path, 'x'.repeat(200_000))
    for (let kill = 0; kill < 8; kill++) {
      const child = spawn(process.execPath, ['--import', 'tsx', script, path, '200000', '1000000'])
      await new Promise((resolve) => child.stdout.once('data', resolve))
      for (let turn = 0; turn < kill * 3; turn++) await new Promise((resolve) => setImmediate(resolve))
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
      const text = readFileSync(path, 'utf8')
      expect([text.length, new Set(text).size]).toEqual([200_000, 1])
    }
    saveFile(path, 'last')
    expect(readdirSync(dir)).toEqual(['kept.json'])
  })

  it('leaves what another console is just saving', () => {
    const others = join(dir, `kept.json.new-${process.ppid}`)
    writeFileSync(others, 'half')
    saveFile(path, 'ours')
    expect(readFileSync(others, 'utf8')).toBe('half')
  })
})
