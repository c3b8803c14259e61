// The part of the settings about the history: how long a monitor is kept.

import type { Settings, SettingsChange } from '#contract/settings.ts'
import { NumberSetting } from '#renderer/ui/number-setting.tsx'
import { useWords } from '#renderer/words/words.ts'

type HistorySettingsProps = {
  readonly history: Settings['history']
  readonly save: (change: SettingsChange) => void
}

export function HistorySettings({ history, save }: HistorySettingsProps) {
  const say = useWords().history.settings
  return (
    <>
      <h3>{say.title}</h3>
      <div>
        <NumberSetting
          label={say.keep}
          value={history.keepDays}
          max={36_500}
          onChange={(days) => save({ history: { keepDays: days === 0 ? null : days } })}
        />
        <p className="setting-hint">{say.keepHint}</p>
      </div>
    </>
  )
}
