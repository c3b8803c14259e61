// check-site, the rights of the AMI user: what it may do by Asterisk's own list, what it is sent by manager.conf and by trying.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { AmiClient } from '../wire/ami-client.ts'
import { restOf } from '../wire/ari-client.ts'
import type { Asks } from './asks.ts'
import type { AmiLook } from './check-ami.ts'
import { advice, type Finding, fine, missing, setIn, unknown } from './check-finding.ts'

const rights = [
  { right: 'reporting', action: 'CoreShowChannels', need: 'to see calls', by: 'floor' },
  {
    right: 'originate',
    action: 'Originate',
    need: 'to ring the supervisor without ARI, and to pick calls up',
    by: 'dialplan',
  },
  {
    right: 'call',
    action: 'Redirect',
    need: 'to switch modes without ARI, and to take over, end, pass on and park calls',
    by: 'dialplan',
  },
  { right: 'agent', action: 'QueuePause', need: 'to pause agents, and to log them in and out of queues', by: 'acts' },
] as const

const isByDialplan = ({ ari, way }: AsteriskSite): boolean => !ari || way === 'dialplan'

/** Of `write`. ListCommands needs no right, and names only what this user may do (Asterisk's manager.c). */
export async function checkWrite({ client }: AmiLook, site: AsteriskSite): Promise<Finding[]> {
  const listed = await client.action('ListCommands')
  const user = site.ami.user
  if (!listed.ok)
    return [unknown(`What "${user}" may do could not be asked: ${listed.error.detail ?? ''}`, 'run check-site again')]
  const lacking = rights.filter(({ action }) => !(action in listed.value.head))
  return rights.map(({ right, need, by }) => {
    if (!lacking.some((one) => one.right === right)) return fine(`AMI right ${right} is granted`)
    const withMonitors = isByDialplan(site) || by === 'dialplan' ? 'reporting,call,originate' : 'reporting'
    const wanted = by === 'acts' ? `${withMonitors},agent` : withMonitors
    const isNeeded = by === 'floor' || (by === 'dialplan' && isByDialplan(site))
    return (isNeeded ? missing : advice)(
      `AMI right ${right} is missing. It is needed ${need}`,
      setIn('manager.conf', user, `write=${wanted}`, 'manager reload'),
    )
  })
}

/** Without it nothing else can be asked. */
export const mayReport = async (client: AmiClient): Promise<boolean> => {
  const listed = await client.action('ListCommands')
  return listed.ok && 'CoreShowChannels' in listed.value.head
}

const classes = [
  { name: 'call', lost: 'calls' },
  { name: 'agent', lost: 'waiting callers, paused agents and who is in a queue' },
] as const

/** Of `read`, as manager.conf has it, and by an event that is made for it. */
export async function checkRead(look: AmiLook, asks: Asks, site: AsteriskSite): Promise<Finding[]> {
  const user = site.ami.user
  const wanted = `read=call,agent,reporting${isByDialplan(site) ? ',dtmf' : ''}`
  const remedy = setIn('manager.conf', user, wanted, 'manager reload')
  const read = (await asks.config('manager.conf', user, 'read')) ?? ''
  const has = classesIn(read)
  const lacks = (name: string) => read !== '' && !has.has(name) && !has.has('all')
  const untold = classes.filter(({ name }) => lacks(name))
  const spaced = [...has].some((name) => name !== name.trim())
    ? ` (read=${read}: no space may stand beside a comma)`
    : ''
  const findings: Finding[] = untold.map(({ name, lost }) =>
    missing(`AMI sends no events of the class ${name}: ${lost} would not be seen${spaced}`, remedy),
  )
  if (isByDialplan(site) && lacks('dtmf'))
    findings.push(missing('AMI sends no events of the class dtmf: a mode set by digits is never confirmed', remedy))
  if (read === '')
    findings.push(
      unknown(
        `Whether AMI sends the events of queues (read=agent) could not be looked at: [${user}] cannot be read from manager.conf`,
        `${remedy}, and run "module load func_config.so": by it check-site reads the file`,
      ),
    )
  findings.push(...(await checkInForce(look, asks, user)), ...(await checkDisabled(asks)))
  findings.push(...(await checkFilters(asks, user)))
  if (!lacks('call')) findings.push(await tryCallEvents(look, site, remedy))
  return findings
}

/** A Local channel to nowhere begins and ends within milliseconds, and disturbs nobody. */
async function tryCallEvents({ client, seen }: AmiLook, site: AsteriskSite, remedy: string): Promise<Finding> {
  if (!(await makeLocalChannel(client, site)))
    return unknown(
      'Whether AMI sends the events of calls could not be tried: that needs ARI, or the right originate',
      setIn('manager.conf', site.ami.user, 'write=reporting,call,originate', 'manager reload'),
    )
  await seen.comes('Newchannel')
  if (seen.has('Newchannel')) return fine('AMI sends call events (read=call)')
  return missing('AMI sends no call events', `${remedy}, and look there for an eventfilter that hides them`)
}

