// What the house refuses: one of each violation is planted in a small house of the same rooms, and refused by name.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusalsOf } from '../../house/refusals.ts'
import { readTree } from '../../house/tree.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-house-'))
  plant('package.json', JSON.stringify({ imports: { '#contract/*': './src-preload/contract/*' } }))
  plant('src-preload/contract/floor.ts', 'export type Agent = { readonly name: string }\n')
  plant('src-renderer/words/words.ts', "import type { Agent } from '#contract/floor.ts'\nexport type Words = Agent\n")
  plant(
    'src-renderer/floor/pane.tsx',
    "import type { Words } from '../words/words.ts'\nimport { row } from './agents/row.ts'\n",
  )
  plant('src-renderer/floor/agents/row.ts', "import { select } from '../select.ts'\nexport const row = select\n")
  plant('src-renderer/floor/select.ts', 'export const select = 1\n')
})
afterEach(() => rmSync(root, { recursive: true }))

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const found = (): readonly string[] => refusalsOf(readTree(root)).map(({ bound, text }) => `${bound}: ${text}`)
const importing = (...specifiers: readonly string[]): string => specifiers.map((name) => `import '${name}'\n`).join('')
const lines = (count: number): string => '\n'.repeat(count)

describe('the house', () => {
  it('refuses nothing when every import goes down and every folder is small', () => {
    expect(found()).toEqual([])
  })

  it('names a circle of files', () => {
    plant('src-renderer/floor/select.ts', importing('./agents/row.ts'))
    expect(found()).toContain('circle of files: src-renderer/floor/agents/row.ts, src-renderer/floor/select.ts')
  })

  it('names a circle of folders though no file is in one', () => {
    plant('src-renderer/floor/agents/a.ts', importing('../calls/c.ts'))
    plant('src-renderer/floor/agents/b.ts', '')
    plant('src-renderer/floor/calls/c.ts', '')
    plant('src-renderer/floor/calls/d.ts', importing('../agents/b.ts'))
    expect(found()).toEqual(['circle of folders: src-renderer/floor/{agents/, calls/}'])
  })

  it('names a circle of a folder and the file above it that both uses and serves it', () => {
    plant('src-renderer/floor/select.ts', importing('./agents/column.ts'))
    plant('src-renderer/floor/agents/column.ts', '')
    expect(found()).toEqual(['circle of folders: src-renderer/floor/{agents/, select.ts}'])
  })

  it.each([
    ['import', "import '../floor/select.ts'"],
    ['export from', "export { select, select as again } from '../floor/select.ts'"],
    ['import()', "const later = import('../floor/select.ts')"],
    ['a type only', "export type S = import('../floor/select.ts').S"],
  ])('names an import of a room above, by %s', (_how, text) => {
    plant('src-renderer/keys/up.ts', `\n${text}\n`)
    expect(found()).toEqual([
      'import upwards: src-renderer/keys/up.ts:2 imports src-renderer/floor/select.ts (src-renderer/floor is not below src-renderer/keys)',
    ])
  })

  it('names an import of a room beside it', () => {
    plant('src-renderer/signin/form.tsx', importing('../line/line.ts'))
    plant('src-renderer/line/line.ts', '')
    expect(found().map((text) => text.split(' (')[0])).toEqual([
      'import upwards: src-renderer/signin/form.tsx:1 imports src-renderer/line/line.ts',
    ])
  })

  it('names an import of another tree that is not below, by package.json’s paths too', () => {
    plant('package.json', JSON.stringify({ imports: { '#*': { default: './src-main/*' } } }))
    plant('src-main/desk/desk.ts', '')
    plant('src-renderer/words/words.ts', importing('#desk/desk.ts'))
    expect(found().join()).toContain('words.ts:1 imports src-main/desk/desk.ts (src-main/desk is not below')
  })

  it('names a reach into the subfolder of another room', () => {
    plant('src-renderer/views/board.tsx', importing('../floor/pane.tsx', '../floor/agents/row.ts'))
    expect(found()).toEqual([
      "reach into a subfolder: src-renderer/views/board.tsx:2 imports src-renderer/floor/agents/row.ts (it is src-renderer/floor's own)",
    ])
  })

  it('knows the rooms of one PBX from those of another', () => {
    plant('src-main/pbx/asterisk/connector.ts', importing('./wire/codec.ts', '../kit/waits.ts', '../demo/codec.ts'))
    for (const file of ['asterisk/wire/codec.ts', 'kit/waits.ts', 'demo/codec.ts']) plant(`src-main/pbx/${file}`, '')
    expect(found().map((text) => text.split(' (')[0])).toEqual([
      'import upwards: src-main/pbx/asterisk/connector.ts:3 imports src-main/pbx/demo/codec.ts',
    ])
  })

  it('names a folder nobody gave a floor', () => {
    plant('src-renderer/utils/date.ts', '')
    expect(found()).toEqual(['folder without a floor: src-renderer/utils'])
  })

  it('names an import that leads nowhere, so that nothing escapes by a path it cannot read', () => {
    plant('src-renderer/words/words.ts', importing('./gone.ts', '#nobody/knows.ts', 'react', 'node:fs'))
    expect(found()).toEqual([
      'import that leads nowhere: src-renderer/words/words.ts:1 ./gone.ts',
      'import that leads nowhere: src-renderer/words/words.ts:2 #nobody/knows.ts',
    ])
  })

  it('names a folder of 26 files, whatever is in them; 25 are let be', () => {
    for (let i = 1; i <= 24; i++) plant(`src-renderer/words/style-${i}.css`, '')
    expect(found()).toEqual([])
    plant('src-renderer/words/style-25.css', '')
    expect(found()).toEqual(['folder too full: src-renderer/words has 26 files, 25 at most'])
  })

  it('names a function of 81 lines; one of 80 is let be', () => {
    plant(
      'src-renderer/words/long.ts',
      `// ×\nexport const fine = () => {${lines(79)}}\nfunction grown() {${lines(80)}}\n`,
    )
    expect(found()).toEqual(['function too long: src-renderer/words/long.ts:82 grown has 81 lines, 80 at most'])
  })

  it('names the fields spread from a literal, in tests too; what is spread by name is let be', () => {
    const fine = 'export const fine = { ...other, x: [...[1]], ...(on ? { a: 1 } : {}) }\n'
    plant('src-renderer/words/a.ts', `${fine}export const a = { ...{ b, c }, d, ...({ e } as F) }\n`)
    plant('tests/unit/a.test.ts', 'export const a = {\n  ...{ b, c },\n}\n')
    expect(found()).toEqual([
      'spread literal: src-renderer/words/a.ts:2',
      'spread literal: src-renderer/words/a.ts:2',
      'spread literal: tests/unit/a.test.ts:2',
    ])
  })

  it('names any, also in tests; the word in a text is let be', () => {
    plant('src-renderer/words/a.ts', "// any\nexport const a = 'any'\nexport const b = (c: any) => c as Array<any>\n")
    plant('tests/unit/a.test.ts', 'export let a: any\n')
    expect(found()).toEqual([
      'any: src-renderer/words/a.ts:3',
      'any: src-renderer/words/a.ts:3',
      'any: tests/unit/a.test.ts:1',
    ])
  })

  it('names the non-null mark of sources; tests fail where nothing is', () => {
    plant('src-renderer/words/a.ts', 'export const a = b!.c !== !d\nlet e!: string\n')
    plant('tests/unit/a.test.ts', 'export const a = b!.c\n')
    expect(found()).toEqual(['non-null !: src-renderer/words/a.ts:1', 'non-null !: src-renderer/words/a.ts:2'])
  })

  it('names checks that are switched off', () => {
    plant(
      'src-renderer/words/a.tsx',
      '// @ts-expect-error why\nexport const a = <p>{/* biome-ignore lint/x: why */}</p>\n',
    )
    plant('tests/unit/a.test.ts', '/* @ts-ignore */\n// @ts-nocheck\n// a word on biome-ignore\n')
    expect(found()).toEqual([
      'ignored type: src-renderer/words/a.tsx:1',
      'ignored lint rule: src-renderer/words/a.tsx:2',
      'ignored type: tests/unit/a.test.ts:1',
      'ignored type: tests/unit/a.test.ts:2',
    ])
  })

  it('names who searches the whole page, or keeps JSON in it; one’s own element may be searched, and some have a reason', () => {
    const search =
      "export const at = (page: Document, own: Element) => [document.querySelector('a'), own.querySelector('a')"
    plant('src-renderer/words/a.ts', `${search}, page.querySelectorAll('a'), own.ownerDocument.getElementById('a')]\n`)
    plant('src-renderer/words/b.tsx', 'export const b = <b data-row={JSON.stringify({})} id={JSON.stringify(1)} />\n')
    plant('src-renderer/app/main.tsx', "document.getElementById('root')\n")
    plant('tests/unit/a.test.ts', "document.getElementById('root')\n")
    expect(found()).toEqual([
      'search of the page: src-renderer/words/a.ts:1',
      'search of the page: src-renderer/words/a.ts:1',
      'search of the page: src-renderer/words/a.ts:1',
      'JSON in an attribute: src-renderer/words/b.tsx:1',
    ])
  })

  it('will not measure what it cannot read', () => {
    plant('src-renderer/words/a.ts', 'export const a = {\n')
    expect(found).toThrow('src-renderer/words/a.ts:')
  })
})

describe('npm run house', () => {
  const house = (...options: readonly string[]) => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--import', resolve('node_modules/tsx/dist/loader.mjs'), resolve('tests/house/house.ts'), ...options],
      { cwd: root, encoding: 'utf8' },
    )
    return { status, stdout }
  }

  it('fails on what is refused and says where; as a report it only says', () => {
    plant('src-renderer/words/a.ts', 'export let a: any\n')
    const { status, stdout } = house()
    expect(stdout).toContain('REFUSED: any: src-renderer/words/a.ts:1\n1 beyond the bounds of the house\n')
    expect(status).toBe(1)
    expect(house('--report').status).toBe(0)
  })

  it('passes a house in order', () => {
    const { status, stdout } = house()
    expect(stdout).toContain('0 beyond the bounds of the house\n')
    expect(status).toBe(0)
  })
})
