// One connection to the control socket: proves who we are, then carries requests, answers and events.
import { createHmac } from 'node:crypto'
import { WebSocket } from 'ws'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { createRequests } from '#contract/requests.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { decodeFrame, type PbxFrame } from './codec.ts'
import { errorOf } from './map.ts'

const ANSWER_WAIT_MS = 2000
const OPEN_WAIT_MS = 5000

export type ControlEvents = {
  readonly onWelcome: () => void
  readonly onEvent: (frame: Extract<PbxFrame, { type: 'event' }>) => void
  /** A frame that could not be read: a feed event may be lost with it. */
  readonly onGarbage: (what: string) => void
  /** Once, whatever ended it. */
  readonly onClosed: (cause: DeskError) => void
}

export type Control = {
  /** Never rejects: pbxUnreachable, timedOut, or the PBX's own refusal. */
  readonly request: (method: string, params: object, waitMs?: number) => Promise<Result<unknown>>
  readonly close: () => void
}

export type ControlAddress = { readonly controlUrl: string; readonly secret: string; readonly owner: string }

export function openControl(address: ControlAddress, clock: Clock, events: ControlEvents): Control {
  const requests = createRequests<number, Result<unknown>>(clock)
  let lastId = 0
  // One message a turn of the loop, so that an answer is dealt with before the event behind it.
  const socket = new WebSocket(address.controlUrl, {
    allowSynchronousEvents: false,
    handshakeTimeout: OPEN_WAIT_MS,
    perMessageDeflate: false,
  })
  const stopWaiting = clock.after(OPEN_WAIT_MS, () => close(deskFailure('timedOut', 'no welcome')))
  let welcome = false
  let closed = false

  const close = (cause: DeskError) => {
    if (closed) return
    closed = true
    stopWaiting()
    socket.terminate()
    requests.answerAll(err(deskFailure('pbxUnreachable')))
    events.onClosed(cause)
  }
  const onFrame = (frame: PbxFrame) => {
    switch (frame.type) {
      case 'challenge': {
        const proof = createHmac('sha256', address.secret).update(frame.nonce).digest('hex')
        socket.send(JSON.stringify({ type: 'auth', role: 'console', owner: address.owner, proof }))
        return
      }
      case 'welcome':
        welcome = true
        stopWaiting()
        return events.onWelcome()
      case 'refused':
        return close(deskFailure('pbxWrongPassword', frame.reason))
      case 'answer':
        // Late, it has timed out.
        return void requests.answer(frame.id, 'error' in frame ? err(errorOf(frame.error)) : ok(frame.result))
      case 'event':
        if (welcome) events.onEvent(frame)
    }
  }
  socket.on('message', (data, isBinary) => {
    if (closed) return
    const frame = isBinary ? err('a binary frame') : decodeFrame(String(data))
    if (frame.ok) onFrame(frame.value)
    else if (welcome) events.onGarbage(frame.error)
    else close(deskFailure('pbxProtocol', frame.error))
  })
  socket.on('error', (error) => close(deskFailure('pbxUnreachable', error.message)))
  socket.on('close', (code) =>
    close(code === 4001 ? deskFailure('pbxWrongPassword') : deskFailure('pbxUnreachable', `closed with ${code}`)),
  )

  return {
    request: (method, params, waitMs = ANSWER_WAIT_MS) => {
      if (closed || !welcome) return Promise.resolve(err(deskFailure('pbxUnreachable')))
      const id = ++lastId
      const answer = requests.open(id, { ms: waitMs, otherwise: err(deskFailure('timedOut')) })
      socket.send(JSON.stringify({ type: 'request', id, method, params }))
      return answer
    },
    close: () => close(deskFailure('pbxUnreachable', 'closed here')),
  }
}
