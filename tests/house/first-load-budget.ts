// `npm run first-load`: what the pages of the build load at the start, and whether it is within the budget. Without a build it says so.
import { firstLoads, SCRIPT_BUDGET_BYTES, whyNotSmall } from './first-load.ts'

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`

const loads = firstLoads('out/renderer')
if (!loads) console.log('first load: not measured, there is no build (npm run build)')
for (const { page, scriptBytes, styleBytes } of loads ?? []) {
  const budget = kilobytes(SCRIPT_BUDGET_BYTES)
  console.log(
    `first load: ${page}: script ${kilobytes(scriptBytes)} (budget ${budget}), style ${kilobytes(styleBytes)}`,
  )
}
const refused = (loads ?? []).flatMap((load) => whyNotSmall(load) ?? [])
for (const why of refused) console.log(`REFUSED: ${why}`)
process.exitCode = refused.length ? 1 : 0
