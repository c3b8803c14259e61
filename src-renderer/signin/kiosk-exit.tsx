// A kiosk in the page: what leads out is swallowed from the first picture on, and the exit key asks for the site's passphrase.
import { lazy, Suspense, useCallback, useLayoutEffect, useState } from 'react'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import { lockPage } from './lock-page.ts'

const KioskQuestion = lazy(async () => ({ default: (await import('./kiosk-question.tsx')).KioskQuestion }))

type ExitProps = { readonly desk: Desk; readonly kiosk: boolean }

export function KioskExit({ desk, kiosk }: ExitProps) {
  const [why, setWhy] = useState<DeskError | null>(null)
  const leave = useCallback(
    (passphrase: string | null) =>
      void desk.request('leaveKiosk', { passphrase }).then(
        // By the answer of a console that is no kiosk nothing is asked.
        (answer) => setWhy(answer.ok || answer.error.code === 'badRequest' ? null : answer.error),
        () => setWhy(null),
      ),
    [desk],
  )
  useLayoutEffect(() => lockPage(window, { kiosk, exit: () => leave(null) }), [kiosk, leave])
  return (
    why && (
      <Suspense fallback={null}>
        <KioskQuestion why={why} leave={leave} close={() => setWhy(null)} />
      </Suspense>
    )
  )
}
