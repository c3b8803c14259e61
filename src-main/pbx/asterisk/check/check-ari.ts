// check-site, the ARI part: the connection, the right to write, the event socket.
import { z } from 'zod'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { type AriRest, type AriSite, asDeskError, openAri, restOf } from '../wire/ari-client.ts'
import { about, advice, allAbout, type Finding, fine, missing, setIn, whyNoConnection } from './check-finding.ts'

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
    return allAbout('ari', await look(rest, site.ari, clock))
  } finally {
    rest.close()
  }
}

async function look(rest: AriRest, ari: AriSite, clock: Clock): Promise<Finding[]> {
  const hello = await rest.call('GET', '/asterisk/info')
  if (!hello.ok) return [whyNoAri(ari, hello.error)]
  const version = info.safeParse(hello.value)
  const findings = [
    fine(
      `ARI at ${ari.url} accepts the user "${ari.user}"${ari.url.startsWith('https') ? ` (its certificate is trusted by ${ari.ca ? 'the `ca` of the site file' : 'this computer’s store'})` : ''}`,
    ),
    ...(version.success ? [checkVersion(version.data.system.version)] : []),
  ]
  // To delete a channel that cannot exist is refused as unknown where writing is allowed.
  const write = await rest.call('DELETE', '/channels/earshot-check-site-none')
  const readOnly = !write.ok && write.error.status === 403
  findings.push(
    readOnly
      ? missing(
          `The ARI user "${ari.user}" is read-only`,
          setIn('ari.conf', ari.user, 'read_only=no', 'module reload res_ari.so'),
        )
      : fine('The ARI user may write'),
  )
  const events = await openAri(ari, clock, 'earshot-check-site', { event: () => undefined, closed: () => undefined })
  if (events.ok) events.value.close()
  findings.push(
    events.ok
      ? fine('ARI sends events over its WebSocket')
      : missing(
          `ARI sends no events: ${events.error.detail ?? ''}`,
          'run "module load res_http_websocket.so" and "module load res_ari_events.so" (in modules.conf, they belong into [modules]). If there is a proxy, let it pass WebSockets',
        ),
  )
  return findings
}

function whyNoAri(ari: AriSite, error: { readonly status: number; readonly text: string }): Finding {
  if (error.status === 401)
    return about(
      'user',
      missing(
        `ARI rejected the user "${ari.user}"`,
        `compare user and password with [${ari.user}] in ari.conf, then run "module reload res_ari.so"`,
      ),
    )
  if (error.status === 403)
    return about(
      'user',
      missing(
        `ARI does not allow the user "${ari.user}" from this computer: ${error.text}`,
        `see the permit, deny and acl lines of [${ari.user}] in ari.conf and of the existing [general] in http.conf, then run "module reload res_ari.so"`,
      ),
    )
  const off = `${setIn('http.conf', 'general', 'enabled=yes', 'module reload http')}; ${setIn('ari.conf', 'general', 'enabled=yes', 'module reload res_ari.so')}`
  if (error.status > 0)
    return about(
      'switchedOff',
      missing(
        `ARI at ${ari.url} is switched off, or at another address: ${error.status} ${error.text}`,
        `${off}. run "module load res_ari.so" too (on Asterisk 22 it needs res_websocket_client). The address ends in /ari, after the prefix of http.conf if it has one`,
      ),
    )
  const tls = ari.url.startsWith('https:')
  const remedy = tls
    ? `${setIn('http.conf', 'general', `enabled=yes, tlsenable=yes, tlsbindaddr=0.0.0.0:${portOf(ari.url, '8089')}, tlscertfile=…, tlsprivatekey=…`, 'module reload http')}. If it is so, the user asterisk cannot read the key or the certificate (docs/asterisk.md, step 0)`
    : setIn(
        'http.conf',
        'general',
        `enabled=yes, bindaddr=0.0.0.0, bindport=${portOf(ari.url, '8088')}`,
        'module reload http',
      )
  return whyNoConnection('ARI', ari.url, asDeskError(error), remedy)
}

export const portOf = (url: string, otherwise: string): string => new URL(url).port || otherwise

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
