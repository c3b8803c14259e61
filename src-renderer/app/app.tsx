// The window: the start until the desk has answered, then the console, in the language and the colours of the person.
import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useStore } from 'zustand'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { useTheme } from '#renderer/ui/use-theme.ts'
import { directionOf } from '#renderer/words/language.ts'
import { useLanguage } from '#renderer/words/use-speech.ts'
import { ConsoleProvider } from './console-provider.tsx'
import { ConsoleView } from './console-view.tsx'
import { type ConsoleParts, createConsole, type RunningConsole } from './create-console.ts'
import { Start, StartPage } from './start-page.tsx'

export type AppParts = ConsoleParts & { readonly devices: ReadDevices }

export function App({ devices, ...parts }: AppParts) {
  const [console] = useState(() => createConsole(parts))
  useEffect(() => console.start(), [console])
  const state = useStore(console.state)
  if (state.phase !== 'running') return <Start state={state} clock={parts.clock} />
  return <Running console={state.console} parts={parts} devices={devices} />
}

type RunningProps = { readonly console: RunningConsole; readonly parts: ConsoleParts; readonly devices: ReadDevices }

function Running({ console, parts, devices }: RunningProps) {
  const { theme, language: choice, terms } = useStore(console.known, ({ hello }) => hello.settings)
  useTheme(theme)
  const spoken = useLanguage(choice, terms)
  if (spoken === null || spoken === 'wait') return <StartPage spoken={spoken} />
  const { language, locale } = spoken
  return (
    <I18nProvider locale={directionOf(language) === 'rtl' ? 'ar' : locale}>
      <ConsoleProvider console={console}>
        <ConsoleView console={console} time={parts.clock} devices={devices} />
      </ConsoleProvider>
    </I18nProvider>
  )
}
