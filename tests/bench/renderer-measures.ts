// What is measured inside the window: load of its main thread, frames while scrolling, typing, the card, memory.
import type { CDPSession, Page } from '@playwright/test'
import type { BenchFloor } from './renderer-stage.ts'
import { nameAt } from './renderer-traffic.ts'

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Processor time of the page's main thread, in % of each second; not the time it waits for the processor while others have it. */
export async function mainThreadLoad({ cdp }: BenchFloor, seconds: number): Promise<number[]> {
  const samples: number[] = []
  let before = { busyMs: await busyMs(cdp), at: performance.now() }
  for (let i = 0; i < seconds; i++) {
    await wait(1000)
    const now = { busyMs: await busyMs(cdp), at: performance.now() }
    samples.push(((now.busyMs - before.busyMs) / (now.at - before.at)) * 100)
    before = now
  }
  return samples
}

/** Processor time of the main thread so far, in ms. */
export async function busyMs(cdp: CDPSession): Promise<number> {
  return (await metric(cdp, 'TaskDuration')) * 1000
}

async function metric(cdp: CDPSession, wanted: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
}

/** Processor time (ms) of one batch of so many events, from its message to its frame. Each is waited for: nothing piles up. */
export async function drawing({ cdp, page, burst }: BenchFloor, events: number, times: number): Promise<number[]> {
  const samples: number[] = []
  for (let i = 0; i < times; i++) {
    const before = await busyMs(cdp)
    burst(events)
    await wait(300) // longer than the desk holds a batch back
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    samples.push((await busyMs(cdp)) - before)
  }
  return samples
}

/** What was waited for (ms), and the processor time (ms) the main thread needed meanwhile. */
export type Waits = { readonly waited: number[]; readonly busy: number[] }

/** Ms between one frame and the next while the agents are scrolled through, three rows a frame, for so many seconds. */
export function scrolling(page: Page, seconds: number): Promise<number[]> {
  return page.evaluate(
    (forMs) =>
      new Promise<number[]>((done) => {
        const list = document.querySelector('section[aria-label="Agents"] .grid-body')
        const deltas: number[] = []
        const begun = performance.now()
        let last = 0
        let step = 120
        const frame = (at: number) => {
          if (last > 0) deltas.push(at - last)
          last = at
          if (!list || at - begun > forMs) return done(deltas)
          if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) step = -120
          if (list.scrollTop <= 0) step = 120
          list.scrollTop += step
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    seconds * 1000,
  )
}

/** Ms from a key in the search box to the frame that shows the result, for each letter of each text, from an empty box on. */
export async function typing({ page, cdp }: BenchFloor, texts: readonly string[]): Promise<Waits> {
  const box = page.getByRole('searchbox')
  const waits: Waits = { waited: [], busy: [] }
  for (const text of texts) {
    await box.fill('')
    for (const letter of text) {
      await wait(150)
      const shown = await frameAfterInput(page)
      const busy = await busyMs(cdp)
      await page.keyboard.press(letter)
      waits.waited.push(await shown())
      waits.busy.push((await busyMs(cdp)) - busy)
    }
  }
  await box.fill('')
  return waits
}

/** Both pages render while the input event is handled: the frame after it shows the result. */
async function frameAfterInput(page: Page): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(() => {
    let begunAt = 0
    addEventListener('keydown', ({ timeStamp }) => (begunAt = timeStamp), { capture: true, once: true })
    const painted = new Promise<number>((done) => {
      const afterFrame = () => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now() - begunAt)
        port2.postMessage(0)
      }
      addEventListener('input', () => requestAnimationFrame(afterFrame), { once: true })
    })
    return { painted }
  })
  return () => watch.evaluate(({ painted }) => painted)
}

/** Ms from the click on Listen to the first frame with the monitoring card in it. */
export async function clickToCard({ page, cdp, connector }: BenchFloor, times: number): Promise<Waits> {
  const waits: Waits = { waited: [], busy: [] }
  const card = page.getByRole('region', { name: 'Audio monitoring' })
  const agents = page.getByRole('region', { name: 'Agents' })
  await agents.locator('.grid-body').evaluate((list) => list.scrollTo(0, 0))
  const button = agents.getByRole('button', { name: `Listen to ${nameAt(0)}`, exact: true }) // whose call lasts
  for (let i = 0; i < times; i++) {
    const place = await button.boundingBox()
    if (!place) throw new Error('nobody can be listened to')
    await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2)
    const painted = await paintedAfter(page, 'click', 'section[aria-label="Audio monitoring"]')
    const busy = await busyMs(cdp)
    await page.mouse.down()
    await page.mouse.up()
    waits.waited.push(await painted())
    waits.busy.push((await busyMs(cdp)) - busy)
    await card.getByRole('button', { name: 'Stop listening' }).click()
    const order = connector.named('startMonitor').at(-1)?.[1] as { ticketId: string } | undefined
    if (order) connector.tellMonitor({ kind: 'ended', ticketId: order.ticketId, reason: 'asked' })
    await card.waitFor({ state: 'hidden' })
  }
  return waits
}

/** Watches from now on: ms from the next such event to the first frame in which what is selected reads otherwise than now, or is there. */
async function paintedAfter(page: Page, event: string, selected: string): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(
    ([event, selected]) => {
      const read = () => document.querySelector(selected)?.textContent
      const before = read()
      let begunAt = 0
      addEventListener(event, ({ timeStamp }) => (begunAt = timeStamp), { capture: true, once: true })
      const painted = new Promise<number>((done) => {
        const watch = new MutationObserver(() => {
          if (begunAt === 0 || read() === before) return
          watch.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => done(performance.now() - begunAt)
            port2.postMessage(0)
          })
        })
        watch.observe(document.body, { subtree: true, childList: true, characterData: true })
      })
      return { painted }
    },
    [event, selected] as const,
  )
  return () => watch.evaluate(({ painted }) => painted)
}

/** MB of live objects, after the garbage has been collected. */
export async function liveHeap({ cdp }: BenchFloor): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/** Elements and texts of the page, those that are gone but not collected included. */
export const nodes = ({ cdp }: BenchFloor): Promise<number> => metric(cdp, 'Nodes')
