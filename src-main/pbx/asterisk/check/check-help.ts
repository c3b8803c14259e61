// check-site, how agents ask for help from their phone: the lines of the dialplan that say so, and whether they are whole.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import { CRY_EVENT, CRY_FAMILY } from '../help/help-wire.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import { advice, type Finding, fine, missing, unknown } from './check-finding.ts'

const usualCode = '*44'
const remedy =
  'add the context [earshot-help] from docs/asterisk.md to extensions.conf (FreePBX: extensions_custom.conf), include it in the context of the agents’ phones, then run "dialplan reload"'

/** A site whose file says nothing of help, and whose dialplan neither, does without. */
export async function checkHelp(client: Pick<AmiClient, 'action'>, { help }: AsteriskSite): Promise<Finding[]> {
  const code = help?.code ?? usualCode
  const shown = await client.action('ShowDialPlan', [['Extension', code]])
  const isNone = !shown.ok && /did not find/i.test(shown.error.detail ?? '')
  if (!shown.ok && !isNone)
    return help
      ? [
          unknown(
            `Whether ${code} asks for help could not be looked at: ${shown.error.detail ?? ''}`,
            'run check-site again',
          ),
        ]
      : []
  const rows = shown.ok ? shown.value.rows : []
  const asks = rows.filter(
    ({ Application, AppData = '' }) => Application === 'UserEvent' && new RegExp(`^${CRY_EVENT}\\b`).test(AppData),
  )
  if (asks.length === 0)
    return help ? [missing(`Agents cannot ask for help: no line of ${code} says UserEvent(${CRY_EVENT})`, remedy)] : []
  const isKept = rows.some(
    ({ Application, AppData = '' }) => Application === 'Set' && AppData.startsWith(`DB(${CRY_FAMILY}/`),
  )
  const where = [...new Set(asks.map(({ Context = '' }) => Context))].join(', ')
  if (!isKept)
    return [
      advice(
        `Agents can ask for help by ${code} (context ${where}), but a request made while no console is connected is lost`,
        `begin the extension with the line Set(DB(${CRY_FAMILY}/… of docs/asterisk.md, then run "dialplan reload"`,
      ),
    ]
  return [fine(`Agents can ask for help by ${code} (context ${where})`)]
}
