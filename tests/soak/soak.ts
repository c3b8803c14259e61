// `npm run soak -- asterisk|demo|netsapiens --minutes N [--seed S] [--most CALLS] [--record FILE]`: random life on a floor, compared with what the PBX itself lists.
import { readOptions } from '../options.ts'
import { soakAsterisk } from './asterisk/soak-asterisk.ts'
import { soakDemo, soakNetsapiens } from './demo/soak-demo.ts'
import { runSoak, type Soak, type SoakOptions } from './soak-run.ts'

const floors: Readonly<Record<string, (options: SoakOptions) => Promise<Soak>>> = {
  asterisk: soakAsterisk,
  demo: soakDemo,
  netsapiens: soakNetsapiens,
}

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    most: { type: 'string', default: '40' },
    record: { type: 'string' },
  },
})
const minutes = Number(values.minutes)
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9))
const open = floors[positionals[0] ?? 'asterisk']
if (!open || !(minutes > 0) || !Number.isInteger(seed)) {
  console.error(
    `usage: npm run soak -- ${Object.keys(floors).join('|')} --minutes N [--seed S] [--most CALLS] [--record FILE]`,
  )
  process.exit(2)
}
console.log(`soak on ${positionals[0] ?? 'asterisk'}, ${minutes} min, seed ${seed}`)
// However it ends, the PBX it has started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const soak = await open({ seed, most: Number(values.most), record: values.record ?? null, cuts: true })
try {
  const { looks, failures, left } = await runSoak(soak, minutes, console.log)
  for (const line of soak.tell()) console.log(line)
  for (const { what, ours, theirs } of left) console.log(`LEFT: ${what}: we ${ours}, the PBX ${theirs}`)
  console.log(`${looks} looks, ${failures.length} differences too long, ${left.length} left at the end, seed ${seed}`)
  process.exitCode = failures.length + left.length > 0 ? 1 : 0
} finally {
  await soak.close()
}
process.exit()
