// The window under a large floor: 2,000 agents, 1,000 calls, 500 and 5,000 events/s, beside a page that renders every row.
// The desk, its socket and the page are the product's own; only the connector is a fake, in this process.
import { startBrowser } from '../stage/browser.ts'
import { type Figure, figure } from './figure.ts'
import {
  busyMs,
  clickToCard,
  drawing,
  liveHeap,
  mainThreadLoad,
  nodes,
  scrolling,
  typing,
} from './renderer-measures.ts'
import { type BenchFloor, buildPage, openFloor, type Window } from './renderer-stage.ts'

type Report = (figure: Figure) => void

const RATES = [500, 5000] as const
/** What a window gets at once at these rates. */
const BATCHES = [100, 1250] as const
const DRAWN = 12
const SECONDS = 8
const SEARCHED = ['esther b', 'hugo hale 3', '+15550000', 'queue 7', 'keiko']
const CLICKS = 20
/** 30 minutes at 500 events/s, replayed faster: what may leak leaks with each event and each rendering, not with time. */
const REPLAY = 900_000
const REPLAY_RATE = 10_000
const REPLAY_MIN = 30
const LOOKS = 10

export async function rendererFloor(report: Report): Promise<void> {
  const browser = await startBrowser()
  const measured = async (which: Window, measure: (floor: BenchFloor) => Promise<void>) => {
    const floor = await openFloor(browser, await buildPage(which))
    try {
      await measure(floor)
    } finally {
      await floor.close()
    }
  }
  try {
    const beside = new Map<string, Figure>()
    await measured('naive', (floor) =>
      both(floor, (name, unit, samples) => {
        const naive = figure(`${name}, every row rendered`, unit, samples)
        beside.set(name, naive)
        report(naive)
      }),
    )
    await measured('console', async (floor) => {
      await both(floor, (name, unit, samples) => report(figure(name, unit, samples, beside.get(name))))
      for (const rate of RATES) {
        floor.rate(rate)
        await scrolling(floor.page, 1) // warm
        report(figure(`main thread, ${rate} events/s`, '%', await mainThreadLoad(floor, SECONDS)))
      }
      floor.rate(RATES[0])
      const card = await clickToCard(floor, CLICKS)
      report(figure('click on Listen → card painted', 'ms', card.waited))
      report(figure('click on Listen, processor time', 'ms', card.busy))
      await memory(report, floor)
    })
  } finally {
    await browser.close()
  }
}

type Tell = (name: string, unit: string, samples: readonly number[]) => void

/** What both pages are asked. Compared by processor time: a page that has no second to spare is late, but its load stays at 100 %. */
async function both(floor: BenchFloor, tell: Tell): Promise<void> {
  for (const events of BATCHES) {
    await drawing(floor, events, 2) // warm
    tell(`batch of ${events} events, processor time`, 'ms', await drawing(floor, events, DRAWN))
  }
  floor.rate(RATES[0])
  const before = await busyMs(floor.cdp)
  const frames = await scrolling(floor.page, SECONDS / 2)
  const busy = (await busyMs(floor.cdp)) - before
  tell('frame while scrolling', 'ms', frames)
  tell('frame while scrolling, processor time', 'ms', [busy / frames.length])
  const { waited, busy: needed } = await typing(floor, SEARCHED)
  tell('typing in search → result', 'ms', waited)
  tell('typing in search, processor time', 'ms', needed)
  floor.rate(0)
}

async function memory(report: Report, floor: BenchFloor): Promise<void> {
  const begun = floor.events()
  const looks: { readonly min: number; readonly mb: number; readonly nodes: number }[] = []
  for (let look = 1; look <= LOOKS; look++) {
    floor.rate(REPLAY_RATE)
    while (floor.events() < begun + (REPLAY / LOOKS) * look) await new Promise((done) => setTimeout(done, 20))
    floor.rate(0) // what has come and is not drawn yet is no leak
    await scrolling(floor.page, 0.5)
    const min = (REPLAY_MIN / LOOKS) * look
    const mb = await liveHeap(floor)
    looks.push({ min, mb, nodes: await nodes(floor) })
    report(figure(`live heap after ${min} min of traffic`, 'MB', [mb]))
  }
  const growth = slope(looks.map(({ min, mb }) => [min, mb])) * REPLAY_MIN
  report(figure(`live heap, growth in ${REPLAY_MIN} min`, 'MB', [growth]))
  report(
    figure(
      'nodes of the page meanwhile',
      '',
      looks.map((look) => look.nodes),
    ),
  )
}

/** Of the straight line with the least squares. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  const [x, y] = [mean(points.map((point) => point[0])), mean(points.map((point) => point[1]))]
  const rise = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return rise / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}
