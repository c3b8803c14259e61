// The week that coverage speaks of: the last seven days, today among them.

/** Epoch ms of the local midnight it begins at. */
export function weekBefore(at: number): number {
  const day = new Date(at)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - 6).getTime()
}
