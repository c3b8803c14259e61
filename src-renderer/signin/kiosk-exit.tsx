// A kiosk in the page: what leads out is swallowed, and the exit key asks for the site's passphrase.
import { useCallback, useEffect, useState } from 'react'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import { useWords } from '#renderer/words/words.ts'
import { lockPage } from './lock-page.ts'
import { Form, Frame, focus } from './seat-form.tsx'

type ExitProps = { readonly desk: Desk; readonly kiosk: boolean }

export function KioskExit({ desk, kiosk }: ExitProps) {
  const { signIn, errors } = useWords()
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
  useEffect(() => lockPage(window, { kiosk, exit: () => leave(null) }), [kiosk, leave])
  if (!why) return null
  const close = () => setWhy(null)
  return (
    <Frame title={signIn.kiosk.title} close={close}>
      <Form enter={(fields) => leave(String(fields.get('passphrase')))} button={signIn.kiosk.leave} cancel={close}>
        <p role={why.code === 'passphraseNeeded' ? undefined : 'alert'}>{errors[why.code]}</p>
        <label>
          {signIn.kiosk.passphrase}
          <input name="passphrase" type="password" required autoComplete="off" ref={focus} />
        </label>
      </Form>
    </Frame>
  )
}
