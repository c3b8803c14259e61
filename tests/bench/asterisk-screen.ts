// The Asterisk monitor through the screen: from the click to the sound in the window, cold, warm and as a hop.
import { openAsteriskConsole } from '../stage/asterisk-console.ts'
import { startBrowser } from '../stage/browser.ts'
import { live } from '../stage/console.ts'
import { type Figure, figure } from './figure.ts'
import { clickToTone, end } from './monitor-latency.ts'

const cold = 8
const warm = 20
const first = { extension: '1001', name: 'Ada Agent', hz: 1500 }
const second = { extension: '1002', name: 'Ben Agent', hz: 2500 }

export async function screenFigures(baseline: Figure, report: (figure: Figure) => void): Promise<void> {
  const site = await openAsteriskConsole({ [first.extension]: first.hz, [second.extension]: second.hz })
  const browser = await startBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    for (const { extension } of [first, second]) await site.call(extension)
    const samples: number[] = []
    for (let i = 0; i < cold; i++) {
      const screen = await site.open(context)
      samples.push(await clickToTone(screen, first.name, first.hz))
      await end(screen)
      await screen.page.close()
    }
    report(figure('screen: click to audible by ARI, cold (first of a window)', 'ms', samples, baseline))
    const screen = await site.open(context)
    await clickToTone(screen, first.name, first.hz)
    const hops: number[] = []
    for (let i = 0; i < warm; i++) {
      const to = i % 2 ? first : second
      hops.push(await clickToTone(screen, to.name, to.hz))
      await live(screen, 'listen')
    }
    report(figure('screen: hop to audible by ARI', 'ms', hops, baseline))
  } finally {
    await browser.close()
    await site.close()
  }
}
