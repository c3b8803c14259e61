// `npm run house`: measures the tree, and fails on whatever is beyond a bound (bounds.ts, floors.ts).
// `-- --report` also names the files that could be folded into the one they serve, and never fails.
import { readOptions } from '../options.ts'
import { figuresOf, smallServants } from './figures.ts'
import { refusalsOf } from './refusals.ts'
import { readTree } from './tree.ts'

const { values } = readOptions({ options: { report: { type: 'boolean', default: false } } })
const tree = readTree(process.cwd())
const refusals = refusalsOf(tree)

const rows = figuresOf(tree, refusals)
const widest = Math.max(...rows.map(({ measure }) => measure.length))
for (const { measure, figure, bound } of rows)
  console.log(`${measure.padEnd(widest)}  ${figure.padEnd(22)}${bound && `  bound: ${bound}`}`.trimEnd())

if (values.report) for (const servant of smallServants(tree)) console.log(`small: ${servant}`)
for (const { bound, text } of refusals) console.log(`REFUSED: ${bound}: ${text}`)
console.log(`${refusals.length} beyond the bounds of the house`)
process.exitCode = refusals.length && !values.report ? 1 : 0
