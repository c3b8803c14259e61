import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '#contract/result.ts'
import { withDemoNumbers } from '#main/settings/demo-numbers.ts'
import type { Layer } from '#main/settings/layers.ts'
import { openSettings } from '#main/settings/store.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-settings-'))
})
afterEach(() => rmSync(dir, { recursive: true }))
const file = () => join(dir, 'settings.json')
const open = (managed: Layer = {}, folder = dir) =>
  openSettings(confSettings({ dir: folder, version: '1.2.3' }), managed)
const write = (text: string) => writeFileSync(file(), text)

describe('the settings', () => {
  it('are the defaults when there is no file, without a notice', () => {
    const store = open({}, join(dir, 'not', 'there', 'yet'))
    expect(store.current()).toMatchObject({ policy: 'crexendo', theme: 'system', site: { kind: 'demo', seed: 7 } })
    expect(store.notice()).toBeNull()
  })

  it('know the numbers of the demo floor there and nowhere else, and what a person says instead', () => {
    expect(open().current().line.phone).toMatchObject({ voicemail: '*97', conference: '630' })
    const own = open({ line: { phone: { voicemail: null } } })
    expect(own.current().line.phone).toMatchObject({ voicemail: null, conference: '630' })
    const other: Layer = { site: { kind: 'asterisk' }, line: { mute: true } }
    expect(withDemoNumbers(other)).toBe(other)
  })

  it('are there again after a restart, in a file only its owner reads', () => {
    const first = open()
    expect(first.change({ theme: 'dark', line: { speakerId: 'headset' } }).ok).toBe(true)
    expect(open().current()).toMatchObject({
      theme: 'dark',
      line: { speakerId: 'headset', processing: true },
    })
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir)).toEqual(['settings.json'])
  })

  it('keep what the user did not touch out of the file, so that better defaults reach them', () => {
    open().change({ theme: 'dark' })
    const { __internal__: _versions, ...set } = JSON.parse(readFileSync(file(), 'utf8'))
    expect(set).toEqual({ theme: 'dark' })
  })

  it('tell whoever listens, until they stop', () => {
    const store = open()
    const seen: string[] = []
    const stop = store.onChange(({ theme }) => seen.push(theme))
    store.change({ theme: 'light' })
    stop()
    store.change({ theme: 'dark' })
    expect(seen).toEqual(['light'])
  })

  it.each([
    ['{"policy":"nobody"}', /^policy: .*broken-1.*correct it/],
    ['{"line":{"switchBy":"shout"}}', /^line\.switchBy: /],
    ['{not json', /^settings\.json: /],
    ['[]', /^settings\.json: must be an object/],
    ['', /^settings\.json: /],
  ])('keep a broken file aside and say what is wrong: %s', (text, detail) => {
    write(text)
    const store = open()
    expect(store.current().policy).toBe('crexendo')
    expect(store.notice()).toEqual({ code: 'settingsUnreadable', detail: expect.stringMatching(detail) })
    expect(readFileSync(`${file()}.broken-1`, 'utf8')).toBe(text)
    expect(store.change({ theme: 'dark' }).ok).toBe(true)
  })

  it('never overwrite an older broken file', () => {
    for (const text of ['one', 'two']) {
      write(text)
      open()
    }
    expect(readFileSync(`${file()}.broken-1`, 'utf8')).toBe('one')
    expect(readFileSync(`${file()}.broken-2`, 'utf8')).toBe('two')
  })

  it('say so when the file cannot be read at all', () => {
    mkdirSync(file())
    const store = open()
    expect(store.notice()?.code).toBe('settingsUnreadable')
    expect(store.change({ theme: 'dark' }).ok).toBe(true)
    expect(readdirSync(dir)).toContain('settings.json.broken-1')
  })

  it('keep what another console of the same folder has saved since', () => {
    const [one, other] = [open(), open()]
    one.change({ theme: 'dark' })
    other.change({ follow: true })
    expect(open().current()).toMatchObject({ theme: 'dark', follow: true })
  })

  it('never save over a file that somebody broke while the console ran', () => {
    const store = open()
    store.change({ theme: 'dark' })
    write('{"theme":"light",}')
    expect(store.change({ follow: true })).toMatchObject({ ok: true, value: { theme: 'dark', follow: true } })
    expect(readFileSync(`${file()}.broken-1`, 'utf8')).toBe('{"theme":"light",}')
    expect(store.notice()).toEqual({ code: 'settingsUnreadable', detail: expect.stringContaining('broken-1') })
  })

  it('are not saved over a broken file that cannot be put aside', () => {
    const saved: Layer[] = []
    const keep = (layer: Layer) => {
      saved.push(layer)
      return ok(null)
    }
    const stuck = { path: join(dir, 'gone', 'settings.json'), read: () => err('line 1: nonsense'), save: keep }
    mkdirSync(join(dir, 'gone'))
    const store = openSettings(stuck, {})
    expect(store.change({ theme: 'dark' })).toMatchObject({ ok: false, error: { code: 'settingsNotSaved' } })
    expect(saved).toEqual([])
  })

  it('say so when they cannot be saved, and stay as they were', () => {
    const folder = join(dir, 'folder')
    mkdirSync(folder)
    const store = open({}, folder)
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file now')
    expect(store.change({ theme: 'dark' })).toMatchObject({ ok: false, error: { code: 'settingsNotSaved' } })
    expect(store.current().theme).toBe('system')
  })
})

describe('values of the site file', () => {
  const managed = { policy: 'callharbor', theme: 'light', line: { switchBy: 'api' }, site: { kind: 'demo', speed: 0 } }

  it('win over those of the user, field by field', () => {
    write('{"theme":"dark","line":{"processing":false,"switchBy":"info"},"site":{"kind":"demo","seed":1}}')
    expect(open(managed).current()).toMatchObject({
      theme: 'light',
      line: { switchBy: 'api', processing: false },
      site: { speed: 0, seed: 7 },
    })
  })

  it('keep a way of switching modes that an older console let the person choose, until the site file says another', () => {
    write('{"line":{"switchBy":"rfc4733"}}')
    expect(open().current().line.switchBy).toBe('rfc4733')
    expect(open().notice()).toBeNull()
    expect(open(managed).current().line.switchBy).toBe('api')
  })

  it('cannot be changed in the console, which names the field', () => {
    const store = open(managed)
    const refused = store.change({ follow: true, theme: 'dark' })
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'setBySite', detail: 'theme' },
    })
    expect(store.current().follow).toBe(false)
    expect(store.change({ line: { processing: false } }).ok).toBe(true)
  })
})
