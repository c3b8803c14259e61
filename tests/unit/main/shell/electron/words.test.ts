// The shell speaks the language the page speaks: in the tray, the menu and the dialogs, and at once when another is chosen.
import { describe, expect, it, vi } from 'vitest'
import { err } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { menuTemplate } from '#main/shell/electron/app-menu.ts'
import { atStart, type ConsoleState } from '#main/shell/electron/console-state.ts'
import { type ConsoleParts, runConsole } from '#main/shell/electron/run-console.ts'
import { statusLine } from '#main/shell/electron/tray.ts'
import { de } from '#main/shell/electron/words/de.ts'
import { en } from '#main/shell/electron/words/en.ts'
import { es } from '#main/shell/electron/words/es.ts'
import { shellWords } from '#main/shell/electron/words/words.ts'
import {
  app,
  type BrowserWindow,
  dialog,
  Menu,
  type MenuItem,
  resetElectron,
  Tray,
} from '../../../../fakes/fake-electron.ts'
import { expectNoLostWord, sentences } from '../../../catalogue.ts'
import { liveSignal, monitorSignal, startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const catalogues = { en, es, de } as const
const speaking = (language: 'en' | 'es' | 'de' | 'system') =>
  ({ name: 'settings', payload: { ...settings.parse({}), language } }) as const

describe.each(['es', 'de'] as const)('the words in %s', (language) => {
  const other = sentences(catalogues[language])

  it('are all there, and none is English', () => {
    const same = [...sentences(en)].filter(([path, sentence]) => other.get(path) === sentence)
    expect(
      same.map(([, sentence]) => sentence).filter((sentence) => !['Earshot', 'OK', 'Zoom'].includes(sentence)),
    ).toEqual([])
    expect([...other].filter(([, sentence]) => sentence.trim() === '')).toEqual([])
  })

  it('name the site where English does', () => {
    const named = (all: Iterable<readonly [string, string]>) =>
      [...all].filter(([, sentence]) => sentence.includes('<0>')).map(([path]) => path)
    expect(named(other)).toEqual(named(sentences(en)))
  })
})

it.each(['en', 'es', 'de'] as const)('no sentence in %s uses a word that nobody on a floor says', (language) => {
  expectNoLostWord(language, catalogues[language])
})

describe('the language', () => {
  it.each([
    ['de', ['en-US'], de],
    ['system', ['fr-FR', 'es-MX', 'de'], es],
    ['system', ['de-CH'], de],
    ['system', ['fr-FR'], en],
    ['system', [], en],
  ] as const)('for the choice %s where the system names %j', (choice, system, words) => {
    expect(shellWords(choice, system)).toBe(words)
  })
})

const stages = ['connecting', 'live', 'behind', 'stale', 'refused'] as const

it.each([
  [
    en,
    [
      'Connecting to X',
      'Connected to X',
      'X is responding late',
      'Lost the connection to X. Reconnecting…',
      'X refused the connection',
    ],
  ],
  [
    es,
    [
      'Conectando con X',
      'Conectado con X',
      'X responde con retraso',
      'Se perdió la conexión con X. Reconectando…',
      'X rechazó la conexión',
    ],
  ],
  [
    de,
    [
      'Verbindung zu X wird hergestellt',
      'Verbunden mit X',
      'X antwortet verspätet',
      'Verbindung zu X verloren. Verbindet neu…',
      'X hat die Verbindung abgelehnt',
    ],
  ],
] as const)('says how things stand', (words, lines) => {
  const state = (connection: (typeof stages)[number], monitoring: boolean): ConsoleState => ({
    ...atStart('X', settings.parse({})),
    connection,
    monitoring,
    lineUrl: null,
  })
  expect(stages.map((connection) => statusLine(words, state(connection, false)))).toEqual(lines)
  // Whether anybody is listened to matters more than the connection.
  expect(statusLine(words, state('stale', true))).toBe(words.status.monitoring('X'))
})

const labels = (items: readonly MenuItem[] | null | undefined): readonly (string | undefined)[] =>
  (items ?? []).map(({ label }) => label)

describe('the menu', () => {
  it.each([
    ['linux', en, ['Earshot', 'Edit', 'View', 'Window']],
    ['win32', es, ['Earshot', 'Edición', 'Ver', 'Ventana']],
    ['darwin', de, ['Earshot', 'Bearbeiten', 'Ansicht', 'Fenster']],
  ] as const)(
    'on %s is named throughout; nothing is left to Electron, which speaks English only',
    (platform, words, titles) => {
      const menu = (menuTemplate({ platform, kiosk: false, devTools: false }, words) ?? []) as MenuItem[]
      expect(labels(menu)).toEqual(titles)
      const items = menu.flatMap(({ submenu = [] }) => submenu).filter(({ type }) => type !== 'separator')
      expect(items.filter(({ label }) => !label)).toEqual([])
      expect(items.map(({ role }) => role)).toEqual(
        expect.arrayContaining(['quit', 'copy', 'paste', 'zoomIn', 'minimize']),
      )
      const own = new Set(sentences(words).values())
      expect(items.map(({ label }) => label).filter((label) => !own.has(label ?? ''))).toEqual([])
    },
  )

  it('changes with the setting, and is left alone otherwise', async () => {
    const { desk } = await startConsole()
    expect(labels(Menu.application)).toEqual(['Earshot', 'Edit', 'View', 'Window'])
    const before = Menu.application
    desk.say(liveSignal)
    desk.say(speaking('en'))
    expect(Menu.application).toBe(before)
    desk.say(speaking('de'))
    expect(labels(Menu.application)).toEqual(['Earshot', 'Bearbeiten', 'Ansicht', 'Fenster'])
  })

  it('of a kiosk stays away in every language', async () => {
    const { desk } = await startConsole({ kiosk: true })
    desk.say(speaking('es'))
    expect(Menu.application).toBeNull()
  })
})

describe('the tray', () => {
  it('begins in the language of the settings', async () => {
    await startConsole({ language: 'es' })
    expect(Tray.all[0]?.toolTip).toBe('Earshot: Conectando con Stage')
  })

  it('speaks another as soon as it is chosen, also while a call is listened to', async () => {
    const { desk } = await startConsole()
    desk.say(liveSignal)
    desk.say(monitorSignal('targetEnded'))
    desk.say(speaking('de'))
    const [tray] = Tray.all
    expect(tray?.toolTip).toBe('Earshot: Mithören bei einem Anruf · Stage')
    expect(labels(tray?.menu)).toEqual([
      'Mithören bei einem Anruf · Stage',
      undefined,
      'Earshot öffnen',
      'Earshot beenden',
    ])
  })

  it('follows the system where nothing is chosen', async () => {
    const { desk } = await startConsole()
    app.systemLanguages = ['de-AT', 'en']
    desk.say(speaking('system'))
    expect(Tray.all[0]?.toolTip).toBe('Earshot: Verbindung zu Stage wird hergestellt')
  })
})

describe('a dialog', () => {
  const crash = (window: BrowserWindow) => window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })

  it.each(['en', 'es', 'de'] as const)('about a page that died speaks %s once that is chosen', async (language) => {
    const { desk, window } = await startConsole()
    desk.say(speaking(language))
    crash(window)
    await vi.waitFor(() => expect(dialog.shown).toEqual([catalogues[language].pageReopened]))
    for (let time = 0; time < 3; time++) crash(window)
    await vi.waitFor(() => expect(dialog.shown).toContain(catalogues[language].pageKeepsFailing))
  })

  it.each([
    ['es-ES', es],
    ['de-DE', de],
    ['fr-FR', en],
  ] as const)('about a start that failed speaks the language of the system, %s', async (tag, words) => {
    resetElectron()
    app.systemLanguages = [tag]
    runConsole({ openSite: () => err('site.json: policy'), onEnd: () => {}, argv: [] } as unknown as ConsoleParts)
    await vi.waitFor(() => expect(dialog.shown).toEqual(['site.json: policy']))
    expect(dialog.titles).toEqual([words.couldNotStart])
  })
})
