// docs/asterisk.md as the proof follows it: every block says where it goes, and going there it does what the page says.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Files, followPage } from '../../asterisk/check/follow.ts'
import { trustCommands } from '../../prove/docs/trust-authority.ts'

const page = readFileSync('docs/asterisk.md', 'utf8')
const blocks = [...page.matchAll(/(.*)\n```ini\n([\s\S]*?)```/g)].map(([, before = '', text = '']) => ({
  before,
  text,
}))

/** As Debian's samples are: a [general] with comments and lines of its own, then other sections. */
const samples = (): Record<string, string> =>
  Object.fromEntries(
    ['manager', 'http', 'rtp', 'ari', 'pjsip', 'extensions'].map((name) => [
      `${name}.conf`,
      '; a sample\n[general]\n;enabled = no\nenabled = no\nother = kept\n\n[later]\nenabled = no\n',
    ]),
  )

function followed(texts: Record<string, string>): Record<string, string> {
  const files: Files = {
    read: (file) => texts[file] ?? '',
    write: (file, text) => {
      texts[file] = text
    },
  }
  followPage(page, files, [])
  return texts
}

const linesOf = (text: string, section: string): string[] => {
  const [, lines = ''] = new RegExp(`^\\[${section}\\]\n((?:(?!\\[).*\n?)*)`, 'm').exec(text) ?? []
  return lines.split('\n').filter((line) => line !== '' && !line.startsWith(';'))
}

it.each(blocks)('says where the block goes: $text', ({ before, text }) => {
  const isContext = before === '<!-- context -->'
  const hasPlace = /^; \S+\.conf: (edit the existing \[general\]|add at the end)\n/.test(text)
  expect(isContext || hasPlace, 'the first line of the block').toBe(true)
})

it('has blocks for every file it sends people to', () => {
  const files = blocks.flatMap(({ text }) => /^; (\S+\.conf):/.exec(text)?.[1] ?? [])
  expect(new Set(files)).toEqual(
    new Set(['manager.conf', 'http.conf', 'rtp.conf', 'ari.conf', 'pjsip.conf', 'extensions.conf']),
  )
})

it('edits the [general] that stands there, and leaves the other lines and sections alone', () => {
  const text = followed(samples())['manager.conf'] ?? ''
  expect(text.match(/^\[general\]/gm)).toHaveLength(1)
  expect(linesOf(text, 'general')).toEqual(
    expect.arrayContaining(['enabled = yes', 'other = kept', 'bindaddr = 127.0.0.1', 'tlsbindaddr = 0.0.0.0:5039']),
  )
  expect(linesOf(text, 'general')).not.toContain('enabled = no')
  expect(linesOf(text, 'later')).toEqual(['enabled = no'])
})

it('adds users and endpoints at the end, once', () => {
  const texts = followed(samples())
  expect(texts['manager.conf']?.match(/^\[console\]/gm)).toHaveLength(1)
  expect(texts['ari.conf']?.match(/^\[console\]/gm)).toHaveLength(1)
  expect(texts['pjsip.conf']?.match(/^\[5001\]\ntype = (\w+)/gm)).toEqual([
    '[5001]\ntype = endpoint',
    '[5001]\ntype = auth',
    '[5001]\ntype = aor',
  ])
})

it('has a value for every setting of its site file that holds a password', () => {
  const secrets = [...page.matchAll(/^(?:secret|password) = (.*)$/gm)].map(([, secret]) => secret)
  expect(new Set(secrets).size).toBe(3)
})

it('creates the store of certificates where it puts the authority: certutil does not', () => {
  expect(trustCommands(page)).toMatch(/^mkdir -p (\S+) && certutil -d sql:\1 -A .*-i ca\.crt$/)
})
