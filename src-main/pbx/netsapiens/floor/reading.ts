// The whole picture, read over REST.
import { err, ok, type Result } from '#contract/result.ts'
import type { Api } from '../wire/api.ts'
import {
  type AgentRow,
  type CallRow,
  type QueueRow,
  readAgent,
  readCall,
  readDevice,
  readQueue,
  readQueued,
} from '../wire/row.ts'
import type { Reading } from './picture.ts'

export async function readWhole(api: Api, domain: string): Promise<Result<Reading>> {
  const at = `/domains/${encodeURIComponent(domain)}`
  const [calls, queueRows, devices] = await Promise.all([
    readCalls(api, domain),
    api.list(`${at}/callqueues`),
    api.list('/domains/~/users/~/devices'),
  ])
  if (!calls.ok) return calls
  if (!queueRows.ok) return queueRows
  const queues = known(queueRows.value, readQueue)
  const agents = await readAgents(api, at, queues)
  if (!agents.ok) return agents
  const queued = await inTurns(queues, (queue) => readWaiting(api, at, queue.queue))
  return ok({
    calls: calls.value,
    agents: agents.value,
    queues,
    queued: queued.flat(),
    devices: devices.ok ? known(devices.value, readDevice) : [],
  })
}

/** Every call the platform has now. */
export async function readCalls(api: Api, domain: string): Promise<Result<readonly CallRow[]>> {
  const rows = await api.list(`/domains/${encodeURIComponent(domain)}/calls`)
  return rows.ok ? ok(known(rows.value, readCall).filter((row) => !row.removed)) : rows
}

export async function readDevices(api: Api) {
  const devices = await api.list('/domains/~/users/~/devices')
  return devices.ok ? ok(known(devices.value, readDevice)) : devices
}

/** A supervisor's scope may not reach the agents of the whole domain: then those of each queue they see. */
async function readAgents(api: Api, at: string, queues: readonly QueueRow[]): Promise<Result<readonly AgentRow[]>> {
  const all = await api.list(`${at}/agents`)
  if (all.ok) return ok(known(all.value, readAgent))
  if (all.error.code !== 'pbxRefused' && all.error.code !== 'callGone') return all
  const each = await inTurns(queues, async ({ queue }) => {
    const rows = await api.list(`${at}/callqueues/${encodeURIComponent(queue)}/agents`)
    return rows.ok
      ? ok(known(rows.value, readAgent).map((row) => ({ ...row, queue, key: `${row.user}|${queue}` })))
      : rows
  })
  const failed = each.find((rows) => !rows.ok)
  return failed && !failed.ok ? err(failed.error) : ok(each.flatMap((rows) => (rows.ok ? rows.value : [])))
}

async function readWaiting(api: Api, at: string, queue: string) {
  const rows = await api.list(`${at}/queuedcall/${encodeURIComponent(queue)}`)
  // Waiting callers come by the feed as well; a queue that will not show them here does not spoil the picture.
  return rows.ok ? known(rows.value, (row) => readQueued(row, queue)) : []
}

function known<T>(rows: readonly unknown[], read: (row: unknown) => T | null): T[] {
  return rows.flatMap((row) => read(row) ?? [])
}

/** Four requests at a time, so that a hundred queues do not fall on the server at once. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = [...items.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all([worker(), worker(), worker(), worker()])
  return results
}
