// The window: the start until the desk has answered, then the console, in the language and the colours of the person.
import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useStore } from 'zustand'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { useTheme } from '#renderer/ui/use-theme.ts'
import { directionOf, useLanguage } from '#renderer/words/language.ts'
import { useWords } from '#renderer/words/words.ts'
import mark from '#resources/icons/earshot.svg?no-inline'
import { ConsoleProvider } from './console-provider.tsx'
import { ConsoleView } from './console-view.tsx'
import { type ConsoleParts, type ConsoleState, createConsole, type RunningConsole } from './create-console.ts'

export type AppParts = ConsoleParts & { readonly devices: ReadDevices }

export function App({ devices, ...parts }: AppParts) {
  const [console] = useState(() => createConsole(parts))
  useEffect(() => console.start(), [console])
  const state = useStore(console.state)
  if (state.phase !== 'running') return <Start state={state} />
  return <Running console={state.console} parts={parts} devices={devices} />
}

type RunningProps = { readonly console: RunningConsole; readonly parts: ConsoleParts; readonly devices: ReadDevices }

function Running({ console, parts, devices }: RunningProps) {
  const { theme, language: choice } = useStore(console.known, ({ hello }) => hello.settings)
  useTheme(theme)
  const { locale, language } = useLanguage(choice)
  return (
    <I18nProvider locale={directionOf(language) === 'rtl' ? 'ar' : locale}>
      <ConsoleProvider console={console}>
        <ConsoleView console={console} time={parts.clock} devices={devices} />
      </ConsoleProvider>
    </I18nProvider>
  )
}

/** Before the desk has answered, or when it does not. */
function Start({ state }: { state: Exclude<ConsoleState, { phase: 'running' }> }) {
  const words = useWords()
  useTheme('system')
  useLanguage('system')
  return (
    <main className="start">
      <img src={mark} alt="" />
      {state.phase === 'starting' ? (
        <p role="status">{words.app.starting}</p>
      ) : (
        <div role="alert">
          <h1>{words.app.startFailed.title}</h1>
          <p>{words.errors[state.error.code]}</p>
          <p>{words.app.startFailed.remedy}</p>
        </div>
      )}
    </main>
  )
}
