// The line that took a call over, until it is gone: out of the dialplan's context it would go on there once the caller has left (measured, 22).
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { AsteriskActsParts } from './parts.ts'

/** bridged: with somebody · alone: in no bridge, and none may follow · gone: hung up. */
export type LineAfter = 'bridged' | 'alone' | 'gone'

export function nextLineAfter(state: LineAfter, line: string, { Event, Uniqueid }: AmiMessage): LineAfter {
  if (Uniqueid !== line || state === 'gone') return state
  if (Event === 'Hangup') return 'gone'
  if (Event === 'BridgeEnter') return 'bridged'
  return Event === 'BridgeLeave' ? 'alone' : state
}

/** Passed on by its own phone it may enter another bridge, or be hung up by that. */
const GOES_ON_WITHIN_MS = 500
const AGAIN_MS = 1000

/** Hangs it up as soon as it talks with nobody any more. `name`: of its channel. */
export function endWithCaller({ onEvents, feed, parts }: AsteriskActsParts, line: string, name: string): void {
  let state: LineAfter = 'bridged'
  const stop = onEvents((events) => {
    const before = state
    for (const event of events) state = nextLineAfter(state, line, event)
    if (state === 'gone') stop()
    if (state === 'alone' && before !== 'alone') parts.clock.after(GOES_ON_WITHIN_MS, () => void hangUp())
  })
  const hangUp = async (): Promise<void> => {
    if (state !== 'alone') return
    const done = await feed.action('Hangup', [['Channel', name]])
    if (!done.ok && /no such channel/i.test(done.error.detail ?? '')) return stop()
    parts.clock.after(AGAIN_MS, () => void hangUp())
  }
}
