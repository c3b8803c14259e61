// All that the PBX lists, and the tables made of it: on every connection, and again in every round.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { EslClient } from '../wire/esl-client.ts'
import { isConsoleLeg } from '../wire/leg-id.ts'
import { barRows, jsonRows, type Row } from '../wire/lists.ts'
import { conferenceIn, contactIn, startOf } from './events.ts'
import { emptyTables, extensionIn, isOwnQueue, type Leg, type Tables } from './tables.ts'

export type Lists = {
  readonly channels: readonly Row[]
  readonly calls: readonly Row[]
  readonly registrations: readonly Row[]
  readonly agents: readonly Row[]
  readonly queues: readonly Row[]
  readonly tiers: readonly Row[]
  readonly members: readonly Row[]
}

type Asking = Pick<EslClient, 'api'>

/** A PBX without mod_callcenter has a floor all the same: its phones. */
export async function listAll(client: Asking, { site }: Pick<Tables, 'site'>): Promise<Result<Lists>> {
  const asked = await Promise.all(['channels', 'calls', 'registrations'].map((what) => shown(client, what)))
  const [channels, calls, registrations] = asked
  if (!channels?.ok) return channels ?? noList('channels')
  if (!calls?.ok) return calls ?? noList('calls')
  if (!registrations?.ok) return registrations ?? noList('registrations')
  const [agents, queues, tiers] = await Promise.all(
    ['agent', 'queue', 'tier'].map((what) => callcenter(client, `${what} list`)),
  )
  const own = (queues ?? []).filter(({ name = '' }) => isOwnQueue(site, name))
  const members = await Promise.all(own.map(({ name }) => callcenter(client, `queue list members ${name}`)))
  return ok({
    channels: channels.value,
    calls: calls.value,
    registrations: registrations.value,
    agents: agents ?? [],
    queues: own,
    tiers: tiers ?? [],
    members: members.flat(),
  })
}

const noList = (what: string) => err(deskFailure('pbxProtocol', `show ${what} as json: this is no list`))

async function shown(client: Asking, what: string): Promise<Result<readonly Row[]>> {
  const answer = await client.api(`show ${what} as json`)
  if (!answer.ok) return answer
  const rows = jsonRows(answer.value)
  return rows ? ok(rows) : noList(what)
}

async function callcenter(client: Asking, what: string): Promise<readonly Row[]> {
  const answer = await client.api(`callcenter_config ${what}`)
  return answer.ok ? barRows(answer.value) : []
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
  for (const row of lists.calls) pair(tables, row)
  for (const leg of tables.legs.values()) {
    const call = startOf(tables, leg)
    const known = before.calls.get(leg.callUuid)
    if (known) Object.assign(call, known)
    if (leg.peer !== null) call.answeredAt ??= leg.createdAt
  }
  readCallcenter(tables, lists)
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
  return {
    id,
    name: row.name ?? '',
    direction: row.direction === 'outbound' ? 'outbound' : 'inbound',
    presence: row.presence_id ?? '',
    callUuid: row.call_uuid || id,
    callState: row.callstate ?? '',
    state: row.state ?? '',
    createdAt: known?.createdAt ?? (Number(row.created_epoch) * 1000 || now),
    answeredAt:
      known?.answeredAt ??
      (/^(ACTIVE|HELD|UNHELD)$/.test(row.callstate ?? '') ? Number(row.created_epoch) * 1000 : null),
    cidName: row.cid_name ?? '',
    cidNumber: row.cid_num ?? '',
    calleeName: row.callee_name ?? '',
    calleeNumber: row.callee_num ?? '',
    dialled: row.dest ?? '',
    context: row.context ?? '',
    tenant: known?.tenant ?? '',
    gateway: known?.gateway ?? null,
    peer: null,
    app,
    appData,
    conference: conferenceIn(app, appData),
    cc: known?.cc ?? null,
    isSpy: isSpying || isConsoleLeg(id) || (known?.isSpy ?? false),
    digit: isSpying && known?.app === 'eavesdrop' && known.appData === appData ? known.digit : null,
  }
}

/** `show calls` has lone legs too, without a second half; in it a leg may be bridged with one that is only being rung. */
function pair({ legs }: Tables, row: Row): void {
  const [a, b] = [legs.get(row.uuid ?? ''), legs.get(row.b_uuid ?? '')]
  if (!a || !b || !isTalking(row.b_callstate)) return
  a.peer = b.id
  b.peer = a.id
  b.callUuid = a.callUuid
}

const isTalking = (callState: string | undefined): boolean => /^(ACTIVE|HELD|UNHELD)$/.test(callState ?? '')

function readCallcenter(tables: Tables, lists: Lists): void {
  for (const row of lists.agents) {
    const name = row.name ?? ''
    tables.agents.set(name, {
      name,
      extension: extensionIn(tables.site, row.contact ?? ''),
      status: row.status ?? '',
      state: row.state ?? '',
      wrapUpS: Number(row.wrap_up_time) || 0,
      lastBridgeEnd: (Number(row.last_bridge_end) || 0) * 1000,
      statusSince: (Number(row.last_status_change) || 0) * 1000,
      answered: Number(row.calls_answered) || 0,
    })
  }
  for (const { name = '', calls_answered, calls_abandoned } of lists.queues)
    tables.queues.set(name, { name, answered: Number(calls_answered) || 0, abandoned: Number(calls_abandoned) || 0 })
  for (const { queue = '', agent = '' } of lists.tiers)
    if (tables.queues.has(queue)) tables.tiers.set(queue, (tables.tiers.get(queue) ?? new Set()).add(agent))
  for (const row of lists.members) {
    const id = row.uuid ?? ''
    // An abandoned one stays in the list for a while, without its leg.
    if (id === '' || row.state === 'Abandoned') continue
    const joinedAt = (Number(row.joined_epoch) || Number(row.system_epoch) || 0) * 1000
    tables.members.set(id, {
      id,
      queue: row.queue ?? '',
      session: row.session_uuid ?? '',
      joinedAt,
      state: row.state ?? '',
    })
  }
}
