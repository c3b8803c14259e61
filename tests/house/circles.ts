// Circles of a graph: its strongly connected parts of more than one node (Tarjan 1972).

export type Graph = ReadonlyMap<string, ReadonlySet<string>>

export function circlesOf(graph: Graph): readonly (readonly string[])[] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const lower = (node: string, to: number | undefined): void =>
    void low.set(node, Math.min(low.get(node) ?? Number.POSITIVE_INFINITY, to ?? Number.POSITIVE_INFINITY))

  const enter = (node: string): void => {
    order.set(node, order.size)
    lower(node, order.get(node))
    open.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) {
        enter(next)
        lower(node, low.get(next))
      } else if (open.includes(next)) lower(node, order.get(next))
    }
    if (low.get(node) !== order.get(node)) return
    const part = open.splice(open.indexOf(node))
    if (part.length > 1) circles.push(part.sort())
  }
  for (const node of graph.keys()) if (!order.has(node)) enter(node)
  return circles
}

export function graphOf(arrows: Iterable<readonly [from: string, to: string]>): Graph {
  const graph = new Map<string, Set<string>>()
  const targetsOf = (node: string): Set<string> => {
    const targets = graph.get(node) ?? new Set()
    graph.set(node, targets)
    return targets
  }
  for (const [from, to] of arrows) {
    targetsOf(to)
    targetsOf(from).add(to)
  }
  return graph
}
