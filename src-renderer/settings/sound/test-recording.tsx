// The test recording in the settings: how others hear the person, by their own headset.
import { Mic } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '#contract/settings.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import type { LaterWords } from '#renderer/words/later.ts'
import { isRunning, type Trial } from './next-trial.ts'
import { createTrial } from './run-trial.ts'
import { SoundTest } from './sound-test.tsx'
import type { Tapes } from './tapes.ts'
import { whyNotFree } from './whether-free.ts'

type TestRecordingProps = {
  readonly say: LaterWords['soundTests']
  readonly line: Settings['line']
  readonly tapes: Tapes
}

export function TestRecording({ say, line, tapes }: TestRecordingProps) {
  const [run] = useState(() => createTrial(tapes))
  const { trial } = useStore(run.store)
  const needed = useWhyNotFree()
  useEffect(() => {
    if (needed) run.lineNeeded()
  }, [run, needed])
  // Another device, or the settings closed: what runs is of no use any more.
  const devices = `${line.microphoneId} ${line.speakerId}`
  useEffect(() => (devices === '' ? undefined : run.stop), [run, devices])
  return (
    <SoundTest
      words={say}
      say={say.recording}
      Icon={Mic}
      running={isRunning(trial)}
      whyNot={needed && say.notNow[needed]}
      onStart={() => run.start(line)}
      onStop={run.stop}
      level={trial.phase === 'recording' || trial.phase === 'playing' ? trial.level : null}
      progress={progress(say, trial)}
      wrong={trial.phase === 'failed' ? say.faults[trial.fault] : null}
    />
  )
}

const useWhyNotFree = () => {
  const line = useLine((view) => view.line)
  const monitor = useMonitor((view) => view.monitor)
  return whyNotFree(line, monitor)
}

function progress({ recording: say, interrupted }: LaterWords['soundTests'], trial: Trial): string {
  switch (trial.phase) {
    case 'idle':
    case 'failed':
      return ''
    case 'opening':
      return trial.isAsking ? say.asking : say.opening
    case 'recording':
      return say.speak
    case 'playing':
      return say.playing
    case 'played':
      return trial.isQuiet ? say.quiet : say.played
    case 'interrupted':
      return interrupted
  }
}
