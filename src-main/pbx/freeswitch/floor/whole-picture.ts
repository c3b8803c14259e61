// All that the PBX lists, and the tables made of it: on every connection, and again in every round.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { EslClient } from '../wire/esl-client.ts'
import { isConsoleLeg } from '../wire/leg-id.ts'
import { barRows, jsonRows, type Row } from '../wire/lists.ts'
import { reachIn } from './cc-agents.ts'
import { conferenceIn, contactIn, joinLoop, startOf } from './events.ts'
import {
  type CcAgent,
  emptyTables,
  extensionOf,
  isOwnQueue,
  isSpyApp,
  type Leg,
  type Member,
  type Tables,
} from './tables.ts'

export type Lists = {
  readonly channels: readonly Row[]
  readonly calls: readonly Row[]
  readonly registrations: readonly Row[]
  /** Null, here and below: the queue module did not say, and what is known of it stands. */
  readonly agents: readonly Row[] | null
  readonly queues: readonly Row[] | null
  readonly tiers: readonly Row[] | null
  readonly members: readonly Row[] | null
}

/** The queue module did not say all: what is known of it may be nothing. */
export const isPartial = ({ agents, queues, tiers, members }: Lists): boolean =>
  [agents, queues, tiers, members].includes(null)

type Asking = Pick<EslClient, 'api'>

/** A PBX without mod_callcenter has a floor all the same: its phones. Errors: a list was not answered, or is none. */
export async function listAll(client: Asking, { site }: Pick<Tables, 'site'>): Promise<Result<Lists>> {
  const asked = await Promise.all(['channels', 'calls', 'registrations'].map((what) => shown(client, what)))
  const [channels, calls, registrations] = asked
  if (!channels?.ok) return channels ?? noList('channels')
  if (!calls?.ok) return calls ?? noList('calls')
  if (!registrations?.ok) return registrations ?? noList('registrations')
  const tables = await Promise.all(['agent', 'queue', 'tier'].map((what) => callcenter(client, `${what} list`)))
  const [agents, queues, tiers] = tables
  if (!agents?.ok) return agents ?? noList('agents')
  if (!queues?.ok) return queues ?? noList('queues')
  if (!tiers?.ok) return tiers ?? noList('tiers')
  const own = queues.value?.filter(({ name = '' }) => isOwnQueue(site, name)) ?? null
  const members = await membersOf(client, own)
  if (!members.ok) return members
  return ok({
    channels: channels.value,
    calls: calls.value,
    registrations: registrations.value,
    agents: agents.value,
    queues: own,
    tiers: tiers.value,
    members: members.value,
  })
}

async function membersOf(client: Asking, queues: readonly Row[] | null): Promise<Result<readonly Row[] | null>> {
  const asked = (queues ?? []).map(({ name }) => callcenter(client, `queue list members ${name}`))
  const members: Row[] = []
  let isWhole = queues !== null
  for (const answer of await Promise.all(asked)) {
    if (!answer.ok) return answer
    isWhole &&= answer.value !== null
    members.push(...(answer.value ?? []))
  }
  return ok(isWhole ? members : null)
}

const noList = (what: string) => err(deskFailure('pbxProtocol', `show ${what} as json: this is no list`))

async function shown(client: Asking, what: string): Promise<Result<readonly Row[]>> {
  const answer = await client.api(`show ${what} as json`)
  if (!answer.ok) return answer
  const rows = jsonRows(answer.value)
  return rows ? ok(rows) : noList(what)
}

/** Null: it was refused, which says nothing of who is there; but a module that is not loaded has nobody. */
async function callcenter(client: Asking, what: string): Promise<Result<readonly Row[] | null>> {
  const answer = await client.api(`callcenter_config ${what}`)
  if (answer.ok) return ok(barRows(answer.value))
  if (answer.error.code !== 'pbxRefused') return answer
  return ok(/Command not found/i.test(answer.error.detail ?? '') ? [] : null)
}

/** `before`: what no list tells (when somebody answered, a spy's mode) is kept of it. */
export function tablesOf(lists: Lists, before: Tables, now: number): Tables {
  const tables = emptyTables(before.site, before.ownPrefix)
  for (const id of before.ended) tables.ended.add(id)
  for (const [id, seen] of before.seen) tables.seen.set(id, seen)
  for (const row of lists.channels) {
    const leg = legOf(row, before.legs.get(row.uuid ?? ''), now)
    // No row says how old it is: what ended while the list was made may still be in it.
    if (leg && !before.ended.has(leg.id)) tables.legs.set(leg.id, leg)
  }
  pairLoops(tables)
  for (const row of lists.calls) pair(tables, row)
  for (const leg of tables.legs.values()) {
    const call = startOf(tables, leg)
    const known = before.calls.get(leg.callUuid)
    if (known) Object.assign(call, known)
    if (leg.peer !== null) call.answeredAt ??= leg.createdAt
  }
  readCallcenter(tables, lists, before)
  for (const row of lists.registrations) {
    const user = `${row.reg_user ?? ''}@${row.realm ?? ''}`
    tables.registrations.set(row.token ?? '', { user, contact: contactIn(row.url ?? '') })
  }
  return tables
}

