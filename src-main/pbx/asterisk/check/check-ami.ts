// check-site, the AMI part: the connection, and every right by an action that is refused for want of a channel, never for want of a right.
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import { type AmiClient, openAmi } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { advice, type Finding, fine, missing, whyNoConnection } from './check-finding.ts'

export type AmiLook = { readonly client: AmiClient; readonly seen: SeenEvents }

/** Answers with an open client for the checks that follow; the caller closes it. */
export async function connectAmi(site: AsteriskSite, clock: Clock): Promise<Result<AmiLook, Finding>> {
  const seen = createSeenEvents(clock)
  const opened = await openAmi(site, clock, { events: seen.note, closed: () => undefined })
  if (opened.ok) return ok({ client: opened.value, seen })
  const where = `${site.host}:${site.ami.port}`
  if (opened.error.code === 'pbxWrongPassword')
    return err(
      missing(
        `AMI rejected the user "${site.ami.user}": ${opened.error.detail ?? ''}`,
        `compare user and secret with [${site.ami.user}] in manager.conf, check that its permit and deny lines allow this computer, then run "manager reload"`,
      ),
    )
  if (opened.error.code === 'pbxUserInUse')
    return err(
      missing(
        `AMI lets the user "${site.ami.user}" in once at a time, and somebody is in`,
        `close the console that uses it, or give each console a user of its own, or remove allowmultiplelogin=no from [${site.ami.user}] and [general] of manager.conf, then run "manager reload"`,
      ),
    )
  if (opened.error.code === 'pbxTooOld')
    return err(missing(`The Asterisk at ${where} is too old: ${opened.error.detail ?? ''}`, 'update Asterisk'))
  if (opened.error.code === 'pbxProtocol' || opened.error.code === 'timedOut')
    return err(
      missing(
        `Something answers at ${where}, but it is not AMI: ${opened.error.detail ?? ''}`,
        'check the port, and `tls` in the site file',
      ),
    )
  const remedy = 'set enabled=yes, bindaddr and port in [general] of manager.conf, then run "manager reload"'
  return err(whyNoConnection('AMI', where, opened.error, remedy))
}

/** None of these does anything: each lacks the channel it would act on. */
const rights = [
  { action: 'CoreShowChannels', right: 'reporting', need: 'to see calls', always: true },
  { action: 'Originate', right: 'originate', need: 'to ring the supervisor without ARI', always: false },
  { action: 'Redirect', right: 'call', need: 'to switch modes without ARI', always: false },
  { action: 'Setvar', right: 'call', need: 'to switch modes without ARI', always: false },
  { action: 'Hangup', right: 'call', need: 'to disconnect the supervisor without ARI', always: false },
] as const

export async function checkAmi({ client, seen }: AmiLook, site: AsteriskSite): Promise<Finding[]> {
  const findings: Finding[] = [fine(`AMI at ${site.host}:${site.ami.port} accepts the user "${site.ami.user}"`)]
  const user = `[${site.ami.user}] of manager.conf`
  const byDialplan = !site.ari || site.way === 'dialplan'
  for (const { action, right, need, always } of rights) {
    const answer = await client.action(action)
    const refused = !answer.ok && /permission denied/i.test(answer.error.detail ?? '')
    findings.push(
      refused
        ? (always || byDialplan ? missing : advice)(
            `AMI right ${right} is missing. It is needed ${need} (${action})`,
            `add ${right} to write= in ${user}, then run "manager reload"`,
          )
        : fine(`AMI right ${right} is granted (${action})`),
    )
  }
  findings.push(await checkQueues(client), await checkDevices(client), await checkEvents(client, seen, user))
  findings.push(await checkUserEvents(client, seen, user))
  return findings
}

async function checkQueues(client: AmiClient): Promise<Finding> {
  const queues = await client.action('QueueStatus')
  if (queues.ok) return fine(`app_queue is loaded. Queues: ${new Set(queues.value.rows.map((row) => row.Queue)).size}`)
  return advice(
    'No queues: app_queue is not loaded',
    'load app_queue.so, or list the phones to show under `extensions` in the site file',
  )
}

async function checkDevices(client: AmiClient): Promise<Finding> {
  const devices = await client.action('DeviceStateList')
  if (devices.ok)
    return fine('res_manager_devicestate is loaded: phones outside queues show whether they are registered')
  return advice(
    'res_manager_devicestate is not loaded: phones outside queues do not show whether they are registered',
    'load res_manager_devicestate.so in modules.conf',
  )
}

/** A Local channel to nowhere begins and ends within milliseconds; its events show whether `read` has the class call. */
async function checkEvents(client: AmiClient, seen: SeenEvents, user: string): Promise<Finding> {
  const tried = await client.action('Originate', [
    ['Channel', 'Local/s@earshot-check-site-nowhere'],
    ['Application', 'Wait'],
    ['Data', '0'],
    ['Async', 'true'],
    ['Timeout', '1000'],
  ])
  if (!tried.ok) return advice('Could not test whether AMI sends call events', `add originate to write= in ${user}`)
  await seen.comes('Newchannel')
  if (seen.has('Newchannel') || seen.has('Hangup'))
    return fine('AMI sends call events (read=call). read=agent cannot be tested without disturbing an agent')
  return missing(
    'AMI sends no call events',
    `set read=call,agent,reporting (without ARI also dtmf) in ${user}, and look for an eventfilter that hides them`,
  )
}

/** An event of no meaning to anybody: without `user` nothing is lost but handing over, and who else has a console. */
async function checkUserEvents(client: AmiClient, seen: SeenEvents, user: string): Promise<Finding> {
  const remedy = `add user to read= and write= in ${user}, then run "manager reload"`
  const sent = await client.action('UserEvent', [['UserEvent', 'EarshotCheckSite']])
  if (!sent.ok)
    return advice('AMI right user is missing. It is needed to pass a call to another supervisor’s console', remedy)
  await seen.comes('UserEvent')
  return seen.has('UserEvent')
    ? fine('AMI user events arrive: calls can be passed to another supervisor’s console')
    : advice(
        'AMI user events are sent but do not arrive: calls cannot be passed to another supervisor’s console',
        remedy,
      )
}

type SeenEvents = ReturnType<typeof createSeenEvents>

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
