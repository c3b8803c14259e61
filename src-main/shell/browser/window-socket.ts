// The sockets of the windows: each is served the desk as it may have it, and asked whether it is still there.
import type { WebSocket } from 'ws'
import type { DeskFrame } from '#contract/channel.ts'
import { createObservable } from '#contract/observable.ts'
import type { Clock } from '#contract/time.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import { serveDesk } from '#main/desk/serve.ts'
import { createDeskWindows, type WindowKind } from '#main/desk/windows.ts'
import type { Log } from '#main/system/log.ts'
import type { PageState } from './browser-end.ts'

/** A window that does not read any more (frozen, stopped in a debugger) is cut off rather than kept in memory. */
const MOST_BUFFERED_BYTES = 8 * 1024 * 1024

/** A browser answers a ping at once, also while its page hangs; a socket that was left has closed by then. */
export const PONG_WAIT_MS = 300

export type WindowsParts = {
  readonly desk: DeskServer
  readonly log: Log
  readonly clock: Pick<Clock, 'after' | 'every'>
}

/** Takes each window's socket as it comes. */
export function createWindows({ desk, log, clock }: WindowsParts) {
  const windows = createDeskWindows({ desk, log, clock })
  const open = new Set<WebSocket>()
  const page = createObservable<PageState>('never')

  return {
    page: { state: page.get, onChange: page.on },
    take: (socket: WebSocket, kind: WindowKind) => {
      const { served, leave } = windows.join(kind, () => isStillThere(socket, clock))
      const stop = serveDesk(
        served,
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
      open.add(socket)
      page.set('open')
      // Without a listener a frame that is too long would end the process; ws itself closes the socket.
      socket.on('error', (error) => log('warn', `window socket: ${error.message}`))
      socket.on('close', () => {
        if (!open.delete(socket)) return
        stop()
        leave()
        if (open.size === 0) page.set('gone')
      })
    },
    close: () => {
      windows.stop()
      for (const socket of open) socket.terminate()
      open.clear()
    },
  }
}

/** Who does not answer in time is there all the same: it is the closing that tells. */
function isStillThere(socket: WebSocket, clock: Pick<Clock, 'after'>): Promise<boolean> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve(false)
  return new Promise((resolve) => {
    const stopTimer = clock.after(PONG_WAIT_MS, () => resolve(true))
    const settle = (isThere: boolean) => () => {
      stopTimer()
      resolve(isThere)
    }
    socket.once('pong', settle(true))
    socket.once('close', settle(false))
    socket.ping()
  })
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
