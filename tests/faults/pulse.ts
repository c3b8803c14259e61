// How late this program is: phones, consoles and ears run in it, and what a starved machine does is not the product's fault.

export type Pulse = {
  /** The latest that any timer was since then, ms. */
  worstSince(at: number): number
  /** Resolves when timers are on time again, or after a while in any case. */
  steady(): Promise<void>
  stop(): void
}

const everyMs = 20
const keptMs = 120_000
const steadyMs = 60
const longestWaitMs = 10_000

export function startPulse(): Pulse {
  const beats: { readonly at: number; readonly lateMs: number }[] = []
  let due = performance.now() + everyMs
  const timer = setInterval(() => {
    const at = performance.now()
    beats.push({ at, lateMs: Math.max(0, at - due) })
    due = at + everyMs
    while ((beats[0]?.at ?? at) < at - keptMs) beats.shift()
  }, everyMs)
  const worstSince = (since: number) =>
    beats.reduce((worst, { at, lateMs }) => (at >= since ? Math.max(worst, lateMs) : worst), 0)
  return {
    worstSince,
    async steady() {
      const began = performance.now()
      while (worstSince(performance.now() - 1000) > steadyMs && performance.now() - began < longestWaitMs)
        await new Promise((resolve) => setTimeout(resolve, 200))
    },
    stop: () => clearInterval(timer),
  }
}
