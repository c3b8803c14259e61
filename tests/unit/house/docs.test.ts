// What the pages show must work as it is printed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { parseSiteFile } from '#main/settings/site-file.ts'

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync('docs', { recursive: true }).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'))
const examples = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```json\n([\s\S]*?)^```/gm)].map(
    ([, text = ''], at) => [page, at + 1, withCertificate(text)] as const,
  ),
)

/** Where a page shows the first and the last line of a certificate, the reader writes their own. */
function withCertificate(text: string): string {
  const shown = '"-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----\\n"'
  return text.replace(shown, () => JSON.stringify(rootCertificates[0]))
}

describe('the site files on the pages', () => {
  it('stand in the README and on the page of every PBX an administrator connects', () => {
    const shown = new Set(examples.map(([page]) => page))
    expect([...shown].sort()).toEqual(expect.arrayContaining(['README.md', 'docs/asterisk.md', 'docs/netsapiens.md']))
  })

  it.each(examples)('%s, example %d, is taken by the console without a word', (page, _at, text) => {
    expect(parseSiteFile(page, text)).toEqual({ ok: true, value: JSON.parse(text) })
  })
})

describe('the commands on the pages', () => {
  const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts)

  it.each(pages)('%s names only those there are', (page) => {
    const named = [...readFileSync(page, 'utf8').matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, name]) => name)
    expect(scripts).toEqual(expect.arrayContaining(named))
  })
})

describe('the links on the pages', () => {
  it.each(pages)('%s leads only to files that are there', (page) => {
    const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : ''
    const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '')
    const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
    for (const target of targets.filter((one) => !/^[a-z]+:/.test(one)))
      expect(existsSync(`${folder}${target}`), target).toBe(true)
  })
})

describe('the files a developer is sent to', () => {
  it.each(['CONTRIBUTING.md', 'SECURITY.md', 'docs/architecture.md', 'docs/release.md'])('are there: %s', (page) => {
    const named = [...readFileSync(page, 'utf8').matchAll(/`((?:src-|tests\/|docs\/)[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((path) => !existsSync(path))).toEqual([])
  })
})

describe('the decisions', () => {
  const folder = 'docs/decisions'
  it.each(readdirSync(folder))('%s has a date, a status and what was not chosen', (name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8')
    expect(text).toMatch(/^# \d+\. .+\n\n\d{4}-\d\d-\d\d · (in force|replaced by)/)
    expect(text).toContain('**Not chosen.**')
  })
})
