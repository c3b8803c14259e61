// Which channels of the proof's own extensions are on the PBX: none may be before, and none is left after.
import { machineClock } from '#contract/time.ts'
import { endpointOf } from '#main/pbx/asterisk/check/check-line.ts'
import { openAmi } from '#main/pbx/asterisk/wire/ami-client.ts'
import { withOneTrust } from '#main/pbx/asterisk/wire/trust.ts'
import type { OwnPlan } from './plan.ts'

export async function channelsOf({ site, agent, caller }: OwnPlan): Promise<readonly string[]> {
  const opened = await openAmi(withOneTrust(site), machineClock(globalThis), {
    events: () => undefined,
    closed: () => undefined,
  })
  if (!opened.ok) throw new Error(`AMI: ${opened.error.detail ?? opened.error.code}. Run check-site first.`)
  try {
    const shown = await opened.value.action('CoreShowChannels')
    if (!shown.ok) throw new Error(`AMI shows no channels: ${shown.error.detail ?? shown.error.code}`)
    const names = [agent.user, caller.user, ...(site.line ? [endpointOf(site.line)] : [])]
    return shown.value.rows.flatMap(({ Channel = '' }) =>
      names.some((name) => Channel.startsWith(`PJSIP/${name}-`)) ? [Channel] : [],
    )
  } finally {
    opened.value.close()
  }
}
