// The echo test in the settings: a call to the phone system’s echo, which says whether the person can be heard there and hears.
import { PhoneCall } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Clock } from '#contract/time.ts'
import { useCalls, useCallsStore } from '#renderer/calls/calls-store.ts'
import { useLine, useLineStore } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import type { LaterWords } from '#renderer/words/later.ts'
import { echoProgress, echoWrong } from './echo-sentence.ts'
import { isRunning } from './next-echo.ts'
import { createEcho } from './run-echo.ts'
import { SoundTest } from './sound-test.tsx'
import { whyNotFree } from './whether-free.ts'

type Words = LaterWords['soundTests']
type EchoTestProps = { readonly say: Words; readonly clock: Clock }

export function EchoTest({ say, clock }: EchoTestProps) {
  const { run, echo } = useEcho(clock)
  const whyNot = useWhyNot(say)
  return (
    <SoundTest
      words={say}
      say={say.echo}
      Icon={PhoneCall}
      running={isRunning(echo)}
      whyNot={whyNot}
      onStart={() => run.start(say.echo.title)}
      onStop={run.stop}
      level={echo.phase === 'speaking' ? echo.level : null}
      progress={echoProgress(say, echo)}
      wrong={echo.phase === 'over' ? echoWrong(say, echo.result) : null}
    />
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
