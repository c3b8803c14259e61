// check-site for Asterisk: connects, looks at every right, setting and module, and says what to add. It disturbs no call.
import type { SetupStep } from '#contract/site/setup.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { type Asks, asksOf } from './check/asks.ts'
import { type AmiLook, checkAddress, checkAmi, connectAmi, type QueuesNamed } from './check/check-ami.ts'
import { checkAri } from './check/check-ari.ts'
import { checkDialled, checkHelpReach, type Dialled } from './check/check-dialled.ts'
import { about, allAbout, type Finding, unknown } from './check/check-finding.ts'
import { checkFloor } from './check/check-floor.ts'
import { checkHelp } from './check/check-help.ts'
import { checkContext, checkLine, checkRegistering } from './check/check-line.ts'
import { checkModules } from './check/check-modules.ts'
import { checkRead, checkUserEvents, checkWrite, mayReport } from './check/check-rights.ts'
import { withOneTrust } from './wire/trust.ts'

export type { Dialled, Finding }

export async function checkAsteriskSite(
  given: AsteriskSite,
  clock: Clock,
  queuesNamed: QueuesNamed = () => [],
  dialled: readonly Dialled[] = [],
): Promise<readonly Finding[]> {
  const site = withOneTrust(given)
  const ami = await connectAmi(site, clock)
  // What AMI does not tell: ARI, and the line by its own address.
  const others = async (asks: Asks | null) => [
    ...(await checkAri(site, asks, clock)),
    ...(await checkRegistering(site, clock)),
  ]
  if (!ami.ok) return [ami.error, ...(await others(null)), notLookedAt('AMI does not let check-site in')]
  try {
    if (!(await mayReport(ami.value.client)))
      return [
        ...allAbout('rights', await checkWrite(ami.value, site)),
        notLookedAt('the AMI user lacks the right reporting'),
        ...(await others(null)),
      ]
    const asks = await asksOf(ami.value.client, site)
    try {
      return [
        ...(await whatAmiTells(ami.value, asks, site, queuesNamed)),
        ...(await checkDialled(ami.value.client, asks, site, dialled)),
        ...(await others(asks)),
      ]
    } finally {
      asks.close()
    }
  } finally {
    ami.value.client.close()
  }
}

/** One step of the set-up, with what has been entered so far; nothing else of the site is looked at. */
export async function checkSetupStep(step: SetupStep, given: AsteriskSite, clock: Clock): Promise<readonly Finding[]> {
  const site = withOneTrust(given)
  if (step === 'address') return [await checkAddress(site, clock)]
  const beside = async (asks: Asks | null): Promise<readonly Finding[]> =>
    step === 'signIn' ? checkAri(site, asks, clock) : step === 'line' ? checkRegistering(site, clock) : []
  const ami = await connectAmi(site, clock)
  if (!ami.ok) return [ami.error, ...(await beside(null))]
  const look = ami.value
  const asks = await asksOf(look.client, site)
  try {
    if (!(await mayReport(look.client)))
      return [...allAbout('rights', await checkWrite(look, site)), ...(await beside(null))]
    return [...(await stepByAmi(step, look, asks, site)), ...(await beside(asks))]
  } finally {
    asks.close()
    look.client.close()
  }
}

async function stepByAmi(
  step: Exclude<SetupStep, 'address'>,
  look: AmiLook,
  asks: Asks,
  site: AsteriskSite,
): Promise<readonly Finding[]> {
  switch (step) {
    case 'signIn':
      return [
        ...(await checkAmi(look, asks, site)),
        ...(await checkUser(look, asks, site)),
        about('context', await checkContext(look.client, site)),
      ]
    case 'line':
      return [
        ...allAbout('endpoint', await checkLine(asks, site)),
        ...allAbout('module', await checkModules(asks, site)),
      ]
    case 'trunks':
      return checkFloor(look.client, asks, site)
  }
}

const notLookedAt = (why: string): Finding =>
  unknown(
    `Endpoints, trunks, modules, queues and the dialplan could not be looked at: ${why}`,
    'mend that first, then run check-site again',
  )

async function checkUser(look: AmiLook, asks: Asks, site: AsteriskSite): Promise<Finding[]> {
  const rights = [
    ...(await checkWrite(look, site)),
    ...(await checkRead(look, asks, site)),
    await checkUserEvents(look, site),
  ]
  return [...allAbout('rights', rights), ...allAbout('module', await checkModules(asks, site))]
}

async function whatAmiTells(
  look: AmiLook,
  asks: Asks,
  site: AsteriskSite,
  queuesNamed: QueuesNamed,
): Promise<Finding[]> {
  return [
    ...(await checkAmi(look, asks, site, queuesNamed)),
    ...(await checkUser(look, asks, site)),
    ...allAbout('endpoint', await checkLine(asks, site)),
    ...(await checkFloor(look.client, asks, site)),
    ...allAbout('context', await checkHelp(look.client, site)),
    ...allAbout('context', await checkHelpReach(look.client, asks, site)),
    about('context', await checkContext(look.client, site)),
  ]
}
