// Newer versions in the desktop program: who is asked, what the end of the program does, and the way back.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ServedDesk } from '#main/desk/serve.ts'
import { runConsole, type UpdatingParts } from '#main/shell/electron/run-console.ts'
import { updating } from '#main/shell/electron/updating/updating.ts'
import { en } from '#main/shell/electron/words/en.ts'
import { trialFile } from '#main/updates/trial-file.ts'
import { FIRST_LOOK_MS } from '#main/updates/updates.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { app, BrowserWindow, dialog, powerMonitor, resetElectron } from '../../../../fakes/fake-electron.ts'
import { feedText, kind, ours } from '../../updates/signed-feed.ts'
import { fakeDesk } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const files: Readonly<Record<string, string>> = {
  'stable.json': feedText(['0.1.0', '0.2.0']),
  'earshot_0.1.0_amd64.deb': 'package 0.1.0',
  'earshot_0.2.0_amd64.deb': 'package 0.2.0',
}

describe('a newer version', () => {
  let dir = ''
  beforeEach(() => {
    resetElectron()
    dialog.shown = []
    installed.length = 0
    fetched.length = 0
    dialog.answer = Promise.resolve(0)
    dir = mkdtempSync(join(tmpdir(), 'earshot-updating-'))
    mkdirSync(join(dir, 'packages'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  const path = () => join(dir, 'trial.json')
  const installed: string[] = []
  const fetched: string[] = []
  /** As every start of the program does. */
  const parts = (version: string): UpdatingParts => ({
    version,
    kind,
    key: ours.key,
    folder: join(dir, 'packages'),
    trial: trialFile(path()),
    get: async (url) => {
      const name = url.split('/').at(-1) ?? ''
      fetched.push(name)
      return {
        status: 200,
        body: (async function* () {
          yield Buffer.from(files[name] ?? '')
        })(),
      }
    },
    install: async (file) => void installed.push(file.split('/').at(-1) ?? ''),
  })
  function begin(version: string, { kiosk = false, mode = 'ask' as 'ask' | 'auto' } = {}) {
    const clock = fakeClock()
    const desk = fakeDesk()
    const window = new BrowserWindow({})
    const log: string[] = []
    const it = updating({ updating: parts(version), clock }, (text) => void log.push(text))
    const updates = () => ({ mode, channel: 'stable', feed: 'https://updates.example' }) as const
    it.start({ site: { desk: desk.desk, kiosk, updates }, window: window as never, words: () => en })
    clock.pass(FIRST_LOOK_MS)
    return { it, desk, window, log, clock }
  }

  it('is asked about, fetched after a yes, and installed at the end, its window gone', async () => {
    dialog.answer = Promise.resolve(1)
    const { it: here, window, log } = begin('0.1.0')
    await vi.waitFor(() => expect(log.join()).toContain('is installed when the console ends'))
    expect(dialog.shown).toEqual([en.updating.title('0.2.0')])
    await here.end()
    expect(installed).toEqual(['earshot_0.2.0_amd64.deb'])
    expect(window.calls).toContain('hide')
  })

  it('is not installed while the machine is shut down', async () => {
    const { it: here, log } = begin('0.1.0', { mode: 'auto' })
    await vi.waitFor(() => expect(log.join()).toContain('is installed when the console ends'))
    powerMonitor.emit('shutdown')
    await here.end()
    expect(installed).toEqual([])
  })

  it('is asked about on no locked station', async () => {
    dialog.answer = Promise.resolve(1)
    const { it: here, clock } = begin('0.1.0', { kiosk: true })
    await vi.waitFor(() => expect(fetched).toEqual(['stable.json']))
    await clock.advance(60_000)
    expect([dialog.shown, fetched]).toEqual([[], ['stable.json']])
    await here.end()
    expect(installed).toEqual([])
  })

  describe('on trial', () => {
    const text = 'package 0.1.0'
    const start = async (wants: number) => {
      dialog.answer = Promise.resolve(wants)
      return updating({ updating: parts('0.2.0'), clock: fakeClock() }, () => {}).wentBack(en)
    }
    beforeEach(() => {
      const wayBack = join(dir, 'packages', 'earshot_0.1.0_amd64.deb')
      writeFileSync(wayBack, text)
      const sha512 = createHash('sha512').update(text).digest('hex')
      const trial = { from: '0.1.0', to: '0.2.0', wayBack, sha512, bytes: text.length }
      trialFile(path()).apply({ kind: 'installing', trial })
    })

    it('that twice showed no floor offers the way back at the third start', async () => {
      expect([await start(0), await start(0)]).toEqual([false, false])
      expect(dialog.shown).toEqual([])
      expect(await start(0)).toBe(true)
      expect(dialog.shown).toEqual([en.updating.backTitle('0.2.0')])
      expect(installed).toEqual(['earshot_0.1.0_amd64.deb'])
    })

    it('is tried again where the person wants it, and where the old package is not whole any more', async () => {
      for (const wants of [1, 1]) await start(wants)
      expect(await start(1)).toBe(false)
      writeFileSync(join(dir, 'packages', 'earshot_0.1.0_amd64.deb'), 'package 6.6.6')
      expect(await start(0)).toBe(false)
      expect(installed).toEqual([])
    })

    it('is on trial no more once the page lives on with the floor', async () => {
      const it = updating({ updating: parts('0.2.0'), clock: fakeClock() }, () => {})
      const desk: ServedDesk = fakeDesk().desk
      const { handlers } = it.watch(desk)
      await handlers.beat(null)
      expect(trialFile(path()).current().trial).toMatchObject({ starts: 1 })
      await handlers.watchFloor(null)
      expect(trialFile(path()).current().trial).toMatchObject({ starts: 1 })
      await handlers.beat(null)
      expect(trialFile(path()).current().trial).toBeNull()
    })

    it('goes back before the console opens anything', async () => {
      for (const wants of [1, 1]) await start(wants)
      dialog.answer = Promise.resolve(0)
      const openSite = vi.fn()
      const where = {
        page: { folder: dir },
        preload: '',
        placeFile: join(dir, 'place'),
        wallsFile: join(dir, 'walls'),
        cardFile: join(dir, 'card'),
      }
      const clock = fakeClock()
      runConsole({
        ...where,
        openSite,
        onEnd: () => {},
        argv: [],
        devTools: false,
        platform: 'linux',
        clock,
        updating: parts('0.2.0'),
      })
      await vi.waitFor(() => expect(app.exits).toEqual([0]))
      expect(openSite).not.toHaveBeenCalled()
      expect(installed).toEqual(['earshot_0.1.0_amd64.deb'])
    })
  })
})
