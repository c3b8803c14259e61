// Keeps the machine from going to sleep while the floor is live, and its screen on as well while a call is listened to: a screen that goes
// dark is locked, and then nobody hears and nobody sees who does.
import { powerSaveBlocker } from 'electron'
import type { ConsoleState } from '#main/shell/electron/console-state.ts'

type Kind = Parameters<typeof powerSaveBlocker.start>[0]

/** Answers with the function to call whenever the state of the console has changed. */
export function keepAwake(): (state: ConsoleState) => void {
  let held: { readonly kind: Kind; readonly id: number } | null = null
  return (state) => {
    const wanted = wantedOf(state)
    if (wanted === (held?.kind ?? null)) return
    const before = held
    held = wanted === null ? null : { kind: wanted, id: powerSaveBlocker.start(wanted) }
    if (before) powerSaveBlocker.stop(before.id)
  }
}

function wantedOf({ connection, monitoring }: ConsoleState): Kind | null {
  if (monitoring) return 'prevent-display-sleep'
  return connection === 'live' || connection === 'behind' ? 'prevent-app-suspension' : null
}
