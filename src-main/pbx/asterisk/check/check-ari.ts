// check-site, the ARI part: the connection, the right to write, the modules, the event socket.
import { z } from 'zod'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { type AriRest, type AriSite, asDeskError, openAri, restOf } from '../wire/ari-client.ts'
import { advice, type Finding, fine, missing, whyNoConnection } from './check-finding.ts'

const needed = [
  'res_stasis_snoop',
  'res_ari_channels',
  'res_ari_bridges',
  'res_ari_events',
  'res_pjsip_header_funcs',
  'chan_pjsip',
  'bridge_simple',
]
const info = z.object({ system: z.object({ version: z.string() }) })

export async function checkAri(site: AsteriskSite, clock: Clock): Promise<Finding[]> {
  if (!site.ari)
    return [
      advice(
        'The site file has no ARI: monitoring uses the dialplan',
        'add `ari` to the site file to switch modes faster (docs/asterisk.md)',
      ),
    ]
  const rest = restOf(site.ari)
  try {
    return await look(rest, site.ari, clock)
  } finally {
    rest.close()
  }
}

async function look(rest: AriRest, ari: AriSite, clock: Clock): Promise<Finding[]> {
  const hello = await rest.call('GET', '/asterisk/info')
  if (!hello.ok) return [whyNoAri(ari, hello.error)]
  const version = info.safeParse(hello.value)
  const findings = [
    fine(`ARI at ${ari.url} accepts the user "${ari.user}"`),
    ...(version.success ? [checkVersion(version.data.system.version)] : []),
  ]
  // To delete a channel that cannot exist is refused as unknown where writing is allowed.
  const write = await rest.call('DELETE', '/channels/earshot-check-site-none')
  const readOnly = !write.ok && write.error.status === 403
  findings.push(
    readOnly
      ? missing(
          `The ARI user "${ari.user}" is read-only`,
          `set read_only=no in [${ari.user}] of ari.conf, then run "module reload res_ari"`,
        )
      : fine('The ARI user may write'),
  )
  for (const module of needed) {
    const found = await rest.call('GET', `/asterisk/modules/${module}.so`)
    if (!found.ok)
      findings.push(
        missing(
          `Module ${module} is not loaded`,
          `add "load = ${module}.so" to modules.conf, then run "module load ${module}.so"`,
        ),
      )
  }
  const lease = await rest.call('GET', '/asterisk/modules/func_timeout.so')
  if (!lease.ok)
    findings.push(
      advice(
        'Module func_timeout is not loaded: what a crashed console leaves on the PBX stays until that console starts again',
        'add "load = func_timeout.so" to modules.conf, then run "module load func_timeout.so"',
      ),
    )
  const events = await openAri(ari, clock, 'earshot-check-site', { event: () => undefined, closed: () => undefined })
  if (events.ok) events.value.close()
  findings.push(
    events.ok
      ? fine('ARI sends events over its WebSocket')
      : missing(
          `ARI sends no events: ${events.error.detail ?? ''}`,
          'load res_http_websocket.so and res_ari_events.so. If there is a proxy, let it pass WebSockets',
        ),
  )
  return findings
}

function whyNoAri(ari: AriSite, error: { readonly status: number; readonly text: string }): Finding {
  if (error.status === 401)
    return missing(
      `ARI rejected the user "${ari.user}"`,
      `compare user and password with [${ari.user}] in ari.conf, then run "module reload res_ari"`,
    )
  const remedy =
    'set enabled=yes in http.conf and in [general] of ari.conf, load res_ari.so (on Asterisk 22 it needs res_websocket_client), and check that the address ends in /ari'
  if (error.status > 0)
    return missing(`ARI at ${ari.url} is switched off, or at another address: ${error.status} ${error.text}`, remedy)
  return whyNoConnection('ARI', ari.url, asDeskError(error), remedy)
}

function checkVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 16)
    return advice(
      `Asterisk ${version} is older than the versions Earshot is tested with`,
      'upgrade. Tested are 16.28 and 22.10',
    )
  if (major === 22 && minor === 11)
    return advice(
      `Asterisk ${version} is reported to fail when monitored channels are bridged (asterisk issue 2134)`,
      'use 22.10, or a later release with the fix',
    )
  return fine(`Asterisk ${version}`)
}
