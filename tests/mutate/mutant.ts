// One small mistake that could be made in a source file, and where the operators that make them find their way.
import type { Node } from 'oxc-parser'

/** How the change is put in: an expression for another, a statement that is left out, or the text of a JSX attribute. */
export type Shape = 'expression' | 'statement' | 'attribute'

export type Change = {
  readonly operator: string
  readonly shape: Shape
  readonly start: number
  readonly end: number
  /** The source text in place of start…end; empty: nothing is done there. */
  readonly after: string
}

export type Mutant = Change & { readonly file: string; readonly line: number; readonly before: string }

/** `parents`: the nearest last. */
export type Site = { readonly node: Node; readonly parents: readonly Node[]; readonly text: string }

/** What can go wrong at one node. */
export type Operator = (site: Site) => readonly Change[]

export const change = (operator: string, { start, end }: Node, after: string): Change => ({
  operator,
  shape: 'expression',
  start,
  end,
  after,
})

export const textOf = ({ text }: Site, { start, end }: Node): string => text.slice(start, end)
