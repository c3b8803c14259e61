// check-site, the supervisor's line: its endpoint and settings, the address it registers at, the context for the way without ARI.
import WebSocket from 'ws'
import { deskFailure } from '#contract/errors.ts'
import { addressesOf, registersAt } from '#contract/line-account.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import { contextMissing } from '../spy/dialplan-check.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import { advice, type Finding, fine, missing, whyNoConnection } from './check-finding.ts'

export async function checkLine(client: AmiClient, site: AsteriskSite): Promise<Finding[]> {
  const findings: Finding[] = []
  if (site.line)
    findings.push(
      ...(await checkEndpoint(client, site.line.endpoint ?? endpointOf(site.line.uri))),
      ...(await Promise.all(addressesOf(registersAt(site.line.wsUrl)).map(checkSocket))),
    )
  else
    findings.push(
      advice('The site file has no line: the console has no softphone', 'add `line`, or set `takeOn` to a desk phone'),
    )
  const phone = typeof site.takeOn === 'object' ? site.takeOn.phone.replace(/^PJSIP\//, '') : null
  // Of another channel driver nothing can be asked.
  if (phone !== null && !phone.includes('/') && (await setting(client, phone, 'aors')) === null)
    findings.push(
      missing(
        `There is no endpoint "${phone}" for the supervisor’s phone`,
        'correct `takeOn.phone`: it must be the name of a PJSIP endpoint; a peer of chan_sip is written SIP/5101',
      ),
    )
  for (const trunk of site.trunks.endpoints)
    if ((await setting(client, trunk, 'aors')) === null)
      findings.push(
        missing(
          `There is no trunk endpoint "${trunk}"`,
          'correct `trunks.endpoints`: use the names that "pjsip show endpoints" lists',
        ),
      )
  findings.push(await checkContext(client, site))
  return findings
}

const endpointOf = (uri: string): string => /^sips?:([^@]+)@/.exec(uri)?.[1] ?? uri

/** A setting of an endpoint, by the function PJSIP_ENDPOINT; null when there is no such endpoint (or func_pjsip_endpoint). */
async function setting(client: AmiClient, endpoint: string, name: string): Promise<string | null> {
  const found = await client.action('Getvar', [['Variable', `PJSIP_ENDPOINT(${endpoint},${name})`]])
  const value = found.ok ? found.value.head.Value : undefined
  return value === undefined || value === '' ? null : value
}

const wanted = [
  {
    name: 'rtp_timeout',
    right: (value: string) => Number(value) > 0,
    line: 'rtp_timeout=15',
    why: 'the channel of a crashed console would stay up',
  },
  {
    name: 'rtp_keepalive',
    right: (value: string) => Number(value) > 0,
    line: 'rtp_keepalive=1',
    why: 'the PBX may think a silent supervisor is gone',
  },
  {
    name: 'dtmf_mode',
    right: (value: string) => /auto|rfc4733|info/.test(value),
    line: 'dtmf_mode=auto',
    why: 'digits may not arrive',
  },
] as const

async function checkEndpoint(client: AmiClient, endpoint: string): Promise<Finding[]> {
  const transport = await setting(client, endpoint, 'aors')
  if (transport === null)
    return [
      missing(
        `There is no PJSIP endpoint "${endpoint}" (or func_pjsip_endpoint is not loaded)`,
        'add the supervisor’s endpoint from docs/asterisk.md to pjsip.conf and run "pjsip reload", or correct `line.uri`',
      ),
    ]
  const findings: Finding[] = [fine(`Endpoint ${endpoint} exists`)]
  const webrtc = await setting(client, endpoint, 'webrtc')
  findings.push(
    webrtc === 'yes' || webrtc === 'true'
      ? fine(`Endpoint ${endpoint} has webrtc=yes`)
      : missing(
          `Endpoint ${endpoint} has no webrtc=yes: calls to the console would fail with "WebRTC Error"`,
          `set webrtc=yes in [${endpoint}] of pjsip.conf, then run "pjsip reload"`,
        ),
  )
  for (const { name, right, line, why } of wanted) {
    const value = await setting(client, endpoint, name)
    if (value === null || !right(value))
      findings.push(
        advice(
          `Endpoint ${endpoint} has ${value === null ? `no ${name}` : `${name}=${value}`}: ${why}`,
          `set ${line} in [${endpoint}] of pjsip.conf`,
        ),
      )
  }
  return findings
}

function checkSocket(wsUrl: string): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = new WebSocket(wsUrl, 'sip', { handshakeTimeout: 5000 })
    const remedy =
      'set enabled=yes (for wss also tlsenable=yes) in http.conf, load res_pjsip_transport_websocket.so, and check that the address ends in /ws'
    socket.on('open', () => {
      socket.close()
      resolve(fine(`The line can connect to ${wsUrl}`))
    })
    socket.on('error', (cause) => {
      const detail = 'code' in cause ? `${String(cause.code)} ${cause.message}` : cause.message
      resolve(whyNoConnection('The line', wsUrl, deskFailure('pbxUnreachable', detail), remedy))
    })
  })
}

async function checkContext(client: AmiClient, site: AsteriskSite): Promise<Finding> {
  const wrong = await contextMissing((name, fields) => client.action(name, fields), site.context)
  if (wrong === null) return fine(`The dialplan has the context ${site.context}`)
  const remedy = `add the context from docs/asterisk.md to extensions.conf (FreePBX: extensions_custom.conf) as [${site.context}], then run "dialplan reload"`
  const needed = site.way === 'dialplan' || !site.ari
  return needed
    ? missing(`Monitoring without ARI will not work: ${wrong}`, remedy)
    : advice(`If ARI fails, there is no fallback: ${wrong}`, remedy)
}
