// Nobody hears the supervisor any more: whether there is anything to silence, and the one act that does it.
import { lineStore } from '#renderer/line/line-store.ts'
import { monitorStore } from './monitor-store.ts'

type Speaker = {
  readonly monitor: Pick<ReturnType<typeof monitorStore.getState>, 'monitor'>
  readonly line: Pick<ReturnType<typeof lineStore.getState>, 'line' | 'microphone'>
}

/** The microphone is open, or would open once the PBX confirms what was chosen. */
export function maySpeak({ monitor: { monitor }, line: { line, microphone } }: Speaker): boolean {
  const talks = line.call.kind === 'talking' && !line.call.muted
  if (microphone.open || talks) return true
  if (monitor.phase !== 'live') return false
  const { modeState } = monitor
  if (modeState.kind === 'fallingBack') return false
  return (modeState.kind === 'confirmed' ? modeState.mode : modeState.to) !== 'listen'
}

/** Closes the microphone at the source at once and asks the PBX for listen. False: there was nothing to close. */
export function silence(): boolean {
  const monitor = monitorStore.getState()
  if (!maySpeak({ monitor, line: lineStore.getState() })) return false
  monitor.mute()
  return true
}
