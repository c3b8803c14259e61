// `npm run house`: measures the tree, and fails on whatever is beyond a bound in force (bounds.ts, floors.ts).
// `-- --report` names what is beyond the other bounds too, and the files that could be folded in; it never fails.
import { parseArgs } from 'node:util'
import { bounds, type Refusal } from './bounds.ts'
import { figuresOf, smallServants } from './figures.ts'
import { refusalsOf } from './refusals.ts'
import { readTree } from './tree.ts'

const { values } = parseArgs({ options: { report: { type: 'boolean', default: false } } })
const tree = readTree(process.cwd())
const refusals = refusalsOf(tree)
const isInForce = ({ bound }: Refusal): boolean => bounds[bound].inForce

const rows = figuresOf(tree, refusals)
const widest = Math.max(...rows.map(({ measure }) => measure.length))
for (const { measure, figure, bound } of rows)
  console.log(`${measure.padEnd(widest)}  ${figure.padEnd(22)}${bound && `  bound: ${bound}`}`.trimEnd())

if (values.report) {
  for (const { bound, text } of refusals.filter((refusal) => !isInForce(refusal)))
    console.log(`not in force: ${bound}: ${text}`)
  for (const servant of smallServants(tree)) console.log(`small: ${servant}`)
}
const refused = refusals.filter(isInForce)
for (const { bound, text } of refused) console.log(`REFUSED: ${bound}: ${text}`)
console.log(`${refused.length} beyond the bounds of the house`)
process.exitCode = refused.length && !values.report ? 1 : 0
