// Saves settings of 100 kB in FOLDER and prints what came of it: `big-save.ts FOLDER VERSION`.
import { confSettings } from '#main/shell/browser/conf-settings.ts'

const [dir = '', version = ''] = process.argv.slice(2)
const big = 'x'.repeat(100_000)
const file = confSettings({ dir, version, steps: { '2.0.0': (layer) => ({ ...layer, siteName: big }) } })
console.log(JSON.stringify([file.read(), file.save({ siteName: big })].map(({ ok }) => ok)))
