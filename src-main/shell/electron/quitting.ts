// Quitting ends every monitor on the PBX first, but never waits for it longer than two seconds.
import type { App } from 'electron'
import type { Clock } from '#contract/time.ts'
import { within } from '#main/pbx/kit/waits.ts'

export const longestWaitMs = 2000
/** Somebody may have to type an administrator's password. */
export const longestInstallMs = 120_000

type Quitting = {
  readonly mayQuit: () => boolean // a kiosk says no until its exit key; while somebody hears it is asked first
  readonly closeDesk: () => Promise<void>
  /** When nothing is monitored any more: a newer version is installed. Never rejects. */
  readonly lastly: () => Promise<void>
  readonly clock: Pick<Clock, 'after'>
  readonly log: (text: string) => void
}

/** Holds the first quit until the desk is closed, then ends the program. */
export function endMonitorsOnQuit(app: App, quitting: Quitting): { readonly isUnderWay: () => boolean } {
  let phase: 'running' | 'closing' | 'closed' = 'running'
  app.on('before-quit', (event) => {
    if (phase === 'closed') return
    event.preventDefault()
    if (phase === 'closing' || !quitting.mayQuit()) return
    phase = 'closing'
    void closed(quitting).then(async (how) => {
      quitting.log(how)
      const installing = quitting.lastly()
      await within(quitting.clock, installing, { ms: longestInstallMs, otherwise: undefined })
      phase = 'closed'
      // Not quit(): a page that does not answer could hold it up.
      app.exit(0)
    })
  })
  return { isUnderWay: () => phase !== 'running' }
}

function closed({ closeDesk, clock }: Quitting): Promise<string> {
  const end = closeDesk().then(
    () => 'quit, every monitor ended',
    (cause: unknown) => `quit, the desk did not close well: ${String(cause)}`,
  )
  return within(clock, end, { ms: longestWaitMs, otherwise: 'quit without waiting longer for the PBX' })
}
