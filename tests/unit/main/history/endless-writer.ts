// Appends to the ledger of the folder it is given until it is killed; says after each record how many are durable.
import { writeSync } from 'node:fs'
import { openLedger } from '#main/history/ledger.ts'

const ledger = openLedger(process.argv[2] ?? '', () => {})
const before = ledger.text().split('\n').length - 1
for (let n = before + 1; ; n++) {
  ledger.append({
    kind: 'notes',
    id: `r${n}`,
    at: n,
    why: 'chosen',
    notes: [{ at: n, text: 'x'.repeat(2000) }],
    tags: [],
  })
  writeSync(1, `${n}\n`)
}
