// What the house measures of one source file: its lines, its functions, what it imports, and what is forbidden in it.
import type { Comment, Node } from 'oxc-parser'
import { type Import, parse } from '../syntax/parse.ts'
import { walk } from '../syntax/walk.ts'

export type FunctionLength = { readonly name: string; readonly line: number; readonly lines: number }
export type Forbidden =
  | 'spread literal'
  | 'any'
  | 'non-null !'
  | 'ignored type'
  | 'ignored lint rule'
  | 'search of the page'
  | 'JSON in an attribute'
export type Finding = { readonly kind: Forbidden; readonly line: number }

export type Scan = {
  readonly path: string
  readonly lines: number
  readonly functions: readonly FunctionLength[]
  readonly imports: readonly Import[]
  readonly findings: readonly Finding[]
}

export function scan(path: string, text: string): Scan {
  const { program, comments, imports, lineOf } = parse(path, text)
  const functions: FunctionLength[] = []
  const findings: Finding[] = comments.flatMap((comment) => {
    const kind = ignoredBy(comment)
    return kind ? [{ kind, line: lineOf(comment.start) }] : []
  })
  walk(program, (node, parents) => {
    const line = lineOf(node.start)
    const kind = forbiddenIn(node, parents.at(-1)) ?? pageAsDatabase(node, parents)
    if (kind) findings.push({ kind, line })
    if (isFunction(node)) functions.push({ name: nameOf(node, parents), line, lines: lineOf(node.end) - line + 1 })
  })
  return { path, lines: lineOf(text.trimEnd().length), functions, imports, findings }
}

function ignoredBy({ value }: Comment): Forbidden | null {
  if (/^[\s*]*@ts-(ignore|expect-error|nocheck)/.test(value)) return 'ignored type'
  return /^[\s*]*biome-ignore/.test(value) ? 'ignored lint rule' : null
}

function forbiddenIn(node: Node, parent: Node | undefined): Forbidden | null {
  if (node.type === 'TSAnyKeyword') return 'any'
  if (node.type === 'TSNonNullExpression') return 'non-null !'
  if ((node.type === 'VariableDeclarator' || node.type === 'PropertyDefinition') && node.definite) return 'non-null !'
  const spreads = node.type === 'SpreadElement' && parent?.type === 'ObjectExpression' && isLiteral(node.argument)
  return spreads ? 'spread literal' : null
}

const searches = /^(querySelector(All)?|getElement(ById|sBy\w+))$/
const wholePage = /^(document|ownerDocument|page)$/

/** The page is no database: neither searched as a whole, nor told JSON to be read again. */
function pageAsDatabase(node: Node, parents: readonly Node[]): Forbidden | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null
  const { object, property } = node.callee
  const method = identifierIn(property)
  if (searches.test(method) && wholePage.test(lastName(object))) return 'search of the page'
  const writesJson = method === 'stringify' && lastName(object) === 'JSON'
  return writesJson && parents.some(isDataAttribute) ? 'JSON in an attribute' : null
}

const isDataAttribute = (node: Node): boolean =>
  node.type === 'JSXAttribute' && node.name.type === 'JSXIdentifier' && node.name.name.startsWith('data-')

const identifierIn = (node: Node): string => (node.type === 'Identifier' ? node.name : '')

const lastName = (node: Node): string =>
  node.type === 'MemberExpression' ? identifierIn(node.property) : identifierIn(node)

/** An object written out, whatever brackets and types are around it. */
const isLiteral = (node: Node): boolean =>
  node.type === 'ObjectExpression' ||
  ((node.type === 'ParenthesizedExpression' ||
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression') &&
    isLiteral(node.expression))

const isFunction = (node: Node): boolean =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'

/** Its own name, or that of what it is given to. */
function nameOf(node: Node, parents: readonly Node[]): string {
  if (node.type === 'FunctionDeclaration' && node.id) return node.id.name
  for (const parent of parents.toReversed()) {
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
    if ((parent.type === 'Property' || parent.type === 'MethodDefinition') && parent.key.type === 'Identifier')
      return parent.key.name
    if (parent.type === 'CallExpression' && parent.callee.type === 'Identifier') return `${parent.callee.name}(…)`
    if (isFunction(parent)) break
  }
  return '(anonymous)'
}
