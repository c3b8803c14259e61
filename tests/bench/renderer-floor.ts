// The window under a large floor: 2,000 agents, 1,000 calls, 500 and 5,000 events/s, beside a page that renders every row.
// The desk, its socket and the page are the product's own; only the connector is a fake, in this process.
import { startBrowser } from '../stage/browser.ts'
import { type Figure, figure } from './figure.ts'
import { clickToCard, liveHeap, mainThreadLoad, scrolling, typing } from './renderer-measures.ts'
import { type BenchFloor, buildPage, openFloor, type Window } from './renderer-stage.ts'

type Report = (figure: Figure) => void

const RATES = [500, 5000] as const
const SECONDS = 10
const SEARCHED = 'esther '
const LETTERS = [...'bdfgjkv3467'] // each is in some of those rows and not in all
const CLICKS = 20
/** 30 minutes at 500 events/s, replayed faster: what may leak leaks with each event and each rendering, not with time. */
const REPLAY = 900_000
const REPLAY_RATE = 10_000
const LOOKS = 9

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
      report(figure('click on Listen → card painted, 500 events/s', 'ms', await clickToCard(floor, CLICKS)))
      await memory(report, floor)
    })
  } finally {
    await browser.close()
  }
}

type Tell = (name: string, unit: string, samples: readonly number[]) => void

/** What both pages can be asked; the fastest floor first, so that the rest runs at 500 events/s. */
async function both(floor: BenchFloor, tell: Tell): Promise<void> {
  for (const rate of RATES.toReversed()) {
    floor.rate(rate)
    await scrolling(floor.page, 1) // warm
    tell(`main thread, ${rate} events/s`, '%', await mainThreadLoad(floor, SECONDS))
    tell(`frame while scrolling, ${rate} events/s`, 'ms', await scrolling(floor.page, SECONDS / 2))
  }
  tell('typing in search → result, 500 events/s', 'ms', await typing(floor.page, SEARCHED, LETTERS))
}

async function memory(report: Report, floor: BenchFloor): Promise<void> {
  floor.rate(REPLAY_RATE)
  const until = async (events: number) => {
    while (floor.events() < events) await new Promise((done) => setTimeout(done, 20))
  }
  const begun = floor.events()
  await until(begun + REPLAY / 10)
  const before = figure('live heap after 3 min of traffic', 'MB', [await liveHeap(floor)])
  report(before)
  const looks: number[] = []
  for (let look = 1; look <= LOOKS; look++) {
    await until(begun + (REPLAY / 10) * (look + 1))
    looks.push(await liveHeap(floor))
  }
  report(figure('live heap, 6 … 30 min of traffic', 'MB', looks, before))
  floor.rate(0)
}
