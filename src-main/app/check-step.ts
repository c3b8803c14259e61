// What one step of the set-up finds, for each kind of phone system.
import type { Site } from '#contract/settings.ts'
import type { SetupFinding, SetupStep } from '#contract/site/setup.ts'
import type { Clock } from '#contract/time.ts'
import { checkSetupStep, type Finding } from '#main/pbx/asterisk/check-site.ts'
import { checkFreeswitchStep } from '#main/pbx/freeswitch/check-site.ts'
import { checkNetsapiensStep } from '#main/pbx/netsapiens/check-site.ts'
import { secretsIn, withHidden } from '#main/settings/hide-secrets.ts'
import { netsapiensParts, type Own } from './check-netsapiens.ts'

/** `netsapiens`: what the console has for that sign-in. */
export async function checkStep(step: SetupStep, site: Site, clock: Clock, netsapiens: Own): Promise<SetupFinding[]> {
  return withHidden(await findingsOf(step, site, clock, netsapiens), secretsIn(site))
}

async function findingsOf(step: SetupStep, site: Site, clock: Clock, netsapiens: Own): Promise<SetupFinding[]> {
  switch (site.kind) {
    case 'asterisk':
      return (await checkSetupStep(step, site, clock)).map(asEntry)
    case 'netsapiens':
      return [...(await checkNetsapiensStep(step, site, netsapiensParts(clock, netsapiens)))]
    case 'freeswitch':
      return [...(await checkFreeswitchStep(step, site, { clock }))]
    case 'demo':
      return []
  }
}

const asEntry = (finding: Finding): SetupFinding =>
  finding.kind === 'ok'
    ? { kind: 'ok', about: 'other', what: finding.what, remedy: '' }
    : { kind: finding.kind, about: finding.about ?? 'other', what: finding.what, remedy: finding.remedy }
