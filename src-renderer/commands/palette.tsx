// The command palette: type a part of what you want, Enter does it.
import { useMemo, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { SettingsChange } from '#contract/settings.ts'
import { KeyHint } from '#renderer/keys/key-hint.tsx'
import { type Search, SearchField, useSearch } from '#renderer/keys/search-field.tsx'
import { useRefusals } from '#renderer/monitor/refusal-store.ts'
import { useWords } from '#renderer/words/words.ts'
import type { CommandContext } from './context.ts'
import type { PaletteItem } from './palette-item.ts'
import { findItems } from './palette-items.ts'

type PaletteProps = {
  readonly context: () => CommandContext
  readonly save: (change: SettingsChange) => void
  readonly onClose: () => void
  /** What was typed before it was there. */
  readonly typed?: string
}

export function Palette({ context, save, onClose, typed: early = '' }: PaletteProps) {
  const words = useWords()
  const refuse = useRefusals((view) => view.refuse)
  const [typed, setTyped] = useState(early)
  const found = useMemo(() => findItems(words, typed, context(), save), [words, typed, context, save])
  const choose = (item: PaletteItem): void => {
    onClose()
    const refusal = item.refusal()
    if (refusal) refuse(item.name, refusal)
    // The dialog gives the focus back first, a frame after it has gone.
    else if (item.movesFocus) requestAnimationFrame(() => requestAnimationFrame(item.run))
    else item.run()
  }
  const search = useSearch<PaletteItem>({ found, typed, onChoose: choose, asksAgain })
  return (
    <ModalOverlay className="keys-overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal>
        <Dialog className="keys-dialog" aria-label={words.keys.palette.title}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField label={words.keys.palette.field} search={search} />
            <Found search={search} />
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** What takes a key that is meant takes an Enter that is meant; what cannot be done only says why. */
const asksAgain = ({ isDeliberate, refusal }: PaletteItem): boolean => isDeliberate && refusal() === null

function Found({ search }: { readonly search: Search<PaletteItem> }) {
  const { palette: say } = useWords().keys
  const { found, typed, meantId, onChoose } = search
  return (
    <ListBox
      className="palette-list"
      aria-label={say.results}
      items={found}
      dependencies={[meantId]}
      shouldFocusWrap
      renderEmptyState={() => <p className="palette-none">{say.none(typed)}</p>}
    >
      {(item) => <Item item={item} isMeant={item.id === meantId} onChoose={onChoose} />}
    </ListBox>
  )
}

type ItemProps = {
  readonly item: PaletteItem
  readonly isMeant: boolean
  readonly onChoose: (item: PaletteItem) => void
}

function Item({ item, isMeant, onChoose }: ItemProps) {
  const words = useWords()
  const refusal = item.refusal()
  return (
    <ListBoxItem
      id={item.id}
      textValue={item.name}
      className="palette-item"
      // Chosen all the same it says why not, with the remedy: so it is not disabled, it only says so.
      render={(props) => ('href' in props ? <a {...props} /> : <div {...props} aria-disabled={refusal !== null} />)}
      onAction={() => onChoose(item)}
    >
      <span className="palette-name">{item.name}</span>
      <span className="palette-side">
        {isMeant && words.keys.palette.again}
        {!isMeant && item.kind !== 'command' && words.keys.palette.kinds[item.kind]}
        {!isMeant && item.command && <KeyHint command={item.command} />}
      </span>
      {refusal && <span className="palette-reason">{refusal.sentence}</span>}
    </ListBoxItem>
  )
}
