// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { err, ok } from '#contract/result.ts'
import { type Settings, settings as schema } from '#contract/settings.ts'
import type { SettingRow } from '#contract/site/setup.ts'
import { CallsContext, type CallsView } from '#renderer/calls/calls-store.ts'
import { HeadsetContext, type HeadsetView } from '#renderer/headset/headset-store.ts'
import { createKeymapStore, KeymapContext } from '#renderer/keys/keymap-store.ts'
import { LineContext, type LineView } from '#renderer/line/line-store.ts'
import { MonitorContext, type MonitorView } from '#renderer/monitor/monitor-store.ts'
import { SettingsButton } from '#renderer/settings/settings-dialog.tsx'
import { createSaving } from '#renderer/settings/settings-store.ts'
import type { Device } from '#renderer/settings/use-devices.ts'
import { createOpenedStore, OpenedContext } from '#renderer/ui/opened-store.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { type FakeDesk, fakeDesk } from '../../../fakes/fake-desk.ts'
import { aCallsView, aLineView, aMonitorView } from '../../../fakes/views.ts'

afterEach(cleanup)
const headset: Device = { deviceId: 'mic-1', kind: 'audioinput', label: 'Jabra headset' }
const nameless: Device = { deviceId: 'mic-2', kind: 'audioinput', label: '' }
const copyOfDefault: Device = { deviceId: 'default', kind: 'audioinput', label: 'Default - Jabra headset' }

const setup = { door: 'open' as const, wanted: [], asked: [] }
const rows = [
  { path: 'theme', value: 'dark', by: null, isOwn: true },
  { path: 'policy', value: 'open', by: '/etc/earshot/site.json', isOwn: false },
]
const followDecided = { path: 'follow', value: 'true', by: 'C:\\site.json', isOwn: false }
const noHeadset = createStore<HeadsetView>(() => ({ state: { kind: 'impossible' }, choose: async () => {} }))

const line = createStore<LineView>(() => aLineView)
const calls = createStore<CallsView>(() => aCallsView)
const monitor = createStore<MonitorView>(() => aMonitorView)
const clock = fakeClock()

type PageProps = {
  readonly fake: FakeDesk
  readonly start: Settings
  readonly list: () => Promise<Device[]>
  readonly shell: 'browser' | 'electron'
}

function Page({ fake, start, list, shell }: PageProps) {
  const [settings, setSettings] = useState(start)
  const [saving] = useState(() => createSaving(fake.desk, setSettings))
  const { save, failure } = useStore(saving)
  const [opened] = useState(createOpenedStore)
  const [keymap] = useState(() => createKeymapStore(start))
  const [readDevices] = useState({ list, onChange: () => () => {} })
  return (
    <OpenedContext value={opened}>
      <KeymapContext value={keymap}>
        <HeadsetContext value={noHeadset}>
          <CallsContext value={calls}>
            <LineContext value={line}>
              <MonitorContext value={monitor}>
                <SettingsButton
                  settings={settings}
                  save={save}
                  failure={failure}
                  readDevices={readDevices}
                  setup={setup}
                  proves
                  shell={shell}
                  desk={fake.desk}
                  clock={clock}
                />
              </MonitorContext>
            </LineContext>
          </CallsContext>
        </HeadsetContext>
      </KeymapContext>
    </OpenedContext>
  )
}

