// The sum of a run: what counts, what is accepted, and what of the accepted is stale. And the sample is fair.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testsOver } from '../../mutate/cover.ts'
import { type Fate, fateOf, type Judged, sumUp } from '../../mutate/results.ts'
import { randomFrom, sampleOf } from '../../mutate/sample.ts'

const judged = (id: number, fate: Fate): Judged => ({
  id,
  fate,
  file: 'src-main/a.ts',
  line: 3,
  lineText: `if (a < ${id}) b()`,
  operator: 'boundary',
  shape: 'expression',
  start: 0,
  end: 0,
  before: `a < ${id}`,
  after: `(a) <= (${id})`,
})
const lives: Fate = { kind: 'survived', tests: ['t'], skipped: [] }
const entry = (id: number, reason: string) => ({
  file: 'src-main/a.ts',
  line: `if (a < ${id}) b()`,
  change: `boundary: a < ${id} → (a) <= (${id})`,
  reason,
})

describe('the sum', () => {
  const mutants = [
    judged(1, { kind: 'caught', by: 't' }),
    judged(2, { kind: 'endless', by: 't' }),
    judged(3, lives),
    judged(4, lives),
  ]

  it('counts of what is not accepted how many were caught', () => {
    expect(sumUp(mutants, [])).toMatchObject({ caught: 1, endless: 1, percent: 50 })
    expect(sumUp(mutants, [entry(3, 'nobody sees it')])).toMatchObject({
      percent: (100 * 2) / 3,
      survived: [{ id: 4 }],
      accepted: [{ id: 3, reason: 'nobody sees it' }],
      stale: [],
    })
  })

  it('names what is accepted in vain, in the files that were looked at', () => {
    const [caught, gone, elsewhere] = [entry(1, 'a'), entry(9, 'b'), { ...entry(1, 'c'), file: 'src-main/b.ts' }]
    expect(sumUp(mutants, [caught, gone, elsewhere]).stale).toEqual([caught, gone])
  })

  it('takes the word of any file for a catch, and names those that saw nothing', () => {
    const entries = [
      { test: 'a', kind: 'survived', mutant: 1 },
      { test: 'b', kind: 'caught', mutant: 1, by: 'it' },
      { test: 'a', kind: 'survived', mutant: 2 },
      { test: 'b', kind: 'skipped', mutant: 2 },
    ] as const
    expect(fateOf(1, entries)).toEqual({ kind: 'caught', by: 'it' })
    expect(fateOf(2, entries)).toEqual({ kind: 'survived', tests: ['a'], skipped: ['b'] })
    expect(fateOf(3, entries)).toEqual({ kind: 'survived', tests: [], skipped: [] })
  })
})

describe('a sample', () => {
  it('has as many as asked for, each once, in their order', () => {
    const items = fc.uniqueArray(fc.integer())
    fc.assert(
      fc.property(items, fc.nat(20), fc.integer(), (all, count, seed) => {
        const chosen = sampleOf(all, count, randomFrom(seed))
        expect(chosen).toHaveLength(Math.min(count, all.length))
        expect(all.filter((item) => chosen.includes(item))).toEqual(chosen)
        expect(sampleOf(all, count, randomFrom(seed))).toEqual(chosen)
      }),
    )
  })

  it('prefers nobody', () => {
    const counts = new Map<number, number>()
    for (let seed = 0; seed < 3000; seed++)
      for (const item of sampleOf([0, 1, 2, 3, 4], 2, randomFrom(seed))) counts.set(item, (counts.get(item) ?? 0) + 1)
    for (const item of [0, 1, 2, 3, 4]) expect(counts.get(item)).toBeGreaterThan(1100)
  })
})

describe('the tests that come by', () => {
  it('are those from which imports lead there, the most direct first', () => {
    const arrow = (from: string, to: string) => ({ from, to, line: 1 })
    const tree = {
      arrows: [arrow('src-main/b.ts', 'src-main/a.ts'), arrow('src-main/a.ts', 'src-main/b.ts')],
      testArrows: [
        arrow('tests/unit/far.test.ts', 'tests/unit/stage.ts'),
        arrow('tests/unit/stage.ts', 'src-main/b.ts'),
        arrow('tests/unit/near.test.tsx', 'src-main/a.ts'),
        arrow('tests/unit/other.test.ts', 'src-main/c.ts'),
        arrow('tests/e2e/all.spec.ts', 'src-main/a.ts'),
      ],
    }
    expect(testsOver(tree, new Set(['src-main/a.ts'])).map(({ path }) => path)).toEqual([
      'tests/unit/near.test.tsx',
      'tests/unit/far.test.ts',
    ])
  })
})
