// A large floor: 2,000 calls and 1,000 agents in the feed of one console.
import { performance } from 'node:perf_hooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aCall, anAgent, callIdFor } from '../../../../../fakes/netsapiens/fake-backend.ts'
import { type Site, startSite } from '../../../../../fakes/netsapiens/site.ts'

const AGENTS = 1_000
const CALLS = 2_000

let site: Site
beforeEach(async () => {
  site = await startSite()
  for (let n = 0; n < AGENTS; n++) site.backend.tell({ kind: 'agent', agent: anAgent(String(10_000 + n)) })
  for (let n = 0; n < CALLS; n++)
    site.backend.tell({ kind: 'call', call: aCall(`c${n}`, String(10_000 + (n % AGENTS))) })
})
afterEach(() => site.close())

const cpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

describe('2,000 calls and 1,000 agents', () => {
  it('are on the floor whole, and 400 events in two seconds become few messages', {
    timeout: 90_000,
  }, async () => {
    // In time of the processor: how long it takes beside other tests says nothing.
    const before = cpuMs()
    const console = site.connect()
    await vi.waitFor(() => expect(console.status.at(-1)?.phase).toBe('live'), { timeout: 60_000, interval: 50 })
    const readMs = cpuMs() - before
    expect(Object.keys(console.floor().calls)).toHaveLength(CALLS)
    expect(Object.keys(console.floor().agents)).toHaveLength(AGENTS + 2)

    const [from, cpu] = [performance.now(), cpuMs()]
    const messages = console.messages.length
    for (let tick = 0; tick < 20; tick++) {
      for (let n = 0; n < 20; n++) {
        const call = aCall(`c${tick * 20 + n}`, String(10_000 + ((tick * 20 + n) % AGENTS)), { state: 'held' })
        site.backend.tell({ kind: 'call', call })
      }
      await new Promise((next) => setTimeout(next, 100))
    }
    const last = callIdFor('c399', String(10_000 + 399))
    await console.eventually(() => expect(console.floor().calls[last]?.state).toBe('held'))
    const share = (cpuMs() - cpu) / (performance.now() - from)
    process.stdout.write(
      `read and mapped in ${readMs.toFixed(0)} ms; 200 events/s: ${(share * 100).toFixed(0)} % of a core, simulator included\n`,
    )
    expect(console.messages.length - messages).toBeLessThanOrEqual(60)
  })
})
