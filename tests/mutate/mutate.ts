// `npm run mutate -- PLACE…`: would the unit tests notice a mistake? Small ones (mutants) are made in the sources below PLACE, a
// file or folder below src-*, one at a time, and the tests that come by run until one fails. A mutant nobody notices survives.
//
//   npm run mutate -- src-renderer/keys                        every mutant of a room
//   npm run mutate -- src-main/desk --sample 200 --seed 7      200 of them, a fair choice that can be repeated
//   npm run mutate -- src-renderer/line/line.ts --json         one JSON object instead of text
//
// A mutant may cost 5 s of the processor, the most direct tests first; `--thorough` asks every test that comes by.
// The work tree is not touched: the mutants live in what vitest loads, each behind a switch. Ctrl-C at any time.
// Ends with 1 when fewer than 75 % are caught. Survivors that change nothing are named in accepted.ts, each with its reason.
// Not mutated: class names and styles, which no unit test sees, and the sentences of thrown errors.
//
// Why not Stryker: version 10 needs Node 22. 9.6 fits vitest 4 and TypeScript 7, but starts a run of vitest for each mutant, and
// was not through 171 mutants of one file in 12 minutes on a machine where this took 9 for 155 of the same file.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readTree } from '../house/tree.ts'
import { readOptions } from '../options.ts'
import { accepted } from './accepted.ts'
import { testsOver } from './cover.ts'
import { instrument } from './instrument.ts'
import { openJournal } from './journal.ts'
import { mutantsOf } from './mutants.ts'
import { jsonOf, printSum } from './print.ts'
import { fateOf, type Judged, LEAST_PERCENT, sumUp } from './results.ts'
import { runRounds } from './rounds.ts'
import { randomFrom, sampleOf } from './sample.ts'

const WORKERS = 2
const BUDGET_MS = 5000

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    thorough: { type: 'boolean', default: false },
  },
})
const progress = (text: string): void => void process.stderr.write(`${text}\n`)
const began = Date.now()
const root = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'earshot-mutate-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const tree = readTree(root)
const places = positionals.map((place) => place.replace(/^\.\//, '').replace(/\/$/, ''))
const files = tree.sources
  .map(({ path }) => path)
  .filter((path) => places.some((place) => path === place || path.startsWith(`${place}/`)))
if (!files.length) {
  progress('Name a file or folder below src-*: npm run mutate -- src-renderer/keys')
  process.exit(2)
}

const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
const all = [...textOf].flatMap(([file, text]) => mutantsOf(file, text)).map((mutant, id) => ({ ...mutant, id }))
const seed = Number(values.seed ?? Date.now() % 100_000)
const chosen = values.sample ? sampleOf(all, Number(values.sample), randomFrom(seed)) : all
const tests = testsOver(tree, new Set(files))
progress(
  `${chosen.length} of ${all.length} mutants in ${files.length} files${values.sample ? `, seed ${seed}` : ''}; ${tests.length} test files come by`,
)

const journal = openJournal(folder)
journal.setSources(all.map(({ file }) => file))
await runRounds({
  root,
  folder,
  journal,
  tests,
  instrumented: new Map(
    [...textOf].map(([file, text]) => {
      const own = chosen.filter((mutant) => mutant.file === file)
      return [resolve(root, file), instrument(file, text, own)]
    }),
  ),
  workers: WORKERS,
  budgetMs: values.thorough ? Number.POSITIVE_INFINITY : BUDGET_MS,
  onRound: (left) => progress(`${seconds()} s: ${left} test files to go`),
})

const entries = tests.flatMap(({ path }) => journal.read(path).map((entry) => ({ ...entry, test: path })))
const red = new Set(
  entries.flatMap((entry) => (entry.kind === 'red' ? [`${entry.test}: ${entry.failed} (${entry.why})`] : [])),
)
const judged = chosen.map((mutant): Judged => {
  const lineText = textOf.get(mutant.file)?.split('\n')[mutant.line - 1]?.trim() ?? ''
  return { ...mutant, lineText, fate: fateOf(mutant.id, entries) }
})
const sum = sumUp(judged, accepted)
for (const test of red) progress(`RED without any mutant, left out: ${test}`)
if (values.json) console.log(JSON.stringify(jsonOf({ places, seed, seconds: seconds() }, judged, sum)))
else printSum(judged, sum, seconds())
process.exit(red.size || sum.percent < LEAST_PERCENT ? 1 : 0)

function seconds(): number {
  return Math.round((Date.now() - began) / 1000)
}
