// A source file with its mutants in it, each asleep until the switch says that it is alive.
import { parse } from '../syntax/parse.ts'
import { walk } from '../syntax/walk.ts'
import type { Change } from './mutant.ts'

/** The global function the file asks: is the mutant of this number alive? */
export const SWITCH = '__mutant'

export type Numbered = Change & { readonly id: number }

/** Of what stands at one offset, brackets that close come first: the inner before the outer. Then those that open, the outer first. */
type Insert = { readonly at: number; readonly rank: readonly [number, number, number]; readonly text: string }

export function instrument(file: string, text: string, mutants: readonly Numbered[]): string {
  const inserts = [...mutants.flatMap(bracketsOf), ...statementStarts(file, text)]
  inserts.sort((a, b) => a.at - b.at || byRank(a.rank, b.rank))
  let done = 0
  let out = ''
  for (const insert of inserts) {
    out += text.slice(done, insert.at) + insert.text
    done = insert.at
  }
  return out + text.slice(done)
}

const byRank = ([a0, a1, a2]: Insert['rank'], [b0, b1, b2]: Insert['rank']): number => a0 - b0 || a1 - b1 || a2 - b2

function bracketsOf(mutant: Numbered): readonly Insert[] {
  const { id, start, end } = mutant
  const { open, close } = wordsOf(mutant)
  return [
    { at: start, rank: [2, -end, id], text: open },
    { at: end, rank: [0, -start, -id], text: close },
  ]
}

function wordsOf({ id, shape, after }: Numbered): { readonly open: string; readonly close: string } {
  switch (shape) {
    case 'expression':
      return { open: `(${SWITCH}(${id})?(${after}):`, close: ')' }
    case 'attribute':
      return { open: `{${SWITCH}(${id})?(${after}):`, close: '}' }
    case 'statement':
      return { open: `{if(!${SWITCH}(${id})) `, close: '}' }
  }
}

/** Without semicolons a line that now begins with a bracket would go on with the line before. */
function statementStarts(file: string, text: string): readonly Insert[] {
  const found: Insert[] = []
  walk(parse(file, text).program, (node, parents) => {
    if (node.type !== 'ExpressionStatement' || node.directive) return
    const parent = parents.at(-1)?.type
    if (parent === 'Program' || parent === 'BlockStatement' || parent === 'SwitchCase')
      found.push({ at: node.start, rank: [1, 0, 0], text: ';' })
  })
  return found
}
