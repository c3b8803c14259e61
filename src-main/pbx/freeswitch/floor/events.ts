// An event of the Event Socket moves the tables. What is late, comes twice or belongs to a leg that has ended changes nothing.
import { type EslEvent, stampOf } from '../wire/esl-codec.ts'
import { isConsoleLeg } from '../wire/leg-id.ts'
import { applyCallcenter } from './callcenter.ts'
import { callIdOf, isLoop, isSpyApp, type Leg, type Registration, remember, type Tables, unbridge } from './tables.ts'

export function applyEvent(tables: Tables, event: EslEvent, at: number): void {
  const name = event['Event-Name'] ?? ''
  if (name === 'CUSTOM') return void applyCustom(tables, event, at)
  const id = event['Unique-ID'] ?? ''
  // A bug event is told on its target, also after that has ended.
  if (/^MEDIA_BUG_ST(ART|OP)$/.test(name)) return void recorded(tables.legs.get(id), event)
  if (!name.startsWith('CHANNEL_') && name !== 'CALL_UPDATE' && name !== 'DTMF') return
  if (id === '' || tables.ended.has(id)) return
  const known = tables.legs.get(id)
  if (name === 'CHANNEL_HANGUP_COMPLETE') return void ended(tables, id)
  const leg = known ?? legOf(event, at)
  if (!known) tables.legs.set(id, leg)
  update(leg, event)
  joinLoop(tables, leg)
  if (tables.legs.has(leg.callUuid)) leg.callUuid = tables.legs.get(leg.callUuid)?.callUuid ?? leg.callUuid
  applyNamed(tables, leg, name, event, at)
  startOf(tables, leg)
}

function applyNamed(tables: Tables, leg: Leg, name: string, event: EslEvent, at: number): void {
  switch (name) {
    case 'CHANNEL_ANSWER':
      leg.answeredAt ??= stampOf(event) ?? at
      return
    case 'CHANNEL_BRIDGE':
      return void bridged(tables, event, at)
    case 'CHANNEL_UNBRIDGE':
      return void unbridged(tables, event)
    case 'CHANNEL_EXECUTE':
      return void executes(leg, event)
    case 'CHANNEL_EXECUTE_COMPLETE':
      if (leg.app === (event.Application ?? leg.app)) leaves(leg)
      return
    case 'CHANNEL_PARK':
      leg.app = 'park'
      leg.conference = null
      return
    case 'DTMF':
      if (leg.isSpy && leg.app === 'eavesdrop' && event['DTMF-Digit']) leg.digit = event['DTMF-Digit']
      return
  }
}

/** `record_session` and `uuid_record`, whoever asked for it (switch_ivr_async.c: the bug is called session_record, its target is the file). */
function recorded(leg: Leg | undefined, event: EslEvent): void {
  if (!leg || event['Media-Bug-Function'] !== 'session_record') return
  const file = event['Media-Bug-Target'] ?? ''
  if (event['Event-Name'] === 'MEDIA_BUG_START') leg.recordings.add(file)
  else leg.recordings.delete(file)
}

function executes(leg: Leg, event: EslEvent): void {
  leg.app = event.Application ?? ''
  leg.appData = event['Application-Data'] ?? ''
  leg.conference = conferenceIn(leg.app, leg.appData)
  if (!isSpyApp(leg.app)) return
  leg.isSpy = true
  leg.digit = leg.app === 'eavesdrop' ? '0' : null // an eavesdrop begins in listen
}

function leaves(leg: Leg): void {
  leg.app = ''
  leg.appData = ''
  leg.conference = null
}

/** `3001-pbx.example@default+flags{mute}` is the room 3001-pbx.example (mod_conference). */
export function conferenceIn(app: string, data: string): string | null {
  return app === 'conference' ? (data.split(/[@+]/)[0] ?? '') || null : null
}

function bridged(tables: Tables, event: EslEvent, at: number): void {
  const [a, b] = pairOf(tables, event)
  if (!a || !b || a === b) return
  for (const leg of [a, b]) unbridge(tables, leg)
  a.peer = b.id
  b.peer = a.id
  // A monitor's line that talks with somebody is a call of the supervisor's own.
  for (const leg of [a, b]) leg.isSpy = false
  // From now on both are of the call of the first; the event is told on that leg alone.
  b.callUuid = a.callUuid
  if (b.cc?.side === 'agent' && b.cc.session !== a.id) b.cc = null
  for (const leg of [a, b]) joinLoop(tables, leg)
  const call = startOf(tables, a)
  call.answeredAt ??= stampOf(event) ?? at
}

function unbridged(tables: Tables, event: EslEvent): void {
  const [a, b] = pairOf(tables, event)
  for (const [leg, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!leg) continue
    if (other === undefined || leg.peer === other.id) leg.peer = null
  }
}

const pairOf = ({ legs }: Tables, event: EslEvent): readonly [Leg | undefined, Leg | undefined] => [
  legs.get(event['Bridge-A-Unique-ID'] ?? ''),
  legs.get(event['Bridge-B-Unique-ID'] ?? ''),
]

function ended(tables: Tables, id: string): void {
  const leg = tables.legs.get(id)
  remember(tables, id)
  if (!leg) return
  unbridge(tables, leg)
  tables.legs.delete(id)
}

