// docs/asterisk.md, followed to the letter on Debian's own configuration: nothing is missing, and the line rings.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { machineClock } from '#contract/time.ts'
import { openAmi } from '#main/pbx/asterisk/wire/ami-client.ts'
import { withOneTrust } from '#main/pbx/asterisk/wire/trust.ts'
import { page, type StockAsterisk, startStockAsterisk } from './stock-asterisk.ts'

const clock = machineClock(globalThis)
let stock: StockAsterisk
beforeAll(async () => {
  stock = await startStockAsterisk()
}, 60_000)
afterAll(() => stock.stop())

it('answers over TLS however much is asked at once', async () => {
  const opened = await openAmi(withOneTrust(stock.site()), clock, { events: () => undefined, closed: () => undefined })
  if (!opened.ok) throw new Error(opened.error.detail)
  const asked = Array.from({ length: 60 }, (_, number) =>
    opened.value.action('Getvar', [['Variable', `IFMODULE(module-${number}-${'x'.repeat(number * 10)}.so)`]]),
  )
  expect((await Promise.all(asked)).filter(({ ok }) => !ok)).toEqual([])
  opened.value.close()
})

it('leaves nothing missing, and nothing unknown', async () => {
  const findings = await stock.check()
  expect(findings.filter(({ kind }) => kind !== 'ok' && kind !== 'advice')).toEqual([])
  expect(findings.map(({ what }) => what)).toContainEqual(expect.stringMatching(/The line can register/))
})

it('leaves nothing missing where modules are named one by one, and only those of the page', async () => {
  const part = /\n### Modules\n([\s\S]*?)\n### /.exec(page)?.[1] ?? ''
  const named = [...part.matchAll(/`([a-z]+_[a-z0-9_]+)`/g)].map(([, name]) => name)
  const before = stock.files.read('modules.conf')
  const loaded = ['pbx_config', ...named].map((name) => `load = ${name}.so`) // the first reads extensions.conf
  stock.files.write('modules.conf', ['[modules]', 'autoload = no', ...loaded, ''].join('\n'))
  await stock.pbx.restart()
  const findings = await stock.check().finally(() => stock.files.write('modules.conf', before))
  expect(findings.filter(({ kind }) => kind !== 'ok' && kind !== 'advice')).toEqual([])
  const byDialplan = await stock.check({ way: 'dialplan' })
  expect(byDialplan.filter(({ what }) => /^Module /.test(what))).toEqual([])
})
