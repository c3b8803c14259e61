// Words to an agent or to everybody of a queue: written, or one of the phrases that are ready; and what sending them means.
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import type { ActWords } from '#renderer/words/later-acts.ts'
import { WriteText } from './write-text.tsx'

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
  const { choose, message } = say
  const phrases = readyPhrases.length > 0 ? readyPhrases : message.phrases
  return (
    <>
      <WriteText
        label={label}
        submit={choose.send}
        maxLength={500}
        isTooLong={(text) => new TextEncoder().encode(text).length > LONGEST_BYTES}
        note={(isTooLong) => (isTooLong ? message.tooLong : message.sendHint)}
        onText={onText}
      />
      <p className="menu-note" aria-hidden>
        {message.ready}
      </p>
      <ListBox className="palette-list palette-beside" aria-label={message.ready}>
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
