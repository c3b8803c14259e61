// Closing the window or quitting while somebody hears the supervisor is asked first, and the microphone closes before the question.
import { describe, expect, it, vi } from 'vitest'
import type { PlaceUse } from '#contract/windows.ts'
import { de } from '#main/shell/electron/words/de.ts'
import { en } from '#main/shell/electron/words/en.ts'
import { es } from '#main/shell/electron/words/es.ts'
import { cardWords as cardDe } from '#renderer/words/de/card.ts'
import { cardWords as cardEn } from '#renderer/words/en/card.ts'
import { cardWords as cardEs } from '#renderer/words/es/card.ts'
import {
  aDisplay,
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  powerMonitor,
  screen,
  Tray,
} from '../../../../fakes/fake-electron.ts'
import { startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const heard: PlaceUse = { kind: 'heard', agent: 'Carla Mendes' }
const LEAVE = 1

type Started = Awaited<ReturnType<typeof startConsole>>

const ways: readonly (readonly [string, (started: Started) => void])[] = [
  ['the close button', ({ window }) => window.close()],
  ['the menu and its key', () => app.quit()],
  ['the tray', () => Tray.all[0]?.menu[3]?.click?.()],
]

/** The person looks at the question until the answer is given. */
function unanswered(): (place: number) => void {
  let give: (place: number) => void = () => {}
  dialog.answer = new Promise((resolve) => {
    give = resolve
  })
  return (place) => give(place)
}

describe.each(ways)('by %s', (_name, leave) => {
  it('asks while somebody hears, the microphone closed by then, and stays', async () => {
    const started = await startConsole()
    const answer = unanswered()
    started.desk.uses(heard)
    leave(started)
    expect(started.desk.asked.map(({ name }) => name)).toEqual(['hush'])
    expect(dialog.asked).toMatchObject([
      { message: 'Quit Earshot?', detail: en.leaving.listening('Carla Mendes'), buttons: ['Stay', 'Quit'] },
    ])
    answer(0)
    await dialog.answer
    expect([app.quits, started.window.destroyed, started.desk.done]).toEqual([0, false, []])
    await vi.waitFor(() => {
      leave(started)
      expect(dialog.asked).toHaveLength(2)
    })
  })

  it('ends in order when the answer is to leave, and asks once', async () => {
    const started = await startConsole()
    const answer = unanswered()
    started.desk.uses(heard)
    leave(started)
    leave(started)
    expect(app.quits).toBe(0)
    answer(LEAVE)
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(dialog.asked).toHaveLength(1)
    expect(started.desk.done).toEqual(['closing', 'closed'])
  })

  it('says that a phone call would be hung up', async () => {
    const started = await startConsole()
    started.desk.uses({ kind: 'phone' })
    leave(started)
    expect(dialog.asked).toMatchObject([{ detail: en.leaving.phone }])
  })

  it('asks nothing while nobody hears', async () => {
    const started = await startConsole()
    started.desk.uses({ kind: 'listening', agent: 'Carla Mendes' })
    leave(started)
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(dialog.asked).toEqual([])
  })
})

describe('is not asked', () => {
  it.each([
    ['log-off', ({ window }: Started) => window.emit('query-session-end', {})],
    ['the end of the session', ({ window }: Started) => window.emit('session-end')],
    ['shutdown', () => powerMonitor.emit('shutdown')],
  ])('at %s, which it must not hold up', async (_name, happens) => {
    const started = await startConsole()
    started.desk.uses(heard)
    happens(started)
    started.window.close()
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(dialog.asked).toEqual([])
  })

  it('by a signal, a starter that has gone, or a bug', async () => {
    const { desk, end } = await startConsole()
    desk.uses(heard)
    end()
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(dialog.asked).toEqual([])
  })

  it('twice: a log-off while the question stands ends it', async () => {
    const started = await startConsole()
    unanswered()
    started.desk.uses(heard)
    app.quit()
    started.window.emit('session-end')
    app.quit()
    await vi.waitFor(() => expect(app.quits).toBe(1))
  })

  it('where the box cannot be shown', async () => {
    const started = await startConsole()
    dialog.answer = Promise.reject(new Error('no display'))
    started.desk.uses(heard)
    app.quit()
    await vi.waitFor(() => expect(app.quits).toBe(1))
  })
})

it('a wallboard that is closed after the question was answered with Stay is not remembered', async () => {
  const started = await startConsole()
  screen.displays = [aDisplay(1, 0), aDisplay(7, 1920, 'Big TV')]
  const { webContents } = started.window
  const ask = ipcMain.handlers.get('desk:request:showWall')
  await ask?.({ sender: webContents, senderFrame: webContents.mainFrame }, { display: '7', shown: true })
  started.desk.uses(heard)
  app.quit()
  await dialog.answer
  await vi.waitFor(() => expect(BrowserWindow.all).toHaveLength(2))
  BrowserWindow.all[1]?.destroy()
  const { readWalls } = await import('#main/shell/electron/walls/wall-file.ts')
  const { join } = await import('node:path')
  expect(readWalls(join(started.folder, '..', 'walls.json'))).toEqual([])
})

it.each([
  ['en', en.leaving, cardEn.leaving],
  ['es', es.leaving, cardEs.leaving],
  ['de', de.leaving, cardDe.leaving],
] as const)('says it in the words of the page in %s', (_language, shell, page) => {
  expect([shell.stay, shell.phone, shell.listening('Carla')]).toEqual([page.stay, page.phone, page.listening('Carla')])
})
