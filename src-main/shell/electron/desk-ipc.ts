// The contract over Electron's IPC: one handler a request, one channel a signal, and only main frames of our own windows may speak.
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import { requestNames } from '#contract/ipc.ts'
import type { Stop } from '#contract/time.ts'
import { answerRequest, type ServedDesk } from '#main/desk/serve.ts'
import type { Log } from '#main/system/log.ts'
import { requestChannel, signalChannel } from '#preload/channels.ts'
import { isOwnPage } from './own-page.ts'

export type DeskIpc = {
  /** Serves this window the desk as it may have it, until the stop. */
  readonly serve: (page: WebContents, desk: ServedDesk) => Stop
}

/** A request from anywhere else rejects and is logged. */
export function openDeskIpc(log: Log): DeskIpc {
  const served = new Map<WebContents, ServedDesk>()
  for (const name of requestNames) {
    ipcMain.handle(requestChannel(name), (event, input: unknown) => {
      const desk = served.get(event.sender)
      if (desk && isOurs(event)) return answerRequest(desk.handlers, name, input, log)
      log('warn', `refused ${name} from a frame that is not the console's own page`)
      throw new Error('Only the console may ask this')
    })
  }
  return {
    serve: (page, desk) => {
      served.set(page, desk)
      const stopSignals = desk.onSignal(({ name, payload }) => {
        if (!page.isDestroyed()) page.send(signalChannel(name), payload)
      })
      return () => {
        stopSignals()
        served.delete(page)
      }
    },
  }
}

function isOurs({ senderFrame: frame }: IpcMainInvokeEvent): boolean {
  return frame !== null && frame.parent === null && isOwnPage(frame.url)
}
