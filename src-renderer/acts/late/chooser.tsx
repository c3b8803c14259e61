// What an act needs besides: a reason, queues, a destination, a text. One list to search, or one field to write.
import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { SearchField, useSearch } from '#renderer/keys/search-field.tsx'
import type { ActWords } from '#renderer/words/later-acts.ts'
import { useWords } from '#renderer/words/words.ts'
import type { AskedKind } from '../acts-store.ts'
import { commandOf } from '../command-of.ts'
import type { Doing } from './doing.ts'
import { Message } from './message.tsx'
import { choiceOf, type Option, optionsFor } from './options.ts'
import type { Choice } from './scene.ts'
import { whomText } from './whom.ts'
import { WriteText } from './write-text.tsx'

type ChooserProps = {
  readonly kind: AskedKind
  readonly subject: RowSubject
  readonly doing: Doing
  readonly pauseReasons: readonly string[]
  readonly readyPhrases: readonly string[]
  readonly onChoose: (choice: Choice) => void
}

export function Chooser(props: ChooserProps) {
  const { kind, subject, doing, pauseReasons, readyPhrases, onChoose } = props
  const words = useWords()
  const { say, scene, close } = doing
  const title = titleOf(say, kind, whomText(words, say, subject, scene().floor)) ?? words.keys.commands[commandOf(kind)]
  return (
    <ModalOverlay className="keys-overlay" isOpen isDismissable onOpenChange={close}>
      <Modal>
        <Dialog className="keys-dialog">
          <Heading slot="title" className="acts-title">
            {title}
          </Heading>
          {kind === 'sendText' || kind === 'broadcast' ? (
            <Message
              say={say}
              label={title}
              readyPhrases={readyPhrases}
              onText={(text) => onChoose({ kind: 'text', text })}
            />
          ) : choiceOf(kind, pauseReasons) === 'text' ? (
            <WriteText
              label={title}
              submit={say.choose.ok}
              maxLength={80}
              onText={(text) => onChoose({ kind: 'text', text })}
            />
          ) : (
            <ChooseOne {...props} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function titleOf({ choose }: ActWords, kind: AskedKind, whom: string): string | null {
  const title = kind in choose ? choose[kind as keyof typeof choose] : null
  return typeof title === 'function' ? title(whom) : title
}

function ChooseOne({ kind, subject, doing, pauseReasons, onChoose }: ChooserProps) {
  const words = useWords()
  const { say, scene } = doing
  const [typed, setTyped] = useState('')
  const found = optionsFor(kind, typed, { words, say, subject, scene: scene(), pauseReasons })
  const search = useSearch<Option>({
    found,
    typed,
    onChoose: ({ choice }) => onChoose(choice),
    // Nothing brings the call back.
    asksAgain: () => kind === 'transferCall' || kind === 'pickCall',
  })
  const field = kind === 'transferCall' ? say.choose.searchNumber : say.choose.search
  const { meantId } = search
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField label={field} search={search} />
      <ListBox
        className="palette-list"
        aria-label={say.choose.results}
        items={found}
        dependencies={[found, meantId]}
        shouldFocusWrap
        renderEmptyState={() => <p className="palette-none">{say.choose.none}</p>}
      >
        {(option) => (
          <ListBoxItem
            id={option.id}
            textValue={option.name}
            className="palette-item"
            onAction={() => onChoose(option.choice)}
          >
            <span className="palette-name">{option.name}</span>
            <span className="palette-side">{option.id === meantId ? words.keys.palette.again : option.side}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}
