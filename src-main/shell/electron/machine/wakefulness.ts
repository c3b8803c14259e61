// Keeps the machine from going to sleep while the floor is live or a monitor is on.
import { powerSaveBlocker } from 'electron'
import type { ConsoleState } from '#main/shell/electron/console-state.ts'

/** Answers with the function to call whenever the state of the console has changed. */
export function keepAwake(): (state: ConsoleState) => void {
  let blocker: number | null = null
  return (state) => {
    const wanted = state.connection === 'live' || state.connection === 'behind' || state.monitoring
    if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
}
