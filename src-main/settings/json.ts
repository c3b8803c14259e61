// JSON as people write it: a mistake is told by line and column, which Node's own message leaves out as often as not.
import { err, ok, type Result } from '#contract/result.ts'

/** RFC 8259, with or without a byte order mark. The failure is one sentence, e.g. `line 3, column 5: JSON has no comments. Remove it.` */
export function parseJson(text: string): Result<unknown, string> {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text
  try {
    return ok(JSON.parse(bare))
  } catch (cause) {
    const mistake = firstMistake(bare)
    return err(mistake ? `${placeOf(bare, mistake.at)}: ${mistake.what}` : (cause as Error).message)
  }
}

export type Mistake = { readonly at: number; readonly what: string } // `at`: offset in UTF-16 units

type Awaited = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd' | 'end'

const token =
  /[ \t\r\n]*(?:([{}[\]:,])|("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/uy

/** The first place where the text stops being JSON; null where it never does. Pure. */
export function firstMistake(text: string): Mistake | null {
  const open: string[] = []
  let awaited: Awaited = 'value'
  token.lastIndex = 0
  for (;;) {
    const from = token.lastIndex
    const [, mark, string, plain] = token.exec(text) ?? []
    if (!mark && !string && !plain) return atRest(text, from, awaited, open)
    const next = after(awaited, mark ?? (string ? 'string' : 'plain'), open)
    if (next === null) return { at: from + leadingSpace(text, from), what: complaint(awaited, mark) }
    awaited = next
  }
}

/** What may stand after this token; null: the token may not stand here. Keeps `open`, the brackets that are not closed yet. */
function after(awaited: Awaited, seen: string, open: string[]): Awaited | null {
  const rest = () => (open.length === 0 ? 'end' : 'commaOrEnd')
  if (awaited === 'end') return null
  if (awaited === 'colon') return seen === ':' ? 'value' : null
  if (awaited.startsWith('name') && seen === 'string') return 'colon'
  if (awaited.startsWith('value')) {
    if (seen === '{' || seen === '[') {
      open.push(seen)
      return seen === '{' ? 'nameOrEnd' : 'valueOrEnd'
    }
    if (seen === 'string' || seen === 'plain') return rest()
  }
  if (awaited === 'commaOrEnd' && seen === ',') return open.at(-1) === '{' ? 'name' : 'value'
  const closes = seen === '}' ? '{' : seen === ']' ? '[' : null
  if (!awaited.endsWith('OrEnd') || closes === null || open.at(-1) !== closes) return null
  open.pop()
  return rest()
}

function complaint(awaited: Awaited, mark: string | undefined): string {
  if ((mark === '}' || mark === ']') && (awaited === 'name' || awaited === 'value'))
    return `there is one comma too many before ${mark}. Remove it.`
  return awaited === 'end' ? 'nothing may follow the end of the JSON.' : `${wanted[awaited]} is missing here.`
}

const wanted: Readonly<Record<Exclude<Awaited, 'end'>, string>> = {
  value: 'a value',
  valueOrEnd: 'a value or ]',
  name: 'a name in double quotes',
  nameOrEnd: 'a name in double quotes or }',
  colon: 'a colon',
  commaOrEnd: 'a comma or the closing bracket',
}

/** No token of JSON begins here: the end of the text, or something JSON does not know. */
function atRest(text: string, from: number, awaited: Awaited, open: readonly string[]): Mistake | null {
  const at = from + leadingSpace(text, from)
  const rest = text.slice(at)
  if (rest === '' && awaited === 'end') return null
  if (rest === '') return { at, what: tooShort(open) }
  if (/^(\/\/|\/\*|#)/.test(rest)) return { at, what: 'JSON has no comments. Remove it.' }
  if (rest.startsWith("'")) return { at, what: 'text must be in double quotes.' }
  if (rest.startsWith('"'))
    return { at, what: 'this text has no closing quote, or contains a \\ or a control character.' }
  return {
    at,
    what: awaited === 'end' ? 'nothing may follow the end of the JSON.' : `${wanted[awaited]} is missing here.`,
  }
}

const tooShort = (open: readonly string[]): string =>
  open.length === 0 ? 'the file is empty.' : `the file ends before its last ${open.at(-1) === '{' ? '}' : ']'}.`

const leadingSpace = (text: string, from: number): number => /^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0

function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}
