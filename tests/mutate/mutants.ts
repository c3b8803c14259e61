// Every mutant of a source file, in the order of the text.
import type { Node } from 'oxc-parser'
import { parse } from '../syntax/parse.ts'
import { walk } from '../syntax/walk.ts'
import { acts } from './acts.ts'
import { conditions } from './conditions.ts'
import type { Change, Mutant, Site } from './mutant.ts'
import { isInsideChain, values } from './values.ts'

export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const { program, lineOf } = parse(file, text)
  const found: Mutant[] = []
  walk(program, (node, parents) => {
    if (parents.some(isType) || isDeleted(parents.at(-1))) return
    const site = { node, parents, text }
    for (const change of changesAt(site)) {
      const before = text.slice(change.start, change.end)
      if (bare(before) === bare(change.after)) continue
      found.push({ ...change, file, line: lineOf(change.start), before })
    }
  })
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}

const isDeleted = (parent: Node | undefined): boolean =>
  parent?.type === 'UnaryExpression' && parent.operator === 'delete'

const bare = (text: string): string => text.replace(/[\s()]/g, '')

function changesAt(site: Site): readonly Change[] {
  const changes = [...conditions(site), ...values(site), ...acts(site)]
  return isInsideChain(site) ? changes.map((change) => wholeChain(site, change)) : changes
}

/** The last link of a chain is changed as the chain. */
function wholeChain({ parents, text }: Site, change: Change): Change {
  const chain = parents.findLast((parent) => parent.type === 'ChainExpression')
  if (!chain || change.shape !== 'expression') return change
  const after = text.slice(chain.start, change.start) + change.after + text.slice(change.end, chain.end)
  return { ...change, start: chain.start, end: chain.end, after }
}

const expressions: readonly string[] = ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']
const isType = ({ type }: Node): boolean => type.startsWith('TS') && !expressions.includes(type)
