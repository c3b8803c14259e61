// What an agent is doing, from their channels, what their devices say, and what their queues know.
import type { Presence } from '#contract/floor.ts'
import type { Membership, Person } from './people.ts'
import { membershipsOf, technologies } from './picture-owners.ts'
import type { Channel, Tables } from './picture-tables.ts'
import { wrapEndOfPerson } from './picture-wrap-ups.ts'

/** `due`: epoch ms when it changes by time alone, or null. */
export type PresenceNow = { readonly presence: Presence; readonly due: number | null }

/** After their last call a device may still say in use for so long. */
const freedMs = 2000

/** `present`: their channels, but for those that have left their last bridge; `callId`: the call that is shown of them. */
export function presenceOf(
  tables: Tables,
  person: Person,
  present: readonly Channel[],
  callId: string | null,
): PresenceNow {
  const { now } = tables
  const state = stateOf(tables, person)
  // Alone in a room, at their voicemail, on hold in the air: in use, and nothing there to hear.
  if (present.some((channel) => channel.up)) return lasting({ kind: callId === null ? 'busy' : 'onCall' })
  if (present.length > 0) {
    // Who dials is in use before anybody answers; a leg to somewhere outside is always dialled to them.
    const dials = (state === 'INUSE' || state === 'BUSY') && present.some(isDialling)
    return lasting({ kind: dials ? 'onCall' : 'ringing' })
  }
  const memberships = membershipsOf(person)
  const away = whyNotRung(tables, person, state)
  if (away) return lasting(away)
  const until = wrapEndOfPerson(tables, person)
  if (until > now) return { presence: { kind: 'wrapUp' }, due: Number.isFinite(until) ? until : null }
  const rest = pauseOf(memberships) ?? { kind: 'available' }
  const busy = busyBy(state)
  if (busy === null) return lasting(rest)
  const believedAt = (tables.freedAt.get(person.id) ?? 0) + freedMs
  return believedAt > now ? { presence: rest, due: believedAt } : lasting(busy)
}

/** Nobody has dialled it, as far as was told. */
const isDialling = ({ agentId, dialledBy }: Channel): boolean => agentId === null && dialledBy === null

const lasting = (presence: Presence): PresenceNow => ({ presence, due: null })

function whyNotRung(tables: Tables, person: Person, state: string): Presence | null {
  const memberships = membershipsOf(person)
  if (person.members.length > 0 && memberships.length === 0 && !isPooled(person) && !isNamed(tables, person.id))
    return { kind: 'loggedOut' }
  if (isUnheardOf(tables, person)) return { kind: 'unregistered' }
  if (state === 'UNAVAILABLE' || state === 'INVALID') {
    const logsIn = person.members.length > 0 && person.members.every((member) => member.state.startsWith('Agent:'))
    return { kind: logsIn ? 'loggedOut' : 'unregistered' }
  }
  const pause = pauseOf(memberships)
  if (pause?.kind === 'paused' && !pause.queues) return pause
  return isUndisturbed(tables, person, state) ? { kind: 'doNotDisturb' } : null
}

/** The site file shows this extension, and the PBX lists no such phone: a slip of the pen, or one that is no more. */
const isUnheardOf = ({ devices, hasAllDevices }: Tables, { members, phones }: Person): boolean =>
  hasAllDevices && members.length === 0 && phones !== null && !phones.some((phone) => devices.has(phone))

/** Paused everywhere, or in the queues that are named. */
function pauseOf(memberships: readonly Membership[]): Presence | null {
  const paused = memberships.filter((membership) => membership.paused)
  const [first] = paused
  if (!first) return null
  const reason = paused.find((membership) => membership.reason !== null)?.reason ?? null
  if (paused.length === memberships.length) return { kind: 'paused', reason }
  return { kind: 'paused', reason, queues: paused.map(({ queue }) => queue).sort() }
}

/** FreePBX has a Custom device for it in the hint. Where nobody tells of that, the hint is busy while no phone of theirs is. */
function isUndisturbed({ devices }: Tables, { signs, members, phones, extension }: Person, state: string): boolean {
  const told = signs.flatMap((sign) => (/^Custom:DND/i.test(sign) ? (devices.get(sign)?.state ?? 'UNTOLD') : []))
  if (told.some((sign) => sign === 'BUSY' || sign === 'INUSE')) return true
  if (state !== 'BUSY' || !members.some((member) => member.state.startsWith('hint:'))) return false
  const own = (phones ?? technologies.map((technology) => `${technology}/${extension}`)).map((phone) =>
    devices.get(phone),
  )
  return (phones === null || told.includes('UNTOLD')) && !own.some((device) => device && busyBy(device.state))
}

function busyBy(state: string): Presence | null {
  if (state === 'RINGING') return { kind: 'ringing' }
  return ['INUSE', 'BUSY', 'RINGINUSE', 'ONHOLD'].includes(state) ? { kind: 'busy' } : null
}

const isPooled = ({ members }: Person): boolean => members.some(({ state }) => state.startsWith('Agent:'))

const isNamed = (tables: Tables, id: string): boolean =>
  tables.rules.extensions === 'all' || tables.rules.extensions.includes(id)

/** AST_DEVICE_* numbers of queue members, in the words of DeviceStateChange. */
const byStatus = ['UNKNOWN', 'NOT_INUSE', 'INUSE', 'BUSY', 'INVALID', 'UNAVAILABLE', 'RINGING', 'RINGINUSE', 'ONHOLD']

/** What the queue goes by: a phone of the member's own tells it sooner than the queue does; any other device only the queue tells. */
function stateOf(tables: Tables, person: Person): string {
  const own = new Set([...(person.phones ?? []), ...person.members.map(({ state }) => state)])
  const devices = [...own].flatMap((device) => tables.devices.get(device)?.state ?? [])
  const told = person.members.flatMap(({ state, queues }) => (tables.devices.has(state) ? [] : [...queues.values()]))
  const last = told.sort((one, two) => one.order - two.order).at(-1)
  const queueState = last ? byStatus[last.status] : undefined
  return queueState && queueState !== 'UNKNOWN' ? queueState : aggregated(devices)
}

/** One phone in use of several is in use; without any that is registered there is none (Asterisk, main/devicestate.c). */
function aggregated(states: readonly string[]): string {
  const order = ['INUSE', 'RINGINUSE', 'ONHOLD', 'BUSY', 'RINGING', 'NOT_INUSE', 'UNKNOWN', 'UNAVAILABLE', 'INVALID']
  return order.find((state) => states.includes(state)) ?? 'UNKNOWN'
}