async function open(
  devices: Device[] | null = [headset, nameless, copyOfDefault],
  change: Partial<Settings> = {},
  listed: SettingRow[] = rows,
  shell: PageProps['shell'] = 'browser',
) {
  const fake = fakeDesk()
  fake.answers.listSettings = () => ({ rows: listed, troubles: [] })
  const start = { ...schema.parse({}), ...change }
  fake.answers.changeSettings = ({ line, alerts, desktop, ...rest }) =>
    ok({
      ...start,
      ...rest,
      line: { ...start.line, ...line },
      alerts: { ...start.alerts, ...alerts },
      desktop: { ...start.desktop, ...desktop },
    })
  const list = async () => {
    if (devices === null) throw new DOMException('no media', 'NotAllowedError')
    return devices
  }
  render(<Page fake={fake} start={start} list={list} shell={shell} />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  const dialog = await screen.findByRole('dialog', { name: 'Settings' })
  await within(dialog).findByRole('combobox', { name: words.settings.microphone })
  return { fake, user, dialog: within(dialog) }
}

describe('what the program does on its computer', () => {
  const wishes = [
    'Start with the computer',
    'Start in the tray',
    'Stay on top',
    'Small card while listening',
    'Mute from anywhere',
  ]

  it('is chosen in the program, each wish by itself', async () => {
    const { dialog, user, fake } = await open(undefined, {}, rows, 'electron')
    for (const wish of wishes) await user.click(await dialog.findByRole('switch', { name: wish }))
    expect(fake.inputs('changeSettings')).toEqual(
      ['startAtLogin', 'startInTray', 'onTop', 'smallCard', 'muteEverywhere'].map((wish) => ({
        desktop: { [wish]: true },
      })),
    )
  })

  it('is locked where the site has decided it', async () => {
    const decided = { path: 'desktop.onTop', value: 'true', by: '/etc/earshot/site.json', isOwn: false }
    const { dialog } = await open(undefined, {}, [...rows, decided], 'electron')
    await waitFor(() =>
      expect((dialog.getByRole('switch', { name: 'Stay on top' }) as HTMLInputElement).matches(':disabled')).toBe(true),
    )
    expect((dialog.getByRole('switch', { name: 'Start in the tray' }) as HTMLInputElement).matches(':disabled')).toBe(
      false,
    )
  })

  it('is not offered by a browser, which can do none of it', async () => {
    const { dialog } = await open()
    await dialog.findByRole('searchbox')
    expect(dialog.queryByRole('switch', { name: 'Stay on top' })).toBeNull()
  })
})

describe('the settings', () => {
  it('offers the microphones by name, the system’s own choice once', async () => {
    const { dialog } = await open()
    const choice = dialog.getByRole('combobox', { name: words.settings.microphone })
    await within(choice).findByRole('option', { name: 'Jabra headset' })
    expect(
      within(choice)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual([words.settings.systemDefault, 'Jabra headset', words.settings.unnamedDevice('2')])
  })

  it('saves a microphone by its id and its name, and the system’s choice as none', async () => {
    const { dialog, user, fake } = await open()
    const choice = dialog.getByRole('combobox', { name: words.settings.microphone })
    await within(choice).findByRole('option', { name: 'Jabra headset' })
    await user.selectOptions(choice, 'Jabra headset')
    await user.selectOptions(choice, words.settings.systemDefault)
    expect(fake.inputs('changeSettings')).toEqual([
      { line: { microphoneId: 'mic-1', microphoneName: 'Jabra headset' } },
      { line: { microphoneId: null, microphoneName: null } },
    ])
  })

  it('says that a chosen device is not plugged in instead of showing another', async () => {
    const line = { ...schema.parse({}).line, speakerId: 'gone' }
    const { dialog } = await open([headset], { line })
    const choice = dialog.getByRole<HTMLSelectElement>('combobox', { name: words.settings.speaker })
    expect(choice.selectedOptions[0]?.textContent).toBe(words.settings.missingDevice)
  })

  it('says so when the devices cannot be read', async () => {
    const { dialog } = await open(null)
    expect(await dialog.findAllByText(words.settings.noDevices)).toHaveLength(3)
  })

  it('saves theme, voice clean-up and follow, and shows them once saved', async () => {
    const { dialog, user, fake } = await open()
    await user.click(dialog.getByRole('radio', { name: 'Dark' }))
    await user.click(dialog.getByRole('switch', { name: words.settings.processing }))
    await user.click(dialog.getByRole('switch', { name: words.settings.follow }))
    expect(fake.inputs('changeSettings')).toEqual([
      { theme: 'dark' },
      { line: { processing: false } },
      { follow: true },
    ])
    const chosen = dialog.getByRole<HTMLInputElement>('switch', { name: words.settings.follow })
    await waitFor(() => expect(chosen.checked).toBe(true))
  })

  it('switches what is done to the voice one by one, and only while something is done to it', async () => {
    const { dialog, user, fake } = await open()
    for (const name of ['Remove echo', 'Remove noise', 'Even out the volume'])
      await user.click(await dialog.findByRole('switch', { name }))
    expect(fake.inputs('changeSettings')).toEqual([
      { line: { echoCancellation: false } },
      { line: { noiseSuppression: false } },
      { line: { gainControl: false } },
    ])
    await user.click(dialog.getByRole('switch', { name: words.settings.processing }))
    await waitFor(() => expect(dialog.queryByRole('switch', { name: 'Remove echo' })).toBeNull())
  })

  it('says in a sentence what could not be saved, and does not show it as set', async () => {
    const { dialog, user, fake } = await open()
    fake.answers.changeSettings = () => err({ code: 'settingsNotSaved' })
    await user.click(dialog.getByRole('radio', { name: 'Dark' }))
    const sentence = words.settings.notSaved(words.errors.settingsNotSaved)
    expect((await dialog.findByRole('alert')).textContent).toBe(sentence)
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'Dark' }).checked).toBe(false)
  })

  it('says which the site decides', async () => {
    const { dialog, user, fake } = await open()
    fake.answers.changeSettings = () => err({ code: 'setBySite', detail: 'theme' })
    await user.click(dialog.getByRole('radio', { name: 'Dark' }))
    const sentence = 'This change wasn’t saved. Your site decides this setting, so it can’t be changed here.'
    expect((await dialog.findByRole('alert')).textContent).toBe(sentence)
  })

  it('says so when the desk itself is out of reach', async () => {
    const { dialog, user, fake } = await open()
    fake.answers.changeSettings = () => Promise.reject(new Error('link down'))
    await user.click(dialog.getByRole('radio', { name: 'Light' }))
    expect((await dialog.findByRole('alert')).textContent).toContain(words.errors.serverGone)
  })

  it('closes by Escape', async () => {
    const { user } = await open()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('are found by their words; the others go out of sight until the search is cleared', async () => {
    const { dialog, user } = await open()
    await user.type(await dialog.findByRole('searchbox'), 'echo')
    expect(dialog.queryByRole('switch', { name: words.settings.follow })).toBeNull()
    expect(dialog.getByRole('switch', { name: words.settings.processing })).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(dialog.getByRole('switch', { name: words.settings.follow })).toBeTruthy()
  })

  it('says in words what is on, off or not there, and offers nothing to unfold where nothing fits', async () => {
    const more = [
      { path: 'alerts.sound', value: 'false', by: null, isOwn: false },
      { path: 'line.speakerId', value: 'null', by: null, isOwn: false },
      { path: 'views', value: '[]', by: null, isOwn: false },
    ]
    const { dialog, user } = await open([headset], {}, more)
    const search = await dialog.findByRole('searchbox')
    for (const [query, value] of [
      ['alerts.sound', 'Off'],
      ['line.speakerId', 'Not set'],
      ['views', 'None'],
    ] as const) {
      await user.clear(search)
      await user.type(search, query)
      expect(dialog.getByText(value)).toBeTruthy()
    }
    await user.clear(search)
    await user.type(search, 'zzzz')
    expect(dialog.getByRole('status').textContent).toBe('No settings found.')
    expect(dialog.queryByRole('button', { name: 'Export settings' })).toBeNull()
    expect(dialog.queryAllByRole('group')).toEqual([])
  })

  it('that others have decided are locked, with who it was; those only a file decides are listed with their meaning', async () => {
    const { dialog, user, fake } = await open(undefined, { follow: true }, [...rows, followDecided])
    await dialog.findByText(/Decided by C:\\site\.json/, { selector: 'fieldset > .settings-lock' })
    await user.click(dialog.getByRole('switch', { name: words.settings.follow }))
    expect(fake.inputs('changeSettings')).toEqual([])
    await user.type(dialog.getByRole('searchbox'), 'whisper policy')
    expect(dialog.getByText(/Which whisper is offered/)).toBeTruthy()
    expect(dialog.getByText(/Decided by \/etc\/earshot\/site\.json/)).toBeTruthy()
  })

  it('are read from a file as a whole, or not at all with the reason', async () => {
    const { dialog, user, fake } = await open()
    fake.answers.importSettings = () => err({ code: 'badRequest', detail: 'line 1, column 3: a name is missing' })
    await user.upload(dialog.getByLabelText(/Import settings/, { selector: 'input' }), new File(['{"}'], 'x.json'))
    expect((await dialog.findByRole('alert')).textContent).toContain('line 1, column 3')
  })
})
