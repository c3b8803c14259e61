// A console in a process of its own, for the test that kills it: monitors the call it is told to, sets a mode and says so.

import type { Mode, Target } from '#contract/monitor.ts'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { machineClock } from '#contract/time.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import { openConsole, until } from './call-centre.ts'

type Order = { readonly site: unknown; readonly owner: string; readonly target: Target; readonly mode: Mode }

async function run({ site, owner, target, mode }: Order): Promise<void> {
  const parts = {
    clock: machineClock(globalThis),
    random: Math.random,
    log: () => undefined,
    switchBy: () => 'api' as const,
  }
  const desk = openConsole(createAsteriskConnector(asteriskSite.parse(site), owner, parts))
  await until(() => desk.status().phase === 'live', 'the connector is live')
  const ticket = await desk.start(target)
  await desk.connector.setMode(ticket.id, mode, 1)
  await until(() => desk.events.some((event) => event.kind === 'mode' && event.changeId === 1), 'the mode is in force')
  console.log('ready')
}

void run(JSON.parse(process.argv[2] ?? '{}'))
