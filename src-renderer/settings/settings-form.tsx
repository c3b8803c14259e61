// What the settings' dialog holds: every choice of the supervisor.

import { type ReactNode, useMemo, useState } from 'react'
import type { DeskError } from '#contract/errors.ts'
import type { Desk, Hello } from '#contract/ipc.ts'
import { AlertSettings } from '#renderer/alerts/alert-settings.tsx'
import { KeyChoices } from '#renderer/commands/key-choices.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { SettingSwitch } from '#renderer/ui/setting-switch.tsx'
import { type SetupWords, useSetupWords } from '#renderer/words/later.ts'
import { useWords } from '#renderer/words/words.ts'
import { AllSettings, useSettingList } from './all-settings.tsx'
import { Choices } from './choices.tsx'
import { DesktopChoices } from './desktop-choices.tsx'
import { GuardChoice } from './guard-choice.tsx'
import { HistorySettings } from './history-settings.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { RemindChoice } from './remind-choice.tsx'
import { Locked, Part, SearchContext, SettingsSearch } from './search.tsx'
import { SoundSettings, type SoundSettingsProps } from './sound-settings.tsx'

export type SettingsProps = SoundSettingsProps & {
  readonly failure: DeskError | null
  readonly setup: Hello['setup']
  readonly proves: boolean // whether who hears whom can be checked here
  readonly shell: Hello['shell']
  readonly desk: Desk
}

export function SettingsForm(props: SettingsProps) {
  const { settings, save, failure, setup, proves, shell, desk } = props
  const words = useWords()
  const say = useSetupWords()
  const list = useSettingList(desk, settings)
  const [query, setQuery] = useState('')
  const search = useMemo(() => ({ query, rows: list?.rows ?? [], say }), [query, list, say])
  return (
    <SearchContext value={search}>
      <div className="settings-form" data-searching={query.trim() !== ''}>
        {failure && (
          <p role="alert" className="settings-failure">
            {words.settings.notSaved(words.errors[failure.code])}
          </p>
        )}
        {say && <SettingsSearch say={say} query={query} onChange={setQuery} />}
        <Choosing {...props} />
        {say && shell === 'electron' && <DesktopChoices say={say} desktop={settings.desktop} save={save} />}
        <Part texts={[words.diagnostics.open, words.diagnostics.hint]}>
          <DiagnosticsDoor />
        </Part>
        <Part texts={[words.app.setUp, words.app.giveSecrets]}>
          <SetUpDoors setup={setup} />
        </Part>
        {say && proves && (
          <Part texts={[say.proof.open, say.proof.hint]}>
            <ProofDoor say={say.proof} />
          </Part>
        )}
        <Part texts={[words.keys.settings]} paths={['keys']}>
          <KeyChoices keys={settings.keys} speakKeys={settings.speakKeys} save={save} />
        </Part>
        {say && list && <AllSettings say={say} list={list} desk={desk} />}
      </div>
    </SearchContext>
  )
}

function Choosing(props: SoundSettingsProps) {
  const { settings, save } = props
  const words = useWords()
  const say = words.settings
  return (
    <>
      <section className="settings-group">
        <Part texts={[say.theme, say.themes]} paths={['theme']}>
          <Choices
            label={say.theme}
            className="segments"
            value={settings.theme}
            choices={[
              { value: 'system', label: say.themes.system },
              { value: 'dark', label: say.themes.dark },
              { value: 'light', label: say.themes.light },
              { value: 'contrast', label: say.themes.contrast },
            ]}
            onChange={(theme) => save({ theme })}
          />
        </Part>
        <Part texts={[say.language]} paths={['language']}>
          <LanguageChoice language={settings.language} onChange={(language) => save({ language })} />
        </Part>
      </section>
      <SoundSettings {...props} />
      <Listening settings={settings} save={save} />
      <Part texts={[words.alerts.settings]} paths={alertPaths} locksItself>
        <section className="settings-group">
          <AlertSettings rules={settings.alerts} save={save} lock={lock} />
        </section>
      </Part>
      <Part texts={[words.history.settings]} paths={['history.keepDays']}>
        <section className="settings-group">
          <HistorySettings history={settings.history} save={save} />
        </section>
      </Part>
    </>
  )
}

const lock = (paths: readonly string[], settings: ReactNode) => <Locked paths={paths}>{settings}</Locked>

const alertPaths = ['alerts.longestWaitS', 'alerts.waitingCallers', 'alerts.serviceLevel', 'alerts.longCallS']

function Listening({ settings, save }: Pick<SettingsProps, 'settings' | 'save'>) {
  const words = useWords()
  const { settings: keys } = words.keys
  return (
    <section className="settings-group">
      <h3>{words.settings.monitoring}</h3>
      <Part texts={[words.settings.follow, words.settings.followHint]} paths={['follow']}>
        <SettingSwitch
          label={words.settings.follow}
          hint={words.settings.followHint}
          on={settings.follow}
          onChange={(follow) => save({ follow })}
        />
      </Part>
      <Part texts={[keys.guard, keys.guardHint]} paths={['endAfterCallS']}>
        <GuardChoice seconds={settings.endAfterCallS} onChange={(endAfterCallS) => save({ endAfterCallS })} />
      </Part>
      <Part texts={[words.card.remind, words.card.remindHint]} paths={['remindMin']}>
        <RemindChoice minutes={settings.remindMin} onChange={(remindMin) => save({ remindMin })} />
      </Part>
      <Part texts={[keys.speakKeys, keys.speakWays]} paths={['speakKeys']}>
        <Choices
          label={keys.speakKeys}
          className="choices"
          value={settings.speakKeys}
          choices={[
            { value: 'hold', ...keys.speakWays.hold },
            { value: 'modifier', ...keys.speakWays.modifier },
          ]}
          onChange={(speakKeys) => save({ speakKeys })}
        />
      </Part>
    </section>
  )
}

function DiagnosticsDoor() {
  const { open: name, hint } = useWords().diagnostics
  const open = useOpened((view) => view.open)
  return (
    <div className="setting">
      <button type="button" className="button" onClick={() => open('diagnostics')}>
        {name}
      </button>
      <p className="setting-hint">{hint}</p>
    </div>
  )
}

function ProofDoor({ say }: { readonly say: SetupWords['proof'] }) {
  const open = useOpened((view) => view.open)
  return (
    <div className="setting">
      <button type="button" className="button" onClick={() => open('proof')}>
        {say.open}
      </button>
      <p className="setting-hint">{say.hint}</p>
    </div>
  )
}

/** The set-up, where the site is not decided by others; and the secrets that were asked for, where one has changed. */
function SetUpDoors({ setup: { door, asked } }: Pick<SettingsProps, 'setup'>) {
  const { setUp, giveSecrets } = useWords().app
  const open = useOpened((view) => view.open)
  return (
    <>
      {door !== 'closed' && (
        <button type="button" className="button" onClick={() => open('setup')}>
          {setUp}
        </button>
      )}
      {asked.length > 0 && (
        <button type="button" className="button" onClick={() => open('secrets')}>
          {giveSecrets}
        </button>
      )}
    </>
  )
}
