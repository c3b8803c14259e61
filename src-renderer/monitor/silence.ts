// Nobody hears the supervisor any more: whether there is anything to silence, and the one act that does it.
import { useCallback } from 'react'
import { type LineSight, useLine, useLineStore } from '#renderer/line/line-store.ts'
import { type MonitorSight, type MonitorView, useMonitor, useMonitorStore } from './monitor-store.ts'

type Speaker = {
  readonly monitor: Pick<MonitorSight, 'monitor' | 'firstWord'>
  readonly line: Pick<LineSight, 'line' | 'microphone'>
}

/** The microphone is open, or would open once the PBX confirms what was chosen or the device has opened. */
export function maySpeak({ monitor: { monitor, firstWord }, line: { line, microphone } }: Speaker): boolean {
  const talks = line.call.kind === 'talking' && !line.call.muted
  if (microphone.open || talks || firstWord === 'coming') return true
  if (monitor.phase !== 'live') return false
  const { modeState } = monitor
  if (modeState.kind === 'fallingBack') return false
  return (modeState.kind === 'confirmed' ? modeState.mode : modeState.to) !== 'listen'
}

/** Closes the microphone at the source at once and asks the PBX for listen. False: there was nothing to close. */
export function silence(monitor: Pick<MonitorView, 'monitor' | 'firstWord' | 'mute'>, line: Speaker['line']): boolean {
  if (!maySpeak({ monitor, line })) return false
  monitor.mute()
  return true
}

export function useSilence(): () => boolean {
  const monitor = useMonitorStore()
  const line = useLineStore()
  return useCallback(() => silence(monitor.getState(), line.getState()), [monitor, line])
}

/** Somebody hears the supervisor, or is about to. */
export function useMaySpeak(): boolean {
  const monitor = useMonitor((view) => view)
  const line = useLine((view) => view)
  return maySpeak({ monitor, line })
}
