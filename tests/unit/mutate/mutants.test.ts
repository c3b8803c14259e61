// The mistakes of the mutation test: each operator makes its own and no other, where it stands in the text, and the file still loads.
import fc from 'fast-check'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { instrument } from '../../mutate/instrument.ts'
import { mutantsOf } from '../../mutate/mutants.ts'
import { changeOf } from '../../mutate/results.ts'

const changes = (text: string, file = 'a.tsx'): readonly string[] => mutantsOf(file, text).map(changeOf)
const changesBy = (operator: string, text: string): readonly string[] =>
  changes(text).filter((change) => change.startsWith(`${operator}:`))

describe('a mistake', () => {
  it.each<[operator: string, text: string, changes: readonly string[]]>([
    ['condition', 'if (a) b', ['a → true', 'a → false']],
    ['condition', 'x = a ? 1 : 2', ['a → true', 'a → false']],
    ['condition', 'while (a) b', ['a → false']],
    ['condition', 'for (;a;) b', ['a → false']],
    ['condition', 'do b; while (a)', ['a → false']],
    ['negation', 'x = !a', ['!a → a']],
    ['equality', 'x = a === b', ['a === b → (a) !== (b)']],
    ['equality', 'x = a != b', ['a != b → (a) == (b)']],
    ['boundary', 'x = a < b', ['a < b → (a) <= (b)']],
    ['boundary', 'x = a >= b', ['a >= b → (a) > (b)']],
    ['comparison', 'x = a > b', ['a > b → (a) <= (b)']],
    ['logic', 'x = a && b', ['a && b → (a) || (b)']],
    ['logic', 'x = a ?? b', ['a ?? b → (a) && (b)']],
    ['arithmetic', 'x = a + b', ['a + b → (a) - (b)']],
    ['arithmetic', 'x = a % b', ['a % b → (a) * (b)']],
    ['arithmetic', 'x = -a', ['-a → a']],
    ['arithmetic', 'i++', ['i++ → i--']],
    ['arithmetic', 'a -= 2', ['a -= 2 → a += 2']],
    ['arithmetic', 'a ??= b', ['a ??= b → a &&= b']],
    ['arithmetic', "x = a + 'b' + `c`", []],
    ['string', "x = 'a'", ["'a' → ''"]],
    ['string', "x = ''", ["'' → 'mutated'"]],
    ['string', `x = \`a\${b}\``, [`\`a\${b}\` → ''`]],
    ['string', "switch (a) { case 'b': c }", ["'b' → ''"]],
    ['string', '<p role="row" />', [`"row" → ''`]],
    ['boolean', 'x = true', ['true → false']],
    ['emptied', 'x = [1]', ['[1] → []']],
    ['emptied', 'x = { a }', ['{ a } → {}']],
    ['emptied', 'x = [[], {}]', ['[[], {}] → []']],
    ['optional chaining', 'x = a?.b', ['a?.b → a.b']],
    ['optional chaining', 'x = a?.[b]?.(c)', ['a?.[b]?.(c) → a?.[b](c)', 'a?.[b]?.(c) → a[b]?.(c)']],
    ['method', 'x = a.some(b)', ['a.some(b) → a.every(b)']],
    ['method', 'x = a.filter(b).map(c)', ['a.filter(b) → a']],
    ['method', 'x = a?.filter(b).length', ['a?.filter(b).length → a.length']],
    ['method', 'x = a.toString()', []],
    ['call removed', 'a()', ['a() → undefined']],
    ['call removed', 'await a?.b()', ['await a?.b() → undefined']],
    ['call removed', 'a.b = c', ['a.b = c → undefined']],
    ['answer', 'const f = () => a()', ['a() → undefined']],
    ['answer', 'function f() { return a }', ['a → undefined']],
    ['answer', 'const f = () => ({ a })', []],
    ['exit removed', 'function f() { if (a) { b(); return }; c() }', ['return → nothing']],
    ['exit removed', 'function f() { a(); return b }', []],
    ['exit removed', 'switch (a) { case 1: b(); break; default: c() }', ['break; → nothing']],
  ])('%s: %s', (operator, text, expected) => {
    expect(changesBy(operator, text)).toEqual(expected.map((change) => `${operator}: ${change}`))
  })

  it.each([
    [
      'a name of a module, a key or a directive',
      "'use strict'\nimport 'a'\nexport * from 'b'\nx = import('c')\ny = { 'd': z }",
    ],
    ['a type', "type A = 'b' | { c: true }\nlet x: 'd' | undefined\nfunction f(a?: 'e'): a is 'e'"],
    ['a style', `<p className={\`a \${b}\`} style={c('d')}>e</p>`],
    ['the sentence of a bug', `throw new TypeError(\`a \${b}\`)`],
    ['a text that is compared: the comparison is turned round', "x = a === 'b'"],
    ['an address that vite reads', "x = new URL('./a', import.meta.url)"],
  ])('is never %s', (_what, text) => {
    expect(changesBy('string', text)).toEqual([])
  })

  it('stands where it is made, also behind characters of two units', () => {
    const text = "// 𝄞 ×\nx = 1\nif (\n  a < '𝄞'.length\n) b()\n"
    const found = mutantsOf('a.ts', text).find(({ operator }) => operator === 'boundary')
    expect(found).toMatchObject({ file: 'a.ts', line: 4, before: "a < '𝄞'.length" })
    expect(text.slice(found?.start, found?.end)).toBe("a < '𝄞'.length")
  })
})

