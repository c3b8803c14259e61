// What ends the program, heard once and by us alone.

export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type EndingSignal = (typeof endingSignals)[number]

/**
 * Runs on the signal, in place of whoever listened before. A library that clears up on a signal (when-exit, inside Conf) sends it
 * to us again: Ctrl-C would count twice, and on Windows the second one kills, with monitors left on the PBX.
 */
export function onSignal(signal: EndingSignal, run: () => void): void {
  process.removeAllListeners(signal)
  process.on(signal, run)
}
