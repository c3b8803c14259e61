// A child of the bench: the Asterisk connector alone in a process, so that its CPU, memory and lag are its own. In argv: the site as
// JSON, and which agents' presence is told, as a regular expression.

import { createInterface } from 'node:readline'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { machineClock } from '#contract/time.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'

const say = (line: object) => console.log(JSON.stringify(line))
const parts = {
  clock: machineClock(globalThis),
  random: Math.random,
  log: () => undefined,
  switchBy: () => 'api' as const,
}
const connector = createAsteriskConnector(asteriskSite.parse(JSON.parse(process.argv[2] ?? '{}')), 'bench', parts)
let cpu = process.cpuUsage()
const isTold = new RegExp(process.argv[3] ?? '')
const answered = new Map<string, number>() // by queue, today
let patches = 0
let reports = 0

connector.onStatus(({ phase }) => say({ phase }))
connector.onFloor((message) => {
  const queues = message.kind === 'whole' ? Object.values(message.floor.queues) : (message.patch.queues?.set ?? [])
  for (const { id, answeredToday } of queues) answered.set(id, answeredToday ?? 0)
  if (message.kind !== 'patch') return
  patches++
  // Epoch ms with its fraction, as the PBX stamps its events.
  const at = performance.timeOrigin + performance.now()
  for (const { id, presence } of message.patch.agents?.set ?? [])
    if (isTold.test(id))
      say({ agent: id, presence: presence.kind, reason: 'reason' in presence ? presence.reason : null, at })
})
/** What is still held: without what is only not yet cleared away. */
const heapMb = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1e6
}
const sum = () => [...answered.values()].reduce((all, one) => all + one, 0)
connector.connect()
createInterface({ input: process.stdin }).on('line', () => {
  const used = process.cpuUsage(cpu)
  say({
    cpuMs: (used.user + used.system) / 1000,
    heapMb: heapMb(),
    rssMb: process.memoryUsage().rss / 1e6,
    patches,
    answered: sum(),
    report: ++reports,
  })
  cpu = process.cpuUsage()
  patches = 0
})
