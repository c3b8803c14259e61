// The test recording in the settings: how others hear the person, by their own headset.
import { CircleStop, Mic } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '#contract/settings.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import type { LaterWords } from '#renderer/words/later.ts'
import { isRunning, type Trial } from './next-trial.ts'
import { createTrial } from './run-trial.ts'
import { SoundNews } from './sound-news.tsx'
import type { Tapes } from './tapes.ts'
import { whyNotFree } from './whether-free.ts'
import './sound.css'

type TestRecordingProps = {
  readonly say: LaterWords['soundTests']
  readonly line: Settings['line']
  readonly tapes: Tapes
}

export function TestRecording({ say, line, tapes }: TestRecordingProps) {
  const id = useId()
  const [run] = useState(() => createTrial(tapes))
  const { trial } = useStore(run.store)
  const needed = useWhyNotFree()
  useEffect(() => {
    if (needed) run.lineNeeded()
  }, [run, needed])
  // Another device, or the settings closed: what runs is of no use any more.
  const devices = `${line.microphoneId} ${line.speakerId}`
  useEffect(() => (devices === '' ? undefined : run.stop), [run, devices])
  const running = isRunning(trial)
  const refused = running ? null : needed
  return (
    <div className="setting sound-test">
      <p id={id} className="setting-label">
        {say.recording.title}
      </p>
      <p id={`${id}-hint`} className="setting-hint">
        {refused ? say.notNow[refused] : say.recording.hint}
      </p>
      {/* One button, and never `disabled`: the focus would be lost. */}
      <button
        type="button"
        className="button"
        aria-describedby={`${id}-hint`}
        aria-disabled={refused !== null || undefined}
        onClick={() => (running ? run.stop() : refused === null && run.start(line))}
      >
        {running ? <CircleStop aria-hidden /> : <Mic aria-hidden />}
        {running ? say.stop : say.recording.start}
      </button>
      {(trial.phase === 'recording' || trial.phase === 'playing') && (
        <meter className="sound-meter" aria-label={say.level} min={0} max={1} value={trial.level} />
      )}
      <SoundNews progress={progress(say, trial)} wrong={trial.phase === 'failed' ? say.faults[trial.fault] : null} />
    </div>
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
