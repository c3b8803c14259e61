// Every mistake of mistakes/ on one real Asterisk: check-site names it, never ends in "nothing is missing", and its remedy mends it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Finding } from '#main/pbx/asterisk/check-site.ts'
import { followRemedy } from './follow.ts'
import type { Mistake } from './mistakes/mistake.ts'
import { mistakes } from './mistakes/mistakes.ts'
import { type StockAsterisk, startStockAsterisk } from './stock-asterisk.ts'

let stock: StockAsterisk
beforeAll(async () => {
  stock = await startStockAsterisk()
}, 60_000)
afterAll(() => stock.stop())

it('are forty at least', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(40)
})

it.each(mistakes.map((mistake) => [mistake.name, mistake] as const))('%s', async (_, mistake) => {
  const undo = await plant(mistake)
  try {
    const site = mistake.site?.(stock) ?? mistake.asSite
    const found = wrong(await stock.check(site))
    const named = found.find(({ what }) => mistake.says.test(what))
    expect(named, `among ${found.map(({ what }) => what).join(' | ')}`).toBeDefined()
    if (mistake.site) return expect(found.length).toBeGreaterThan(0)
    for (const { remedy } of found) await follow(remedy, mistake)
    expect(wrong(await stock.check(mistake.asSite))).toEqual([])
  } finally {
    await undo()
  }
})

const wrong = (findings: readonly Finding[]) =>
  findings.flatMap((finding) => (finding.kind === 'missing' || finding.kind === 'unknown' ? [finding] : []))

/** What of Asterisk reads a file anew. */
const reloads: Readonly<Record<string, string>> = {
  'manager.conf': 'manager reload',
  'http.conf': 'module reload http',
  'ari.conf': 'module reload res_ari.so',
  'rtp.conf': 'module reload res_rtp_asterisk.so',
  'pjsip.conf': 'module reload res_pjsip.so',
  'extensions.conf': 'dialplan reload',
}

/** Answers with what takes it back. */
async function plant({ file, planted, unload = [], restart }: Mistake): Promise<() => Promise<void>> {
  const before = file ? stock.files.read(file) : ''
  const again = () => (restart ? stock.pbx.restart() : stock.run(...(file ? [reloads[file] ?? ''] : [])))
  if (file) {
    stock.files.write(file, planted?.(before, stock) ?? before)
    await again()
  }
  for (const module of unload) await stock.run(`module unload ${module}.so`)
  return async () => {
    for (const module of unload) await stock.run(`module load ${module}.so`)
    if (!file) return
    stock.files.write(file, before)
    await again()
  }
}

async function follow(remedy: string, { file, mend, restart }: Mistake): Promise<void> {
  mend?.(stock)
  const commands = followRemedy(remedy, stock.files, stock.keys) ?? []
  if (restart) await stock.pbx.restart()
  if (restart) return stock.run(...commands.filter((command) => command.startsWith('module load')))
  // What a person has mended by hand has to be read too.
  await stock.run(...commands, ...(mend && file ? [reloads[file] ?? ''] : []))
}