async function makeLocalChannel(client: AmiClient, site: AsteriskSite): Promise<boolean> {
  const nowhere = 'Local/s@earshot-check-site-nowhere'
  const byAmi = await client.action('Originate', [
    ['Channel', nowhere],
    ['Application', 'Wait'],
    ['Data', '0'],
    ['Async', 'true'],
    ['Timeout', '1000'],
  ])
  if (byAmi.ok) return true
  if (!site.ari) return false
  const rest = restOf(site.ari)
  const byAri = await rest.call('POST', '/channels', { endpoint: nowhere, app: 'earshot-check-site', timeout: '1' })
  rest.close()
  return byAri.ok
}

const ofCalls = [
  'Newchannel',
  'Newstate',
  'Hangup',
  'BridgeEnter',
  'BridgeLeave',
  'DialBegin',
  'NewConnectedLine',
  'Rename',
]
const ofMonitors = ['BlindTransfer', 'AttendedTransfer', 'Hold', 'Unhold', 'ChanSpyStart', 'ChanSpyStop']
const ofQueues = ['QueueCallerJoin', 'QueueCallerLeave', 'QueueCallerAbandon', 'AgentConnect', 'AgentComplete']
const ofMembers = [
  'QueueMemberStatus',
  'QueueMemberPause',
  'QueueMemberAdded',
  'QueueMemberRemoved',
  'DeviceStateChange',
]
const needed = [...ofCalls, ...ofMonitors, ...ofQueues, ...ofMembers]

/** As manager.c reads them: a space belongs to the name it stands beside, so that there is no such class. */
const classesIn = (value: string): ReadonlySet<string> => new Set(value.split(','))

/** manager.conf is one thing, and what was read of it another: of two sections the last counts, and none before a reload. */
async function checkInForce({ client }: AmiLook, asks: Asks, user: string): Promise<Finding[]> {
  const write = await asks.config('manager.conf', user, 'write')
  const listed = await client.action('ListCommands')
  if (!write || !listed.ok) return []
  const has = classesIn(write)
  // What the right reporting allows, the right system does as well.
  const isMeant = (right: string) => has.has(right) || has.has('all') || (right === 'reporting' && has.has('system'))
  if (rights.every(({ right, action }) => action in listed.value.head === isMeant(right))) return []
  return [
    missing(
      `The section [${user}] of manager.conf (write=${write}) is not what is in force: it was not reloaded, or a second [${user}] follows, and the last one counts`,
      `leave one section [${user}] in manager.conf and the files it includes, then run "manager reload"`,
    ),
  ]
}

/** Of these nobody is told, whatever their rights and filters. */
async function checkDisabled(asks: Asks): Promise<Finding[]> {
  const value = (await asks.config('manager.conf', 'general', 'disabledevents')) ?? ''
  const disabled = value.split(',').map((name) => name.trim())
  const lost = disabled.filter((name) => needed.includes(name))
  if (lost.length === 0) return []
  const others = disabled.filter((name) => !needed.includes(name)).join(',')
  return [
    missing(
      `disabledevents in [general] of manager.conf switches off ${lost.slice(0, 3).join(', ')}${lost.length > 3 ? ' and more' : ''}: nobody is told of them`,
      setIn('manager.conf', 'general', `disabledevents=${others || 'Newexten,VarSet'}`, 'manager reload'),
    ),
  ]
}

/** As manager.c has it: a regular expression over the event's text; with a ! what matches is left out, else nothing else is sent. */
async function checkFilters(asks: Asks, user: string): Promise<Finding[]> {
  const filters: string[] = []
  for (let index = 0; index < 20; index++) {
    const filter = await asks.config('manager.conf', user, 'eventfilter', index)
    if (!filter) break
    filters.push(filter)
  }
  const only = filters.filter((filter) => !filter.startsWith('!'))
  const hidden = needed.filter(
    (name) =>
      filters.some((filter) => filter.startsWith('!') && matches(filter.slice(1), name)) ||
      (only.length > 0 && !only.some((filter) => matches(filter, name))),
  )
  if (hidden.length === 0) return []
  return [
    missing(
      `An eventfilter of [${user}] hides ${hidden.slice(0, 3).join(', ')}${hidden.length > 3 ? ' and more' : ''}: ${filters.join(' | ')}`,
      `set eventfilter=!Event: RTCP in [${user}] of manager.conf as the only one, then run "manager reload"`,
    ),
  ]
}

function matches(filter: string, name: string): boolean {
  try {
    return new RegExp(filter).test(`Event: ${name}\r\n`)
  } catch {
    return false
  }
}

/** An event of no meaning to anybody: without `user` nothing is lost but handing over, and who else has a console. */
export async function checkUserEvents({ client, seen }: AmiLook, site: AsteriskSite): Promise<Finding> {
  const remedy = `add user to read= and write= in [${site.ami.user}] of manager.conf, then run "manager reload"`
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
