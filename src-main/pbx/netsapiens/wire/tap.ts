// The rows of monitors (taps) among the call rows: the two legs into the tapped call and the call to the supervisor.
import type { CallRow } from './row.ts'
import { userOf } from './row.ts'

/** Whose ear a leg is; unknown for the anonymous ones, on which the portal offers no whisper. */
export type LegSide = 'orig' | 'term' | 'unknown'

export type TapLeg = {
  readonly key: string
  readonly id: string // what its actions name
  readonly side: LegSide
  readonly bridge: string
  readonly answered: boolean
  readonly heard: boolean | null // whether the supervisor is heard on it, where the row says
}

/** The bridge's call to the supervisor's phones; one row a phone while they ring. */
export type OwnCall = {
  readonly key: string
  readonly callId: string // orig_callid: what a disconnect names
  readonly tappedCallId: string
  readonly bridge: string
  readonly user: string
  readonly device: string
  readonly answered: boolean
}

export type Taps = { readonly legs: ReadonlyMap<string, readonly TapLeg[]>; readonly own: readonly OwnCall[] }

export const noTaps: Taps = { legs: new Map(), own: [] }

const mark = 'adhoc.monitor'

/** Rows with adhoc.monitor in an id, the term URI or the dialled number belong to a monitor, not to the floor. */
export function isTapRow(row: CallRow): boolean {
  return [row.origCallId, row.termCallId, row.termUri, row.dnis, row.termLogiUri].some((field) => field.includes(mark))
}

/** All monitors on the PBX, legs by the orig_callid of the call they tap. */
export function tapsIn(rows: Iterable<CallRow>, legIs: 'orig_callid' | 'term_callid'): Taps {
  const legs = new Map<string, TapLeg[]>()
  const own: OwnCall[] = []
  for (const row of rows) {
    if (!isTapRow(row)) continue
    const side = sideOf(row)
    if (side === null) own.push(ownCall(row))
    else legs.set(row.byCallId, [...(legs.get(row.byCallId) ?? []), tapLeg(row, side, legIs)])
  }
  return { legs, own }
}

/** The call a bridge's call to us belongs to: it says so itself, or its legs do. Empty: neither does. */
export function tappedBy(own: OwnCall, { legs }: Taps): string {
  if (own.tappedCallId !== '') return own.tappedCallId
  for (const [origCallId, theirs] of legs) if (theirs.some((leg) => leg.bridge === own.bridge)) return origCallId
  return ''
}

/** The bridge a row belongs to: the `adhoc.monitor…` word in it. */
function bridgeOf(row: CallRow): string {
  for (const field of [row.termUri, row.termLogiUri, row.dnis, row.origCallId, row.termCallId]) {
    const found = /adhoc\.monitor[^@;>\s]*/.exec(field)
    if (found) return found[0]
  }
  return ''
}

function sideOf(row: CallRow): LegSide | null {
  if (row.byCallId === '') return null
  switch (row.origInfo) {
    case 'orig':
    case 'term':
      return row.origInfo
    case 'tap-listen':
      return 'unknown'
    default:
      return null
  }
}

function tapLeg(row: CallRow, side: LegSide, legIs: 'orig_callid' | 'term_callid'): TapLeg {
  const id = legIs === 'orig_callid' ? row.origCallId : row.termCallId
  return { key: row.key, id, side, bridge: bridgeOf(row), answered: isAnswered(row), heard: heardOn(row) }
}

/** By the words of the portal's own actions. */
function heardOn({ termInfo }: CallRow): boolean | null {
  if (/barge/.test(termInfo)) return true
  return /listen/.test(termInfo) ? false : null
}

function ownCall(row: CallRow): OwnCall {
  const device = userOf(row.termUri)
  return {
    key: row.key,
    callId: row.origCallId,
    tappedCallId: row.byCallId,
    bridge: bridgeOf(row),
    user: row.termUser || device.replace(/^(\d+)[a-z]+$/i, '$1'),
    device,
    answered: isAnswered(row),
  }
}

const isAnswered = (row: CallRow): boolean => row.answered !== '' && !row.answered.startsWith('0000')
