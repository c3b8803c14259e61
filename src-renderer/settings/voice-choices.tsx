// What is done to the voice, each by itself.
import type { Settings } from '#contract/settings.ts'
import { SettingSwitch } from '#renderer/ui/setting-switch.tsx'
import type { SetupWords } from '#renderer/words/later.ts'
import { Part } from './search.tsx'
import type { SaveSettings } from './settings-store.ts'

type VoiceChoicesProps = {
  readonly say: SetupWords['voice']
  readonly line: Settings['line']
  readonly save: SaveSettings
}

export const VoiceChoices = ({ say, line, save }: VoiceChoicesProps) =>
  (
    [
      ['echoCancellation', say.echo],
      ['noiseSuppression', say.noise],
      ['gainControl', say.gain],
    ] as const
  ).map(([name, { label, hint }]) => (
    <Part key={name} texts={[label, hint]} paths={[`line.${name}`]}>
      <div className="setting-under">
        <SettingSwitch label={label} hint={hint} on={line[name]} onChange={(on) => save({ line: { [name]: on } })} />
      </div>
    </Part>
  ))
