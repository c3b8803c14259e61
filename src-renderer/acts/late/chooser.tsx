// What an act needs besides: a reason, queues, a destination, a text. One list to search, or one field to write.
import { type FormEvent, type KeyboardEvent, useContext, useState } from 'react'
import { Autocomplete, AutocompleteStateContext } from 'react-aria-components/Autocomplete'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import { useWords } from '#renderer/words/words.ts'
import '#renderer/keys/keys.css'
import type { AskedKind } from '../acts-store.ts'
import type { Doing } from './doing.ts'
import { Message } from './message.tsx'
import { choiceOf, type Option, optionsFor } from './options.ts'
import { commandOf } from './run-acts.ts'
import type { Choice } from './scene.ts'
import { whomText } from './whom.ts'

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
            <WriteText say={say} label={title} onText={(text) => onChoose({ kind: 'text', text })} />
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
  const [search, setSearch] = useState('')
  const options = optionsFor(kind, search, { words, say, subject, scene: scene(), pauseReasons })
  const field = kind === 'transferCall' ? say.choose.searchNumber : say.choose.search
  return (
    <Autocomplete inputValue={search} onInputChange={setSearch}>
      <SearchField label={field} first={options[0]} onChoose={onChoose} />
      <ListBox
        className="palette-list"
        aria-label={say.choose.results}
        items={options}
        dependencies={[options]}
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
            <span className="palette-side">{option.side}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}

type FieldProps = {
  readonly label: string
  readonly first: Option | undefined
  readonly onChoose: (choice: Choice) => void
}

function SearchField({ label, first, onChoose }: FieldProps) {
  const state = useContext(AutocompleteStateContext)
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || !first || state?.focusedNodeId) return
    event.stopPropagation()
    event.preventDefault()
    onChoose(first.choice)
  }
  return (
    <TextField
      className="palette-text"
      aria-label={label}
      // Who is asked wants to answer.
      autoFocus
    >
      <Input
        className="palette-field"
        role="combobox"
        aria-expanded={first !== undefined}
        placeholder={label}
        onKeyDownCapture={onKeyDownCapture}
      />
    </TextField>
  )
}

type WriteProps = {
  readonly say: ActWords
  readonly label: string
  readonly onText: (text: string) => void
}

function WriteText({ say, label, onText }: WriteProps) {
  const [text, setText] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') onText(text.trim())
  }
  return (
    <form className="acts-write" onSubmit={send}>
      <TextField
        className="palette-text"
        aria-label={label}
        value={text}
        maxLength={80}
        onChange={setText}
        // Who is asked wants to answer.
        autoFocus
      >
        <Input className="palette-field" autoComplete="off" />
      </TextField>
      <Button type="submit" className="button">
        {say.choose.ok}
      </Button>
    </form>
  )
}
