// Why an action on a call was refused: what the platform says, or that the call was over by then.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { callIdOf } from '../floor/call-map.ts'
import { readCalls } from '../floor/reading.ts'
import type { Api } from '../wire/api.ts'
import { isTapRow } from '../wire/tap.ts'
import type { Waiting } from './waiting.ts'

export type AskedCall = {
  readonly callId: string
  readonly origCallId: string
  /** The picture does not show it any more. */
  readonly isOver: () => boolean
}

export type RefusalParts = {
  readonly api: Api
  readonly domain: () => string
  readonly isLive: () => boolean
  readonly waiting: Waiting
}

/** The feed tells of an end a moment after the platform has begun to refuse; who waits for a mode is answered within 2 s. */
const endToldWithinMs = 1_200

/**
 * The reason a person can act on. No status tells a call that is over from an action that is switched off: portals answer either with 400,
 * 403 or 404. So the feed and the list of calls are asked: gone from either is over; on both, a 403 or 404 means "not enabled".
 */
export function createRefusals(parts: RefusalParts) {
  return async (error: DeskError, call: AskedCall): Promise<DeskError> => {
    if (error.code === 'signInNeeded') return error
    if (call.isOver()) return deskFailure('callGone', error.detail)
    if (!isRefused(error)) return error
    switch (await fateOf(call, parts)) {
      case 'over':
        return deskFailure('callGone', error.detail)
      case 'goesOn':
        return error.code === 'callGone' ? deskFailure('notEnabled', error.detail) : error
      case 'unknown':
        return error
    }
  }
}
export type WhyRefused = ReturnType<typeof createRefusals>

const isRefused = ({ code }: DeskError): boolean =>
  code === 'callGone' || code === 'notEnabled' || code === 'pbxRefused'

async function fateOf(call: AskedCall, parts: RefusalParts): Promise<'over' | 'goesOn' | 'unknown'> {
  const { isLive, waiting } = parts
  const list: { answer: 'listed' | 'notListed' | 'notRead' | null } = { answer: null }
  void lookUp(call, parts).then((answer) => {
    list.answer = answer
    waiting.wake()
  })
  const isOver = () => call.isOver() || list.answer === 'notListed'
  await waiting.until(() => isOver() || (!isLive() && list.answer !== null), endToldWithinMs)
  if (isOver()) return 'over'
  return isLive() || list.answer === 'listed' ? 'goesOn' : 'unknown'
}

async function lookUp({ callId, origCallId }: AskedCall, { api, domain }: RefusalParts) {
  const calls = await readCalls(api, domain())
  if (!calls.ok) return 'notRead'
  const isIt = calls.value.some(
    (row) => !isTapRow(row) && (row.origCallId === origCallId || callIdOf(row.key) === callId),
  )
  return isIt ? 'listed' : 'notListed'
}
