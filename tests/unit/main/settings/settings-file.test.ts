// The file behind the settings: brought up to date by steps, replaced as a whole, shared by two consoles, and never lost.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Migrations } from '#main/settings/migrations.ts'
import { migrations } from '#main/settings/migrations.ts'
import { type ConfClass, settingsFile } from '#main/settings/settings-file.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-file-'))
})
afterEach(() => rmSync(dir, { recursive: true }))
const path = () => join(dir, 'settings.json')
const write = (set: object) => writeFileSync(path(), JSON.stringify(set))
const program = (name: string) => `tests/unit/main/settings/${name}.ts`
const written = () => JSON.parse(readFileSync(path(), 'utf8'))

describe('a settings file of an older version', () => {
  let runs: string[] = []
  beforeEach(() => {
    runs = []
  })
  const steps: Migrations = {
    '0.2.0': ({ colours, ...others }) => {
      runs.push('0.2.0')
      return colours === undefined ? others : { ...others, theme: colours }
    },
    '0.3.0': ({ theme, ...others }) => {
      runs.push('0.3.0')
      return { ...others, theme: theme === 'night' ? 'dark' : theme }
    },
    '9.0.0': () => {
      runs.push('9.0.0')
      return {}
    },
  }
  const open = (version: string) => confSettings({ dir, version, steps })

  it('is brought up to date step by step, and what no step names is kept', () => {
    write({ colours: 'night', follow: true })
    expect(open('0.3.0').read()).toEqual({ ok: true, value: { theme: 'dark', follow: true } })
    expect(written()).toMatchObject({ theme: 'dark', follow: true })
    expect(runs).toEqual(['0.2.0', '0.3.0'])
  })

  it('takes no step twice, and none of a version to come', () => {
    write({ colours: 'night' })
    open('0.2.0').read()
    open('0.2.0').read()
    expect(runs).toEqual(['0.2.0'])
    open('0.3.1').read()
    expect(runs).toEqual(['0.2.0', '0.3.0'])
  })

  it('takes none when this version has written it, also in place of one that was put aside', () => {
    const file = open('0.3.0')
    write({ colours: 'night' })
    file.read()
    rmSync(path())
    file.save({ theme: 'night' })
    runs = []
    expect(open('0.3.0').read()).toEqual({ ok: true, value: { theme: 'night' } })
    expect(runs).toEqual([])
  })

  it('is brought up to date again after an older console has saved in it', () => {
    open('0.3.0').save({ theme: 'dark' })
    confSettings({ dir, version: '0.1.0', steps: {} }).save({ colours: 'night' })
    expect(open('0.3.0').read()).toEqual({ ok: true, value: { theme: 'dark' } })
  })

  it('is kept as it was beside the new one', () => {
    write({ colours: 'night' })
    open('0.3.0').read()
    expect(readFileSync(`${path()}.before-0.2.0`, 'utf8')).toBe('{"colours":"night"}')
  })

  it('is left as it was by a step that fails', () => {
    write({ colours: 'night' })
    const failing: Migrations = {
      '0.2.0': () => {
        throw new Error('a bug')
      },
    }
    expect(confSettings({ dir, version: '0.3.0', steps: failing }).read()).toEqual({
      ok: true,
      value: { colours: 'night' },
    })
    expect(written()).toMatchObject({ colours: 'night' })
  })

  it('is read all the same where the disk takes no new one', () => {
    write({ colours: 'night' })
    class OnFullDisk extends Conf {
      constructor(options: ConstructorParameters<ConfClass>[0]) {
        if (options.migrations) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
        super(options)
      }
    }
    expect(settingsFile(OnFullDisk, { dir, version: '0.3.0', steps }).read()).toEqual({
      ok: true,
      value: { colours: 'night' },
    })
  })
})

describe('the steps of this console', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const compare = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

  it('are in order, and none is of a version to come, which nobody would take', () => {
    const versions = Object.keys(migrations)
    expect(versions).toEqual([...versions].sort(compare))
    expect(versions.filter((one) => compare(one, version) > 0)).toEqual([])
  })
})

describe('a settings file', () => {
  const open = () => confSettings({ dir, version: '1.2.3' })

  it('names the line and column of a mistake', () => {
    writeFileSync(path(), '{\n  "theme": dark\n}')
    expect(open().read()).toEqual({ ok: false, error: expect.stringMatching(/^settings\.json: line 2, column 12: /) })
    expect(readFileSync(path(), 'utf8')).toBe('{\n  "theme": dark\n}')
  })

  it('is replaced as a whole, also by a console started from the terminal of a snap', () => {
    const { SNAP } = process.env
    process.env.SNAP = '/snap/code/1'
    try {
      const file = confSettings({ dir, version: '1.2.3' })
      file.save({ theme: 'dark' })
      const before = statSync(path()).ino
      file.save({ theme: 'light' })
      expect(statSync(path()).ino).not.toBe(before)
    } finally {
      if (SNAP === undefined) delete process.env.SNAP
      else process.env.SNAP = SNAP
    }
  })

  // A limit of 16 KiB a file cuts a write short as a full disk does.
  it.runIf(process.platform === 'linux').each([
    ['saved', '1.0.0'],
    ['brought up to date', '2.0.0'],
  ])('stays as it was when the disk takes only a part of it as it is %s', (_how, version) => {
    open().save({ theme: 'dark' })
    const limited = `ulimit -f 16; exec "${process.execPath}" --import tsx ${program('big-save')} "${dir}" ${version}`
    const { stdout, stderr } = spawnSync('bash', ['-c', limited], { encoding: 'utf8' })
    expect(stdout + stderr).toBe('[true,false]\n')
    expect(open().read()).toEqual({ ok: true, value: { theme: 'dark' } })
    expect(readdirSync(dir).filter((name) => !name.includes('before'))).toEqual(['settings.json'])
  })

  it('that is a link to one elsewhere stays a link', () => {
    const elsewhere = join(dir, 'elsewhere.json')
    writeFileSync(elsewhere, '{"theme":"dark"}')
    symlinkSync(elsewhere, path())
    open().save({ theme: 'light' })
    expect(JSON.parse(readFileSync(elsewhere, 'utf8')).theme).toBe('light')
  })
})

it('two consoles that save at the same time lose nothing of each other', async () => {
  const consoles = ['a', 'b'].map((name) =>
    spawn(process.execPath, ['--import', 'tsx', program('busy-console'), dir, name, '50'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  )
  expect((await Promise.all(consoles.map((one) => once(one, 'exit')))).map(([code]) => code)).toEqual([0, 0])
  expect(Object.keys(written().keys)).toHaveLength(100)
  expect(readdirSync(dir)).toEqual(['settings.json'])
})
