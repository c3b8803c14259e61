// check-site, the rights: each command the console uses, tried in a way that does nothing.
import type { FreeswitchSite } from '#contract/settings.ts'
import { fine, missing } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { EslClient } from '../wire/esl-client.ts'
import { allowedApi } from '../wire/event-names.ts'

/** No channel is called so: whoever may ask is told that there is none, whoever may not that it is not allowed. */
const nobody = '00000000-0000-0000-0000-000000000000'
/** Without an argument it answers how it is used, and rings nobody. */
const harmless: Readonly<Record<string, string>> = {
  show: 'show calls count',
  status: 'status',
  originate: 'originate',
  callcenter_config: 'callcenter_config agent list',
  uuid_recv_dtmf: `uuid_recv_dtmf ${nobody} 0`,
  uuid_setvar: `uuid_setvar ${nobody} earshot 1`,
  uuid_getvar: `uuid_getvar ${nobody} earshot`,
  uuid_transfer: `uuid_transfer ${nobody} park inline`,
  sched_hangup: `sched_hangup +1 ${nobody}`,
}

export async function checkRights(client: Pick<EslClient, 'api'>, { esl }: FreeswitchSite): Promise<SetupFinding[]> {
  const names = allowedApi.split(' ')
  const asked = await Promise.all(
    names.map(async (name) => {
      const answer = await client.api(harmless[name] ?? `${name} ${nobody}`)
      return !answer.ok && /permission denied/i.test(answer.error.detail ?? '') ? [name] : []
    }),
  )
  const refused = asked.flat()
  if (refused.length === 0) return [fine('rights', `All ${names.length} commands the console uses are allowed`)]
  return [
    missing(
      'rights',
      `${esl.user ?? 'This login'} may not use ${refused.join(', ')}`,
      `set <param name="esl-allowed-api" value="${allowedApi}"/> for it in the directory, then "reloadxml"`,
    ),
  ]
}
