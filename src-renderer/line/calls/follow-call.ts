// What JsSIP tells of one call, as the line is told of it: rings, up, on hold, its sound, its end and why.
import type { RTCSession } from 'jssip/lib/RTCSession'
import { deskFailure } from '#contract/errors.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { PhoneEvent } from '../phone.ts'
import type { SoundTools } from '../sound/tools.ts'
import type { Ears } from './ears.ts'

type Progress = { readonly response?: { readonly body?: string | null } | null }
type CallEnd = Pick<Extract<PhoneEvent, { kind: 'ended' }>, 'elsewhere' | 'status' | 'cause'>

type Following = {
  readonly clock: Pick<Clock, 'after' | 'ticks'>
  readonly ears: Ears
  readonly tools: SoundTools
  readonly emit: (event: PhoneEvent) => void
}

export function followCall(
  id: string,
  session: RTCSession,
  { ears, clock, tools, emit }: Following,
  tellEnd: (end: CallEnd) => void,
): void {
  const isPlaced = String(session.direction) === 'outgoing'
  let stopAwaiting: Stop = () => {}
  const over = (end: CallEnd): void => {
    stopAwaiting()
    tellEnd(end)
  }
  session.on('ended', ({ cause }) => over(endBy(cause)))
  session.on('failed', ({ message, originator, cause }) => {
    if (!isPlaced) over(isAnsweredElsewhere(message) ? { elsewhere: true } : endBy(cause))
    else over(String(originator) === 'local' ? {} : { status: statusOf(message) })
  })
  // Unheard, JsSIP leaves either without an answer: the one who asks waits for good. Nobody else gets the line of a call by asking for it.
  session.on('replaces', ({ reject }) => reject())
  session.on('refer', ({ reject }) => reject())
  // Where the PBX sends a sound of its own, that one is heard.
  session.on('progress', (event: Progress) => isPlaced && !event.response?.body && emit({ kind: 'rings', id }))
  session.on('confirmed', () => {
    emit({ kind: 'established', id })
    stopAwaiting = tools.awaitSound(session.connection, clock, (sound) => emit({ kind: 'sound', id, sound }))
  })
  session.on('hold', ({ originator }) => String(originator) === 'remote' && emit({ kind: 'hold', id, held: true }))
  session.on('unhold', ({ originator }) => String(originator) === 'remote' && emit({ kind: 'hold', id, held: false }))
  const hear = (connection: RTCPeerConnection): void =>
    connection.addEventListener('track', ({ track, streams: [stream] }) =>
      ears.comes(id, stream ?? new MediaStream([track])),
    )
  // A call that was placed has its connection from the beginning.
  if (session.connection) hear(session.connection)
  else session.on('peerconnection', ({ peerconnection }) => hear(peerconnection))
}

const statusOf = (message: unknown): number =>
  typeof message === 'object' && message !== null && 'status_code' in message ? Number(message.status_code) : 0

/** JsSIP's own causes that are a fault of the line; every other end is an act of somebody. */
function endBy(cause: string | undefined): CallEnd {
  if (cause === 'RTP Timeout') return { cause: deskFailure('lineNoPath', cause) }
  // It knows the call no more (408 or 481 to a request in it; RFC 3261, 12.2.1.2), as after a start anew.
  if (cause === 'Dialog Error') return { cause: deskFailure('monitorLost', cause) }
  const isOffer = cause === 'WebRTC Error' || cause === 'Bad Media Description' || cause === 'Incompatible SDP'
  return isOffer ? { cause: deskFailure('lineNotWebrtc', cause) } : {}
}

/** By the CANCEL of a call that rang at several phones (RFC 3326). */
const isAnsweredElsewhere = (message: { getHeader?(name: string): string | undefined } | null | undefined): boolean =>
  /cause\s*=\s*200\b/i.test(message?.getHeader?.('Reason') ?? '')
