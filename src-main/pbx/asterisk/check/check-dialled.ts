// check-site, numbers that are dialled: whether the phones that dial them reach anything there. The PBX itself matches patterns and includes.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import { CRY_EVENT } from '../help/help-wire.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Asks } from './asks.ts'
import { about, type Finding, fine, missing } from './check-finding.ts'
import { endpointOf } from './check-line.ts'

/** A number of the settings that the supervisor's line calls; `path` is where it stands. */
export type Dialled = { readonly path: string; readonly number: string }

type Client = Pick<AmiClient, 'action'>

export async function checkDialled(
  client: Client,
  asks: Asks,
  { line }: AsteriskSite,
  numbers: readonly Dialled[],
): Promise<Finding[]> {
  const context = line && numbers.length > 0 ? await asks.endpoint(endpointOf(line), 'context') : null
  if (!context) return []
  const looked = await Promise.all(
    numbers.map(async (one) => ({ ...one, rows: await rowsAt(client, context, one.number) })),
  )
  return looked.flatMap(({ path, number, rows }) => {
    if (rows === null) return []
    if (rows.length > 0) return [fine(`${path}: ${number} leads somewhere in the context ${context} of the line`)]
    return [
      about(
        'context',
        missing(
          `${path}: nothing answers to ${number} in the context "${context}", in which the supervisor’s line dials`,
          `correct \`${path}\`, or include the context that has ${number} in [${context}] of extensions.conf, then run "dialplan reload"`,
        ),
      ),
    ]
  })
}

/** Phones that show on the floor without a queue, and cannot dial the code by which help is asked for. */
export async function checkHelpReach(
  client: Client,
  asks: Asks,
  { help, extensions }: AsteriskSite,
): Promise<Finding[]> {
  if (!help || extensions === 'all') return []
  const without = new Map<string, string>()
  const seen = new Map<string, boolean>()
  for (const extension of extensions) {
    const context = (await asks.endpoint(extension, 'context')) ?? ''
    if (context === '') continue
    if (!seen.has(context)) seen.set(context, await reachesHelp(client, context, help.code))
    if (!seen.get(context) && !without.has(context)) without.set(context, extension)
  }
  return [...without].map(([context, extension]) =>
    missing(
      `${extension} cannot ask for help: in its context "${context}" ${help.code} is not the code of help`,
      `write "include => earshot-help" into [${context}] of extensions.conf (docs/asterisk.md, step 4c), then run "dialplan reload"`,
    ),
  )
}

async function reachesHelp(client: Client, context: string, code: string): Promise<boolean> {
  const rows = await rowsAt(client, context, code)
  return (
    rows === null ||
    rows.some(({ Application, AppData = '' }) => Application === 'UserEvent' && AppData.startsWith(CRY_EVENT))
  )
}

/** null: it could not be asked. */
async function rowsAt(client: Client, context: string, number: string): Promise<readonly AmiMessage[] | null> {
  const shown = await client.action('ShowDialPlan', [
    ['Context', context],
    ['Extension', number],
  ])
  if (shown.ok) return shown.value.rows.filter(({ Application }) => Application !== undefined)
  return /did not find/i.test(shown.error.detail ?? '') ? [] : null
}
