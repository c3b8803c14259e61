// The head of the window: whose console this is, how it is connected, and what is one press away from everywhere.
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Clock } from '#contract/time.ts'
import { freshness } from '#renderer/desk/desk-state.ts'
import { ConnectionMark } from '#renderer/floor/connection-mark.tsx'
import { LineBadge } from '#renderer/line/line-badge.tsx'
import { SettingsButton } from '#renderer/settings/settings-dialog.tsx'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { SignOutButton } from '#renderer/signin/sign-out-button.tsx'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { useWords } from '#renderer/words/words.ts'
import mark from '#resources/icons/earshot.svg?no-inline'
import type { RunningConsole } from './create-console.ts'
import { ThemeButton } from './theme-button.tsx'

type HeadProps = {
  readonly console: RunningConsole
  readonly time: Clock
  readonly devices: ReadDevices
  readonly children: ReactNode
}

export function Head({ console, time, devices, children }: HeadProps) {
  const words = useWords()
  const known = useStore(console.known)
  const { save, failure } = useStore(console.saving)
  const { site, settings, setup, shell } = known.hello
  return (
    <div className="frame-head">
      <h1 className="brand">
        <img src={mark} alt="" />
        {words.app.product}
      </h1>
      <span className="brand-site" title={words.app.supervisor(site.supervisor.name, site.supervisor.extension)}>
        {site.name}
      </span>
      <ConnectionMark now={freshness(known)} />
      <LineBadge />
      <span className="head-space" />
      {children}
      <SignOutButton />
      {site.kind === 'demo' && setup.door !== 'closed' && <SetUpButton />}
      <ThemeButton theme={settings.theme} onChange={(theme) => save({ theme })} />
      <SettingsButton
        settings={settings}
        save={save}
        failure={failure}
        readDevices={devices}
        setup={setup}
        proves={site.kind === 'asterisk' && setup.door !== 'closed'}
        shell={shell}
        desk={console.desk}
        clock={time}
      />
    </div>
  )
}

/** On the demo floor the way to a phone system of one's own is in sight. */
function SetUpButton() {
  const { setUp } = useWords().app
  const open = useOpened((view) => view.open)
  return (
    <OfferedButton offer={setUp} className="button head-set-up" onPress={() => open('setup')}>
      {setUp}
    </OfferedButton>
  )
}
