// JSON as people write it: a mistake is answered by its line, its column and what to do, which Node's own message often leaves out.
import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser'
import { err, ok, type Result } from '#contract/result.ts'

/** RFC 8259, with or without a byte order mark. The failure is one sentence, e.g. `line 3, column 5: JSON has no comments. Remove it.` */
export function parseJson(text: string): Result<unknown, string> {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text
  const tooDeep = firstTooDeep(bare)
  if (tooDeep) return err(`line ${tooDeep.line}, column ${tooDeep.column}: ${tooDeep.what}`)
  try {
    return ok(JSON.parse(bare))
  } catch (cause) {
    const mistake = firstMistake(bare)
    return err(mistake ? `line ${mistake.line}, column ${mistake.column}: ${mistake.what}` : (cause as Error).message)
  }
}

export type Mistake = { readonly line: number; readonly column: number; readonly what: string } // both from 1

const DEEPEST = 100 // brackets in brackets: no settings need a tenth of it, and each is a call in a call for whoever reads them

function firstTooDeep(text: string): Mistake | null {
  let open = 0
  let line = 1
  let begin = 0
  for (const { 0: mark, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}\n]/g)) {
    if (mark === '\n') [line, begin] = [line + 1, index + 1]
    if (mark === '[' || mark === '{') open++
    if (mark === ']' || mark === '}') open--
    if (open > DEEPEST)
      return {
        line,
        column: index - begin + 1,
        what: 'brackets stand in brackets a hundred deep. The file is damaged.',
      }
  }
  return null
}

/** What was read last: with the bracket that is open it says what may come next. */
type Last = 'start' | 'openBracket' | 'comma' | 'colon' | 'name' | 'value'
type Place = { readonly last: Last; readonly open: '{' | '[' | null; readonly found: string; readonly before: string }

/** The first place where the text stops being JSON; null where it never does. Pure. */
export function firstMistake(text: string): Mistake | null {
  const open: ('{' | '[')[] = []
  let last: Last = 'start'
  let first: Mistake | null = null
  const opens = (bracket: '{' | '[') => () => {
    open.push(bracket)
    last = 'openBracket'
  }
  const reads = (what: Last) => () => {
    last = what
  }
  const closes = () => {
    open.pop()
    last = 'value'
  }
  const visitor: JSONVisitor = {
    onObjectBegin: opens('{'),
    onArrayBegin: opens('['),
    onObjectEnd: closes,
    onArrayEnd: closes,
    onObjectProperty: reads('name'),
    onLiteralValue: reads('value'),
    onSeparator: (mark) => reads(mark === ',' ? 'comma' : 'colon')(),
    onError: (code, at, length, line, column) => {
      const place = { last, open: open.at(-1) ?? null, found: text.slice(at, at + length), before: text.slice(0, at) }
      first ??= { line: line + 1, column: column + 1, what: complaint(printParseErrorCode(code), place) }
    },
  }
  visit(text, visitor, { disallowComments: true })
  return first
}

/** The first name that stands twice in one object of valid JSON; null where none does. Pure. */
export function firstTwice(text: string): Mistake | null {
  const open: Set<string>[] = []
  let first: Mistake | null = null
  visit(text.replace(/^\uFEFF/, ''), {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _at, _length, line, column) => {
      const names = open.at(-1)
      if (names?.has(name))
        first ??= { line: line + 1, column: column + 1, what: `“${name}” stands here a second time. Keep one of them.` }
      names?.add(name)
    },
  })
  return first
}

function complaint(code: string, place: Place): string {
  const { last, open, found } = place
  if (found === '') return tooShort(code, open)
  switch (code) {
    case 'InvalidCommentToken':
      return noComments
    case 'InvalidSymbol':
      return last === 'name' || last === 'value' ? missing(place) : strange(place)
    case 'UnexpectedEndOfString':
      return 'this text has no closing quote.'
    case 'InvalidEscapeCharacter':
      return 'this text contains a \\ that stands for nothing. A backslash is written \\\\.'
    case 'InvalidUnicode':
      return 'this text contains a \\u that is not followed by four hexadecimal digits.'
    case 'InvalidCharacter':
      return 'this text contains a control character. A tab is written \\t.'
    case 'UnexpectedEndOfNumber':
    case 'InvalidNumberFormat':
      return 'this number is not complete.'
    default:
      return missing(place)
  }
}

const noComments = 'JSON has no comments. Remove it.'
const quotes = 'must be in double quotes (").'

function missing({ last, open, found, before }: Place): string {
  if (found.startsWith('#')) return noComments
  if (last === 'value' && open === null) return 'nothing may follow the end of the JSON.'
  if (/^\d/.test(found) && before.endsWith('0')) return `a number cannot begin with 0. Text ${quotes}`
  if (last === 'value') return 'a comma or the closing bracket is missing here.'
  if (last === 'name') return 'a colon is missing here.'
  if (found === ',' && last !== 'colon') return 'there is one comma too many here. Remove it.'
  if (last === 'comma' && /^[}\]]$/.test(found)) return `there is one comma too many before ${found}. Remove it.`
  return open === '{' && last !== 'colon' ? `a name ${quotes}` : 'a value is missing here.'
}

/** A word that JSON does not know, where a name or a value should be. It is not repeated: it may be a password. */
function strange({ last, open, found }: Place): string {
  if (found.startsWith('#')) return noComments
  if (/^\s/.test(found)) return 'this space is not an ordinary one. Replace it.'
  if (/^['‘’‚“”„«»]/.test(found)) return `text ${quotes}`
  if (open === '{' && last !== 'colon') return `a name ${quotes}`
  if (/^(true|false|null)$/i.test(found)) return 'true, false and null are written in small letters.'
  return `text ${quotes} Only numbers, true, false and null go without.`
}

function tooShort(code: string, open: Place['open']): string {
  const unclosed = code === 'CloseBraceExpected' ? '{' : code === 'CloseBracketExpected' ? '[' : open
  return unclosed === null ? 'the file is empty.' : `the file ends before its last ${unclosed === '{' ? '}' : ']'}.`
}
