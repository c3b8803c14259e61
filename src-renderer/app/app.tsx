// The window: the start until the desk has answered, then the console, in the language and the colours of the person.
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useStore } from 'zustand'
import { WALLBOARD_QUERY } from '#contract/windows.ts'
import type { KnownDesk } from '#renderer/desk/follow-desk.ts'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { useTheme } from '#renderer/ui/use-theme.ts'
import { directionOf } from '#renderer/words/language.ts'
import { useLanguage } from '#renderer/words/use-speech.ts'
import { ConsoleProvider } from './console-provider.tsx'
import { ConsoleView } from './console-view.tsx'
import { type ConsoleParts, createConsole } from './create-console.ts'
import { Start, StartPage } from './start-page.tsx'

// Most windows are the console.
const WaitingPage = lazy(async () => ({ default: (await import('./waiting/waiting-page.tsx')).WaitingPage }))
const WallWindow = lazy(async () => ({ default: (await import('./wall/wall-window.tsx')).WallWindow }))

export type AppParts = ConsoleParts & { readonly devices: ReadDevices }

export function App({ devices, ...parts }: AppParts) {
  const [console] = useState(() => createConsole(parts))
  useEffect(() => console.start(), [console])
  const state = useStore(console.state)
  switch (state.phase) {
    case 'starting':
    case 'failed':
      return <Start state={state} clock={parts.clock} />
    case 'waiting':
      return (
        <InLanguage known={state.waiting.known}>
          <Suspense fallback={null}>
            <WaitingPage waiting={state.waiting} openWallboard={openWallboard} />
          </Suspense>
        </InLanguage>
      )
    case 'wall':
      return (
        <InLanguage known={state.wall.known}>
          <Suspense fallback={null}>
            <WallWindow wall={state.wall} time={parts.clock} />
          </Suspense>
        </InLanguage>
      )
    case 'running':
      return (
        <InLanguage known={state.console.known}>
          <ConsoleProvider console={state.console}>
            <ConsoleView console={state.console} time={parts.clock} devices={devices} />
          </ConsoleProvider>
        </InLanguage>
      )
  }
}

/** The desk knows this window as a wallboard by its address. */
const openWallboard = () => location.assign(`?${WALLBOARD_QUERY}`)

type InLanguageProps = { readonly known: KnownDesk; readonly children: ReactNode }

function InLanguage({ known, children }: InLanguageProps) {
  const { theme, language: choice, terms } = useStore(known, ({ hello }) => hello.settings)
  useTheme(theme)
  const spoken = useLanguage(choice, terms)
  if (spoken === null || spoken === 'wait') return <StartPage spoken={spoken} />
  const { language, locale } = spoken
  return <I18nProvider locale={directionOf(language) === 'rtl' ? 'ar' : locale}>{children}</I18nProvider>
}
