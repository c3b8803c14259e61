// How the program behaves on this computer; a browser cannot do any of it.
import type { Settings } from '#contract/settings.ts'
import { SettingSwitch } from '#renderer/ui/setting-switch.tsx'
import type { LaterWords } from '#renderer/words/later.ts'
import { meaningOf, Part } from './search.tsx'
import type { SaveSettings } from './settings-store.ts'

const wishes = ['startAtLogin', 'startInTray', 'onTop', 'smallCard', 'muteEverywhere'] as const

type DesktopProps = {
  readonly say: LaterWords
  readonly desktop: Settings['desktop']
  readonly save: SaveSettings
}

export function DesktopChoices({ say, desktop, save }: DesktopProps) {
  return (
    <section className="settings-group">
      <Part texts={[say.list.computer]} paths={wishes.map((wish) => `desktop.${wish}`)} locksItself>
        <h3>{say.list.computer}</h3>
      </Part>
      {wishes.map((wish) => {
        const path = `desktop.${wish}`
        const [label, hint] = meaningOf(say, path)
        return (
          <Part key={wish} texts={[]} paths={[path]}>
            <SettingSwitch
              label={label}
              hint={hint}
              on={desktop[wish]}
              onChange={(on) => save({ desktop: { [wish]: on } })}
            />
          </Part>
        )
      })}
    </section>
  )
}
