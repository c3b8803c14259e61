// What a mistake of ours leaves of the window: never nothing. The console is stopped, which closes the microphone, and can be loaded again.
import { Component, type ReactNode, useEffect } from 'react'
import type { Clock } from '#contract/time.ts'
import { WALLBOARD_QUERY } from '#contract/windows.ts'
import { useTheme } from '#renderer/ui/use-theme.ts'
import { useLanguage } from '#renderer/words/use-speech.ts'
import { useWords } from '#renderer/words/words.ts'
import { StartPage } from './start-page.tsx'

/** Nobody sits before a wallboard. */
const WALL_WAIT_MS = 10_000

type Props = { readonly clock: Pick<Clock, 'after'>; readonly reload: () => void; readonly children: ReactNode }
type State = { readonly hasFailed: boolean }

/** React takes what failed off the page, whose effects end with it: the console's stop is one of them. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false }

  static getDerivedStateFromError(): State {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    const { clock, reload, children } = this.props
    return this.state.hasFailed ? <FailedWindow clock={clock} reload={reload} /> : children
  }
}

function FailedWindow({ clock, reload }: Pick<Props, 'clock' | 'reload'>) {
  useTheme('system')
  const spoken = useLanguage('system')
  useEffect(() => {
    const isWall = location.search.slice(1).split('&').includes(WALLBOARD_QUERY)
    return isWall ? clock.after(WALL_WAIT_MS, reload) : undefined
  }, [clock, reload])
  return (
    <StartPage spoken={spoken}>
      <FailedSentence reload={reload} />
    </StartPage>
  )
}

function FailedSentence({ reload }: Pick<Props, 'reload'>) {
  const words = useWords().app.windowFailed
  return (
    <div role="alert">
      <h1>{words.title}</h1>
      <p>{words.sentence}</p>
      <button type="button" className="button" onClick={reload}>
        {words.reload}
      </button>
    </div>
  )
}
