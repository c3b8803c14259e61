// check-site for Asterisk: connects, looks at every right, setting and module, and says what to add. It disturbs no call.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { asksOf } from './check/asks.ts'
import { type AmiLook, checkAmi, connectAmi } from './check/check-ami.ts'
import { checkAri } from './check/check-ari.ts'
import { type Finding, unknown } from './check/check-finding.ts'
import { checkFloor } from './check/check-floor.ts'
import { checkContext, checkLine, checkRegistering } from './check/check-line.ts'
import { checkModules } from './check/check-modules.ts'
import { checkRead, checkUserEvents, checkWrite, mayReport } from './check/check-rights.ts'
import { withOneTrust } from './wire/trust.ts'

export type { Finding }

export async function checkAsteriskSite(given: AsteriskSite, clock: Clock): Promise<readonly Finding[]> {
  const site = withOneTrust(given)
  const ami = await connectAmi(site, clock)
  // What AMI does not tell: ARI, and the line by its own address.
  const others = async () => [...(await checkAri(site, clock)), ...(await checkRegistering(site, clock))]
  if (!ami.ok) return [ami.error, ...(await others()), notLookedAt('AMI does not let check-site in')]
  try {
    if (!(await mayReport(ami.value.client)))
      return [
        ...(await checkWrite(ami.value, site)),
        notLookedAt('the AMI user lacks the right reporting'),
        ...(await others()),
      ]
    return [...(await whatAmiTells(ami.value, site)), ...(await others())]
  } finally {
    ami.value.client.close()
  }
}

const notLookedAt = (why: string): Finding =>
  unknown(
    `Endpoints, trunks, modules, queues and the dialplan could not be looked at: ${why}`,
    'mend that first, then run check-site again',
  )

async function whatAmiTells(look: AmiLook, site: AsteriskSite): Promise<Finding[]> {
  const asks = await asksOf(look.client, site)
  try {
    return [
      ...(await checkAmi(look, asks, site)),
      ...(await checkWrite(look, site)),
      ...(await checkRead(look, asks, site)),
      await checkUserEvents(look, site),
      ...(await checkModules(asks, site)),
      ...(await checkLine(asks, site)),
      ...(await checkFloor(look.client, asks, site)),
      await checkContext(look.client, site),
    ]
  } finally {
    asks.close()
  }
}
