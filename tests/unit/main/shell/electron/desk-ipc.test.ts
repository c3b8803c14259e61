// The contract over IPC: every name of it and no other, for our own main frame and no other.
import { describe, expect, it, vi } from 'vitest'
import { requestNames } from '#contract/ipc.ts'
import { BrowserWindow, FakeContents, ipcMain } from '../../../../fakes/fake-electron.ts'
import { liveSignal, startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const ask = (name: string, input: unknown, from: { sender: unknown; senderFrame: unknown }) =>
  ipcMain.handlers.get(`desk:request:${name}`)!(from, input)

const ourPage = () => {
  const sender = BrowserWindow.all[0]!.webContents
  return { sender, senderFrame: sender.mainFrame }
}

describe('the IPC of the main process', () => {
  it('listens on one channel a request of the contract and on no other', async () => {
    await startConsole()
    expect([...ipcMain.handlers.keys()].sort()).toEqual(requestNames.map((name) => `desk:request:${name}`).sort())
  })

  it('passes a request of our page to the desk and its answer back', async () => {
    const { desk } = await startConsole()
    const reply = await ask('endMonitor', { ticketId: 'ticket-1' }, ourPage())
    expect(desk.asked).toEqual([{ name: 'endMonitor', input: { ticketId: 'ticket-1' } }])
    expect(reply).toEqual({ kind: 'output', output: { ok: false, error: { code: 'unknownMonitor' } } })
  })

  it('answers input that does not fit the contract without asking the desk', async () => {
    const { desk } = await startConsole()
    const reply = await ask('endMonitor', { ticketId: 7 }, ourPage())
    expect(reply).toMatchObject({ output: { ok: false, error: { code: 'badRequest' } } })
    expect(desk.asked).toEqual([])
  })

  it.each([
    ['a frame inside the page', () => ({ ...ourPage(), senderFrame: { url: 'app://console/index.html', parent: {} } })],
    [
      'our window after it was led elsewhere',
      () => ({ ...ourPage(), senderFrame: { url: 'https://evil.example/', parent: null } }),
    ],
    [
      'another file of ours',
      () => ({ ...ourPage(), senderFrame: { url: 'app://console/assets/main.js', parent: null } }),
    ],
    ['a frame that is gone already', () => ({ ...ourPage(), senderFrame: null })],
    ['another window', () => ({ ...ourPage(), sender: new FakeContents() })],
  ])('refuses %s and writes it down', async (_who, from) => {
    const { desk, log } = await startConsole()
    expect(() => ask('endMonitor', { ticketId: 'ticket-1' }, from())).toThrow('Only the console may ask this')
    expect(desk.asked).toEqual([])
    expect(log).toContain("warn refused endMonitor from a frame that is not the console's own page")
  })

  it('sends the signals of the desk to the page, but not to one that is gone', async () => {
    const { desk, window } = await startConsole()
    window.webContents.sent = []
    desk.say(liveSignal)
    expect(window.webContents.sent).toEqual([{ channel: 'desk:signal:status', payload: liveSignal.payload }])
    window.webContents.destroyed = true
    desk.say(liveSignal)
    expect(window.webContents.sent).toHaveLength(1)
  })
})
