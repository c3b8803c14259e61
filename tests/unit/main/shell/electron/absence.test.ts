// Nobody is at the machine, as Electron tells it: nobody may hear the supervisor.
import { describe, expect, it, vi } from 'vitest'
import { powerMonitor } from '../../../../fakes/fake-electron.ts'
import { startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

describe('a speaking mode is taken back', () => {
  it.each([
    ['lock-screen', 'screenLocked'],
    ['user-did-resign-active', 'screenLocked'],
    ['suspend', 'asleep'],
    ['resume', 'asleep'],
  ])('at %s', async (event, why) => {
    const { desk } = await startConsole()
    powerMonitor.emit(event)
    expect(desk.done).toEqual([`nobody there: ${why}`])
  })

  it('when the page does not answer', async () => {
    const { desk, window, log } = await startConsole()
    window.emit('unresponsive')
    expect(desk.done).toEqual(['nobody there: pageHung'])
    expect(log).toContain('warn the page does not answer')
  })
})

describe('what is monitored ends', () => {
  it('when the machine is shut down', async () => {
    const { desk } = await startConsole()
    powerMonitor.emit('shutdown')
    expect(desk.done).toEqual(['monitors ended'])
  })

  it('when the person is logged off', async () => {
    const { desk, window } = await startConsole()
    window.emit('session-end')
    expect(desk.done).toEqual(['monitors ended'])
  })
})
