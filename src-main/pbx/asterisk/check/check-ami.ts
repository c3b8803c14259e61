// check-site, the AMI part: the connection, and every right by an action that is refused for want of a channel, never for want of a right.
import { err, ok, type Result } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import { type AmiClient, openAmi } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { advice, type Finding, fine, missing, whyNoConnection } from './check-finding.ts'

export type AmiLook = { readonly client: AmiClient; readonly seen: Set<string> }

/** Answers with an open client for the checks that follow; the caller closes it. */
export async function connectAmi(site: AsteriskSite): Promise<Result<AmiLook, Finding>> {
  const seen = new Set<string>()
  const note = (events: readonly AmiMessage[]) => {
    for (const event of events) seen.add(event.Event ?? '')
  }
  const opened = await openAmi(site, { events: note, closed: () => undefined })
  if (opened.ok) return ok({ client: opened.value, seen })
  const where = `${site.host}:${site.ami.port}`
  if (opened.error.code === 'pbxWrongPassword')
    return err(
      missing(
        `AMI refused the user "${site.ami.user}": ${opened.error.detail ?? ''}`,
        `compare user and secret with [${site.ami.user}] in manager.conf, its permit/deny lines with this computer’s address, then "manager reload"`,
      ),
    )
  if (opened.error.code === 'pbxProtocol' || opened.error.code === 'timedOut')
    return err(
      missing(
        `At ${where} something answers, but no AMI: ${opened.error.detail ?? ''}`,
        'check the port, and `tls` of the site file',
      ),
    )
  const remedy = 'set enabled=yes, bindaddr and port in [general] of manager.conf, then "manager reload"'
  return err(whyNoConnection('AMI', where, opened.error, remedy))
}

/** None of these does anything: each lacks the channel it would act on. */
const rights = [
  { action: 'CoreShowChannels', right: 'reporting', need: 'to see calls', always: true },
  { action: 'Originate', right: 'originate', need: 'to ring the supervisor without ARI', always: false },
  { action: 'Redirect', right: 'call', need: 'to switch modes without ARI', always: false },
  { action: 'Setvar', right: 'call', need: 'to switch modes without ARI', always: false },
  { action: 'Hangup', right: 'call', need: 'to end a monitor without ARI', always: false },
] as const

export async function checkAmi({ client, seen }: AmiLook, site: AsteriskSite): Promise<Finding[]> {
  const findings: Finding[] = [fine(`AMI at ${site.host}:${site.ami.port} lets "${site.ami.user}" in`)]
  const user = `[${site.ami.user}] in manager.conf`
  const byDialplan = !site.ari || site.way === 'dialplan'
  for (const { action, right, need, always } of rights) {
    const answer = await client.action(action)
    const refused = !answer.ok && /permission denied/i.test(answer.error.detail ?? '')
    findings.push(
      refused
        ? (always || byDialplan ? missing : advice)(
            `AMI right ${right} is missing, ${need} (${action})`,
            `add ${right} to write= of ${user}, then "manager reload"`,
          )
        : fine(`AMI right ${right}: ${action} is allowed`),
    )
  }
  findings.push(await checkQueues(client), await checkDevices(client), await checkEvents(client, seen, user))
  findings.push(await checkUserEvents(client, seen, user))
  return findings
}

async function checkQueues(client: AmiClient): Promise<Finding> {
  const queues = await client.action('QueueStatus')
  if (queues.ok) return fine(`app_queue is loaded; ${new Set(queues.value.rows.map((row) => row.Queue)).size} queues`)
  return advice(
    'There are no queues: app_queue is not loaded',
    'load app_queue.so, or name the phones to show in `extensions`',
  )
}

async function checkDevices(client: AmiClient): Promise<Finding> {
  const devices = await client.action('DeviceStateList')
  if (devices.ok)
    return fine('res_manager_devicestate is loaded: phones outside queues show whether they are registered')
  return advice('Device states cannot be listed', 'load res_manager_devicestate.so in modules.conf')
}

/** A Local channel to nowhere begins and ends within milliseconds; its events show whether `read` has the class call. */
async function checkEvents(client: AmiClient, seen: Set<string>, user: string): Promise<Finding> {
  const tried = await client.action('Originate', [
    ['Channel', 'Local/s@earshot-check-site-nowhere'],
    ['Application', 'Wait'],
    ['Data', '0'],
    ['Async', 'true'],
    ['Timeout', '1000'],
  ])
  if (!tried.ok)
    return advice('Whether AMI sends events of calls could not be tried', `add originate to write= of ${user}`)
  await comes(seen, 'Newchannel')
  if (seen.has('Newchannel') || seen.has('Hangup'))
    return fine('AMI events of calls arrive (read=call); read=agent cannot be tried without touching an agent')
  return missing(
    'AMI sends no events of calls',
    `set read=call,agent,reporting (and dtmf without ARI) in ${user}; look for an eventfilter that hides them`,
  )
}

/** An event of no meaning to anybody: without `user` nothing is lost but handing over, and who else has a console. */
async function checkUserEvents(client: AmiClient, seen: Set<string>, user: string): Promise<Finding> {
  const remedy = `add user to read= and write= of ${user}, then "manager reload"`
  const sent = await client.action('UserEvent', [['UserEvent', 'EarshotCheckSite']])
  if (!sent.ok) return advice('AMI right user is missing, to hand a monitor over to another console', remedy)
  await comes(seen, 'UserEvent')
  return seen.has('UserEvent')
    ? fine('AMI user events arrive: a monitor can be handed over to another console')
    : advice('AMI user events are sent but do not arrive: monitors cannot be handed over', remedy)
}

/** Waits for such an event, two seconds at most. */
async function comes(seen: ReadonlySet<string>, event: string): Promise<void> {
  for (let tries = 0; tries < 40 && !seen.has(event); tries++) await new Promise((later) => setTimeout(later, 50))
}
