// What is measured inside the window: load of its main thread, frames while scrolling, typing, the card, memory.
import type { CDPSession, Page } from '@playwright/test'
import type { BenchFloor } from './renderer-stage.ts'

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Processor time of the page's main thread, in % of each second; not the time it waits for the processor while others have it. */
export async function mainThreadLoad({ cdp }: BenchFloor, seconds: number): Promise<number[]> {
  const samples: number[] = []
  let before = await busySeconds(cdp)
  for (let i = 0; i < seconds; i++) {
    await wait(1000)
    const now = await busySeconds(cdp)
    samples.push(((now.busy - before.busy) / (now.at - before.at)) * 100)
    before = now
  }
  return samples
}

async function busySeconds(cdp: CDPSession): Promise<{ busy: number; at: number }> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return { busy: metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0, at: performance.now() / 1000 }
}

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

/** Ms from a key in the search box to the frame that shows the result. Each letter narrows what `before` has found. */
export async function typing(page: Page, before: string, letters: readonly string[]): Promise<number[]> {
  const box = page.getByRole('searchbox')
  const samples: number[] = []
  for (const letter of letters) {
    await box.fill(before)
    await wait(150)
    const shown = page.evaluate(() => {
      const count = document.querySelector('section[aria-label="Agents"] .pane-count')
      const before = count?.textContent
      return new Promise<number>((done) => {
        let typedAt = 0
        addEventListener('keydown', (event) => (typedAt = event.timeStamp), { capture: true, once: true })
        const watch = new MutationObserver(() => {
          if (typedAt === 0 || count?.textContent === before) return
          watch.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => done(performance.now() - typedAt)
            port2.postMessage(0)
          })
        })
        watch.observe(document.body, { subtree: true, childList: true, characterData: true })
      })
    })
    await box.press(letter)
    samples.push(await shown)
  }
  await box.fill('')
  return samples
}

/** Ms from the click on Listen to the first frame with the monitoring card in it. */
export async function clickToCard({ page, connector }: BenchFloor, times: number): Promise<number[]> {
  const samples: number[] = []
  const card = page.getByRole('region', { name: 'Audio monitoring' })
  for (let i = 0; i < times; i++) {
    const painted = page.evaluate(
      () =>
        new Promise<number>((done) => {
          let clickedAt = 0
          addEventListener('click', (event) => (clickedAt = event.timeStamp), { capture: true, once: true })
          const watch = new MutationObserver(() => {
            if (!document.querySelector('section[aria-label="Audio monitoring"]')) return
            watch.disconnect()
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel()
              port1.onmessage = () => done(performance.now() - clickedAt)
              port2.postMessage(0)
            })
          })
          watch.observe(document.body, { subtree: true, childList: true })
        }),
    )
    const button = page
      .getByRole('region', { name: 'Agents' })
      .getByRole('button', { name: /^Listen to/ })
      .first()
    await button.focus()
    await button.click()
    samples.push(await painted)
    await card.getByRole('button', { name: 'End monitoring' }).click()
    const order = connector.named('startMonitor').at(-1)?.[1] as { ticketId: string } | undefined
    if (order) connector.tellMonitor({ kind: 'ended', ticketId: order.ticketId, reason: 'asked' })
    await card.waitFor({ state: 'hidden' })
  }
  return samples
}

/** MB of live objects, after the garbage has been collected. */
export async function liveHeap({ cdp }: BenchFloor): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}
