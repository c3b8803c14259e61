// Site files as other editors save them: read whole, or refused in a sentence; never read with something missing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { parseSiteFile, readSiteFile } from '#main/settings/site-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-saved-'))
afterAll(() => rmSync(folder, { recursive: true }))

const saved = (bytes: Buffer) => {
  const file = join(folder, 'site.json')
  writeFileSync(file, bytes)
  return readSiteFile(file)
}
const text = '{\r\n  "siteName": "Büro Süd"\r\n}'
const marked = Buffer.from(`\uFEFF${text}`, 'utf16le')

it.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', marked],
  ['UTF-16, the other way round', Buffer.from(marked).swap16()],
])('reads %s', (_, bytes) => {
  expect(saved(bytes)).toEqual({ ok: true, value: { siteName: 'Büro Süd' } })
})

it.each([
  ['another code page', Buffer.from(text, 'latin1'), /not saved as UTF-8: letters .* passwords.*Save it as UTF-8\./],
  ['UTF-16 without a mark', Buffer.from('{"siteName":"North"}', 'utf16le'), /zero bytes.*Save it anew as UTF-8\./],
  ['zeros after a crash', Buffer.alloc(300), /zero bytes/],
])('refuses %s, and says what to do', (_, bytes, sentence) => {
  const read = saved(bytes)
  expect(read.ok).toBe(false)
  expect(read.ok ? '' : read.error).toMatch(sentence)
})

it('refuses a name that stands twice: the last would win in silence', () => {
  const twice = '{\n "policy": "callharbor",\n "line": { "callWaiting": true },\n "policy": "open"\n}'
  expect(parseSiteFile('site.json', twice)).toEqual({
    ok: false,
    error: 'site.json: line 4, column 2: “policy” stands here a second time. Keep one of them.',
  })
})

it('lets the same name stand in two objects', () => {
  const apart = '{"supervisor": {"name": "A", "extension": "1"}, "siteName": "name"}'
  expect(parseSiteFile('site.json', apart).ok).toBe(true)
})
