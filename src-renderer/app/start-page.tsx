// The page before the console shows: the mark alone, and a sentence where that takes long or has failed.
import { type ReactNode, useEffect, useState } from 'react'
import type { Clock } from '#contract/time.ts'
import { useTheme } from '#renderer/ui/use-theme.ts'
import { wantedBy } from '#renderer/words/language.ts'
import { lastResort } from '#renderer/words/last-resort.ts'
import type { Spoken } from '#renderer/words/speech.ts'
import { useLanguage } from '#renderer/words/use-speech.ts'
import { useWords } from '#renderer/words/words.ts'
import mark from '#resources/icons/earshot.svg?no-inline'
import type { ConsoleState } from './create-console.ts'

const PATIENCE_MS = 400

type Starting = Extract<ConsoleState, { phase: 'starting' | 'failed' }>

/**
 * Before the desk has answered, or when it does not. Only the desk knows which language was chosen: that of the system is
 * loaded where there is something to say without it.
 */
export function Start({ state, clock }: { readonly state: Starting; readonly clock: Clock }) {
  const [isLate, beLate] = useState(false)
  useEffect(() => clock.after(PATIENCE_MS, () => beLate(true)), [clock])
  useTheme('system')
  const spoken = useLanguage(isLate || state.phase === 'failed' ? 'system' : null)
  return (
    <StartPage spoken={spoken}>
      <Sentence state={state} />
    </StartPage>
  )
}

type StartPageProps = { readonly spoken: Spoken | null | 'wait'; readonly children?: ReactNode }

export function StartPage({ spoken, children }: StartPageProps) {
  return (
    <main className="start">
      <img src={mark} alt="" />
      {spoken === null ? <LastResort /> : spoken !== 'wait' && children}
    </main>
  )
}

function Sentence({ state }: { readonly state: Starting }) {
  const words = useWords()
  if (state.phase === 'starting') return <p role="status">{words.app.starting}</p>
  return (
    <div role="alert">
      <h1>{words.app.startFailed.title}</h1>
      <p>{words.errors[state.error.code]}</p>
      <p>{words.app.startFailed.remedy}</p>
    </div>
  )
}

/** No catalogue can be loaded, not even the English one. */
function LastResort() {
  const { language } = wantedBy('system', navigator.languages)
  const { sentence, retry } = lastResort[language]
  return (
    <div role="alert" lang={language}>
      <p>{sentence}</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        {retry}
      </button>
    </div>
  )
}
