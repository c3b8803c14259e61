// Which channels of these endpoints and of the console's own line are on the PBX now, asked on a connection of its own.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { endpointOf } from './check/check-line.ts'
import { openAmi } from './wire/ami-client.ts'
import { withOneTrust } from './wire/trust.ts'

/** Null: AMI did not let us in, or did not say. */
export async function channelsOn(
  site: AsteriskSite,
  endpoints: readonly string[],
  clock: Clock,
): Promise<readonly string[] | null> {
  const opened = await openAmi(withOneTrust(site), clock, { events: () => undefined, closed: () => undefined })
  if (!opened.ok) return null
  const names = site.line ? [...endpoints, endpointOf(site.line)] : endpoints
  try {
    const shown = await opened.value.action('CoreShowChannels')
    if (!shown.ok) return null
    return shown.value.rows.flatMap(({ Channel = '' }) =>
      names.some((name) => Channel.startsWith(`PJSIP/${name}-`)) ? [Channel] : [],
    )
  } finally {
    opened.value.close()
  }
}
