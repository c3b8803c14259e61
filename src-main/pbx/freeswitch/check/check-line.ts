// check-site, the line: whether the supervisor's user is in the directory, and which of their phones would ring.
import { isConsoleContact } from '#contract/line-account.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import { advice, fine, missing, unknown } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { EslClient } from '../wire/esl-client.ts'
import { jsonRows } from '../wire/lists.ts'

export async function checkLine(
  client: Pick<EslClient, 'api'>,
  { line, domain }: FreeswitchSite,
): Promise<SetupFinding[]> {
  if (!line)
    return [
      missing(
        'endpoint',
        'The site file gives the supervisor no line, so that nobody can listen',
        'add `line` (user, password, wsUrl): docs/freeswitch.md, "The supervisor’s line"',
      ),
    ]
  const user = `${line.user}@${domain}`
  const asked = await client.api('show registrations as json')
  const rows = asked.ok ? jsonRows(asked.value) : null
  if (rows === null)
    return [
      unknown(
        'registration',
        'Who is registered could not be listed',
        'allow `show` (esl-allowed-api), then run check-site again',
      ),
    ]
  const own = rows.filter(({ reg_user, realm }) => `${reg_user}@${realm}` === user).map(({ url = '' }) => url)
  const consoles = own.filter((url) => isConsoleContact(/sips?:([^@;]+)/.exec(url)?.[1] ?? ''))
  const others = own.length - consoles.length
  const { wsUrl } = line
  const isPlain = [wsUrl].flat().some((url) => url.startsWith('ws:'))
  return [
    own.length === 0
      ? advice(
          'registration',
          `${user} is registered nowhere now: the console does it when it starts`,
          `see that the user is in the directory, and that a profile has <param name="wss-binding" value=":7443"/> (FusionPBX: Advanced > SIP Profiles > internal, off when it is new)`,
        )
      : fine('registration', `${user} is registered by ${own.length} phone(s), ${consoles.length} of them a console`),
    ...(others > 0
      ? [
          advice(
            'registration',
            `${others} other phone(s) of ${user} would ring with the console, or take its place`,
            'give the console a user of its own; or set <param name="multiple-registrations" value="contact"/> in the profile, without which the phone that registers last replaces the one before, and nobody is told',
          ),
        ]
      : []),
    ...(isPlain
      ? [
          advice(
            'tls',
            'The line registers in the clear (ws)',
            'use the wss-binding of the profile, with a certificate the browser trusts in tls/wss.pem',
          ),
        ]
      : []),
  ]
}
