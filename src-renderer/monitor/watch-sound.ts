// How the line sounds is shown; what is missed is shown and logged. The code that measures comes after the start.
import type { Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { KnownDesk } from '#renderer/desk/follow-desk.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import { voiceProcessing } from '#renderer/line/voice-processing.ts'
import type { MonitorStore } from './monitor-store.ts'

type Watched = {
  readonly desk: Desk
  readonly clock: Clock
  readonly known: KnownDesk
  readonly line: LineStore
  readonly monitor: MonitorStore
}

export function watchSound(parts: Watched): Stop {
  let isStopped = false
  let stop: Stop = () => {}
  void import('./watch-quality.ts').then(
    ({ watchQuality }) => {
      if (!isStopped) stop = startWatching(watchQuality, parts)
    },
    () => {}, // without its code nothing is measured
  )
  return () => {
    isStopped = true
    stop()
  }
}

const startWatching = (
  watchQuality: typeof import('./watch-quality.ts').watchQuality,
  { desk, clock, known, line, monitor }: Watched,
): Stop =>
  watchQuality({
    clock,
    line,
    monitor: () => monitor.getState().monitor,
    isNoiseSuppressed: () => voiceProcessing(known.getState().hello.settings.line).noiseSuppression,
    show: (quality) => monitor.setState({ quality }),
    lost: (soundLosses) => {
      line.setState({ soundLosses })
      const text = soundLosses.map(({ side, where }) => `${side} ${where}`).join(', ')
      const level = text === '' ? 'info' : 'warn'
      desk.request('log', { level, text: `sound of the line: ${text || 'nothing is missed'}` }).catch(() => {})
    },
  })
