// `npm run pictures`: the card in every phase, language, theme and size, with what can be measured as a fault, and a sheet a size and phase.
// `-- PHASE…`: only sheets and faults of these phases. `--out DIR`: where to (test-results/pictures).
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { watchedWindow } from '../e2e/support/every-view.ts'
import { cutOff, geometryFaults, shortened } from '../e2e/support/look.ts'
import { readOptions } from '../options.ts'
import { startBrowser } from '../stage/browser.ts'
import { startConsole } from '../stage/console.ts'
import { demoCall, demoEnv, demoSiteFile, startDemoPbx } from '../stage/demo-floor.ts'
import { leaveLast, type Phase, phases, type Scene } from './phases.ts'
import { contactSheet, type Shot } from './sheet.ts'

const sizes = [
  [1280, 720],
  [1366, 768],
  [640, 400], // 150 % zoom of a small one
  [320, 640],
] as const
const languages = ['en', 'es', 'de'] as const
const themes = ['light', 'dark'] as const

type Size = (typeof sizes)[number]
type Look = { readonly language: (typeof languages)[number]; readonly theme: (typeof themes)[number] }

const { values, positionals: wanted } = readOptions({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'test-results/pictures' } },
})
const out = values.out
const unknown = wanted.find((word) => !phases.some(({ name }) => name === word))
if (unknown !== undefined) {
  console.error(`There is no phase "${unknown}": ${phases.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
const isWanted = ({ name }: Phase): boolean => wanted.length === 0 || wanted.includes(name)
const fileOf = (phase: Phase, { language, theme }: Look, [width, height]: Size): string =>
  join(out, `${phase.name}-${width}x${height}-${language}-${theme}.png`.replaceAll(' ', '-'))

mkdirSync(out, { recursive: true })
const pbx = await startDemoPbx({ program: 'with faults' })
const desk = await startConsole(demoSiteFile('info'), demoEnv(pbx))
const browser = await startBrowser()
const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage()
const watched = await watchedWindow(page, desk.address, [])
await fillFloor()
const faults = new Map<string, string[]>()

for (const language of languages)
  for (const theme of themes) {
    await page.evaluate(async (change) => void (await window.desk?.request('changeSettings', change)), {
      language,
      theme,
    })
    await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' })
    const call = await demoCall(pbx.operator, {
      agent: '1001',
      name: 'Maximiliane Mustermann-Fernández',
      queue: '8001',
    })
    await throughThePhases({ watched, pbx, call }, { language, theme })
  }
for (const phase of phases.filter(isWanted))
  for (const size of sizes) {
    const rows: Shot[][] = themes.map((theme) =>
      languages.map((language) => ({
        title: `${phase.name} · ${language} · ${theme} · ${size.join(' × ')}`,
        file: fileOf(phase, { language, theme }, size),
      })),
    )
    const to = join(out, `sheet-${phase.name}-${size[0]}.png`.replaceAll(' ', '-'))
    await contactSheet(browser, rows, Math.min(3 * size[0], 2400), to)
  }
for (const [fault, where] of [...faults].sort())
  console.log(`${fault}\n    ${where.slice(0, 4).join('; ')} (${where.length})`)
await browser.close()
await desk.close()
await pbx.close()

async function throughThePhases(scene: Scene, look: Look): Promise<void> {
  for (const phase of phases) {
    await page.setViewportSize({ width: 1280, height: 720 })
    await phase.go(scene).catch(async (cause: unknown) => {
      await page.screenshot({ path: join(out, 'stuck.png') })
      throw cause
    })
    if (!isWanted(phase)) continue
    await page.mouse.move(640, 1) // no tip hangs over the card
    for (const size of sizes) {
      const [width, height] = size
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: fileOf(phase, look, size) })
      const found = [
        ...(await geometryFaults(page)),
        ...(await cutOff(page)).map((text) => `cut: ${text}`),
        ...(await shortened(page)).map((text) => `shortened: ${text}`),
      ]
      const where = `${phase.name} ${width} ${look.language}`
      for (const fault of new Set(found)) faults.set(fault, [...(faults.get(fault) ?? []), where])
    }
  }
  await leaveLast(scene)
}

/** Something of everything the lane and the lists can tell. */
async function fillFloor(): Promise<void> {
  const { operator } = pbx
  for (const queue of ['8001', '8002', '8002', '8003'])
    await operator.request('scenario.call', { queue, hold: true, onNet: false, name: 'Bo Waiting' })
  await operator.request('scenario.presence', { agent: '1005', status: 'paused', reason: 'Lunch' })
  await demoCall(operator, { agent: '1003', name: 'Cy Caller', queue: '8001' })
  await operator.request('scenario.help', { agent: '1003' })
}
