// `npm run bench`: the figures of the product on this machine. `-- --json` prints one object a line; a word picks the benches with it in their name.
import { readOptions } from '../options.ts'
import { asteriskBench } from './asterisk.ts'
import { bigSite } from './big-site.ts'
import { demoPbxLoad } from './demo-pbx-load.ts'
import { asLine, type Figure } from './figure.ts'
import { freeswitchBench } from './freeswitch.ts'
import { monitorLatency } from './monitor-latency.ts'
import { rendererFloor } from './renderer-floor.ts'
import { startBench } from './start.ts'

type Bench = { readonly name: string; readonly run: (report: (figure: Figure) => void) => Promise<void> }

const benches: readonly Bench[] = [
  { name: 'start', run: startBench },
  { name: 'monitor latency', run: monitorLatency },
  { name: 'renderer floor', run: rendererFloor },
  { name: 'demo pbx load', run: demoPbxLoad },
  { name: 'big site', run: bigSite },
  { name: 'asterisk', run: asteriskBench },
  { name: 'freeswitch', run: freeswitchBench },
]

const { values, positionals } = readOptions({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const unknown = positionals.find((word) => !benches.some(({ name }) => name.includes(word)))
if (unknown !== undefined) {
  console.error(`There is no bench with "${unknown}" in its name: ${benches.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
for (const bench of benches) {
  if (positionals.length && !positionals.some((word) => bench.name.includes(word))) continue
  if (!values.json) console.log(`\n# ${bench.name}`)
  await bench.run((figure) => console.log(values.json ? JSON.stringify(figure) : asLine(figure)))
}
process.exit(0)
