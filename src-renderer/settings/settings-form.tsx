// What the settings' dialog holds: every choice of the supervisor.
import type { DeskError } from '#contract/errors.ts'
import type { Hello } from '#contract/ipc.ts'
import type { Settings } from '#contract/settings.ts'
import { AlertSettings } from '#renderer/alerts/alert-settings.tsx'
import { KeyChoices } from '#renderer/commands/key-choices.tsx'
import { HeadsetSetting } from '#renderer/headset/headset-setting.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { SettingSwitch } from '#renderer/ui/setting-switch.tsx'
import { useWords } from '#renderer/words/words.ts'
import { Choices } from './choices.tsx'
import { DeviceChoice } from './device-choice.tsx'
import { GuardChoice } from './guard-choice.tsx'
import { HistorySettings } from './history-settings.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { RemindChoice } from './remind-choice.tsx'
import type { SaveSettings } from './settings-store.ts'
import { type ReadDevices, useDevices } from './use-devices.ts'

export type SettingsProps = {
  readonly settings: Settings
  readonly save: SaveSettings
  readonly failure: DeskError | null
  readonly readDevices: ReadDevices
  readonly setup: Hello['setup']
}

export function SettingsForm({ settings, save, failure, readDevices, setup }: SettingsProps) {
  const words = useWords()
  const devices = useDevices(readDevices)
  const { line } = settings
  return (
    <div className="settings-form">
      {failure && (
        <p role="alert" className="settings-failure">
          {words.settings.notSaved(words.errors[failure.code])}
        </p>
      )}
      <Choices
        label={words.settings.theme}
        className="segments"
        value={settings.theme}
        choices={[
          { value: 'system', label: words.settings.themes.system },
          { value: 'dark', label: words.settings.themes.dark },
          { value: 'light', label: words.settings.themes.light },
          { value: 'contrast', label: words.settings.themes.contrast },
        ]}
        onChange={(theme) => save({ theme })}
      />
      <LanguageChoice language={settings.language} onChange={(language) => save({ language })} />
      <h3>{words.settings.sound}</h3>
      <DeviceChoice
        label={words.settings.microphone}
        kind="audioinput"
        devices={devices}
        value={line.microphoneId}
        onChange={(microphoneId, microphoneName) => save({ line: { microphoneId, microphoneName } })}
      />
      <DeviceChoice
        label={words.settings.speaker}
        kind="audiooutput"
        devices={devices}
        value={line.speakerId}
        onChange={(speakerId, speakerName) => save({ line: { speakerId, speakerName } })}
      />
      <SettingSwitch
        label={words.settings.processing}
        hint={words.settings.processingHint}
        on={line.processing}
        onChange={(processing) => save({ line: { processing } })}
      />
      <HeadsetSetting />
      <SettingSwitch
        label={words.line.incoming.callWaiting}
        hint={words.line.incoming.callWaitingHint}
        on={line.callWaiting}
        onChange={(callWaiting) => save({ line: { callWaiting } })}
      />
      <h3>{words.settings.monitoring}</h3>
      <SettingSwitch
        label={words.settings.follow}
        hint={words.settings.followHint}
        on={settings.follow}
        onChange={(follow) => save({ follow })}
      />
      <GuardChoice seconds={settings.endAfterCallS} onChange={(endAfterCallS) => save({ endAfterCallS })} />
      <RemindChoice minutes={settings.remindMin} onChange={(remindMin) => save({ remindMin })} />
      <Choices
        label={words.keys.settings.speakKeys}
        className="choices"
        value={settings.speakKeys}
        choices={[
          { value: 'hold', ...words.keys.settings.speakWays.hold },
          { value: 'modifier', ...words.keys.settings.speakWays.modifier },
        ]}
        onChange={(speakKeys) => save({ speakKeys })}
      />
      <AlertSettings rules={settings.alerts} save={save} />
      <HistorySettings history={settings.history} save={save} />
      <DiagnosticsDoor />
      <SetUpDoors setup={setup} />
      <KeyChoices keys={settings.keys} speakKeys={settings.speakKeys} save={save} />
    </div>
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
