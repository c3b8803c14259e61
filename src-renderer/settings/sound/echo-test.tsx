// The echo test in the settings: a call to the phone system’s echo, which says whether the person can be heard there and hears.
import { CircleStop, PhoneCall } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import type { Clock } from '#contract/time.ts'
import { useCalls, useCallsStore } from '#renderer/calls/calls-store.ts'
import { useLine, useLineStore } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import type { LaterWords } from '#renderer/words/later.ts'
import { echoProgress, echoWrong } from './echo-sentence.ts'
import { isRunning } from './next-echo.ts'
import { createEcho } from './run-echo.ts'
import { SoundNews } from './sound-news.tsx'
import { whyNotFree } from './whether-free.ts'
import './sound.css'

type Words = LaterWords['soundTests']
type EchoTestProps = { readonly say: Words; readonly clock: Clock }

export function EchoTest({ say, clock }: EchoTestProps) {
  const id = useId()
  const { run, echo } = useEcho(clock)
  const running = isRunning(echo)
  const why = useWhyNot(say)
  const refused = running ? null : why
  return (
    <div className="setting sound-test">
      <p id={id} className="setting-label">
        {say.echo.title}
      </p>
      <p id={`${id}-hint`} className="setting-hint">
        {refused ?? say.echo.hint}
      </p>
      {/* One button, and never `disabled`: the focus would be lost. */}
      <button
        type="button"
        className="button"
        aria-describedby={`${id}-hint`}
        aria-disabled={refused !== null || undefined}
        onClick={() => (running ? run.stop() : refused === null && run.start(say.echo.title))}
      >
        {running ? <CircleStop aria-hidden /> : <PhoneCall aria-hidden />}
        {running ? say.stop : say.echo.start}
      </button>
      {echo.phase === 'speaking' && (
        <meter className="sound-meter" aria-label={say.level} min={0} max={1} value={echo.level} />
      )}
      <SoundNews
        progress={echoProgress(say, echo)}
        wrong={echo.phase === 'over' ? echoWrong(say, echo.result) : null}
      />
    </div>
  )
}

/** It ends with the settings, and for a monitor. */
function useEcho(clock: Clock) {
  const [line, calls] = [useLineStore(), useCallsStore()]
  const [run] = useState(() => createEcho({ line, calls, clock }))
  const { echo } = useStore(run.store)
  const isMonitored = useMonitor(({ monitor }) => monitor.phase !== 'idle')
  useEffect(() => run.stop, [run])
  useEffect(() => {
    if (isMonitored) run.lineNeeded()
  }, [run, isMonitored])
  return { run, echo }
}

/** The reason, or null: it can be done. */
function useWhyNot(say: Words): string | null {
  const number = useCalls((view) => view.site.echo)
  const line = useLine((view) => view.line)
  const monitor = useMonitor((view) => view.monitor)
  if (number === null) return say.echo.noNumber
  const needed = whyNotFree(line, monitor)
  if (needed) return say.notNow[needed]
  return line.registration.kind === 'registered' ? null : say.echo.notReady
}
