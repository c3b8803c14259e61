// One text to be written and sent: a reason, a message. What is empty or too long is not sent.
import { type FormEvent, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { TextField } from 'react-aria-components/TextField'

type WriteTextProps = {
  readonly label: string
  readonly submit: string
  readonly maxLength: number // of characters
  readonly isTooLong?: (text: string) => boolean
  /** What stands under the field. */
  readonly note?: (isTooLong: boolean) => string
  readonly onText: (text: string) => void
}

export function WriteText({ label, submit, maxLength, isTooLong = () => false, note, onText }: WriteTextProps) {
  const [written, setWritten] = useState('')
  const text = written.trim()
  const isRefused = isTooLong(text)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text !== '' && !isRefused) onText(text)
  }
  return (
    <>
      <form className="acts-write" onSubmit={send}>
        <TextField
          className="palette-text"
          aria-label={label}
          value={written}
          maxLength={maxLength}
          isInvalid={isRefused}
          onChange={setWritten}
          // Who is asked wants to answer.
          autoFocus
        >
          <Input className="palette-field" autoComplete="off" />
        </TextField>
        <Button type="submit" className="button">
          {submit}
        </Button>
      </form>
      {note && (
        <p className="menu-note" role={isRefused ? 'alert' : undefined}>
          {note(isRefused)}
        </p>
      )}
    </>
  )
}
