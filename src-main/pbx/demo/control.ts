// One connection to the control socket: proves who we are, then carries requests, answers and events.
import { createHmac } from 'node:crypto'
import { WebSocket } from 'ws'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
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

export function openControl(address: ControlAddress, events: ControlEvents): Control {
  const requests = createRequests()
  // One message a turn of the loop, so that an answer is dealt with before the event behind it.
  const socket = new WebSocket(address.controlUrl, {
    allowSynchronousEvents: false,
    handshakeTimeout: OPEN_WAIT_MS,
    perMessageDeflate: false,
  })
  const giveUp = setTimeout(() => close(deskFailure('timedOut', 'no welcome')), OPEN_WAIT_MS)
  let welcome = false
  let closed = false

  const close = (cause: DeskError) => {
    if (closed) return
    closed = true
    clearTimeout(giveUp)
    socket.terminate()
    requests.fail(deskFailure('pbxUnreachable'))
    events.onClosed(cause)
  }
  const take = (frame: PbxFrame) => {
    switch (frame.type) {
      case 'challenge': {
        const proof = createHmac('sha256', address.secret).update(frame.nonce).digest('hex')
        socket.send(JSON.stringify({ type: 'auth', role: 'console', owner: address.owner, proof }))
        return
      }
      case 'welcome':
        welcome = true
        clearTimeout(giveUp)
        return events.onWelcome()
      case 'refused':
        return close(deskFailure('pbxWrongPassword', frame.reason))
      case 'answer':
        return requests.answer(frame.id, 'error' in frame ? err(errorOf(frame.error)) : ok(frame.result))
      case 'event':
        if (welcome) events.onEvent(frame)
    }
  }
  socket.on('message', (data, isBinary) => {
    if (closed) return
    const frame = isBinary ? err('a binary frame') : decodeFrame(String(data))
    if (frame.ok) take(frame.value)
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
      return requests.send((id) => socket.send(JSON.stringify({ type: 'request', id, method, params })), waitMs)
    },
    close: () => close(deskFailure('pbxUnreachable', 'closed here')),
  }
}

type Settle = (result: Result<unknown>) => void

function createRequests() {
  const waiting = new Map<number, { readonly settle: Settle; readonly timer: NodeJS.Timeout }>()
  let lastId = 0
  const answer = (id: number, result: Result<unknown>) => {
    const request = waiting.get(id)
    if (!request) return // late: it has timed out
    waiting.delete(id)
    clearTimeout(request.timer)
    request.settle(result)
  }
  return {
    answer,
    send: (write: (id: number) => void, waitMs: number) => {
      const id = ++lastId
      return new Promise<Result<unknown>>((settle) => {
        const timer = setTimeout(() => answer(id, err(deskFailure('timedOut'))), waitMs)
        waiting.set(id, { settle, timer })
        write(id)
      })
    },
    fail: (cause: DeskError) => {
      for (const id of [...waiting.keys()]) answer(id, err(cause))
    },
  }
}
