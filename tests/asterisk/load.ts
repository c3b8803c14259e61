// Load on the real Asterisk: hundreds of calls at once, and bursts of events, for the test and for the bench.
import { machineClock } from '#contract/time.ts'
import { openAmi } from '#main/pbx/asterisk/wire/ami-client.ts'
import { agentExtensions } from './asterisk-config.ts'
import { type CallCentre, until } from './call-centre.ts'
import type { Dialog } from './sip-dialog.ts'
import { openPhone } from './sip-phone.ts'

/** So many real calls at once from the trunk to the agents' phones, without sound; answers with their callers' ends. */
export async function manyCalls(
  centre: CallCentre,
  count: number,
): Promise<{ calls: readonly Dialog[]; close(): Promise<void> }> {
  const sipPort = centre.pbx.ports.sip
  const targets = agentExtensions.filter((extension) => extension !== '1004')
  const phones = await Promise.all(targets.map((user) => openPhone({ sipPort, user, hz: 0, registers: true })))
  const caller = await openPhone({ sipPort, user: '5557777', hz: 0, registers: false, headers: [['X-Trunk', 'yes']] })
  const calls: Dialog[] = []
  for (let begun = 0; begun < count; begun += 20) {
    const some = Array.from({ length: Math.min(20, count - begun) }, (_, i) =>
      caller.dial(targets[(begun + i) % targets.length] ?? '1001'),
    )
    calls.push(...(await Promise.all(some)))
    await Promise.all(calls.slice(-20).map((call) => call.answered))
  }
  return {
    calls,
    close: async () => {
      for (const phone of [caller, ...phones]) await phone.close()
    },
  }
}

/** So many calls between Local channels, all at once: 35 events each. Resolves when they are over; tells how many events there were. */
export async function burst(centre: CallCentre, count: number): Promise<{ events: number; ms: number }> {
  const site = centre.site()
  let events = 0
  const heard = {
    events: (list: readonly unknown[]) => {
      events += list.length
    },
    closed: () => undefined,
  }
  const opened = await openAmi({ ...site, ami: { ...site.ami, user: 'noisy' } }, machineClock(globalThis), heard)
  if (!opened.ok) throw new Error(opened.error.detail)
  const began = performance.now()
  const ask = () =>
    opened.value.action('Originate', [
      ['Channel', 'Local/s@load'],
      ['Context', 'load'],
      ['Exten', 's'],
      ['Priority', '1'],
      ['Async', 'true'],
    ])
  await Promise.all(Array.from({ length: count }, ask))
  let before = -1
  await until(
    async () => {
      const now = events
      await new Promise((resolve) => setTimeout(resolve, 100))
      const still = now === before
      before = now
      return still
    },
    'the burst is over',
    30_000,
  )
  const ms = performance.now() - began - 200
  await centre.pbx.cli('channel request hangup all')
  opened.value.close()
  return { events, ms }
}
