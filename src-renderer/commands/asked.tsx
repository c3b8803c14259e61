// A window of the keyboard's own that is asked for before its code has come: it has the keyboard from its key on, so that what is
// typed meanwhile reaches its field and acts on nothing.
import { type ComponentType, type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { LaterPart } from '#renderer/ui/loaded-later.tsx'
import { LONGEST_SEARCH } from '#renderer/ui/search-box.tsx'

type Typed = { readonly typed?: string }
type Ready<Props> = { readonly Part: ComponentType<Props & Typed>; readonly typed: string }
type AskedProps<Props> = {
  readonly part: LaterPart<Props & Typed>
  readonly props: Props
  readonly name: string
  readonly field: string | null // what its field is called; null: it has none
  readonly onClose: () => void
}

export function Asked<Props extends object>({ part, props, ...more }: AskedProps<Props>) {
  const [ready, setReady] = useState<Ready<Props> | null>(() => {
    const Part = part.loaded()
    return Part && { Part, typed: '' }
  })
  const onReady = useCallback((Part: ComponentType<Props & Typed>, typed: string) => setReady({ Part, typed }), [])
  if (ready) return <ready.Part {...props} typed={ready.typed} />
  return <Waiting {...more} part={part} onReady={onReady} />
}

type WaitingProps<Props> = Omit<AskedProps<Props>, 'props'> & {
  readonly onReady: (Part: ComponentType<Props & Typed>, typed: string) => void
}

function Waiting<Props>({ part, name, field, onReady, onClose }: WaitingProps<Props>) {
  const input = useRef<HTMLInputElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    const giveBack = () => before instanceof HTMLElement && before.focus({ preventScroll: true })
    const taker = input.current ?? frame.current
    taker?.focus()
    let isShown = true
    void part.fetch().then(() => {
      if (!isShown) return
      const Part = part.loaded()
      if (!Part) return onClose() // asked for again it is fetched again
      const typed = input.current?.value ?? ''
      // What opens now gives the focus back, when it is closed, to where it is found; no key may come in between.
      giveBack()
      flushSync(() => onReady(Part, typed))
    })
    return () => {
      isShown = false
      if (document.activeElement === taker || document.activeElement === document.body) giveBack()
    }
  }, [part, onReady, onClose])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose()
    if (event.key === 'Tab') event.preventDefault()
  }
  return (
    <div className="keys-overlay">
      <div
        ref={frame}
        className="keys-dialog"
        role="dialog"
        aria-modal
        aria-label={name}
        aria-busy
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {field !== null && (
          <input
            ref={input}
            className="palette-field"
            aria-label={field}
            placeholder={field}
            maxLength={LONGEST_SEARCH}
          />
        )}
      </div>
    </div>
  )
}
