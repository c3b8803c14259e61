// What the monitors may ask of the picture.
import { deskFailure } from '#contract/errors.ts'
import type { Call, Floor } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { CallRow } from '../wire/row.ts'
import { isTapRow, type Taps } from '../wire/tap.ts'
import { callIdOf, type Meaning } from './call-map.ts'
import { canBeTapped } from './floor-map.ts'
import type { Picture } from './picture.ts'

export type TappedCall = {
  readonly target: Target
  readonly origCallId: string
  readonly agentSide: 'orig' | 'term'
}

export type View = {
  readonly user: string
  readonly taps: Taps
  readonly callOf: (target: Target) => Call | null
  /** callGone or notAnswered where the portal would not offer it. */
  readonly tapped: (target: Target) => Result<TappedCall>
  readonly tapKeys: () => ReadonlySet<string>
  /** Where a tapped call is now; the target moves with it when it was transferred. */
  readonly whereIs: (
    target: Target,
    origCallId: string,
    agentSide: 'orig' | 'term',
  ) => { readonly target: Target | null; readonly agentSide: 'orig' | 'term' }
}

export function viewOf(picture: Picture, floor: Floor, taps: Taps, meaning: Meaning, user: string): View {
  const rowOf = (callId: string): CallRow | null => {
    const direct = picture.calls.get(callId)
    if (direct) return direct
    for (const row of picture.calls.values()) if (callIdOf(row.key) === callId) return row
    return null
  }
  const callOf = ({ callId }: Target): Call | null => floor.calls[callId] ?? null
  const sideOf = (call: Call, agentId: string) => (call.from.agentId === agentId ? 'orig' : 'term')

  return {
    user,
    taps,
    callOf,
    tapped: (target) => {
      const row = rowOf(target.callId)
      const call = callOf(target)
      if (!row || !call) return err(deskFailure('callGone'))
      if (![call.from.agentId, call.to.agentId].includes(target.agentId))
        return err(deskFailure('callGone', 'the agent is not on it'))
      if (!canBeTapped(row, meaning)) return err(deskFailure('notAnswered'))
      return ok({ target, origCallId: row.origCallId, agentSide: sideOf(call, target.agentId) })
    },
    tapKeys: () => new Set([...picture.calls.values()].filter(isTapRow).map((row) => row.key)),
    whereIs: (target, origCallId, agentSide) => {
      if (rowOf(target.callId)) return { target, agentSide }
      for (const row of picture.calls.values()) {
        if (row.origCallId !== origCallId || !canBeTapped(row, meaning)) continue
        const call = floor.calls[callIdOf(row.key)]
        if (call?.agentId)
          return { target: { callId: call.id, agentId: call.agentId }, agentSide: sideOf(call, call.agentId) }
      }
      return { target: null, agentSide }
    },
  }
}