function legOf(row: Row, known: Leg | undefined, now: number): Leg | null {
  const id = row.uuid ?? ''
  if (id === '') return null
  const [app, appData] = [row.application ?? '', row.application_data ?? '']
  const isSpying = app === 'eavesdrop'
  const createdAt = known?.createdAt ?? momentOf(row.created_epoch) ?? now
  return {
    id,
    name: row.name ?? '',
    direction: row.direction === 'outbound' ? 'outbound' : 'inbound',
    presence: row.presence_id ?? '',
    callUuid: row.call_uuid || id,
    callState: row.callstate ?? '',
    state: row.state ?? '',
    createdAt,
    answeredAt: known?.answeredAt ?? (isTalking(row.callstate) ? createdAt : null),
    cidName: row.cid_name ?? '',
    cidNumber: row.cid_num ?? '',
    calleeName: row.callee_name ?? '',
    calleeNumber: row.callee_num ?? '',
    dialled: row.dest ?? '',
    context: row.context ?? '',
    tenant: known?.tenant ?? '',
    gateway: known?.gateway ?? null,
    loop: known?.loop ?? null,
    peer: null,
    app,
    appData,
    conference: conferenceIn(app, appData),
    recordings: known?.recordings ?? new Set(),
    dialler: known?.dialler ?? null,
    cc: known?.cc ?? null,
    isSpy: isSpyApp(app) || isConsoleLeg(id) || (known?.isSpy ?? false),
    digit: isSpying && known?.app === 'eavesdrop' && known.appData === appData ? known.digit : null,
  }
}

/** Epoch ms; null: it does not say, or says what cannot be (zero, less). */
function momentOf(epochS: string | undefined): number | null {
  const seconds = Number(epochS)
  return seconds > 0 ? seconds * 1000 : null
}

/** No list tells the other end of a loopback; where there is one of each name, they are `loopback/NUMBER-a` and `-b`. */
function pairLoops(tables: Tables): void {
  const unknown = [...tables.legs.values()].filter(({ loop, name }) => loop === null && name.startsWith('loopback/'))
  const stemOf = ({ name }: Leg): string => name.replace(/-[ab]$/, '')
  for (const leg of unknown) {
    const [other, third] = unknown.filter((one) => one !== leg && stemOf(one) === stemOf(leg))
    if (other && !third) leg.loop = other.id
  }
  for (const leg of tables.legs.values()) joinLoop(tables, leg)
}

/** `show calls` has lone legs too, without a second half; in it a leg may be bridged with one that is only being rung. */
function pair({ legs }: Tables, row: Row): void {
  const [a, b] = [legs.get(row.uuid ?? ''), legs.get(row.b_uuid ?? '')]
  if (!a || !b || !isTalking(row.b_callstate)) return
  for (const leg of [a, b]) leg.isSpy = false
  a.peer = b.id
  b.peer = a.id
  b.callUuid = a.callUuid
}

const isTalking = (callState: string | undefined): boolean => /^(ACTIVE|HELD|UNHELD)$/.test(callState ?? '')

function readCallcenter(tables: Tables, lists: Lists, before: Tables): void {
  keep(tables.agents, lists.agents, before.agents)
  for (const row of lists.agents ?? []) {
    const agent = agentOf(tables, row)
    tables.agents.set(agent.name, agent)
  }
  keep(tables.queues, lists.queues, before.queues)
  for (const { name = '', calls_answered, calls_abandoned } of lists.queues ?? [])
    tables.queues.set(name, { name, answered: Number(calls_answered) || 0, abandoned: Number(calls_abandoned) || 0 })
  keep(tables.tiers, lists.tiers, before.tiers)
  for (const { queue = '', agent = '' } of lists.tiers ?? [])
    if (tables.queues.has(queue)) tables.tiers.set(queue, (tables.tiers.get(queue) ?? new Set()).add(agent))
  keep(tables.members, lists.members, before.members)
  for (const row of lists.members ?? []) {
    const member = memberOf(row)
    // An abandoned one stays in the list for a while, without its leg.
    if (member.id !== '' && member.state !== 'Abandoned') tables.members.set(member.id, member)
  }
}

function keep<T>(into: Map<string, T>, listed: readonly Row[] | null, known: ReadonlyMap<string, T>): void {
  if (listed === null) for (const [id, row] of known) into.set(id, row)
}

const agentOf = (tables: Tables, row: Row): CcAgent => ({
  ...reachOf(tables, row),
  name: row.name ?? '',
  status: row.status ?? '',
  state: row.state ?? '',
  wrapUpS: Number(row.wrap_up_time) || 0,
  lastBridgeEnd: (Number(row.last_bridge_end) || 0) * 1000,
  statusSince: (Number(row.last_status_change) || 0) * 1000,
  answered: Number(row.calls_answered) || 0,
})

/** Who waits in a call all day needs no contact: their phone is the one in that call. */
function reachOf(tables: Tables, row: Row): Pick<CcAgent, 'extension' | 'outside' | 'standby'> {
  const reach = reachIn(tables.site, row.contact ?? '')
  if (row.type !== 'uuid-standby') return { ...reach, standby: null }
  const leg = tables.legs.get(row.uuid ?? '')
  const extension = leg ? extensionOf(tables, leg.presence) : null
  return { ...reach, extension: extension ?? reach.extension, standby: row.uuid || null }
}

const memberOf = (row: Row): Member => ({
  id: row.uuid ?? '',
  queue: row.queue ?? '',
  session: row.session_uuid ?? '',
  joinedAt: (Number(row.joined_epoch) || Number(row.system_epoch) || 0) * 1000,
  state: row.state ?? '',
})
