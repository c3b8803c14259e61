// The time of the keyboard: it passes when a test says so.

type Timer = { readonly intervalMs: number; due: number; readonly run: () => void }

export function keyTime(start = 1_000_000) {
  let now = start
  const timers = new Set<Timer>()
  const every = (intervalMs: number, run: () => void): (() => void) => {
    const timer = { intervalMs, due: now + intervalMs, run }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  const pass = (ms: number): void => {
    const until = now + ms
    for (;;) {
      const next = [...timers].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)[0]
      if (!next) break
      now = next.due
      next.due += next.intervalMs
      next.run()
    }
    now = until
  }
  return { time: { now: () => now, every }, pass, running: () => timers.size }
}
