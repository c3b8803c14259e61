// The links of a monitor as the console follows them: whether the feed is live and the desk in reach.
import type { Desk } from '#contract/ipc.ts'
import type { Runner } from '#renderer/monitor/run/runner.ts'

export function followLinks(desk: Desk, runner: Runner): void {
  desk.on('status', (status) => runner.links({ feed: status.phase }))
  desk.on('link', ({ up }) => runner.links({ deskUp: up }))
}
