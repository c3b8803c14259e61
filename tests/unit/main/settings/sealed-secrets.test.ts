// Secrets of the browser shell: unreadable without the key that lies elsewhere.
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sealedSecrets } from '#main/settings/sealed-secrets.ts'
import { fileSecrets } from '#main/settings/secrets.ts'

let [dir, keyDir]: string[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-secrets-'))
  keyDir = mkdtempSync(join(tmpdir(), 'earshot-key-'))
})
afterEach(() => {
  for (const folder of [dir, keyDir]) rmSync(folder ?? '', { recursive: true })
})
const store = () => sealedSecrets(fileSecrets(dir ?? ''), keyDir ?? '')
const file = () => join(dir ?? '', 'secrets.json')

it('are read again after a restart, and stand in no file in the clear', () => {
  expect(store().set('token', 'hunter2 ü').ok).toBe(true)
  expect(store().get('token')).toBe('hunter2 ü')
  expect(readFileSync(file(), 'utf8')).not.toContain('hunter2')
  expect(statSync(join(keyDir ?? '', 'secrets.key')).mode & 0o777).toBe(0o600)
})

it('are not there without the key, nor under another name', () => {
  store().set('token', 'hunter2')
  const all = JSON.parse(readFileSync(file(), 'utf8'))
  writeFileSync(file(), JSON.stringify({ token: all.token, other: all.token }))
  expect(store().get('other')).toBeNull()
  rmSync(join(keyDir ?? '', 'secrets.key'))
  expect(store().get('token')).toBeNull()
})

it('are not lost where their key cannot be read now: no other is made', () => {
  store().set('ami', 'one')
  const [key, kept] = ['secrets.key', 'kept'].map((name) => join(keyDir ?? '', name)) as [string, string]
  renameSync(key, kept)
  mkdirSync(key) // there, and not to be read
  expect(store().get('ami')).toBeNull()
  expect(store().set('ari', 'two')).toMatchObject({ ok: false, error: { code: 'settingsNotSaved' } })
  rmdirSync(key)
  renameSync(kept, key)
  expect(store().get('ami')).toBe('one')
})

it('that an older console kept in the clear are read, and encrypted when they are next set', () => {
  fileSecrets(dir ?? '').set('token', 'old one')
  expect(store().get('token')).toBe('old one')
  store().set('token', 'old one')
  expect(readFileSync(file(), 'utf8')).not.toContain('old one')
  expect(store().get('token')).toBe('old one')
})

it('are forgotten when they are set to none', () => {
  store().set('token', 'x')
  store().set('token', null)
  expect(store().get('token')).toBeNull()
})
