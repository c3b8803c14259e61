// Commands that change calls on the simulated FreeSWITCH. Not in the samples: each line names the source it is written from (v1.10, mod_commands.c unless another).
import type { Callcenter } from './callcenter.ts'
import { type Channel, uuidOf } from './channel.ts'
import type { Switch } from './switch.ts'

export type ActsParts = {
  readonly core: Switch
  readonly callcenter: Callcenter
  readonly after: (ms: number, run: () => void) => unknown
  readonly behind: Behind
}

/** Where a leg goes on: in a parking lot, or with a phone, a number or a queue. */
export type SentTo = 'lot' | { readonly extension: string } | { readonly queue: string }

/** The floor behind, whose mixer is heard: what commands did here is done there. */
export type Behind = {
  readonly joined: (caller: string, line: string) => void
  /** False: nobody there rings whoever is dialled, so that it is done here. */
  readonly sent: (leg: string, to: SentTo) => boolean
  readonly held: (leg: string, on: boolean) => void
  readonly killed: (leg: string) => void
  /** An agent of mod_callcenter. */
  readonly status: (agent: string, status: string) => void
  /** A text for this user. False: nobody is registered there. */
  readonly message: (to: string, text: string) => boolean
}

export const nothingBehind: Behind = {
  joined: () => undefined,
  sent: () => false,
  held: () => undefined,
  killed: () => undefined,
  status: () => undefined,
  message: () => false,
}

const BRIDGED_MS = 20

/** `uuid_transfer` (switch_ivr_session_transfer): it leaves its other half, which ends where it was called, and goes on where it is sent. */
export function sendOn(parts: ActsParts, channel: Channel, where: string, dialplan: string) {
  const { core, callcenter, after, behind } = parts
  const partner = channel.peer === null ? undefined : core.channels.get(channel.peer)
  callcenter.left(channel.uuid)
  if (partner) core.unbridge(channel.uuid)
  if (partner?.direction === 'outbound') core.hangUp(partner.uuid, 'NORMAL_CLEARING')
  if (dialplan !== 'inline') return dial(parts, channel, where.split(' ')[0] ?? '')
  const [app = '', data = ''] = (where.replace(/^'|'$/g, '').split(',').at(-1) ?? '').split(/:(.*)/)
  if (app === 'bridge') return dial(parts, channel, /user\/([^@]+)@/.exec(data)?.[1] ?? '')
  core.execute(channel, app, data)
  // Its members are those who are in the application (mod_callcenter.c, callcenter_function).
  if (app === 'callcenter') {
    after(1, () => callcenter.join(uuidOf(`${channel.uuid} in ${data}`), data, channel.uuid))
    behind.sent(channel.uuid, { queue: data })
  } else if (app === 'valet_park') behind.sent(channel.uuid, 'lot')
}

/** As Local_Extension of the vanilla dialplan does: the phone rings. */
function dial({ core, behind }: ActsParts, caller: Channel, extension: string): void {
  core.execute(caller, 'bridge', `user/${extension}`)
  if (behind.sent(caller.uuid, { extension })) return
  const domain = caller.vars.get('domain_name') ?? 'pbx.example'
  core.create({
    uuid: uuidOf(`${caller.uuid} to ${extension}`),
    direction: 'outbound',
    presence: `${extension}@${domain}`,
    cidName: caller.cidName,
    cidNumber: caller.cidNumber,
    dest: extension,
    callUuid: caller.callUuid,
    calleeNumber: extension,
  })
}

/** `uuid_bridge` (switch_ivr_uuid_bridge): both leave what they do; whoever each talked with ends where it was called. */
export function join({ core, callcenter, after, behind }: ActsParts, one: Channel, other: Channel): string {
  if (one.answeredAt === null && other.answeredAt === null) return '-ERR Invalid uuid\n'
  after(BRIDGED_MS, () => {
    for (const leg of [one, other]) {
      callcenter.left(leg.uuid)
      const partner = leg.peer === null ? undefined : core.channels.get(leg.peer)
      core.leave(leg.uuid)
      if (partner) core.unbridge(leg.uuid)
      if (partner?.direction === 'outbound' && partner !== one && partner !== other) core.hangUp(partner.uuid)
      leg.app = ''
      leg.appData = ''
    }
    core.bridge(one.uuid, other.uuid)
    behind.joined(one.uuid, other.uuid)
  })
  return `+OK ${other.uuid}\n`
}

/** `uuid_hold [off] <uuid>`: it says +OK also where there is no such leg (switch_ivr_hold_uuid). */
export function hold({ core, behind }: ActsParts, words: readonly string[]): string {
  const isOff = words[0] === 'off'
  const leg = (isOff ? words[1] : words[0]) ?? ''
  core.hold(leg, !isOff)
  behind.held(leg, !isOff)
  return '+OK Success\n'
}

/** `uuid_record <uuid> start|stop <path>` (mod_commands.c, session_record_function). */
export function record({ core }: ActsParts, channel: Channel, [verb, path = '']: readonly string[]): string {
  if (path === '')
    return '-USAGE: <uuid> [start|stop|mask|unmask] <path> [<limit>] [<recording_vars>] [<post_process>]\n'
  const before = channel.vars.get('recording')
  if (verb === 'stop' && before !== path) return '-ERR Cannot stop record session!\n'
  if (verb === 'start') channel.vars.set('recording', path)
  else channel.vars.delete('recording')
  core.tell(verb === 'start' ? 'MEDIA_BUG_START' : 'MEDIA_BUG_STOP', channel, {
    'Media-Bug-Function': 'session_record',
    'Media-Bug-Target': path,
  })
  return '+OK Success\n'
}

/** `chat <proto>|<from>|<to>|<message>` (mod_dptools.c, chat_api_function): neither +OK nor -ERR. */
export function chat({ behind }: ActsParts, line: string): string {
  const [proto, from, to, text] = line.split('|')
  if (proto === undefined || from === undefined || to === undefined || text === undefined) return 'Invalid'
  return behind.message(to, text) ? 'Sent' : 'Error! Message Not Sent'
}
