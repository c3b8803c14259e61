// The Electron preload: exposes `window.desk`, sandboxed and context-isolated, with the contract's names and no other.
import { contextBridge, ipcRenderer } from 'electron'
import type { DeskReply } from '#contract/channel.ts'
import {
  type Desk,
  type RequestOutput,
  requestNames,
  type SignalName,
  type SignalPayload,
  signalNames,
} from '#contract/ipc.ts'
import { requestChannel, signalChannel } from './channels.ts'

const known = { requests: new Set<string>(requestNames), signals: new Set<string>(signalNames) }

const request: Desk['request'] = async (name, input) => {
  if (!known.requests.has(name)) throw new Error('The contract has no such request')
  const reply: DeskReply = await ipcRenderer.invoke(requestChannel(name), input)
  if (reply.kind === 'fault') throw new Error(reply.error.code)
  return reply.output as RequestOutput<typeof name>
}

const on: Desk['on'] = (name, listener) => {
  if (!known.signals.has(name)) throw new Error('The contract has no such signal')
  if (name === 'link') return tellLinkIsUp(listener)
  return listen(name, listener)
}

function listen<K extends SignalName>(name: K, listener: (payload: SignalPayload<K>) => void): () => void {
  // The event object carries the sender's ports, so it stays on this side.
  const deliver = (_event: unknown, payload: SignalPayload<K>) => listener(payload)
  ipcRenderer.on(signalChannel(name), deliver)
  return () => {
    ipcRenderer.removeListener(signalChannel(name), deliver)
  }
}

/** In Electron the desk lives exactly as long as the window, so its link is told once, as up. */
function tellLinkIsUp<K extends SignalName>(listener: (payload: SignalPayload<K>) => void): () => void {
  let wanted = true
  queueMicrotask(() => {
    if (wanted) listener({ up: true, cause: null } as SignalPayload<K>)
  })
  return () => {
    wanted = false
  }
}

contextBridge.exposeInMainWorld('desk', { request, on } satisfies Desk)
