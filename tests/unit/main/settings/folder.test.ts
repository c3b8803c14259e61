import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownerOf, seatMark } from '#main/settings/owner.ts'
import { fileSecrets } from '#main/settings/secrets.ts'
import { configFolder, prepareFolder, seatFolder } from '#main/system/folder.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-folder-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('the folder of the console', () => {
  it.each([
    ['linux', {}, '/home/u/.config/earshot'],
    ['linux', { XDG_CONFIG_HOME: '/x' }, '/x/earshot'],
    ['darwin', {}, '/home/u/Library/Application Support/Earshot'],
    ['linux', { EARSHOT_CONFIG_DIR: '/own' }, '/own'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Earshot'],
  ] as const)('on %s with %o is %s', (platform, env, folder) => {
    expect(configFolder({ platform, env, home: '/home/u' })).toBe(folder)
  })
})

describe('the folder of the seat', () => {
  it.each([
    ['linux', {}, '/home/u/.local/state/earshot/seat-k'],
    ['linux', { XDG_STATE_HOME: '/s' }, '/s/earshot/seat-k'],
    ['darwin', {}, '/home/u/Library/Application Support/Earshot/seat-k'],
    ['linux', { EARSHOT_CONFIG_DIR: '/own' }, '/own/seat-k'],
    ['win32', { APPDATA: '/roaming', LOCALAPPDATA: '/local' }, '/local/Earshot/seat-k'],
    ['win32', { APPDATA: '/roaming' }, '/home/u/AppData/Local/Earshot/seat-k'],
  ] as const)('on %s with %o is %s: never in a profile that roams', (platform, env, folder) => {
    expect(seatFolder({ platform, env, home: '/home/u' }, 'k')).toBe(folder)
  })

  it('is another one in a profile copied to another machine, and so is the name at the PBX', () => {
    const randomId = (bytes: number) => randomBytes(bytes).toString('hex')
    const at = (key: string) =>
      ownerOf(prepared(seatFolder({ platform: 'linux', env: { EARSHOT_CONFIG_DIR: dir }, home: '/' }, key)), randomId)
    const here = at('000000000001')
    expect(at('000000000001')).toBe(here)
    expect(at('000000000002')).not.toBe(here)
    expect(seatMark(here)).toMatch(/^[0-9a-f]{12}$/)
    expect(seatMark(at('000000000002'))).not.toBe(seatMark(here))
  })
})

const prepared = (folder: string): string => {
  expect(prepareFolder(folder).ok).toBe(true)
  return folder
}

describe('the folder before it is used', () => {
  it('is made, readable by its owner alone', () => {
    const wanted = join(dir, 'a', 'b')
    expect(prepareFolder(wanted)).toEqual({ ok: true, value: null })
    expect(statSync(wanted).mode & 0o777).toBe(0o700)
  })

  it.each(['ENOSPC', 'EDQUOT'])('is refused where its disk is full (%s), and nothing of the trial stays', (code) => {
    const wanted = join(dir, 'full')
    const write = (path: string) => {
      writeFileSync(path, '')
      throw Object.assign(new Error(code), { code })
    }
    expect(prepareFolder(wanted, write)).toEqual({
      ok: false,
      error: `${wanted}: the disk is full (${code}). Make room, or set EARSHOT_CONFIG_DIR to a folder elsewhere.`,
    })
    expect(readdirSync(wanted)).toEqual([])
    expect(prepareFolder(wanted).ok).toBe(true)
    expect(readdirSync(wanted)).toEqual([])
  })

  it('is refused in one sentence where it cannot be had', () => {
    const file = join(dir, 'file')
    writeFileSync(file, '')
    for (const wanted of [file, join(file, 'earshot'), '/dev/null/earshot']) {
      const prepared = prepareFolder(wanted)
      expect(prepared).toMatchObject({ ok: false })
      expect(!prepared.ok && prepared.error).toMatch(
        /cannot store its files here \((EEXIST|ENOTDIR)\)\. Set EARSHOT_CONFIG_DIR/,
      )
    }
    expect(existsSync(join(file, 'earshot'))).toBe(false)
  })
})

describe('the name of this console at a PBX', () => {
  let made = 0
  const randomId = () => `0123456789abcde${++made}`

  it('is the same after a restart', () => {
    const owner = ownerOf(dir, randomId)
    expect(owner).toMatch(/^console-/)
    expect(ownerOf(dir, randomId)).toBe(owner)
  })

  it('is another one for a console that runs beside it, and free again when that one is gone', () => {
    const alive = new Set([11, 12])
    const start = (pid: number) =>
      ownerOf(dir, randomId, { pid, startedAt: pid, isRunning: (one) => alive.has(one), now: Date.now })
    const [first, second] = [start(11), start(12)]
    expect(second).not.toBe(first)
    expect([start(11), start(12)]).toEqual([first, second])
    alive.delete(11) // killed: its leftovers are the next one's to remove
    alive.add(13)
    expect(start(13)).toBe(first)
  })

  it('is made anew when its file holds something else', () => {
    writeFileSync(join(dir, 'owner'), '; drop everything')
    expect(ownerOf(dir, randomId)).toMatch(/^console-/)
    expect(readFileSync(join(dir, 'owner'), 'utf8')).toMatch(/^console-/)
  })
})

describe('secrets in a file', () => {
  it('are kept, changed and forgotten, readable by their owner alone', () => {
    const store = fileSecrets(dir)
    expect(store.get('ami')).toBeNull()
    store.set('ami', 'one')
    store.set('ari', 'two')
    expect([fileSecrets(dir).get('ami'), fileSecrets(dir).get('ari')]).toEqual(['one', 'two'])
    store.set('ami', null)
    expect(fileSecrets(dir).get('ami')).toBeNull()
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  it('are none when the file is broken, and can be set again', () => {
    writeFileSync(join(dir, 'secrets.json'), '{"ami":')
    const store = fileSecrets(dir)
    expect(store.get('ami')).toBeNull()
    expect(store.set('ami', 'again').ok).toBe(true)
    expect(store.get('ami')).toBe('again')
  })

  it('that cannot be read now are not saved over', () => {
    mkdirSync(join(dir, 'secrets.json')) // as good as a file that a virus scanner holds: there, and not to be read
    const store = fileSecrets(dir)
    expect(store.get('ami')).toBeNull()
    expect(store.set('ami', 'again')).toMatchObject({ ok: false, error: { code: 'settingsNotSaved' } })
    expect(statSync(join(dir, 'secrets.json')).isDirectory()).toBe(true)
  })

  it('that cannot be kept are a failure with a reason', () => {
    expect(fileSecrets(join(dir, 'missing')).set('a', 'b')).toMatchObject({
      ok: false,
      error: { code: 'settingsNotSaved' },
    })
  })
})
