// Monitors on the demo PBX whose reports and lists come in one breath.
import { expect, it, vi } from 'vitest'
import type { MonitorEvent } from '#contract/monitor.ts'
import { ok, type Result } from '#contract/result.ts'
import { createMonitors } from '#main/pbx/demo/monitors.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const monitor = 'ticket-1'
const agent = '1001'

it('follows to the call that a report tells of right behind the list, whose news is older', async () => {
  const events: MonitorEvent[] = []
  const lists: ((answer: Result<unknown>) => void)[] = []
  const monitors = createMonitors({
    clock: fakeClock(),
    switchBy: () => 'api',
    log: () => {},
    request: async (method) => (method === 'monitor.list' ? new Promise((answer) => lists.push(answer)) : ok({})),
    emit: (event) => events.push(event),
    isUp: () => true,
    line: () => '5001',
    supervisor: 'Sam',
  })
  const target = { callId: 'c1', agentId: agent }
  await monitors.start({ ticketId: monitor, token: 'token-of-sixteen-and-more', target, follow: true })
  const back = monitors.reconcile()
  const isListed = (at: number, more: object) =>
    lists[at]?.(ok({ monitors: [{ monitor, agent, mode: 'listen', ...more }] }))
  isListed(0, { call: null, ended: true })
  monitors.applyReport({ type: 'event', event: 'monitor.retargeted', monitor, call: 'c2', agent, by: 'follow' })
  await vi.waitFor(() => expect(lists).toHaveLength(2))
  isListed(1, { call: 'c2', ended: false })
  await back
  expect(events).toEqual([
    { kind: 'retargeted', ticketId: monitor, target: { callId: 'c2', agentId: agent }, by: 'follow' },
    { kind: 'mode', ticketId: monitor, mode: 'listen', changeId: null },
  ])
})
