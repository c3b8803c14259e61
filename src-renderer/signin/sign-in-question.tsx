// What is asked at the sign-in: user and password, then a code where the PBX wants one, and why the answer before did not do.
import type { FormEvent, ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { SignInBoard } from '#contract/sign-in.ts'
import { useWords } from '#renderer/words/words.ts'
import { useSignIn } from './sign-in-store.ts'

export function Question({ board }: { readonly board: SignInBoard }) {
  const words = useWords()
  switch (board.kind) {
    case 'wanted':
      return <PasswordForm key={board.askId} board={board} />
    case 'codeWanted':
      return <CodeForm key={board.askId} board={board} />
    case 'trying':
      return (
        <p className="settings-form" role="status">
          {words.signIn.trying(board.username)}
        </p>
      )
    case 'none':
    case 'in':
      return null
  }
}

function PasswordForm({ board }: { readonly board: Extract<SignInBoard, { kind: 'wanted' }> }) {
  const words = useWords()
  const step = useSignIn((view) => view.step)
  const { askId, why } = board
  const enter = (fields: FormData) => {
    const [username, password] = [String(fields.get('user')).trim(), String(fields.get('password'))]
    if (username !== '' && password !== '') step({ kind: 'password', askId, username, password })
  }
  return (
    <Form enter={enter} button={words.signIn.enter}>
      {why && <p role="alert">{why.code === 'pbxWrongPassword' ? words.signIn.wrong : words.errors[why.code]}</p>}
      <label>
        {words.signIn.user}
        <input name="user" required autoComplete="off" spellCheck={false} defaultValue={board.username} />
      </label>
      <label>
        {words.signIn.password}
        {/* Never kept, so no browser is to offer to keep it. */}
        <input name="password" type="password" required autoComplete="off" ref={board.username ? focus : null} />
      </label>
    </Form>
  )
}

function CodeForm({ board }: { readonly board: Extract<SignInBoard, { kind: 'codeWanted' }> }) {
  const words = useWords()
  const step = useSignIn((view) => view.step)
  const { askId } = board
  const enter = (fields: FormData) => {
    const code = String(fields.get('code')).trim()
    if (code !== '') step({ kind: 'code', askId, code })
  }
  return (
    <Form enter={enter} button={words.signIn.enter}>
      <p>{words.signIn.codeFor(board.username)}</p>
      <label>
        {words.signIn.code}
        <input name="code" required autoComplete="one-time-code" inputMode="numeric" ref={focus} />
      </label>
      <Button className="button" onPress={() => step({ kind: 'back', askId })}>
        {words.signIn.back}
      </Button>
    </Form>
  )
}

const focus = (field: HTMLInputElement | null): void => field?.focus()

type FormProps = {
  readonly enter: (fields: FormData) => void
  readonly button: string
  readonly children: ReactNode
}

function Form({ enter, button, children }: FormProps) {
  const words = useWords()
  const failure = useSignIn((view) => view.failure)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    enter(new FormData(event.currentTarget))
  }
  return (
    <form className="settings-form sign-in-form" onSubmit={submit}>
      {failure && <p role="alert">{words.errors[failure.code]}</p>}
      {children}
      <button type="submit" className="button sign-in-enter">
        {button}
      </button>
    </form>
  )
}
