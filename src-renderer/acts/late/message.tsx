// Words to an agent or to everybody of a queue: written, or one of the phrases that are ready; and what sending them means.
import { type FormEvent, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { TextField } from 'react-aria-components/TextField'
import type { ActWords } from '#renderer/words/later-acts.ts'

/** What a phone's display and a SIP MESSAGE hold; see textToPhone in the connectors. */
const LONGEST_BYTES = 1000

type MessageProps = {
  readonly say: ActWords
  readonly label: string
  /** The site's; none: those of the console. */
  readonly readyPhrases: readonly string[]
  readonly onText: (text: string) => void
}

export function Message({ say, label, readyPhrases, onText }: MessageProps) {
  const [text, setText] = useState('')
  const { choose, message } = say
  const isTooLong = new TextEncoder().encode(text.trim()).length > LONGEST_BYTES
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '' && !isTooLong) onText(text.trim())
  }
  const phrases = readyPhrases.length > 0 ? readyPhrases : message.phrases
  return (
    <>
      <form className="acts-write" onSubmit={send}>
        <TextField
          className="palette-text"
          aria-label={label}
          value={text}
          maxLength={500}
          isInvalid={isTooLong}
          onChange={setText}
          // Who is asked wants to answer.
          autoFocus
        >
          <Input className="palette-field" autoComplete="off" />
        </TextField>
        <Button type="submit" className="button">
          {choose.send}
        </Button>
      </form>
      <p className="menu-note" role={isTooLong ? 'alert' : undefined}>
        {isTooLong ? message.tooLong : message.sendHint}
      </p>
      <ListBox className="palette-list" aria-label={message.ready}>
        {phrases.map((phrase) => (
          <ListBoxItem
            key={phrase}
            id={phrase}
            textValue={phrase}
            className="palette-item"
            onAction={() => onText(phrase)}
          >
            {phrase}
          </ListBoxItem>
        ))}
      </ListBox>
    </>
  )
}
