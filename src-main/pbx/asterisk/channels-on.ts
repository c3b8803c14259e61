// Which channels of these endpoints and of the console's own line are on the PBX now, a lease on those of a proof, and its context read: each asked on a connection of its own.
import type { ContextRead } from '#contract/site/proof.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { leaseS } from '#main/pbx/kit/lease.ts'
import { endpointOf } from './check/check-line.ts'
import { contextRead } from './spy/context-lines.ts'
import { leaseVariable } from './spy/lease.ts'
import { type AmiClient, openAmi } from './wire/ami-client.ts'
import { withOneTrust } from './wire/trust.ts'

/** Null: AMI did not let us in, or did not say. */
export const channelsOn = (
  site: AsteriskSite,
  endpoints: readonly string[],
  clock: Clock,
): Promise<readonly string[] | null> =>
  withAmi(site, clock, (ami) => channelsOf(ami, site.line ? [...endpoints, endpointOf(site.line)] : endpoints))

/** The PBX hangs the channels of these endpoints up by itself, unless this is said again in time. False: not of all of them. */
export async function leaseOn(site: AsteriskSite, endpoints: readonly string[], clock: Clock): Promise<boolean> {
  const leased = await withAmi(site, clock, async (ami) => {
    const channels = await channelsOf(ami, endpoints)
    if (!channels) return null
    const set = channels.map((channel) =>
      ami.action('Setvar', [
        ['Channel', channel],
        ['Variable', leaseVariable],
        ['Value', leaseS],
      ]),
    )
    return (await Promise.all(set)).every(({ ok }) => ok)
  })
  return leased === true
}

/** The monitoring context as it is now; null: it could not be read, or the site is monitored by ARI and has none. */
export async function contextOn(site: AsteriskSite, clock: Clock): Promise<ContextRead | null> {
  if (site.way !== 'dialplan' && site.ari !== null) return null
  return withAmi(site, clock, async (ami) => {
    const shown = await ami.action('ShowDialPlan', [['Context', site.context]])
    if (shown.ok) return contextRead(shown.value.rows)
    return shown.error.code === 'pbxRefused' ? contextRead([]) : null
  })
}

async function withAmi<T>(
  site: AsteriskSite,
  clock: Clock,
  ask: (ami: AmiClient) => Promise<T | null>,
): Promise<T | null> {
  const opened = await openAmi(withOneTrust(site), clock, { events: () => undefined, closed: () => undefined })
  if (!opened.ok) return null
  try {
    return await ask(opened.value)
  } finally {
    opened.value.close()
  }
}

async function channelsOf(ami: AmiClient, names: readonly string[]): Promise<readonly string[] | null> {
  const shown = await ami.action('CoreShowChannels')
  if (!shown.ok) return null
  return shown.value.rows.flatMap(({ Channel = '' }) =>
    names.some((name) => Channel.startsWith(`PJSIP/${name}-`)) ? [Channel] : [],
  )
}
