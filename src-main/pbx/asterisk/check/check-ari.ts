// check-site, the ARI part: the connection, the right to write, the event socket.
import { z } from 'zod'
import { hiddenIn } from '#contract/site/hidden.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { type AriRest, type AriSite, asDeskError, openAri, restOf } from '../wire/ari-client.ts'
import type { Asks } from './asks.ts'
import { WRITE_AGAIN } from './check-ami.ts'
import {
  about,
  advice,
  allAbout,
  everywhere,
  type Finding,
  fine,
  missing,
  SESSIONS_A_CONSOLE,
  serverOf,
  setIn,
  whyHungUp,
  whyNoConnection,
} from './check-finding.ts'

const info = z.object({
  system: z.object({ version: z.string() }),
  status: z.object({ startup_time: z.string() }).optional(),
})

/** `asks`: what AMI tells of ari.conf; null: nothing. */
export async function checkAri(site: AsteriskSite, asks: Asks | null, clock: Clock): Promise<Finding[]> {
  if (!site.ari && site.way === 'ari')
    return [
      about(
        'ari',
        missing(
          'The site file allows monitoring by ARI alone (`way`), and has no ARI: nobody can be listened to',
          'add `ari` to the site file (docs/asterisk.md, step 4a), or take `way` out of it',
        ),
      ),
    ]
  if (!site.ari)
    return [
      advice(
        'The site file has no ARI: monitoring uses the dialplan',
        'add `ari` to the site file to switch modes faster (docs/asterisk.md)',
      ),
    ]
  const rest = restOf(site.ari)
  try {
    return allAbout('ari', await look(rest, site.ari, asks, clock))
  } finally {
    rest.close()
  }
}

async function look(rest: AriRest, ari: AriSite, asks: Asks | null, clock: Clock): Promise<Finding[]> {
  const hello = await rest.call('GET', '/asterisk/info')
  if (!hello.ok) return [(await whyRejected(ari, hello.error, asks)) ?? (await whyNoAri(ari, hello.error, clock))]
  const version = info.safeParse(hello.value)
  const findings = [
    fine(
      `ARI at ${ari.url} accepts the user "${ari.user}"${ari.url.startsWith('https') ? ` (its certificate is trusted by ${ari.ca ? 'the `ca` of the site file' : 'this computer’s store'})` : ''}`,
    ),
    ...(version.success ? [checkVersion(version.data.system.version)] : []),
    ...(await checkSame(ari, version.data?.status?.startup_time ?? '', asks)),
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
  findings.push(...(await checkSessions(asks)))
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

/** Two of them, a test system and the one in use: both let the console in, and each knows only its own calls. */
async function checkSame(ari: AriSite, startedAt: string, asks: Asks | null): Promise<Finding[]> {
  const other = await asks?.startedAt()
  if (!other || startedAt === '' || startedAt.startsWith(other)) return []
  return [
    missing(
      `ARI at ${ari.url} is of another Asterisk than AMI: that one started at ${startedAt.slice(0, 19)}, this one at ${other}`,
      'correct `host` or `ari.url`: both have to lead to the same Asterisk',
    ),
  ]
}

/** Of the web server, for ARI and the lines of all consoles together. */
async function checkSessions(asks: Asks | null): Promise<Finding[]> {
  const limit = await asks?.config('http.conf', 'general', 'sessionlimit')
  if (limit === undefined || limit === null) return []
  const sessions = limit === '' ? 100 : Number(limit)
  const consoles = Math.floor(sessions / SESSIONS_A_CONSOLE)
  const what = `http.conf lets ${sessions} connections in at once${limit === '' ? ' (no sessionlimit)' : ''}: enough for ${consoles} consoles`
  if (consoles >= 25) return [fine(what)]
  return [
    about(
      'full',
      (consoles < 1 ? missing : advice)(what, setIn('http.conf', 'general', 'sessionlimit=2000', 'module reload http')),
    ),
  ]
}

type AriFailure = { readonly status: number; readonly text: string }

/** What ARI does not tell of a wrong password, and can be known all the same. */
async function whyRejected(
  { user, password }: AriSite,
  { status }: AriFailure,
  asks: Asks | null,
): Promise<Finding | null> {
  if (status !== 401) return null
  const hidden = hiddenIn(password)
  if (hidden)
    return about('entry', missing(`ari.password: ${hidden}, and ARI rejected the user "${user}"`, WRITE_AGAIN))
  const format = await asks?.config('ari.conf', user, 'password_format')
  if (format?.toLowerCase() !== 'crypt') return null
  return about(
    'user',
    missing(
      `ARI rejected the user "${user}": its password in ari.conf is taken for a hash (password_format=crypt)`,
      `${setIn('ari.conf', user, 'password_format=plain', 'module reload res_ari.so')}. Or keep crypt, and write there what "ari mkpasswd" makes of the password`,
    ),
  )
}

async function whyNoAri(ari: AriSite, error: AriFailure, clock: Clock): Promise<Finding> {
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
  const hungUp = whyHungUp(`ARI at ${ari.url}`, error.text, ari.url.startsWith('https:'))
  if (hungUp) return hungUp
  const server = serverOf(ari.url, ari.ca)
  const tls = ari.url.startsWith('https:')
  const remedy = tls
    ? `${setIn('http.conf', 'general', `enabled=yes, tlsenable=yes, tlsbindaddr=${everywhere(server.host)}:${server.port}, tlscertfile=…, tlsprivatekey=…`, 'module reload http')}. If it is so, the user asterisk cannot read the key or the certificate (docs/asterisk.md, step 0)`
    : setIn(
        'http.conf',
        'general',
        `enabled=yes, bindaddr=${server.host.includes(':') ? '::' : '0.0.0.0'}, bindport=${server.port}`,
        'module reload http',
      )
  return whyNoConnection({ name: 'ARI', where: ari.url, server, error: asDeskError(error), remedy }, clock)
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
