// The one window's socket: the newest window holds the desk, an older one is told so and let go.
import type { WebSocket } from 'ws'
import { type DeskFrame, TAKEN_OVER } from '#contract/channel.ts'
import { deskFailure } from '#contract/errors.ts'
import { createObservable } from '#contract/observable.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import { serveDesk } from '#main/desk/serve.ts'
import type { Log } from '#main/system/log.ts'
import type { PageState } from './browser-end.ts'

/** Long enough for a reload, short enough that a crashed window does not listen on. */
export const RETURN_WAIT_MS = 5000

/** A window that does not read any more (frozen, stopped in a debugger) is cut off rather than kept in memory. */
const MOST_BUFFERED_BYTES = 8 * 1024 * 1024

export type WindowsParts = {
  readonly desk: DeskServer
  readonly log: Log
  readonly clock: Pick<Clock, 'after'>
}

/** Takes each window's socket as it comes. */
export function createWindows({ desk, log, clock }: WindowsParts) {
  let holder: { readonly socket: WebSocket; readonly stop: Stop } | null = null
  let stopWaiting: Stop = () => {}
  const page = createObservable<PageState>('never')

  const letGo = () => {
    if (!holder) return
    const { socket, stop } = holder
    holder = null
    stop()
    const payload = { up: false, cause: deskFailure('otherWindow') }
    send(socket, { type: 'signal', name: 'link', payload })
    socket.close(TAKEN_OVER, 'opened in another window')
  }
  return {
    page: { state: page.get, onChange: page.on },
    take: (socket: WebSocket) => {
      stopWaiting()
      letGo()
      const stop = serveDesk(
        desk,
        {
          send: (frame) => send(socket, frame),
          onMessage: (listener) => {
            socket.on('message', (data, isBinary) => {
              const message = isBinary ? undefined : parseJson(String(data))
              if (message === undefined) socket.close(1003, 'only JSON texts')
              else listener(message)
            })
            return () => socket.removeAllListeners('message')
          },
        },
        log,
      )
      holder = { socket, stop }
      page.set('open')
      // Without a listener a frame that is too long would end the process; ws itself closes the socket.
      socket.on('error', (error) => log('warn', `window socket: ${error.message}`))
      socket.on('close', () => {
        if (holder?.socket !== socket) return
        holder = null
        stop()
        page.set('gone')
        stopWaiting = clock.after(RETURN_WAIT_MS, () => void desk.windowGone())
      })
    },
    close: () => {
      stopWaiting()
      holder?.stop()
      holder?.socket.terminate()
      holder = null
    },
  }
}

function send(socket: WebSocket, frame: DeskFrame) {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > MOST_BUFFERED_BYTES) socket.terminate()
  else socket.send(JSON.stringify(frame))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
