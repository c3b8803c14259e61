// The people a speaking mode was chosen for, and whether it may still stand among those who are on the call now. Pure.
import { z } from 'zod'
import { type AccessRules, accessTo } from './access.ts'
import { agentParty, type Call, otherParties, type Party, party } from './floor.ts'
import { heardBy, type Mode } from './monitor.ts'

/** Somebody who hears the supervisor in a mode, as far as the floor knows who it is. */
export const hearer = z.object({
  side: z.enum(['agent', 'caller']),
  agentId: party.shape.agentId,
  number: party.shape.number,
  onNet: z.boolean(),
  leg: party.shape.leg,
})
export type Hearer = Readonly<z.infer<typeof hearer>>

/** Everybody who hears the supervisor in this mode on this call. */
export function hearersOf(call: Call, agentId: string, mode: Mode): readonly Hearer[] {
  const agent = hearerOf('agent', agentParty(call, agentId))
  const callers = otherParties(call, agentId).map((other) => hearerOf('caller', other))
  switch (heardBy[mode]) {
    case 'nobody':
      return []
    case 'agent':
      return [agent]
    case 'caller':
      return callers
    case 'both':
      return [agent, ...callers]
  }
}

/** A name may come late and means nobody else; another number, phone or side of the network may be somebody else, and without a number another leg. */
export const sameHearers = (chosen: readonly Hearer[], now: readonly Hearer[]): boolean =>
  chosen.length === now.length && chosen.every((one, at) => samePerson(one, now[at]))

/**
 * Why the desk takes a speaking mode back, and has the PBX go to listen by itself. Each is a code of an error with its sentence.
 * peopleChanged: others hear than it was chosen for, or nobody knows who. accessChanged: the site does not allow it on the call as
 * it is now. pageHung, screenLocked, asleep: nobody is at the machine.
 */
export const withdrawal = z.enum(['peopleChanged', 'accessChanged', 'pageHung', 'screenLocked', 'asleep'])
export type Withdrawal = z.infer<typeof withdrawal>

/** A speaking mode, and for whom the supervisor chose it. */
export type Choice = { readonly mode: Mode; readonly hearers: readonly Hearer[] }

/**
 * Why what was chosen may not stand any more; null while it may. `callGone`: the floor does not show the call (any more), so
 * nobody knows who is on it.
 */
export type WhyNot = 'callGone' | 'peopleChanged' | 'accessChanged'

export function whyNotStill(
  choice: Choice,
  call: Call | undefined,
  agentId: string,
  rules: AccessRules,
): WhyNot | null {
  if (!call) return 'callGone'
  if (!sameHearers(choice.hearers, hearersOf(call, agentId, choice.mode))) return 'peopleChanged'
  return accessTo(call, agentId, rules)[choice.mode].allowed ? null : 'accessChanged'
}

const hearerOf = (side: Hearer['side'], { agentId, number, onNet, leg }: Party): Hearer => ({
  side,
  agentId,
  number,
  onNet,
  leg,
})

function samePerson(one: Hearer, other: Hearer | undefined): boolean {
  if (one.side !== other?.side || one.onNet !== other.onNet) return false
  if (one.agentId !== null && other.agentId !== null) return one.agentId === other.agentId
  return one.number === other.number && (one.number !== '' || (one.leg ?? null) === (other.leg ?? null))
}
