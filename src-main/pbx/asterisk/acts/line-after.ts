// The line that takes a call over, until it is gone: out of the dialplan's context it would go on there once the caller has left (measured, 22).
import type { Stop } from '#contract/time.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { bridgeOf, type Listed, rowOf } from './listed-channels.ts'
import type { AsteriskActsParts } from './parts.ts'

/** asked: nothing was told of it since · bridged: with somebody · alone: in no bridge, and none may follow · gone: hung up. */
export type LineAfter = 'asked' | 'bridged' | 'alone' | 'gone'

export function nextLineAfter(state: LineAfter, line: string, { Event, Uniqueid }: AmiMessage): LineAfter {
  if (Uniqueid !== line || state === 'gone') return state
  if (Event === 'Hangup') return 'gone'
  if (Event === 'BridgeEnter') return 'bridged'
  return Event === 'BridgeLeave' ? 'alone' : state
}

/** Passed on by its own phone it may enter another bridge, or be hung up by that. */
const GOES_ON_WITHIN_MS = 500
const AGAIN_MS = 1000

/** `taken`, with the name of its channel: from now on it is hung up as soon as it talks with nobody any more. */
export type FollowedLine = { readonly taken: (name: string) => void; readonly stop: Stop }

/** Begun before the call is taken over: a caller who hangs up in the same moment has left before anybody knows of it. */
export function followLine({ onEvents, feed, parts }: Parts, line: string): FollowedLine {
  let state: LineAfter = 'asked'
  let name: string | null = null
  const later = (ms: number) => void parts.clock.after(ms, () => void hangUp())
  const stop = onEvents((events) => {
    const before = state
    for (const event of events) state = nextLineAfter(state, line, event)
    if (state === 'gone') stop()
    if (name !== null && state === 'alone' && before !== 'alone') later(GOES_ON_WITHIN_MS)
  })
  const hangUp = async (): Promise<void> => {
    if (name === null || state === 'bridged' || state === 'gone') return
    const shown = await feed.action('CoreShowChannels')
    if (!shown.ok) return later(AGAIN_MS)
    // An event may not have come: nobody is hung up who talks with somebody.
    if (isWithSomebody(shown.value.rows, line)) state = 'bridged'
    if (rowOf(shown.value.rows, line) === null) return stop()
    if (state === 'bridged') return
    const done = await feed.action('Hangup', [['Channel', name]])
    if (!done.ok && /no such channel/i.test(done.error.detail ?? '')) return stop()
    later(AGAIN_MS)
  }
  return {
    taken: (channel) => {
      name = channel
      if (state !== 'bridged' && state !== 'gone') later(GOES_ON_WITHIN_MS)
    },
    stop,
  }
}

type Parts = Pick<AsteriskActsParts, 'onEvents'> & {
  readonly feed: Pick<AsteriskActsParts['feed'], 'action'>
  readonly parts: Pick<AsteriskActsParts['parts'], 'clock'>
}

function isWithSomebody(rows: Listed, line: string): boolean {
  const bridge = bridgeOf(rows, line)
  return bridge !== null && rows.some(({ BridgeId, Uniqueid }) => BridgeId === bridge && Uniqueid !== line)
}
