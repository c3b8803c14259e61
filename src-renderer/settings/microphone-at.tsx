// When the microphone is opened: all day, with each call, or with the first word.
import type { Settings } from '#contract/settings.ts'
import type { SetupWords } from '#renderer/words/later.ts'
import { Choices } from './choices.tsx'
import type { SaveSettings } from './settings-store.ts'

type MicrophoneAtProps = {
  readonly say: SetupWords['microphoneAt']
  readonly at: Settings['line']['microphoneAt']
  readonly save: SaveSettings
}

export const MicrophoneAt = ({ say, at, save }: MicrophoneAtProps) => (
  <Choices
    label={say.label}
    className="choices"
    value={at}
    choices={[
      { value: 'day', ...say.day },
      { value: 'listen', ...say.listen },
      { value: 'whisper', ...say.whisper },
    ]}
    onChange={(microphoneAt) => save({ line: { microphoneAt } })}
  />
)
