// Rows as the servers send them, in both spellings (orig_callid of the feed, call-orig-call-id of REST v2), read into one.
import { z } from 'zod'

const raw = z.record(z.string(), z.unknown())
type Raw = z.infer<typeof raw>

export type CallRow = {
  readonly key: string // orig_callid_term_callid_term_uri, the identity the portal uses
  readonly origCallId: string
  readonly termCallId: string
  readonly byCallId: string
  readonly byAction: string
  readonly byUser: string
  readonly origUser: string
  readonly origMatch: string
  readonly origType: string
  readonly origName: string
  readonly origInfo: string
  readonly ani: string
  readonly dnis: string
  readonly termUser: string
  readonly termMatch: string
  readonly termType: string
  readonly termUri: string
  readonly termLogiUri: string
  readonly termInfo: string
  readonly started: string
  readonly answered: string
  readonly stamp: string // time of this report of it, where the server says
  readonly removed: boolean
}

export type AgentRow = {
  readonly key: string
  readonly user: string
  readonly device: string // the device that takes the queue's calls, e.g. 1000wp
  readonly queue: string
  readonly name: string
  readonly availability: string
  readonly option: string
  readonly registered: boolean | null
  readonly removed: boolean
}

export type QueueRow = {
  readonly queue: string
  readonly name: string
  readonly waiting: number | null
  readonly maxWaitSeconds: number | null
}

export type QueuedRow = {
  readonly key: string
  readonly queue: string
  readonly origCallId: string
  readonly number: string
  readonly name: string
  readonly since: string
  readonly removed: boolean
}

export type PresenceRow = { readonly user: string; readonly presence: string }

export type DeviceRow = {
  readonly device: string
  readonly uri: string
  readonly password: string
  readonly state: string // empty where the row does not say
  readonly registered: boolean
}

export function readCall(value: unknown): CallRow | null {
  const row = open(value)
  const origCallId = row ? whole(row, 'orig_callid', 'call-orig-call-id') : ''
  if (!row || origCallId === '') return null
  const termCallId = whole(row, 'term_callid', 'call-term-call-id')
  const termUri = whole(row, 'term_uri', 'call-term-uri', 'term_to_uri')
  return {
    key: `${origCallId}_${termCallId}_${termUri}`,
    origCallId,
    termCallId,
    termUri,
    byCallId: whole(row, 'by_callid', 'call-by-call-id'),
    byAction: text(row, 'by_action', 'call-by-action'),
    byUser: text(row, 'by_sub', 'by_user', 'call-by-user'),
    ...callingSide(row),
    ...calledSide(row),
    started: text(row, 'time_start', 'call-start-datetime', 'time_begin'),
    answered: text(row, 'time_answer', 'call-answer-datetime'),
    stamp: text(row, 'ts', 'time_refresh', 'call-refresh-datetime'),
    removed: yes(row, 'remove'),
  }
}

export function readAgent(value: unknown): AgentRow | null {
  const row = open(value)
  const device = row ? userOf(text(row, 'device_aor', 'callqueue-agent-id')) : ''
  const user = device.replace(/^(\d+)[a-z]+$/i, '$1')
  if (!row || user === '') return null
  const queue = userOf(text(row, 'huntgroup_name', 'callqueue', 'queue_name'))
  return {
    key: `${user}|${queue}`,
    user,
    device,
    queue,
    name: text(row, 'name-full-name', 'name', 'full_name'),
    availability: text(row, 'entry_status', 'callqueue-agent-availability-for-dispatch').toLowerCase(),
    option: text(row, 'entry_option', 'callqueue-agent-availability-type').toLowerCase(),
    registered: yesNo(text(row, 'callqueue-agent-has-registered-devices', 'registered')),
    removed: yes(row, 'remove'),
  }
}

export function readQueue(value: unknown): QueueRow | null {
  const row = open(value)
  const queue = row ? userOf(text(row, 'callqueue', 'queue', 'user', 'queue_name', 'huntgroup_name')) : ''
  if (!row || queue === '') return null
  return {
    queue,
    name: text(row, 'description', 'name', 'callqueue-name'),
    waiting: count(text(row, 'gau_queue_length', 'callqueue-calls-waiting')),
    maxWaitSeconds: count(text(row, 'gau_queue_max_wait')),
  }
}

