// The only reader of window.desk: the window's one way to the desk, the console's server side.
import type { Desk } from '#contract/ipc.ts'

declare global {
  interface Window {
    readonly desk?: Desk
  }
}

/** The desk as the preload (Electron or browser shell) exposed it. Throws when the page was opened without either. */
export function desk(): Desk {
  if (!window.desk) throw new Error('window.desk is missing: this page was not opened by Earshot')
  return window.desk
}
