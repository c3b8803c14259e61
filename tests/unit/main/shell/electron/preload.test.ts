// window.desk as the preload exposes it: the contract's names, and no event object of Electron.
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '#contract/ipc.ts'
import { contextBridge, ipcRenderer, resetElectron } from '../../../../fakes/fake-electron.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

let exposed: Record<string, unknown> = {}
const desk = (): Desk => exposed.desk as Desk

beforeAll(async () => {
  await import('#preload/index.ts')
  exposed = { ...contextBridge.exposed }
})
beforeEach(resetElectron)

describe('window.desk', () => {
  it('is two functions and nothing else of Electron or Node', () => {
    expect(Object.keys(exposed)).toEqual(['desk'])
    expect(Object.entries(desk()).map(([name, value]) => [name, typeof value])).toEqual([
      ['request', 'function'],
      ['on', 'function'],
    ])
  })

  it('asks on the channel of the request and gives the answer', async () => {
    ipcRenderer.reply = { kind: 'output', output: { ok: true, value: null } }
    await expect(desk().request('endMonitor', { ticketId: 'ticket-1' })).resolves.toEqual({ ok: true, value: null })
    expect(ipcRenderer.invoked).toEqual([{ channel: 'desk:request:endMonitor', input: { ticketId: 'ticket-1' } }])
  })

  it('rejects with the code when the desk could not answer at all', async () => {
    ipcRenderer.reply = { kind: 'fault', error: { code: 'internal' } }
    await expect(desk().request('hello', null)).rejects.toThrow('internal')
  })

  it.each(['openFile', 'constructor', '__proto__', 'request:hello', ''])(
    'rejects the unknown request "%s"',
    async (name) => {
      await expect(desk().request(name as 'hello', null)).rejects.toThrow('no such request')
      expect(ipcRenderer.invoked).toEqual([])
    },
  )

  it('refuses to listen to a signal the contract does not have', () => {
    expect(() => desk().on('toString' as 'status', () => {})).toThrow('no such signal')
    expect(ipcRenderer.eventNames()).toEqual([])
  })

  it('gives a listener the payload alone, never the event', () => {
    const heard: unknown[][] = []
    desk().on('status', (...args) => heard.push(args))
    ipcRenderer.emit('desk:signal:status', { sender: 'ports' }, { phase: 'connecting', since: 1 })
    expect(heard).toEqual([[{ phase: 'connecting', since: 1 }]])
  })

  it('stops telling a listener that has unsubscribed, and only that one', () => {
    const first = vi.fn()
    const second = vi.fn()
    const stop = desk().on('status', first)
    desk().on('status', second)
    stop()
    ipcRenderer.emit('desk:signal:status', {}, { phase: 'connecting', since: 1 })
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1])
  })

  it('says once that the link is up, unless nobody waits for it any more', async () => {
    const wanted = vi.fn()
    const unwanted = vi.fn()
    desk().on('link', wanted)
    desk().on('link', unwanted)()
    await vi.waitFor(() => expect(wanted).toHaveBeenCalledExactlyOnceWith({ up: true, cause: null }))
    expect(unwanted).not.toHaveBeenCalled()
  })
})
