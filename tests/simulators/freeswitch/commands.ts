// The API commands of the simulated FreeSWITCH, each answered as a real 1.10.12 does. Source: samples/02 unless a line says otherwise.
import { createHash } from 'node:crypto'
import { type ActsParts, chat, hold, join, record, sendOn } from './acts.ts'
import type { Callcenter } from './callcenter.ts'
import { type Headers, uuidOf } from './channel.ts'
import type { Switch } from './switch.ts'

export type Lines = {
  /** Rings the supervisor's phones. The answer is what `originate` gives where it cannot: USER_NOT_REGISTERED, SUBSCRIBER_ABSENT, null: it rings. */
  readonly ring: (order: Ringing) => Promise<string | null>
  readonly registrations: () => readonly Headers[]
  /** Users who are signed in at mod_verto: in no list of registrations. */
  readonly verto?: () => readonly string[]
  /** Of every user of the directory; as in stock where it is not said. */
  readonly dialString?: string
  /** Where they register by WebSocket; as in stock where it is not said. */
  readonly wsPort?: number
}

export type Ringing = {
  readonly leg: string
  readonly user: string
  readonly domain: string
  readonly vars: ReadonlyMap<string, string>
  /** The leg it is to hear; of a pick-up, the caller it takes. */
  readonly target: string
  readonly app: 'eavesdrop' | 'intercept'
}

export type CommandParts = Pick<ActsParts, 'behind'> & {
  readonly core: Switch
  readonly callcenter: Callcenter
  readonly lines: Lines
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => () => void
}

export type Commands = {
  /** Of `api`, or of the job of a `bgapi`. */
  readonly run: (command: string) => Promise<string>
  /** The phone has answered, or will not. */
  readonly answered: (leg: string) => void
  readonly failed: (leg: string, cause: string) => void
  readonly tasks: () => readonly string[]
}

const noChannel = '-ERR No such channel!\n'
const notRegistered = 'error/user_not_registered'
const stockDialString = `{^^:sip_invite_domain=\${dialed_domain}:presence_id=\${dialed_user}@\${dialed_domain}}\${sofia_contact(*/\${dialed_user}@\${dialed_domain})},\${verto_contact(\${dialed_user}@\${dialed_domain})}`
const json = (rows: readonly Headers[]): string =>
  JSON.stringify(rows.length === 0 ? { row_count: 0 } : { row_count: rows.length, rows })

// Not in the samples: sofia.c, cmd_status, as many sites have printed it (stock ports).
const sofiaStatus =
  '\t Name\t   Type\t Data\tState\n====\n internal\tprofile\tsip:mod_sofia@10.0.0.1:5060\tRUNNING (0)\n external::trunk\tgateway\tsip:trunk@example.com\tNOREG\n====\n1 profile 0 aliases\n'
const profileAt = (wsPort: number): string =>
  `====\nName             \tinternal\nWS-BIND-URL     \tsip:mod_sofia@10.0.0.1:${wsPort};transport=ws\nWSS-BIND-URL     \tsips:mod_sofia@10.0.0.1:7443;transport=wss\nCODECS IN        \tOPUS,G722,PCMU,PCMA\nNOMEDIA          \tfalse\nPROXY-MEDIA      \tfalse\n`

type Pending = { readonly order: Ringing; readonly settle: (text: string) => void; stop: () => void }
type Work = CommandParts & {
  readonly pending: Map<string, Pending>
  readonly tasks: Map<string, () => void> // of sched_hangup, by leg
}

export function createCommands(parts: CommandParts): Commands {
  const work: Work = { ...parts, pending: new Map(), tasks: new Map() }
  return {
    run: async (command) => run(work, command.trim()),
    answered: (leg) => answered(work, leg),
    failed: (leg, cause) => failed(work, leg, cause),
    tasks: () => [...work.tasks.keys()],
  }
}

