// Time that moves only when the test says so.
import type { Schedule } from '#main/floor/keeper.ts'

export function fakeClock() {
  let now = 0
  let tasks: { readonly at: number; readonly task: () => void }[] = []
  const schedule: Schedule = (task, ms) => {
    const entry = { at: now + ms, task }
    tasks.push(entry)
    return () => {
      tasks = tasks.filter((other) => other !== entry)
    }
  }
  return {
    schedule,
    now: () => now,
    waiting: () => tasks.length,
    /** Runs what falls due, in order, also what that sets up. */
    pass: (ms: number) => {
      const until = now + ms
      for (;;) {
        const next = tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        tasks = tasks.filter((other) => other !== next)
        now = next.at
        next.task()
      }
      now = until
    },
  }
}