describe('a file with its mutants in it', () => {
  const texts = [
    'if (!(a && b) || c > 1) d',
    `const f = (a, b = \`c\${d}\`) => ({ a: [a], ...b })\nf(1)\n;[1].map(f)`,
    'let x\na?.b?.(c)\n(d ?? e).f()\nx += 1',
    'if (a) b()\nelse c()\nfor (const d of [1]) e(d)',
    'const A = () => <p role="row" a={b ? "c" : `d`} {...e}>{f && <b />}</p>',
    'function f(a) {\n  switch (a) {\n    case "b":\n      c()\n      break\n    default:\n      return d\n  }\n  if (e) {\n    g()\n    return\n  }\n  h()\n}',
    'const f = async () => {\n  // why\n  await a()\n  return (b as C).d!.filter(Boolean)\n}',
    'class A {\n  b = 1 + c\n  d() {\n    return this.b++\n  }\n}',
  ]

  it.each(texts)('can be loaded with any choice of them: %s', (text) => {
    const mutants = mutantsOf('a.tsx', text).map((mutant, id) => ({ ...mutant, id }))
    fc.assert(
      fc.property(fc.subarray(mutants), (chosen) => {
        const file = instrument('a.tsx', text, chosen)
        expect(parseSync('a.tsx', file).errors).toEqual([])
        for (const { id } of chosen) expect(file).toContain(`__mutant(${id})`)
      }),
      { numRuns: 50 },
    )
  })

  const code = `
    function size(list, limit = 2) {
      const log = []
      if (list.length > limit && !list.closed) return 'full'
      for (let i = 0; i < list.length; i++) log.push(list.names?.[i] ?? 'nobody')
      log.reverse()
      return log.join('+')
    }
    size(list)`
  const mutants = mutantsOf('a.js', code).map((mutant, id) => ({ ...mutant, id }))
  const answer = (alive: number | null, list: object): unknown => {
    const body = instrument('a.js', code, mutants).replace(
      /;size\(list\)|;\(__mutant\(\d+\)\?\(undefined\):size\(list\)\)$/,
      '',
    )
    return new Function('__mutant', 'list', `${body}; return size(list)`)((id: number) => id === alive, list)
  }
  const idOf = (change: string): number => mutants.find((mutant) => changeOf(mutant) === change)?.id ?? -1

  it('does as before while none is alive', () => {
    expect(answer(null, { length: 2, names: ['a'] })).toBe('nobody+a')
    expect(answer(null, { length: 3, closed: false })).toBe('full')
  })

  it.each([
    ['boundary: list.length > limit → (list.length) >= (limit)', 'full'],
    ['condition: i < list.length → false', ''],
    ["string: 'nobody' → ''", '+a'],
    ['call removed: log.reverse() → undefined', 'a+nobody'],
    ['logic: list.length > limit && !list.closed → (list.length > limit) || (!list.closed)', 'full'],
    ["answer: log.join('+') → undefined", undefined],
  ])('does otherwise while one is alive: %s', (change, expected) => {
    expect(answer(idOf(change), { length: 2, names: ['a'] })).toBe(expected)
  })
})