async function run(work: Work, command: string): Promise<string> {
  const [name = '', ...words] = command.split(' ')
  const { core, callcenter, lines } = work
  switch (name) {
    case 'show':
      return shown(work, words)
    case 'status':
      return `UP 0 years, 0 days, 0 hours, 19 minutes\nFreeSWITCH (Version 1.10.12-release  64bit) is ready\n${core.channels.size} session(s) - peak 600, last 5min 5 \n`
    case 'callcenter_config':
      return words[0] === 'agent' && words[1] === 'set' && words[2] === 'status'
        ? setStatus(work, words[3] ?? '', words.slice(4).join(' ').replace(/^'|'$/g, ''))
        : callcenter.config(words)
    case 'originate':
      return originate(work, command)
    case 'uuid_hold':
      return hold(work, words)
    case 'chat':
      return chat(work, words.join(' '))
    // global_getvar: mod_commands.c; the folder is that of Debian's package.
    case 'global_getvar':
      return words[0] === 'recordings_dir' ? '/var/lib/freeswitch/recordings' : ''
    case 'sofia':
      return words[1] === 'profile' ? profileAt(lines.wsPort ?? 5066) : sofiaStatus
    // sofia_contact [PROFILE/]USER@DOMAIN: mod_sofia.c; `*` asks every profile.
    case 'sofia_contact':
      return (
        lines.registrations().find(({ reg_user, realm }) => `${reg_user}@${realm}` === words[0]?.replace(/^\*\//, ''))
          ?.url ?? notRegistered
      )
    // verto_contact USER@DOMAIN: mod_verto.c (verto_get_dial_string): the WebSocket's id.
    case 'verto_contact':
      return lines.verto?.().includes(words[0] ?? '') ? `verto.rtc/u:${uuidOf(words[0] ?? '')}` : notRegistered
    // user_data USER@DOMAIN param NAME: mod_commands.c; the stock directory/default.xml.
    case 'user_data':
      return words[2] === 'dial-string' ? (lines.dialString ?? stockDialString) : '-ERR no reply\n'
    case 'sched_del':
      work.tasks.get(words[0] ?? '')?.()
      work.tasks.delete(words[0] ?? '')
      return '+OK\n'
    case 'sched_hangup':
      return lease(work, words[1] ?? '', Number((words[0] ?? '').replace('+', '')))
    default:
      return name.startsWith('uuid_') ? ofLeg(work, name, words) : `-ERR ${name} Command not found!\n`
  }
}

function setStatus({ callcenter, behind }: Work, agent: string, status: string): string {
  const answer = callcenter.agentStatus(agent, status)
  if (answer === '+OK\n') behind.status(agent, status)
  return answer
}

function shown({ core, lines, tasks }: Work, [what = '']: readonly string[]): string {
  switch (what) {
    case 'channels':
      return json(core.channelRows())
    case 'calls':
      return json(core.callRows())
    case 'registrations':
      return json(lines.registrations())
    case 'tasks':
      return json([...tasks.keys()].map((leg) => ({ task_desc: 'sched_hangup', task_group: leg })))
    case 'application': // columns of the table `interfaces` (mod_commands.c, show_function)
      return json(['eavesdrop', 'park', 'intercept', 'valet_park', 'callcenter'].map((name) => ({ name })))
    default:
      return '-USAGE: show\n'
  }
}

/** Not in the samples: uuid_getvar, uuid_media, uuid_buglist and sched_del are mod_commands.c's, and answer what was measured (docs/freeswitch.md). */
function ofLeg(work: Work, name: string, [leg = '', ...rest]: readonly string[]): string {
  const { core } = work
  const channel = core.channels.get(leg)
  if (name === 'uuid_exists') return String(channel !== undefined)
  if (!channel) return noChannel
  switch (name) {
    case 'uuid_dump':
      return core.dump(leg) ?? noChannel
    case 'uuid_getvar':
      return channel.vars.get(rest[0] ?? '') ?? '_undef_'
    case 'uuid_setvar':
      channel.vars.set(rest[0] ?? '', rest.slice(1).join(' '))
      return '+OK\n'
    case 'uuid_kill':
      failed(work, leg, 'NORMAL_CLEARING')
      work.behind.killed(leg)
      core.hangUp(leg)
      return '+OK\n'
    case 'uuid_recv_dtmf':
      // The event comes 20 to 23 ms after the command; that it was taken shows only there.
      work.after(8, () => void core.digit(leg, rest[0] ?? '', 'APP'))
      return '+OK\n'
    case 'uuid_transfer':
      return transfer(work, leg, rest)
    case 'uuid_bridge': {
      const other = core.channels.get(rest[0] ?? '')
      return other ? join(work, channel, other) : '-ERR Invalid uuid\n'
    }
    case 'uuid_record':
      return record(work, channel, rest)
    case 'uuid_media':
      if (rest[0] !== 'off' && channel.state === 'CS_HIBERNATE') channel.state = 'CS_EXCHANGE_MEDIA'
      return '+OK Success\n'
    case 'uuid_buglist':
      return [
        ...core
          .ears()
          .filter(({ target }) => target === leg)
          .map(() => '<media-bug><function>eavesdrop</function></media-bug>'),
        ...(channel.vars.has('recording')
          ? [
              `<media-bug><function>session_record</function><target>${channel.vars.get('recording')}</target></media-bug>`,
            ]
          : []),
      ].join('\n')
    default:
      return `-ERR ${name} Command not found!\n`
  }
}

/** Each one uses up a forward of 70: the last kills the leg. Of two in a row only the second counts. */
function transfer(work: Work, leg: string, words: readonly string[]): string {
  const { core, after } = work
  const channel = core.channels.get(leg)
  if (!channel) return noChannel
  const [, where = '', dialplan = ''] = /^('[^']*'|\S+)(?: (\S+))?/.exec(words.join(' ')) ?? []
  const left = Number(channel.vars.get('max_forwards')) - 1
  channel.vars.set('max_forwards', String(left))
  if (left <= 0) {
    core.hangUp(leg, 'EXCHANGE_ROUTING_ERROR')
    return '+OK\n'
  }
  const serial = String(Number(channel.vars.get('transfers') ?? '0') + 1)
  channel.vars.set('transfers', serial)
  after(10, () => {
    if (core.channels.get(leg)?.vars.get('transfers') !== serial) return
    const target = /^eavesdrop:([^,]+)/.exec(where)?.[1]
    if (target !== undefined) core.eavesdrop(leg, target)
    else if (where === 'park' && dialplan === 'inline') core.park(leg)
    else sendOn(work, channel, where, dialplan)
  })
  return '+OK\n'
}

function lease(work: Work, leg: string, seconds: number): string {
  if (!work.core.channels.has(leg)) return noChannel
  work.tasks.get(leg)?.()
  work.tasks.set(
    leg,
    work.after(seconds * 1000, () => {
      work.tasks.delete(leg)
      work.core.hangUp(leg, 'ALLOTTED_TIMEOUT')
    }),
  )
  return `+OK Added: ${work.tasks.size}\n`
}

/** `originate {a=b,c='d e'}user/EXT@DOMAIN 'eavesdrop:TARGET,park' inline`, and the same with `intercept:CALLER`. */
function originate(work: Work, command: string): Promise<string> | string {
  const [, list = '', user = '', domain = '', app = '', target = ''] =
    /^originate \{(.*?)\}user\/([^@\s]+)@(\S+) '(eavesdrop|intercept):([^,']+)(?:,park)?' inline$/.exec(command) ?? []
  const vars = new Map(
    [...list.matchAll(/([\w-]+)=('[^']*'|[^,]*)/g)].map(([, name = '', value = '']) => [
      name,
      value.replace(/^'|'$/g, ''),
    ]),
  )
  const leg = vars.get('origination_uuid') ?? createHash('sha256').update(command).digest('hex').slice(0, 36)
  if (user === '') return '-ERR SUBSCRIBER_ABSENT\n'
  if (work.core.channels.has(leg) || work.pending.has(leg)) return '-ERR DESTINATION_OUT_OF_ORDER\n'
  return new Promise((settle) => {
    const order: Ringing = { leg, user, domain, vars, target, app: app === 'intercept' ? app : 'eavesdrop' }
    const pending: Pending = { order, settle, stop: () => undefined }
    work.pending.set(leg, pending)
    void work.lines.ring(order).then((why) => {
      if (why !== null) return failed(work, leg, why)
      if (!work.pending.has(leg)) return
      work.core.create({
        uuid: leg,
        direction: 'outbound',
        presence: `${user}@${domain}`,
        cidName: 'Outbound Call',
        cidNumber: user,
        calleeNumber: vars.get('origination_caller_id_number') ?? '0000000000',
        dest: user,
        vars: Object.fromEntries(vars),
      })
      pending.stop = work.after(Number(vars.get('originate_timeout') ?? '60') * 1000, () =>
        failed(work, leg, 'NO_ANSWER'),
      )
    })
  })
}

function answered(work: Work, leg: string): void {
  const pending = work.pending.get(leg)
  if (!pending) return
  work.pending.delete(leg)
  pending.stop()
  work.core.answer(leg)
  const seconds = /sched_hangup \+(\d+)/.exec(pending.order.vars.get('execute_on_answer') ?? '')?.[1]
  if (seconds !== undefined) lease(work, leg, Number(seconds))
  const { app, target } = pending.order
  const [line, caller] = [work.core.channels.get(leg), work.core.channels.get(target)]
  // switch_ivr_intercept_session with intercept_unbridged_only: whoever is answered already is left alone.
  if (app === 'eavesdrop') work.core.eavesdrop(leg, target)
  else if (line && caller && caller.peer === null) join(work, caller, line)
  else work.core.hangUp(leg)
  pending.settle(`+OK ${leg}\n`)
}

function failed(work: Work, leg: string, cause: string): void {
  const pending = work.pending.get(leg)
  if (!pending) return
  work.pending.delete(leg)
  pending.stop()
  work.core.hangUp(leg, cause)
  pending.settle(`-ERR ${cause}\n`)
}
