// The whole of `npm run mutate` over a small house of its own: what is caught, what lives, and that nothing of it stays in the files.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const LIMIT_MS = 120_000

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-mutate-'))
  plant('package.json', JSON.stringify({ type: 'module', imports: { '#main/*': './src-main/*' } }))
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
})
afterEach(() => rmSync(root, { recursive: true }))

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

type Report = {
  readonly mutants: number
  readonly caught: number
  readonly endless: number
  readonly percent: number
  readonly survived: readonly { readonly file: string; readonly number: number; readonly change: string }[]
}

async function mutate(...words: readonly string[]) {
  const args = ['--import', resolve('node_modules/tsx/dist/loader.mjs'), resolve('tests/mutate/mutate.ts'), ...words]
  const { NODE_ENV: _, VITEST: __, ...env } = process.env // as a shell has it
  const child = spawn(process.execPath, args, { cwd: root, env })
  const heard = { out: '', err: '' }
  child.stdout.on('data', (bytes) => (heard.out += bytes))
  child.stderr.on('data', (bytes) => (heard.err += bytes))
  const status = await new Promise<number | null>((done) => child.on('close', done))
  return { status, ...heard }
}

const SUM = `export function sum(list: readonly number[]) {
  let all = 0
  for (let i = 0; i < list.length; i++) all += list[i] ?? 0
  return all
}
`

describe('npm run mutate', () => {
  it('finds what the tests would not notice, stops what never ends, and touches no file', {
    timeout: LIMIT_MS,
  }, async () => {
    plant('src-main/kit/sum.ts', SUM)
    plant('src-main/kit/name.ts', "export const nameOf = (n: number) => (n > 1 ? 'many' : 'one')\n")
    plant(
      'tests/unit/kit.test.ts',
      `import { expect, it } from 'vitest'
       import { nameOf } from '#main/kit/name.ts'
       import { sum } from '../../src-main/kit/sum.ts'
       it('adds', () => expect(sum([2, 3])).toBe(5))
       it('names', () => expect(nameOf(3)).toBe('many'))
       it('runs as in vitest', () => expect([process.env.NODE_ENV, process.env.VITEST]).toEqual(['test', 'true']))
       it('is red', () => expect(nameOf(3)).toBe('red'))`,
    )
    const { status, out, err } = await mutate('src-main/kit', '--json')
    const report: Report = JSON.parse(out)
    expect(err).toMatch(
      /^RED without any mutant, left out: tests\/unit\/kit.test.ts: is red \(expected 'many' to be 'red'/m,
    )
    expect(err.match(/^RED/gm)).toHaveLength(1)
    expect(status).toBe(1)
    expect(report.survived.map(({ file, number, change }) => `${file}:${number} ${change}`)).toEqual([
      'src-main/kit/name.ts:1 condition: n > 1 → true',
      'src-main/kit/name.ts:1 boundary: n > 1 → (n) >= (1)',
      "src-main/kit/name.ts:1 string: 'one' → ''",
      'src-main/kit/sum.ts:3 boundary: i < list.length → (i) <= (list.length)',
    ])
    expect(report.endless).toBeGreaterThan(0) // i-- never gets there
    expect(report.caught + report.endless + report.survived.length).toBe(report.mutants)
    expect(readFileSync(join(root, 'src-main/kit/sum.ts'), 'utf8')).toBe(SUM)
  })

  it('ends a test that no switch can stop, and passes when enough is caught', { timeout: LIMIT_MS }, async () => {
    plant('src-main/kit/last.ts', 'export const isLast = (n: number) => n === 3\n')
    plant(
      'tests/unit/kit.test.ts',
      `import { expect, it } from 'vitest'
       import { isLast } from '#main/kit/last.ts'
       const from = (start: number, enough: boolean) => {
         let n = start
         while (!enough && n !== 3) n += 0
         return n
       }
       it('comes to an end', () => expect(from(1, !isLast(2))).toBe(1))
       it('knows the last', () => expect(isLast(3)).toBe(true))`,
    )
    const { status, out } = await mutate('src-main/kit/last.ts')
    expect(out).toContain('100.0 % caught (at least 75 %): 0 by a failing test, 1 by its time limit; 0 survived')
    expect(status).toBe(0)
  })

  it('says what it needs', { timeout: LIMIT_MS }, async () => {
    plant('tests/unit/kit.test.ts', '')
    expect(await mutate('src-main/kit')).toMatchObject({
      status: 2,
      err: expect.stringContaining('Name a file or folder'),
    })
  })
})
