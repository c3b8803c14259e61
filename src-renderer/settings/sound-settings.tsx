// The settings' part on the sound: devices, the tests of them, and what is done to the voice.
import { useState } from 'react'
import type { Settings } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { HeadsetSetting } from '#renderer/headset/headset-setting.tsx'
import { browserMicrophone } from '#renderer/line/browser-audio.ts'
import { SettingSwitch } from '#renderer/ui/setting-switch.tsx'
import { type LaterWords, useSetupWords } from '#renderer/words/later.ts'
import { useWords } from '#renderer/words/words.ts'
import { DeviceChoice } from './device-choice.tsx'
import { MicrophoneAt } from './microphone-at.tsx'
import { Part } from './search.tsx'
import type { SaveSettings } from './settings-store.ts'
import { EchoTest } from './sound/echo-test.tsx'
import { createTapes, type Tapes } from './sound/tapes.ts'
import { TestRecording } from './sound/test-recording.tsx'
import { type ReadDevices, useDevices } from './use-devices.ts'
import { VoiceChoices } from './voice-choices.tsx'

export type SoundSettingsProps = {
  readonly settings: Settings
  readonly save: SaveSettings
  readonly readDevices: ReadDevices
  readonly clock: Clock
  readonly tapes?: Tapes // tests bring their own
}

export function SoundSettings(props: SoundSettingsProps) {
  const { settings, save } = props
  const words = useWords()
  const say = words.settings
  const later = useSetupWords()
  return (
    <section className="settings-group">
      <h3>{say.sound}</h3>
      <DeviceChoices {...props} />
      {later && <SoundTests {...props} say={later.soundTests} />}
      <Part texts={[say.processing, say.processingHint]} paths={['line.processing']}>
        <SettingSwitch
          label={say.processing}
          hint={say.processingHint}
          on={settings.line.processing}
          onChange={(processing) => save({ line: { processing } })}
        />
      </Part>
      {later && settings.line.processing && <VoiceChoices say={later.voice} line={settings.line} save={save} />}
      {later && (
        <Part texts={[later.microphoneAt]} paths={['line.microphoneAt']}>
          <MicrophoneAt say={later.microphoneAt} at={settings.line.microphoneAt} save={save} />
        </Part>
      )}
      <Part texts={[say.headset]}>
        <HeadsetSetting />
      </Part>
      <Part texts={[words.line.incoming.callWaiting, words.line.incoming.callWaitingHint]} paths={['line.callWaiting']}>
        <SettingSwitch
          label={words.line.incoming.callWaiting}
          hint={words.line.incoming.callWaitingHint}
          on={settings.line.callWaiting}
          onChange={(callWaiting) => save({ line: { callWaiting } })}
        />
      </Part>
    </section>
  )
}

function DeviceChoices({ settings: { line }, save, readDevices }: SoundSettingsProps) {
  const words = useWords()
  const devices = useDevices(readDevices)
  const say = words.settings
  return (
    <>
      <Part texts={[say.microphone]} paths={['line.microphoneId']}>
        <DeviceChoice
          label={say.microphone}
          kind="audioinput"
          devices={devices}
          value={line.microphoneId}
          onChange={(microphoneId, microphoneName) => save({ line: { microphoneId, microphoneName } })}
        />
      </Part>
      <Part texts={[say.speaker]} paths={['line.speakerId']}>
        <DeviceChoice
          label={say.speaker}
          kind="audiooutput"
          devices={devices}
          value={line.speakerId}
          onChange={(speakerId, speakerName) => save({ line: { speakerId, speakerName } })}
        />
      </Part>
      <Part texts={[words.phone.ringer]} paths={['line.ringerId']}>
        <DeviceChoice
          label={words.phone.ringer}
          kind="audiooutput"
          devices={devices}
          value={line.ringerId}
          onChange={(ringerId, ringerName) => save({ line: { ringerId, ringerName } })}
        />
      </Part>
    </>
  )
}

function SoundTests({ settings, clock, tapes, say }: SoundSettingsProps & { readonly say: LaterWords['soundTests'] }) {
  const [browserTapes] = useState(() => createTapes({ clock, devices: browserMicrophone }))
  return (
    <>
      <Part texts={[say.recording.title, say.recording.hint]}>
        <TestRecording say={say} line={settings.line} tapes={tapes ?? browserTapes} />
      </Part>
      <Part texts={[say.echo.title, say.echo.hint]}>
        <EchoTest say={say} clock={clock} />
      </Part>
    </>
  )
}
