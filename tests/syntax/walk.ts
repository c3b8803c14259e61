// Visits every node of a syntax tree, parents before their children.
import { type Node, visitorKeys } from 'oxc-parser'

/** `parents` are the nodes around it, the nearest last. */
export type Visit = (node: Node, parents: readonly Node[]) => void

export function walk(root: Node, visit: Visit): void {
  const parents: Node[] = []
  const enter = (node: Node): void => {
    visit(node, parents)
    parents.push(node)
    for (const child of childrenOf(node)) enter(child)
    parents.pop()
  }
  enter(root)
}

function childrenOf(node: Node): readonly Node[] {
  const parts = new Map<string, unknown>(Object.entries(node))
  return (visitorKeys[node.type] ?? []).flatMap((key) => [parts.get(key)].flat().filter(isNode))
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
