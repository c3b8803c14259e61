// The floor and the history as the window may have them: what the rules refuse is written on each call, and numbers stay here. Pure.
import { createHmac } from 'node:crypto'
import type { Call, Floor, FloorMessage, FloorPatch, Party } from '#contract/floor.ts'
import { partiesOf } from '#contract/floor.ts'
import type { ActEntry, HistoryEntry } from '#contract/history.ts'
import { modes } from '#contract/monitor.ts'
import type { RightsNow } from './rights-now.ts'
import { whyNotByRule } from './why-not.ts'

/** `key`: nobody outside of the desk can find the number that a leg was made from. */
export type Shown = { readonly rights: RightsNow; readonly key: string }

/** The call with what the rules refuse on it, as `accessTo` reads it. */
export function judged(call: Call, { asker, rules }: RightsNow, floor: Floor): Call {
  if (!asker || rules.length === 0) return call
  const agents = new Set([call.agentId, ...partiesOf(call).map((party) => party.agentId)])
  const refused = [...agents].flatMap((agentId) =>
    agentId === null
      ? []
      : modes.flatMap((mode) => {
          const rule = whyNotByRule(rules, asker, { call, agentId }, mode, floor)
          return rule === null ? [] : [{ agentId, modes: [mode], rule }]
        }),
  )
  return refused.length === 0 ? call : { ...call, refused }
}

export const callForWindow = (call: Call, { rights, key }: Shown, floor: Floor): Call => {
  const known = judged(call, rights, floor)
  return rights.hidesNumbers ? withoutNumbers(known, key) : known
}

/** The same object where nothing is to be hidden or said. */
export function floorForWindow(message: FloorMessage, shown: Shown, floor: Floor): FloorMessage {
  const { rights } = shown
  if (rights.rules.length === 0 && !rights.hidesNumbers) return message
  if (message.kind === 'patch') return { kind: 'patch', patch: patchForWindow(message.patch, shown, floor) }
  const calls = Object.entries(message.floor.calls).map(
    ([id, call]) => [id, callForWindow(call, shown, floor)] as const,
  )
  return { kind: 'whole', floor: { ...message.floor, calls: Object.fromEntries(calls) } }
}

/** With an agent, what may be done with their calls may have changed: another team. */
function patchForWindow(patch: FloorPatch, shown: Shown, floor: Floor): FloorPatch {
  const agents = new Set((patch.agents?.set ?? []).map(({ id }) => id))
  const set = new Map((patch.calls?.set ?? []).map((call) => [call.id, call]))
  if (agents.size > 0 && shown.rights.rules.length > 0)
    for (const call of Object.values(floor.calls)) if (isWith(call, agents)) set.set(call.id, call)
  if (set.size === 0) return patch
  return {
    ...patch,
    calls: { ...patch.calls, set: [...set.values()].map((call) => callForWindow(call, shown, floor)) },
  }
}

const isWith = (call: Call, agents: ReadonlySet<string>): boolean =>
  [call.agentId, ...partiesOf(call).map((party) => party.agentId)].some((id) => id !== null && agents.has(id))

function withoutNumbers(call: Call, key: string): Call {
  const hide = (one: Party): Party => hiddenParty(one, key)
  return {
    ...call,
    from: hide(call.from),
    to: hide(call.to),
    others: call.others?.map(hide),
    parkedBy: call.parkedBy && hiddenName(call.parkedBy),
  }
}

/** Another number is another leg, so that who is on the call is told apart all the same. */
function hiddenParty(one: Party, key: string): Party {
  if (!isHidden(one)) return one
  const leg = `n${createHmac('sha256', key).update(one.number).digest('hex').slice(0, 16)}${one.leg ?? ''}`
  return { ...one, name: one.name && hiddenName(one.name), number: '', leg: leg.slice(0, 200) }
}

/** An agent's extension, a queue's and those of the house are no secret: nobody outside is called by six digits. */
const isHidden = ({ agentId, onNet, number }: Pick<Party, 'agentId' | 'onNet' | 'number'>): boolean =>
  agentId === null && number !== '' && (!onNet || digits(number) > 6)

const digits = (text: string): number => text.replace(/\D/g, '').length

/** Who sends no name is called by their number. */
const hiddenName = (name: string): string | null => (digits(name) > 4 ? null : name)

/** An entry of the history without the other side's number. */
export function entryForWindow(entry: HistoryEntry, { hidesNumbers }: RightsNow): HistoryEntry {
  const { other } = entry.record.call
  if (!hidesNumbers || !other || !isHidden({ ...other, agentId: null })) return entry
  const hidden = { ...other, name: other.name && hiddenName(other.name), number: '' }
  return { ...entry, record: { ...entry.record, call: { ...entry.record.call, other: hidden } } }
}

/** And an act: whom the call was with, and which number it was sent to. */
export function actForWindow(entry: ActEntry, { hidesNumbers }: RightsNow): ActEntry {
  const { call, to } = entry.record
  if (!hidesNumbers || (!call?.other && !to?.number)) return entry
  const { other } = call ?? { other: null }
  const hidden =
    call && other && isHidden({ ...other, agentId: null })
      ? { ...call, other: { ...other, name: other.name && hiddenName(other.name), number: '' } }
      : call
  const sentTo = to?.number && digits(to.number) > 6 ? { name: hiddenName(to.name) ?? '', number: '' } : to
  return { ...entry, record: { ...entry.record, call: hidden, to: sentTo } }
}
