// One call as the rest of the PBX sees it: its listeners and what they have been told so far.

import { createListeners } from '../kit/listeners.ts'
import type { MediaPeer } from '../kit/media-peer.ts'
import type { Log } from '../kit/parts.ts'
import type { CallEnd, Digit, MediaSession, Refer, SipCall } from '../kit/telephony.ts'

type Phase =
  | { readonly kind: 'setup' }
  | { readonly kind: 'up'; readonly media: MediaSession }
  | { readonly kind: 'ended'; readonly end: CallEnd }

export type CallCore = {
  readonly view: Omit<SipCall, 'end'>
  phase(): Phase['kind']
  progress(status: number): void
  established(peer: MediaPeer): void
  digit(digit: Digit): void
  hold(held: boolean): void
  /** False: nobody here passes this call on. */
  refer(refer: Refer): boolean
  /** Only the first end counts. */
  ended(end: CallEnd): void
}

export function createCallCore(id: string, line: string, log: Log): CallCore {
  const fault = (error: unknown) => log('error', `call ${id}: a listener failed: ${error}`)
  const progress = createListeners<[number]>(fault)
  const up = createListeners<[MediaSession]>(fault)
  const digits = createListeners<[Digit]>(fault)
  const hold = createListeners<[boolean]>(fault)
  const refers = createListeners<[Refer]>(fault)
  const ended = createListeners<[CallEnd]>(fault)
  let passers = 0
  let phase: Phase = { kind: 'setup' }

  const view: CallCore['view'] = {
    id,
    line,
    media: () => (phase.kind === 'up' ? phase.media : null),
    onProgress: progress.add,
    onDigit: digits.add,
    onHold: hold.add,
    onRefer(listener) {
      const stop = refers.add(listener)
      passers += 1
      return () => {
        stop()
        passers -= 1
      }
    },
    onEstablished(listener) {
      if (phase.kind === 'up') listener(phase.media)
      return up.add(listener)
    },
    onEnded(listener) {
      if (phase.kind === 'ended') listener(phase.end)
      return ended.add(listener)
    },
  }

  return {
    view,
    phase: () => phase.kind,
    progress: (status) => phase.kind === 'setup' && progress.tell(status),
    established(peer) {
      if (phase.kind !== 'setup') return
      phase = { kind: 'up', media: peer.session }
      log('info', `call ${id} with line ${line}: up`)
      up.tell(peer.session)
    },
    digit: (digit) => phase.kind === 'up' && digits.tell(digit),
    hold: (held) => phase.kind === 'up' && hold.tell(held),
    refer(refer) {
      if (phase.kind !== 'up' || passers === 0) return false
      refers.tell(refer)
      return true
    },
    ended(end) {
      if (phase.kind === 'ended') return
      phase = { kind: 'ended', end }
      log('info', `call ${id} with line ${line}: ended by ${end.by}, ${end.status} ${end.reason}`)
      ended.tell(end)
    },
  }
}
