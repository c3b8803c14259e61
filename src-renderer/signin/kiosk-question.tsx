// Asks for the passphrase that leaves a kiosk.
import type { DeskError } from '#contract/errors.ts'
import { useWords } from '#renderer/words/words.ts'
import { Form, Frame, focus } from './seat-form.tsx'

type QuestionProps = {
  readonly why: DeskError
  readonly leave: (passphrase: string) => void
  readonly close: () => void
}

export function KioskQuestion({ why, leave, close }: QuestionProps) {
  const { signIn, errors } = useWords()
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
