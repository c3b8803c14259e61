// check-site for Asterisk: connects, looks at every right, setting and module, and says what to add. It disturbs no call.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { checkAmi, connectAmi } from './check/check-ami.ts'
import { checkAri } from './check/check-ari.ts'
import type { Finding } from './check/check-finding.ts'
import { checkLine } from './check/check-line.ts'

export type { Finding }

export async function checkAsteriskSite(site: AsteriskSite, clock: Clock): Promise<readonly Finding[]> {
  const ami = await connectAmi(site, clock)
  if (!ami.ok) return [ami.error, ...(await checkAri(site, clock))]
  try {
    return [
      ...(await checkAmi(ami.value, site)),
      ...(await checkAri(site, clock)),
      ...(await checkLine(ami.value.client, site)),
    ]
  } finally {
    ami.value.client.close()
  }
}
