// Mistakes in values: sums, texts, booleans, lists and objects that are empty, a method's counterpart, a step that may be missing.
import type { CallExpression, Expression, JSXAttribute, Node } from 'oxc-parser'
import { joined } from './conditions.ts'
import { type Change, change, type Operator, type Site, textOf } from './mutant.ts'

export const values: Operator = (site) => {
  const { node } = site
  switch (node.type) {
    case 'BinaryExpression': {
      const other = otherSum[node.operator]
      const isText = [node.left, node.right].some(isWrittenText)
      return other && !isText ? [change('arithmetic', node, joined(site, node, other))] : []
    }
    case 'AssignmentExpression': {
      const other = otherAssignment[node.operator]
      return other && !isWrittenText(node.right)
        ? [change('arithmetic', node, `${textOf(site, node.left)} ${other} ${textOf(site, node.right)}`)]
        : []
    }
    case 'UpdateExpression': {
      const argument = textOf(site, node.argument)
      const other = node.operator === '++' ? '--' : '++'
      return [change('arithmetic', node, node.prefix ? other + argument : argument + other)]
    }
    case 'UnaryExpression':
      return node.operator === '-' ? [change('arithmetic', node, textOf(site, node.argument))] : []
    case 'Literal':
      if (typeof node.value === 'boolean') return [change('boolean', node, String(!node.value))]
      return typeof node.value === 'string' ? textLost(site, node.value) : []
    case 'TemplateLiteral':
      return isTagged(site) || isUnseen(site) ? [] : [change('string', node, "''")]
    case 'ArrayExpression':
      return node.elements.length ? [change('emptied', node, '[]')] : []
    case 'ObjectExpression':
      return node.properties.length ? [change('emptied', node, '{}')] : []
    case 'CallExpression':
      return otherMethod(site, node)
    case 'ChainExpression':
      return stepsOf(node.expression).map((step) => change('optional chaining', node, withoutMark(site, step)))
    default:
      return []
  }
}

const otherSum: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' }
const otherAssignment: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '||=': '&&=',
  '&&=': '||=',
  '??=': '&&=',
}

const isWrittenText = (node: Node): boolean =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')

const parentOf = ({ parents }: Site): Node | undefined => parents.at(-1)

function textLost(site: Site, value: string): readonly Change[] {
  const { node } = site
  const parent = parentOf(site)
  if (isName(site) || isUnseen(site) || isCompared(parent)) return []
  const after = value === '' ? "'mutated'" : "''"
  if (parent?.type !== 'JSXAttribute') return [change('string', node, after)]
  // In the attribute an entity is a character and a backslash none: such a text cannot be moved into braces as it is.
  return /[&\\\n]/.test(textOf(site, node)) ? [] : [{ ...change('string', node, after), shape: 'attribute' }]
}

/** A text that only names something: a key, a module, a directive. */
function isName({ node, parents }: Site): boolean {
  const parent = parents.at(-1)
  switch (parent?.type) {
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.key === node && !parent.computed
    case 'ExpressionStatement':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return true
    case 'NewExpression': // vite reads `new URL('…', import.meta.url)` at build time
      return parent.callee.type === 'Identifier' && parent.callee.name === 'URL'
    default:
      return false
  }
}

/** The comparison is turned round already. */
const isCompared = (parent: Node | undefined): boolean =>
  parent?.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator)

/** Style, which no unit test looks at; and the sentence of a bug, which is for whoever mends it. */
const isUnseen = ({ parents }: Site): boolean =>
  parents.some((parent) => (parent.type === 'JSXAttribute' && isStyle(parent)) || isBug(parent))

const isStyle = ({ name }: JSXAttribute): boolean =>
  name.type === 'JSXIdentifier' && (name.name === 'className' || name.name === 'style')

const isBug = (node: Node): boolean =>
  node.type === 'NewExpression' && node.callee.type === 'Identifier' && /Error$/.test(node.callee.name)

const isTagged = (site: Site): boolean => parentOf(site)?.type === 'TaggedTemplateExpression'

const counterparts: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['toUpperCase', 'toLowerCase'],
  ['toLowerCase', 'toUpperCase'],
])
const leftOut: readonly string[] = ['filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'trim', 'flat']

function otherMethod(site: Site, node: CallExpression): readonly Change[] {
  const { callee } = node
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return []
  const { name, start, end } = callee.property
  const other = counterparts.get(name)
  if (other)
    return [change('method', node, site.text.slice(node.start, start) + other + site.text.slice(end, node.end))]
  return leftOut.includes(name) ? [change('method', node, textOf(site, callee.object))] : []
}

/** The `?.` of one chain, from its end to its beginning. */
function stepsOf(node: Node): readonly { readonly from: number; readonly to: number }[] {
  if (node.type === 'TSNonNullExpression') return stepsOf(node.expression)
  if (node.type === 'CallExpression') {
    const inner = stepsOf(node.callee)
    return node.optional ? [{ from: node.callee.end, to: node.end }, ...inner] : inner
  }
  if (node.type !== 'MemberExpression') return []
  const inner = stepsOf(node.object)
  return node.optional ? [{ from: node.object.end, to: node.end }, ...inner] : inner
}

function withoutMark({ node, text }: Site, { from }: { readonly from: number }): string {
  const mark = text.indexOf('?.', from)
  const next = text.charAt(mark + 2)
  const between = next === '[' || next === '(' ? '' : '.'
  return text.slice(node.start, mark) + between + text.slice(mark + 2, node.end)
}

/** What stands in a chain is part of it: changed alone, its neighbours would no longer be left out with it. */
export function isInsideChain({ node, parents }: Site): boolean {
  const parent = parents.at(-1)
  if (!isLink(node) || !parent) return false
  const isSpine =
    parent.type === 'ChainExpression' ||
    (parent.type === 'MemberExpression' && parent.object === node) ||
    (parent.type === 'CallExpression' && parent.callee === node)
  if (!isSpine) return false
  const upwards = parents.toReversed()
  return upwards[upwards.findIndex((above) => !isLink(above))]?.type === 'ChainExpression'
}

const isLink = (node: Node): node is Expression => node.type === 'MemberExpression' || node.type === 'CallExpression'
