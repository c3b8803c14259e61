// What a call row means: who is on it, on the network or not, in which state, and whether it can be monitored.
import { createHash } from 'node:crypto'
import type { Call, Party } from '#contract/floor.ts'
import { readable } from '#main/pbx/kit/readable.ts'
import { isWithheld } from '#main/pbx/kit/withheld.ts'
import type { CallRow } from '../wire/row.ts'
import { userOf } from '../wire/row.ts'
import type { ReadTime } from '../wire/timestamp.ts'

/** What the site is, as far as a row's meaning depends on it. `agents`: names by user. */
export type Meaning = {
  readonly extensionDigits: number
  readonly readTime: ReadTime
  readonly agents: ReadonlyMap<string, string>
  readonly queues: ReadonlySet<string>
  readonly throughQueue: ReadonlyMap<string, string>
}

export function callOf(row: CallRow, meaning: Meaning): Call {
  const from = caller(row, meaning)
  const to = called(row, meaning)
  const answeredAt = meaning.readTime(row.answered)
  const startedAt = meaning.readTime(row.started) ?? answeredAt ?? 0
  const queueId = queueOf(row, meaning)
  const waits = endsInService(row, meaning)
  return {
    id: callIdOf(row.key),
    from,
    to,
    agentId: waits ? null : (to.agentId ?? from.agentId),
    queueId,
    state: waits ? waitingState(row) : stateOf(row, answeredAt),
    startedAt,
    answeredAt: waits ? null : answeredAt,
    monitors: [],
  }
}

/** The composite key itself where it fits the contract, otherwise a digest of it. */
export function callIdOf(key: string): string {
  return key.length <= 200 ? key : `sha256-${createHash('sha256').update(key).digest('hex')}`
}

/**
 * On-net as the portal decides it: the number looks like an extension. A short number reached through a gateway (911, 411)
 * is none, though the portal's own rule does not look at that.
 */
export function isExtension(number: string, through: string, digits: number): boolean {
  return /^\d+$/.test(number) && number.length <= digits && !isGateway(through)
}

const isGateway = (through: string): boolean => through.toLowerCase() === 'gateway'

// Rows that end in a queue, an auto attendant, voicemail, a park slot or a conference have nobody to be monitored with.
const services = /queue|attendant|vmail|voicemail|conference|\bpark|adhoc\.monitor/i

export function endsInService(row: CallRow, meaning: Pick<Meaning, 'queues' | 'agents'>): boolean {
  if (agentIn(row.termUser || row.termUri, meaning) !== null) return false
  const user = row.termUser || userOf(row.termUri)
  return meaning.queues.has(user) || services.test(whereTo(row))
}

/**
 * What an address says of a service: its user, or a host that is none (`conference-bridge`). A company's own domain, or a carrier's, and a
 * name beside the address say nothing (`parkhotel.example`, `"Conference Desk" <sip:12125550199@…>`).
 */
function whereTo({ termUri, termLogiUri, origMatch }: CallRow): string {
  const ownHost = hostOf(origMatch)
  return [termUri, termLogiUri]
    .map((uri) => {
      const host = hostOf(uri)
      return host.includes('.') || host === ownHost ? userOf(uri) : `${userOf(uri)} ${host}`
    })
    .join(' ')
}

const hostOf = (uri: string): string => /@([^;>:\s]+)/.exec(uri)?.[1]?.toLowerCase() ?? ''

function caller(row: CallRow, meaning: Meaning): Party {
  const agent = agentIn(row.origUser || row.origMatch, meaning)
  const isOutside = agent === null && own(row.origUser) === '' && isGateway(row.origType)
  const number = agent ?? (own(row.origUser) || row.ani || userOf(row.origMatch))
  return partyOf(
    { number, name: row.origName, through: row.origType, leg: `${row.origCallId} from`, isOutside },
    meaning,
  )
}

function called(row: CallRow, meaning: Meaning): Party {
  const slot = slotOf(row)
  if (slot !== null && endsInService(row, meaning)) return { name: null, number: slot, onNet: true, agentId: null }
  const number = agentIn(row.termUser || row.termUri, meaning) ?? (own(row.termUser) || row.dnis || userOf(row.termUri))
  return partyOf({ number, name: '', through: row.termType, leg: `${row.origCallId} to` }, meaning)
}

/** A feed may name a user by one of their devices (`1001wp`, the browser's), as `readAgent` knows them. */
function agentIn(address: string, { agents }: Pick<Meaning, 'agents'>): string | null {
  const user = userOf(address)
  return [user, user.replace(/^(\d+)[a-z]+$/i, '$1')].find((one) => agents.has(one)) ?? null
}

/** Where a call is parked (`park_701`); null: it is not, as far as its address says. */
function slotOf(row: CallRow): string | null {
  const [, slot] = /\bpark(?:ing)?[-_.]?(\d+)/i.exec(whereTo(row)) ?? []
  return slot ?? null
}

/**
 * `leg`: tells a side that has no number from every other. `isOutside`: a caller of a trunk, who may give the number of an agent as their own
 * and is none.
 */
type Side = {
  readonly number: string
  readonly name: string
  readonly through: string
  readonly leg: string
  readonly isOutside?: boolean
}

export function partyOf(
  { number, name, through, leg, isOutside = false }: Side,
  meaning: Pick<Meaning, 'agents' | 'extensionDigits'>,
): Party {
  const agentName = isOutside ? undefined : meaning.agents.get(number)
  const shown = agentName || (isWithheld(name) ? '' : name)
  const isHidden = agentName === undefined && isWithheld(number)
  return {
    name: shown === '' ? null : readable(shown),
    number: isHidden ? '' : readable(number),
    onNet: agentName !== undefined || (!isHidden && isExtension(number, through, meaning.extensionDigits)),
    agentId: agentName === undefined ? null : number,
    ...(isHidden || number === '' ? { leg: leg.slice(-200) } : {}),
    ...(isHidden ? { withheld: true } : {}),
  }
}

// A wildcard stands for "any user of the trunk".
const own = (user: string): string => (user === '*' ? '' : user)

const waitingState = (row: CallRow): Call['state'] => (slotOf(row) === null ? 'waiting' : 'parked')

function stateOf(row: CallRow, answeredAt: number | null): Call['state'] {
  if (answeredAt === null) return 'ringing'
  return /hold|held/.test(`${row.origInfo} ${row.termInfo}`) ? 'held' : 'talking'
}

function queueOf(row: CallRow, meaning: Meaning): string | null {
  const waited = meaning.throughQueue.get(row.origCallId)
  if (waited !== undefined) return waited
  if (/queue/i.test(row.byAction) && row.byUser !== '') return row.byUser
  const user = row.termUser || userOf(row.termUri)
  return meaning.queues.has(user) ? user : null
}