export function readQueued(value: unknown, inQueue = ''): QueuedRow | null {
  const row = open(value)
  if (!row) return null
  const queue = userOf(text(row, 'queue', 'callqueue', 'huntgroup_name', 'user')) || inQueue
  const origCallId = whole(row, 'orig_callid', 'call-orig-call-id', 'callid')
  const number = text(row, 'ani', 'NmsAni', 'dial-rule-translation-source-user', 'caller-id-number')
  const since = text(row, 'time_queued', 'time', 'time_start', 'call-start-datetime')
  if (queue === '' || (origCallId === '' && number === '')) return null
  return {
    key: `${queue}|${origCallId || `${number}|${since}`}`,
    queue,
    origCallId,
    number,
    name: text(row, 'orig_name', 'dial-rule-translation-source-name', 'caller-id-name'),
    since,
    removed: yes(row, 'remove'),
  }
}

/** A row of the whole domain's presence: open, inuse, alerting, progressing, held, closed. */
export function readPresence(value: unknown): PresenceRow | null {
  const row = open(value)
  const user = row ? userOf(text(row, 'aor_user', 'user', 'subscriber_login')) : ''
  return row && user !== '' ? { user, presence: text(row, 'presence').toLowerCase() } : null
}

export function readDevice(value: unknown): DeviceRow | null {
  const row = open(value)
  const device = row ? text(row, 'device', 'device_aor', 'aor') : ''
  if (!row || device === '') return null
  const state = text(row, 'device-sip-registration-state', 'registration_state', 'mode').toLowerCase()
  return {
    device: userOf(device),
    uri: text(row, 'device-sip-registration-uri', 'aor', 'device'),
    password: text(row, 'device-sip-registration-password', 'authentication_key'),
    state,
    registered: state.startsWith('registered'),
  }
}

/** `sip:1000wp@dom;x` → `1000wp`; what is no address stays as it is. */
export function userOf(address: string): string {
  const user = address
    .trim()
    .replace(/^[^<]*</, '') // a name may stand before it
    .replace(/^"+/, '')
    .replace(/^sips?:/i, '')
    .replace(/[@;>].*$/, '')
  return user === '__proto__' ? '' : user // no name for a row of a table
}

function callingSide(row: Raw) {
  return {
    origUser: text(row, 'orig_user', 'orig_sub', 'call-orig-user'),
    origMatch: text(row, 'orig_match', 'call-orig-match-uri', 'orig_uri', 'call-orig-uri'),
    origType: text(row, 'orig_type', 'call-orig-type'),
    origName: text(row, 'orig_name', 'orig_from_name', 'call-orig-from-name', 'caller-id-name').replace(
      /^"(.*)"$/,
      '$1',
    ),
    origInfo: text(row, 'orig_call_info', 'call-orig-call-info').toLowerCase(),
    ani: text(row, 'ani', 'orig_from_user', 'caller-id-number', 'call-orig-from-user'),
  }
}

function calledSide(row: Raw) {
  return {
    dnis: text(row, 'dnis', 'call-dialed-number', 'orig_to_user'),
    termUser: text(row, 'term_user', 'term_sub', 'call-term-user'),
    termMatch: text(row, 'term_match', 'call-term-match-uri'),
    termType: text(row, 'term_type', 'call-term-type'),
    termLogiUri: text(row, 'term_logi_uri', 'call-term-logical-uri'),
    termInfo: text(row, 'term_call_info', 'call-term-call-info').toLowerCase(),
  }
}

function open(value: unknown): Raw | null {
  const read = raw.safeParse(value)
  return read.success ? read.data : null
}

/** The first of these fields that says anything; the servers send numbers as text or as numbers. */
function text(row: Raw, ...names: string[]): string {
  return whole(row, ...names).slice(0, 200)
}

/** As text, for what the servers are given back and must know again. */
function whole(row: Raw, ...names: string[]): string {
  for (const name of names) {
    const value = row[name]
    if (typeof value === 'string' && value !== '') return value.slice(0, 2_000)
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return ''
}

const yes = (row: Raw, name: string): boolean => yesNo(text(row, name)) === true || row[name] === true

function yesNo(value: string): boolean | null {
  if (/^(yes|true|1)$/i.test(value)) return true
  return /^(no|false|0)$/i.test(value) ? false : null
}

function count(value: string): number | null {
  return /^\d+(\.\d+)?$/.test(value) ? Math.floor(Number(value)) : null
}
