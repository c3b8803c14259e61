// Mistakes in what is asked: conditions that always or never hold, turned comparisons, limits off by one, mixed-up and / or.
import type { Node } from 'oxc-parser'
import { type Change, change, type Operator, type Site, textOf } from './mutant.ts'

export const conditions: Operator = (site) => {
  const { node } = site
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return always(node.test, 'true', 'false')
    case 'WhileStatement':
    case 'DoWhileStatement':
      return always(node.test, 'false') // one that never ends says nothing
    case 'ForStatement':
      return node.test ? always(node.test, 'false') : []
    case 'LogicalExpression':
      return [change('logic', node, joined(site, node, otherLogic[node.operator]))]
    case 'BinaryExpression':
      return comparison(site, node)
    case 'UnaryExpression':
      return node.operator === '!' ? [change('negation', node, textOf(site, node.argument))] : []
    default:
      return []
  }
}

const always = (test: Node, ...values: readonly string[]): readonly Change[] =>
  values.map((value) => change('condition', test, value))

const otherLogic = { '&&': '||', '||': '&&', '??': '&&' } as const

type Sides = { readonly operator: string; readonly left: Node; readonly right: Node }

/** A limit is off by one, or the whole question is turned round. */
const otherComparisons: Readonly<Record<string, readonly (readonly [operator: string, after: string])[]>> = {
  '===': [['equality', '!==']],
  '!==': [['equality', '===']],
  '==': [['equality', '!=']],
  '!=': [['equality', '==']],
  '<': [
    ['boundary', '<='],
    ['comparison', '>='],
  ],
  '<=': [
    ['boundary', '<'],
    ['comparison', '>'],
  ],
  '>': [
    ['boundary', '>='],
    ['comparison', '<='],
  ],
  '>=': [
    ['boundary', '>'],
    ['comparison', '<'],
  ],
}

const comparison = (site: Site, node: Node & Sides): readonly Change[] =>
  (otherComparisons[node.operator] ?? []).map(([operator, after]) => change(operator, node, joined(site, node, after)))

/** In brackets, since `??` does not stand beside the other two without. */
export const joined = (site: Site, { left, right }: Sides, by: string): string =>
  `(${textOf(site, left)}) ${by} (${textOf(site, right)})`
