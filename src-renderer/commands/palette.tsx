// The command palette: type a part of what you want, Enter does it. A combobox with a listbox as in ARIA APG.
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { SettingsChange } from '#contract/settings.ts'
import { KeyHint } from '#renderer/keys/key-hint.tsx'
import { useRefusals } from '#renderer/monitor/refusal-store.ts'
import { useWords } from '#renderer/words/words.ts'
import '#renderer/keys/keys.css'
import type { CommandContext } from './context.ts'
import { findItems, type PaletteItem } from './palette-items.ts'

type PaletteProps = {
  readonly context: () => CommandContext
  readonly save: (change: SettingsChange) => void
  readonly onClose: () => void
}

export function Palette({ context, save, onClose }: PaletteProps) {
  const words = useWords()
  const refuse = useRefusals((view) => view.refuse)
  const choose = (item: PaletteItem): void => {
    onClose()
    const refusal = item.refusal()
    if (refusal) refuse(item.name, refusal)
    // The dialog gives the focus back first, a frame after it has gone.
    else if (item.movesFocus) requestAnimationFrame(() => requestAnimationFrame(item.run))
    else item.run()
  }
  return (
    <ModalOverlay className="keys-overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal>
        <Dialog className="keys-dialog" aria-label={words.keys.palette.title}>
          <Search context={context} save={save} onChoose={choose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type SearchProps = Omit<PaletteProps, 'onClose'> & { readonly onChoose: (item: PaletteItem) => void }

function Search({ context, save, onChoose }: SearchProps) {
  const words = useWords()
  const id = useId()
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const items = useMemo(() => findItems(words, search, context(), save), [words, search, context, save])
  const { palette: say } = words.keys
  const chosen = items[active]
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (event.key === 'Enter' && chosen) onChoose(chosen)
    else if (step && items.length > 0) setActive(moved(active, step, items.length))
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className="palette-field"
        // Who opens the palette wants to type into it; the dialog names it.
        autoFocus
        role="combobox"
        aria-label={say.field}
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder={say.field}
        value={search}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setSearch(target.value)
          setActive(0)
        }}
      />
      {items.length === 0 && <p className="palette-none">{say.none(search)}</p>}
      <Items id={id} items={items} active={active} onChoose={onChoose} />
    </>
  )
}

// Single steps go round; leaps stop at the ends.
const moved = (active: number, step: number, count: number): number =>
  Math.abs(step) === 1 ? (active + step + count) % count : Math.max(0, Math.min(count - 1, active + step))

type ItemsProps = {
  readonly id: string
  readonly items: readonly PaletteItem[]
  readonly active: number
  readonly onChoose: (item: PaletteItem) => void
}

function Items({ id, items, active, onChoose }: ItemsProps) {
  const words = useWords()
  return (
    <div id={`${id}-list`} role="listbox" className="palette-list" aria-label={words.keys.palette.results}>
      {items.map((item, index) => (
        <Item key={item.id} id={`${id}-${index}`} item={item} active={index === active} onChoose={onChoose} />
      ))}
    </div>
  )
}

type ItemProps = Omit<ItemsProps, 'items' | 'active'> & { readonly item: PaletteItem; readonly active: boolean }

function Item({ id, item, active, onChoose }: ItemProps) {
  const words = useWords()
  const option = useRef<HTMLDivElement>(null)
  const refusal = item.refusal()
  useEffect(() => {
    if (active) option.current?.scrollIntoView?.({ block: 'nearest' })
  }, [active])
  return (
    // The keyboard works in the field, which names the active option.
    // The focus stays in the field, which names the active option.
    <div
      ref={option}
      id={id}
      role="option"
      aria-selected={active}
      aria-disabled={refusal !== null}
      className="palette-item"
      onClick={() => onChoose(item)}
    >
      <span className="palette-name">{item.name}</span>
      <span className="palette-side">
        {item.kind !== 'command' && words.keys.palette.kinds[item.kind]}
        {item.command && <KeyHint command={item.command} />}
      </span>
      {refusal && <span className="palette-reason">{refusal.sentence}</span>}
    </div>
  )
}
