// check-site, the AMI part: the connection, and what can be read on it of queues and devices.
import type { DeskError } from '#contract/errors.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { hiddenIn } from '#contract/site/hidden.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import { type AmiClient, greetAmi, openAmi } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { isNo, isYes } from '../wire/ast-values.ts'
import type { Asks } from './asks.ts'
import {
  about,
  advice,
  allAbout,
  everywhere,
  type Finding,
  fine,
  missing,
  placeOf,
  setIn,
  whyNoConnection,
} from './check-finding.ts'

export type AmiLook = { readonly client: AmiClient; readonly seen: SeenEvents }

/** Answers with an open client for the checks that follow; the caller closes it. */
export async function connectAmi(site: AsteriskSite, clock: Clock): Promise<Result<AmiLook, Finding>> {
  const seen = createSeenEvents(clock)
  const opened = await openAmi(site, clock, { events: seen.note, closed: () => undefined })
  return opened.ok ? ok({ client: opened.value, seen }) : err(await whyNoAmi(site, opened.error, clock))
}

/** The address alone, before there is a user. */
export async function checkAddress(site: AsteriskSite, clock: Clock): Promise<Finding> {
  const greeted = await greetAmi(site, clock)
  return greeted.ok ? fine(`AMI answers at ${placeOf(site.host, site.ami.port)}`) : whyNoAmi(site, greeted.error, clock)
}

async function whyNoAmi({ host, ami }: AsteriskSite, error: DeskError, clock: Clock): Promise<Finding> {
  const where = placeOf(host, ami.port)
  const hidden = hiddenIn(ami.secret)
  if (error.code === 'pbxWrongPassword' && hidden)
    return about('entry', missing(`ami.secret: ${hidden}, and AMI rejected the user "${ami.user}"`, WRITE_AGAIN))
  if (error.code === 'pbxWrongPassword')
    return about(
      'user',
      missing(
        `AMI rejected the user "${ami.user}": ${error.detail ?? ''}`,
        `compare user and secret with [${ami.user}] in manager.conf, see that its permit and deny lines allow this computer, then run "manager reload". Asterisk tells nobody which of them it is; its log does: "nonexistent user", "failed to authenticate" (the secret) or "failed to pass IP ACL" (permit)`,
      ),
    )
  if (error.code === 'pbxUserInUse')
    return about(
      'inUse',
      missing(
        `AMI lets the user "${ami.user}" in once at a time, and somebody is in`,
        `close the console that uses it, or give each console a user of its own, or remove allowmultiplelogin=no from [${ami.user}] and [general] of manager.conf, then run "manager reload"`,
      ),
    )
  if (error.code === 'pbxTooOld')
    return about('version', missing(`The Asterisk at ${where} is too old: ${error.detail ?? ''}`, 'update Asterisk'))
  if (error.code === 'pbxProtocol' || error.code === 'timedOut')
    return about(
      'port',
      missing(
        `Something answers at ${where}, but it is not AMI: ${error.detail ?? ''}`,
        `compare \`ami.port\` with ${ami.tls ? 'tlsbindaddr' : 'port'} in manager.conf (plain AMI is at 5038, TLS at 5039), and \`ami.tls\` with it`,
      ),
    )
  const remedy = ami.tls
    ? `${setIn('manager.conf', 'general', `enabled=yes, tlsenable=yes, tlsbindaddr=${everywhere(host)}:${ami.port}, tlscertfile=…, tlsprivatekey=…`, 'manager reload')}. If it is so, the user asterisk cannot read the key or the certificate: the log says "TLS/SSL error" or "Permission denied" (docs/asterisk.md, step 0)`
    : `${setIn('manager.conf', 'general', `enabled=yes, port=${ami.port}, bindaddr=${host.includes(':') ? '::' : '0.0.0.0'}`, 'manager reload')}. With TLS the port is another: see \`ami.tls\` and \`ami.port\``
  const ca = typeof ami.tls === 'object' ? ami.tls.ca : null
  return whyNoConnection({ name: 'AMI', where, server: { host, port: ami.port, ca }, error, remedy }, clock)
}

/** Asterisk’s files lose the spaces around a value. */
export const WRITE_AGAIN = 'write it anew by hand, instead of pasting it'

/** What of the queues that the rest of the site file names is wrong, by the names that the PBX has. */
export type QueuesNamed = (queues: readonly string[]) => readonly { readonly what: string; readonly remedy: string }[]

