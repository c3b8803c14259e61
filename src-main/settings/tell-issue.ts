// What is wrong with settings, as one sentence for the person who wrote them: where, what belongs there, and what was meant perhaps. Pure.
import { isLayer } from './layers.ts'

/** As zod tells it. */
export type Issue = {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly code?: string
  readonly expected?: unknown
  readonly keys?: readonly string[]
  readonly values?: readonly unknown[]
  readonly options?: readonly unknown[]
  readonly errors?: readonly (readonly Issue[])[]
}

/** `given`: what was parsed. Of its values nothing is repeated: one may be a secret. */
export function tellIssue(issues: readonly Issue[], given?: unknown): string {
  const issue = issues[0]
  return issue ? tell(closest(issue), given) : 'unknown'
}

function tell(issue: Issue, given: unknown): string {
  const { path, message, keys } = issue
  const at = (what: string) => (path.length > 0 ? `${path.join('.')}: ${what}` : what)
  const [unknown] = keys ?? []
  if (unknown !== undefined) return at(`"${unknown}": there is no such setting. Check the spelling.`)
  if (given === undefined) return at(message)
  const value = valueAt(given, path)
  if (value === undefined && path.length > 0) return at(`is missing${misspelt(given, path)}`)
  return at(wanted(issue, value) ?? message)
}

/** Of several forms a value may have, the one it comes closest to; those that differ in the value itself are told together. */
function closest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || !issue.errors?.length) return issue
  const firsts = issue.errors.flatMap(([first]) => (first ? [closest(first)] : []))
  const deepest = firsts.reduce((one, other) => (other.path.length > one.path.length ? other : one), {
    path: [],
    message: '',
  } as Issue)
  if (deepest.path.length > 0) return { ...deepest, path: [...issue.path, ...deepest.path] }
  return { ...issue, errors: firsts.map((first) => [first]) }
}

const kinds: Readonly<Record<string, string>> = {
  number: 'a number, without quotes',
  int: 'a whole number, without quotes',
  boolean: 'true or false, without quotes',
  string: 'text in double quotes',
  array: 'a list in [ ]',
  object: 'settings in { }',
  record: 'settings in { }',
  null: 'null',
}

/** What belongs there; null: zod's own words are the better ones. */
function wanted(issue: Issue, value: unknown): string | null {
  if (issue.code === 'invalid_type') return mustBe([String(issue.expected)])
  if (issue.code === 'invalid_value' && issue.values) return oneOf(issue.values)
  if (issue.code !== 'invalid_union') return null
  if (issue.options?.length) return oneOf(issue.options)
  const firsts = (issue.errors ?? []).flatMap(([first]) => (first ? [first] : []))
  const values = firsts.flatMap((first) => (first.code === 'invalid_value' ? (first.values ?? []) : []))
  const types = firsts.flatMap((first) => (first.code === 'invalid_type' ? [String(first.expected)] : []))
  // One that has the right form, and is wrong otherwise, says it itself.
  const other = firsts.find(({ code }) => code !== 'invalid_value' && code !== 'invalid_type')
  if (other && isOfForm(value, types)) return other.message
  return mustBe(types, values)
}

const isOfForm = (value: unknown, others: readonly string[]): boolean =>
  !others.includes(Array.isArray(value) ? 'array' : typeof value)

function mustBe(types: readonly string[], values: readonly unknown[] = []): string | null {
  const forms = [...values.map((one) => JSON.stringify(one)), ...types.map((type) => kinds[type] ?? type)]
  return forms.length === 0 ? null : `must be ${[...new Set(forms)].join(', or ')}`
}

const oneOf = (values: readonly unknown[]): string =>
  `must be one of ${values.map((one) => JSON.stringify(one)).join(', ')}`

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    given,
  )
}

function misspelt(given: unknown, path: readonly PropertyKey[]): string {
  const beside = valueAt(given, path.slice(0, -1))
  const meant = isLayer(beside) ? nearest(String(path.at(-1)), Object.keys(beside)) : null
  return meant === null ? '' : `. There is "${meant}": check its spelling`
}

/** The one of `names` that was meant perhaps: two letters away at most; null: none comes close. */
export function nearest(name: string, names: readonly string[]): string | null {
  const ranked = names
    .map((one) => ({ one, away: distance(one.toLowerCase(), name.toLowerCase()) }))
    .filter(({ one, away }) => one !== name && away <= Math.min(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.away - b.away)
  return ranked[0]?.one ?? null
}

/** Letters to be added, taken away or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
