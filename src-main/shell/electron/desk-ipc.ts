// The contract over Electron's IPC: one handler a request, one channel a signal, and only our own main frame may speak.
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import { requestNames } from '#contract/ipc.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import { answerRequest } from '#main/desk/serve.ts'
import type { Log } from '#main/system/log.ts'
import { requestChannel, signalChannel } from '#preload/channels.ts'
import { isOwnPage } from './own-page.ts'

/** Serves the desk to this page until the answer is called. A request from anywhere else rejects and is logged. */
export function serveOverIpc(desk: Pick<DeskServer, 'handlers' | 'onSignal'>, page: WebContents, log: Log): () => void {
  for (const name of requestNames) {
    ipcMain.handle(requestChannel(name), (event, input: unknown) => {
      if (isFromPage(event, page)) return answerRequest(desk.handlers, name, input, log)
      log('warn', `refused ${name} from a frame that is not the console's own page`)
      throw new Error('Only the console may ask this')
    })
  }
  const stopSignals = desk.onSignal(({ name, payload }) => {
    if (!page.isDestroyed()) page.send(signalChannel(name), payload)
  })
  return () => {
    stopSignals()
    for (const name of requestNames) ipcMain.removeHandler(requestChannel(name))
  }
}

function isFromPage(event: IpcMainInvokeEvent, page: WebContents): boolean {
  const frame = event.senderFrame
  return event.sender === page && frame !== null && frame.parent === null && isOwnPage(frame.url)
}
