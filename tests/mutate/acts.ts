// Mistakes in what is done: a call or an assignment forgotten, an early way out missing, nothing given back.
import type { Node } from 'oxc-parser'
import { type Change, change, type Operator } from './mutant.ts'

export const acts: Operator = ({ node, parents }) => {
  const parent = parents.at(-1)
  switch (node.type) {
    case 'ExpressionStatement': {
      const { expression } = node
      return isAct(expression) ? [{ ...change('call removed', expression, 'undefined') }] : []
    }
    case 'ArrowFunctionExpression':
      return node.expression && node.body ? answerLost(node.body) : []
    case 'ReturnStatement':
      return [...(node.argument ? answerLost(node.argument) : []), ...exitMissing(node, parent, parents)]
    case 'BreakStatement':
    case 'ContinueStatement':
      return exitMissing(node, parent, parents)
    default:
      return []
  }
}

const isAct = (node: Node): boolean => {
  switch (node.type) {
    case 'AwaitExpression':
      return isAct(node.argument)
    case 'UnaryExpression':
      return node.operator === 'void'
    case 'ChainExpression':
    case 'AssignmentExpression':
    case 'UpdateExpression':
      return true
    case 'CallExpression':
      return node.callee.type !== 'Super'
    default:
      return false
  }
}

/** What other operators change already is not also thrown away. */
const changedElsewhere: readonly Node['type'][] = [
  'Literal',
  'TemplateLiteral',
  'ArrayExpression',
  'ObjectExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'BinaryExpression',
  'ArrowFunctionExpression',
  'FunctionExpression',
]

function answerLost(node: Node): readonly Change[] {
  const inner = bare(node)
  const isNothing = inner.type === 'Identifier' && inner.name === 'undefined'
  const isNegation = inner.type === 'UnaryExpression'
  return isNothing || isNegation || changedElsewhere.includes(inner.type) ? [] : [change('answer', node, 'undefined')]
}

function bare(node: Node): Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return bare(node.expression)
    default:
      return node
  }
}

/** Without the last statement of a function the same happens; without one before it the rest is done as well. */
function exitMissing(node: Node, parent: Node | undefined, parents: readonly Node[]): readonly Change[] {
  const isLast = parent?.type === 'BlockStatement' && isFunctionBody(parents.at(-2)) && parent.body.at(-1) === node
  const stands = parent?.type === 'SwitchCase' || (parent?.type === 'BlockStatement' && parent.body.length > 1)
  return stands && !isLast ? [{ ...change('exit removed', node, ''), shape: 'statement' }] : []
}

const isFunctionBody = (node: Node | undefined): boolean =>
  node?.type === 'FunctionDeclaration' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'ArrowFunctionExpression'