export function startOf(tables: Tables, leg: Leg): { startedAt: number; answeredAt: number | null } {
  const id = callIdOf(leg)
  const call = tables.calls.get(id) ?? { startedAt: leg.createdAt, answeredAt: null }
  tables.calls.set(id, call)
  return call
}

/** What goes on behind a loopback is of the call before it: the end that enters the dialplan again begins none of its own. */
export function joinLoop({ legs }: Tables, leg: Leg): void {
  if (!isLoop(leg)) return
  const end = legs.get(leg.loop ?? '') ?? [...legs.values()].find(({ loop }) => loop === leg.id)
  if (!end) return
  leg.loop = end.id
  end.loop = leg.id
  const [before, behind] = leg.direction === 'outbound' ? [leg, end] : [end, leg]
  const own = behind.callUuid
  if (own === before.callUuid) return
  for (const one of legs.values())
    if (one === behind || one.callUuid === behind.id || one.callUuid === own) one.callUuid = before.callUuid
}

function legOf(event: EslEvent, at: number): Leg {
  const id = event['Unique-ID'] ?? ''
  const bornAt = Number(event['Caller-Channel-Created-Time'])
  return {
    id,
    name: '',
    direction: event['Call-Direction'] === 'outbound' ? 'outbound' : 'inbound',
    presence: '',
    callUuid: id,
    callState: 'DOWN',
    state: '',
    createdAt: bornAt > 0 ? Math.round(bornAt / 1000) : (stampOf(event) ?? at),
    answeredAt: null,
    cidName: '',
    cidNumber: '',
    calleeName: '',
    calleeNumber: '',
    dialled: '',
    context: '',
    tenant: '',
    gateway: null,
    loop: null,
    peer: null,
    app: '',
    appData: '',
    conference: null,
    recordings: new Set(),
    dialler: null,
    cc: null,
    isSpy: isConsoleLeg(id) || event['variable_sip_h_X-Monitor-Id'] !== undefined,
    digit: null,
  }
}

function update(leg: Leg, event: EslEvent): void {
  leg.name = event['Channel-Name'] ?? leg.name
  leg.presence = event['Channel-Presence-ID'] ?? leg.presence
  leg.callState = event['Channel-Call-State'] ?? leg.callState
  leg.state = event['Channel-State'] ?? leg.state
  leg.cidName = event['Caller-Caller-ID-Name'] ?? leg.cidName
  leg.cidNumber = event['Caller-Caller-ID-Number'] ?? leg.cidNumber
  leg.calleeName = event['Caller-Callee-ID-Name'] ?? leg.calleeName
  leg.calleeNumber = event['Caller-Callee-ID-Number'] ?? leg.calleeNumber
  leg.dialled = event['Caller-Destination-Number'] ?? leg.dialled
  leg.context = event['Caller-Context'] ?? leg.context
  leg.tenant = event.variable_domain_name ?? leg.tenant
  // A leg that ends is its own call again (CHANNEL_HANGUP_COMPLETE), which is of no use to anyone.
  if (!/^HANGUP$/.test(leg.callState)) leg.callUuid = event['Channel-Call-UUID'] ?? leg.callUuid
  leg.gateway = event.variable_sip_gateway_name ?? event.variable_sip_gateway ?? leg.gateway
  // The only sign of it: each phone is rung by itself, and names no other leg (switch_ivr_originate.c, enterprise_originate_thread).
  leg.dialler = event.variable_ent_originate_aleg_uuid ?? leg.dialler
  leg.loop = event.variable_other_loopback_leg_uuid ?? leg.loop
  const side = event.variable_cc_side
  if (side !== undefined)
    leg.cc = {
      side,
      queue: event.variable_cc_queue ?? leg.cc?.queue ?? '',
      session: event.variable_cc_member_session_uuid ?? leg.cc?.session ?? '',
      agent: event.variable_cc_agent ?? leg.cc?.agent ?? '',
    }
}

function applyCustom(tables: Tables, event: EslEvent, at: number): void {
  const subclass = event['Event-Subclass'] ?? ''
  if (subclass === 'callcenter::info') return void applyCallcenter(tables, event, stampOf(event) ?? at)
  const user = `${event.username ?? event['from-user'] ?? ''}@${event.realm ?? event['from-host'] ?? ''}`
  const [token, contact] = [event['call-id'] ?? '', contactIn(event.contact ?? '')]
  if (subclass === 'sofia::register') tables.registrations.set(token, { user, contact })
  else if (/^sofia::(unregister|expire)$/.test(subclass)) forget(tables, token, { user, contact })
}

/** A phone signs off by a Call-ID of its own; a socket that dies is named by that of its REGISTER, without a contact. */
function forget({ registrations }: Tables, token: string, { user, contact }: Registration): void {
  for (const [known, one] of [...registrations])
    if (known === token || (contact !== '' && one.user === user && one.contact === contact)) registrations.delete(known)
}

/** `"" <sip:1009@10.0.0.1:5060;transport=…>` in an event, `sofia/internal/sip:1009@10.0.0.1:5060` in a list: the address of the phone. */
export const contactIn = (text: string): string => /sips?:([^;>\s]+)/.exec(text)?.[1] ?? ''