export async function checkAmi(
  { client }: AmiLook,
  asks: Asks,
  site: AsteriskSite,
  queuesNamed: QueuesNamed = () => [],
): Promise<Finding[]> {
  const { ami, host } = site
  return [
    fine(
      `AMI at ${placeOf(host, ami.port)} accepts the user "${ami.user}"${ami.tls ? ` (its certificate is trusted by ${typeof ami.tls === 'object' && ami.tls.ca ? 'the `ca` of the site file' : 'this computer’s store'})` : ''}`,
    ),
    ...allAbout('switchedOff', await checkOn(asks)),
    ...allAbout('tls', await checkOpenness(asks, site)),
    ...allAbout('inUse', await checkSharing(asks, site)),
    ...allAbout('module', [...(await checkQueues(client, queuesNamed)), await checkDevices(client)]),
  ]
}

/** The port of TLS answers all the same, and no event ever comes. */
async function checkOn(asks: Asks): Promise<Finding[]> {
  const enabled = await asks.config('manager.conf', 'general', 'enabled')
  if (enabled === null || isYes(enabled)) return []
  return [
    missing(
      `AMI is switched off in manager.conf (enabled=${enabled}): only its TLS port answers, and it sends no events`,
      setIn('manager.conf', 'general', 'enabled=yes', 'manager reload'),
    ),
  ]
}

/** With TLS, the plain port is better not open to the network. */
async function checkOpenness(asks: Asks, { ami }: AsteriskSite): Promise<Finding[]> {
  if (!ami.tls) return []
  const bound = await asks.config('manager.conf', 'general', 'bindaddr')
  if (bound === null || /^(127\.|::1|localhost)/.test(bound)) return []
  return [
    advice(
      `AMI is also open without TLS, at ${bound === '' ? 'every address' : bound}: who connects there sends the secret in the clear`,
      setIn('manager.conf', 'general', 'bindaddr=127.0.0.1', 'manager reload'),
    ),
  ]
}

async function checkSharing(asks: Asks, { ami }: AsteriskSite): Promise<Finding[]> {
  const own = await asks.config('manager.conf', ami.user, 'allowmultiplelogin')
  const value = own || (await asks.config('manager.conf', 'general', 'allowmultiplelogin')) || ''
  if (!isNo(value)) return []
  return [
    missing(
      `Only one console at a time can log in as "${ami.user}" (allowmultiplelogin=${value})`,
      setIn('manager.conf', ami.user, 'allowmultiplelogin=yes', 'manager reload'),
    ),
  ]
}

async function checkQueues(client: AmiClient, queuesNamed: QueuesNamed): Promise<Finding[]> {
  const told = await client.action('QueueStatus')
  if (!told.ok)
    return [
      advice(
        'No queues: app_queue is not loaded',
        'load app_queue.so, or list the phones to show under `extensions` in the site file',
      ),
    ]
  const queues = [...new Set(told.value.rows.flatMap(({ Queue }) => (Queue ? [Queue] : [])))]
  return [
    fine(`app_queue is loaded. Queues: ${queues.length}`),
    ...queuesNamed(queues).map(({ what, remedy }) => about('queue', missing(what, remedy))),
  ]
}

async function checkDevices(client: AmiClient): Promise<Finding> {
  const devices = await client.action('DeviceStateList')
  if (devices.ok)
    return fine('res_manager_devicestate is loaded: phones outside queues show whether they are registered')
  return advice(
    'res_manager_devicestate is not loaded: phones outside queues do not show whether they are registered',
    'add "load = res_manager_devicestate.so" to [modules] of modules.conf, then run "module load res_manager_devicestate.so"',
  )
}

export type SeenEvents = ReturnType<typeof createSeenEvents>

function createSeenEvents(clock: Clock) {
  const names = new Set<string>()
  const more = createListeners<void>()
  return {
    note: (events: readonly AmiMessage[]) => {
      for (const event of events) names.add(event.Event ?? '')
      more.emit()
    },
    has: (name: string) => names.has(name),
    /** Waits for such an event, two seconds at most. */
    comes: (name: string): Promise<boolean> =>
      waitFor(clock, { ms: 2000, otherwise: false }, (settle) => {
        const look = () => {
          if (names.has(name)) settle(true)
        }
        look()
        return more.on(look)
      }),
  }
}
