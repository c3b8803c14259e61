import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstLoads, whyNotSmall } from '../../house/first-load.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-first-load-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

const page = (script: string): string =>
  `<link rel="icon" href="./a/icon.svg"><link rel="stylesheet" crossorigin href="./a/page.css"><script type="module" crossorigin src="./a/${script}"></script>`

const files = {
  'browser.html': page('browser.js'),
  'index.html': page('index.js'),
  'a/page.css': '.a{}',
  'a/index.js': 'import{a}from"./one.js";a()',
  'a/browser.js': 'import"./one.js";import"./two.js"',
  'a/one.js': 'export*from"./two.js";import("./later.js")',
  'a/two.js': 'import"./one.js"',
  'a/later.js': 'x'.repeat(1000),
}
const lengths = (...names: (keyof typeof files)[]): number => names.reduce((sum, name) => sum + files[name].length, 0)

describe('what a page loads at the start', () => {
  it('is its script, each chunk that imports once, and its styles; never what is imported when asked for', () => {
    put(files)
    expect(firstLoads(folder)).toEqual([
      { page: 'browser.html', scriptBytes: lengths('a/browser.js', 'a/one.js', 'a/two.js'), styleBytes: 4 },
      { page: 'index.html', scriptBytes: lengths('a/index.js', 'a/one.js', 'a/two.js'), styleBytes: 4 },
    ])
  })

  it('counts what the page has preloaded too', () => {
    put({ ...files, 'index.html': `<link rel="modulepreload" href="./a/later.js">${page('index.js')}` })
    expect(firstLoads(folder)?.[1]?.scriptBytes).toBe(lengths('a/index.js', 'a/one.js', 'a/two.js', 'a/later.js'))
  })

  it('counts the words of one language, the longest', () => {
    put({ ...files, 'a/en-Xy_1.js': 'x'.repeat(30), 'a/de-Xy_2.js': 'x'.repeat(40), 'a/es-Xy_3.css': 'x'.repeat(50) })
    expect(firstLoads(folder)?.[1]?.scriptBytes).toBe(lengths('a/index.js', 'a/one.js', 'a/two.js') + 40)
  })

  it('is not known without a build', () => {
    expect(firstLoads(folder)).toBeNull()
  })

  it('is refused beyond the budget, and not at it', () => {
    const load = { page: 'index.html', scriptBytes: 500, styleBytes: 9_999_999 }
    expect(whyNotSmall(load, 500)).toBeNull()
    expect(whyNotSmall(load, 499)).toContain('index.html loads 500 bytes')
    expect(whyNotSmall({ ...load, scriptBytes: 900_001 })).not.toBeNull()
  })
})
