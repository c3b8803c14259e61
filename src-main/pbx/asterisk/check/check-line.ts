// check-site, the supervisor's line: its address, its password by a real REGISTER, and the context for the way without ARI.
import { deskFailure } from '#contract/errors.ts'
import { addressesOf, registersAt } from '#contract/line-account.ts'
import { hiddenIn } from '#contract/site/hidden.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { type Answered, tryRegister } from '#main/pbx/kit/try-register.ts'
import { beeping } from '../spy/context-lines.ts'
import { wrongContext } from '../spy/dialplan-check.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import type { Asks } from './asks.ts'
import { WRITE_AGAIN } from './check-ami.ts'
import { checkEndpoint, checkRtp } from './check-endpoint.ts'
import {
  about,
  advice,
  allAbout,
  everywhere,
  type Finding,
  fine,
  missing,
  serverOf,
  setIn,
  whyHungUp,
  whyNoConnection,
} from './check-finding.ts'

/** At one of its servers. */
type LineOfSite = Omit<NonNullable<AsteriskSite['line']>, 'wsUrl'> & { readonly wsUrl: string }

/** What the PBX has for the line. */
export async function checkLine(asks: Asks, { line, takeOn }: AsteriskSite): Promise<Finding[]> {
  const findings = line
    ? [...(await checkEndpoint(asks, endpointOf(line))), ...(await checkRtp(asks))]
    : [advice('The site file has no line: the console has no softphone', 'add `line`, or set `takeOn` to a desk phone')]
  const phone = typeof takeOn === 'object' ? takeOn.phone.replace(/^PJSIP\//, '') : null
  // Of another channel driver nothing can be asked.
  if (phone !== null && !phone.includes('/') && (await asks.endpoint(phone, 'allow')) === '')
    findings.push(
      missing(
        `There is no endpoint "${phone}" for the supervisor’s phone`,
        'correct `takeOn.phone`: it must be the name of a PJSIP endpoint; a peer of chan_sip is written SIP/5101',
      ),
    )
  return findings
}

export const endpointOf = ({ endpoint, uri }: Pick<LineOfSite, 'endpoint' | 'uri'>): string =>
  endpoint ?? /^sips?:([^@]+)@/.exec(uri)?.[1] ?? uri

/** By each address and the password the softphone uses; asks nothing of AMI. */
export async function checkRegistering({ line, ca }: AsteriskSite, clock: Clock): Promise<Finding[]> {
  if (!line) return []
  const servers = addressesOf(registersAt(line.wsUrl)).map((wsUrl): LineOfSite => ({ ...line, wsUrl }))
  return allAbout('registration', await Promise.all(servers.map((server) => checkServer(server, ca, clock))))
}

async function checkServer(line: LineOfSite, ca: string | null, clock: Clock): Promise<Finding> {
  const tried = await tryRegister(line, ca, clock)
  switch (tried.kind) {
    case 'notConnected':
      return whyNoSocket(line, ca, tried.detail, clock)
    case 'silent':
      return missing(
        `The line at ${line.wsUrl}: it connects, but nothing there answers in SIP`,
        'run "module load res_pjsip_transport_websocket.so", and see that the address ends in /ws',
      )
    case 'answered':
      return judged(line, ca, tried)
  }
}

function judged(line: LineOfSite, ca: string | null, { status, reason, isChallenged }: Answered): Finding {
  const name = endpointOf(line)
  if (status === 200) {
    const trust = ca ? 'the `ca` of the site file' : 'this computer’s store'
    if (!isChallenged)
      return about(
        'password',
        missing(
          `The PBX takes the registration of ${line.uri} without asking for a password: whoever reaches it can be the supervisor’s line`,
          `${setIn('pjsip.conf', name, `auth=${name}`, 'module reload res_pjsip.so')}, and see that there is a section [${name}] of type=auth with the password`,
        ),
      )
    const by = line.wsUrl.startsWith('wss') ? ` (its certificate is trusted by ${trust})` : ''
    return fine(`The line can register as ${line.uri} at ${line.wsUrl}${by}`)
  }
  const said = `The PBX answers ${status} ${reason} to the registration of ${line.uri}`
  const hidden = hiddenIn(line.password)
  if ((status === 401 || status === 407) && hidden)
    return about('entry', missing(`line.password: ${hidden}, and the PBX refuses it`, WRITE_AGAIN))
  if (status === 401 || status === 407)
    return about(
      'password',
      missing(
        `The PBX refuses the password of the line ("${line.authUser}"): ${status} ${reason}`,
        `compare \`line.authUser\` and \`line.password\` with username and password in the section [${name}] of type=auth of pjsip.conf, see that the endpoint has auth=, and that no section of type=identify has a match= with this computer’s address, then run "module reload res_pjsip.so"`,
      ),
    )
  if (status === 404 && !isChallenged)
    return about(
      'mistaken',
      missing(
        `The PBX takes this computer for another endpoint: it answers ${status} ${reason} to the registration of ${line.uri}, and asks for no password`,
        `a section of type=identify in pjsip.conf has a match= with this computer’s address: leave there only the addresses of the trunk, then run "module reload res_pjsip.so". If there is none, see that [${name}] has auth= and aors=${name}`,
      ),
    )
  if (status === 404)
    return missing(
      said,
      `the aors= of [${name}] in pjsip.conf must be named like the user part of \`line.uri\`: ${setIn('pjsip.conf', name, `aors=${name}`, 'module reload res_pjsip.so')}`,
    )
  // The distributor of requests finds no section of the name that auth= gives (measured on 22.10).
  if (status === 500)
    return about(
      'password',
      missing(
        said,
        `auth= of [${name}] in pjsip.conf must name a section of type=auth that is there: ${setIn('pjsip.conf', name, `auth=${name}`, 'module reload res_pjsip.so')}, and see that a section [${name}] begins with type=auth, in just these letters, and has username and password`,
      ),
    )
  return missing(
    said,
    `see the acl, deny and permit lines of pjsip.conf and max_contacts of the section [${name}] of type=aor, and the log (/var/log/asterisk/messages)`,
  )
}

async function whyNoSocket(line: LineOfSite, ca: string | null, detail: string, clock: Clock): Promise<Finding> {
  const tls = line.wsUrl.startsWith('wss')
  const server = serverOf(line.wsUrl, ca)
  const { host, port } = server
  const settings = tls
    ? `enabled=yes, tlsenable=yes, tlsbindaddr=${everywhere(host)}:${port}, tlscertfile=…, tlsprivatekey=…`
    : `enabled=yes, bindaddr=${host.includes(':') ? '::' : '0.0.0.0'}, bindport=${port}`
  if (/server response: \d/.test(detail) || /subprotocol/i.test(detail))
    return missing(
      `The line at ${line.wsUrl}: a web server is there, but no WebSocket for SIP (${detail})`,
      'run "module load res_http_websocket.so" and "module load res_pjsip_transport_websocket.so" (in modules.conf they belong into [modules], not behind [global]), and see that the address ends in /ws, after the prefix of http.conf if it has one',
    )
  const hungUp = whyHungUp(`The line at ${line.wsUrl}`, detail, tls)
  if (hungUp) return hungUp
  const remedy = `${setIn('http.conf', 'general', settings, 'module reload http')}, and see that the address ends in /ws`
  const error = deskFailure('pbxUnreachable', detail)
  return whyNoConnection({ name: 'The line', where: line.wsUrl, server, error, remedy }, clock)
}

export async function checkContext(client: Pick<AmiClient, 'action'>, site: AsteriskSite): Promise<Finding> {
  const { context } = site
  const shown = await client.action('ShowDialPlan', [['Context', context]])
  const wrong = shown.ok
    ? wrongContext(shown.value.rows, context)
    : `context ${context}: ${shown.error.detail ?? shown.error.code}`
  const remedy = `put the context of docs/asterisk.md (step 4b), as it stands there, into extensions.conf (FreePBX: extensions_custom.conf) as [${context}], in place of one of that name, then run "dialplan reload"`
  if (wrong === null) return checkBeeps(shown.ok ? beeping(shown.value.rows) : [], context, remedy)
  const needed = site.way === 'dialplan' || !site.ari
  return needed
    ? missing(`Monitoring without ARI will not work: ${wrong}`, remedy)
    : advice(`If ARI fails, there is no fallback: ${wrong}`, remedy)
}

const checkBeeps = (extensions: readonly string[], context: string, remedy: string): Finding =>
  extensions.length === 0
    ? fine(`The dialplan has the context ${context}, and each of its modes does what it says`)
    : advice(
        `Without ARI the supervisor hears a beep and the name of the channel at every change: ChanSpy of extension ${extensions.join(', ')} of ${context} has no q`,
        remedy,
      )
