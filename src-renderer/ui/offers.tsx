// What the buttons of the page do, for who looks for it in the palette. Each button offers its act where it stands, so that nobody
// searches the page, and nothing that can be done needs the mouse.
import { type ComponentProps, createContext, type RefObject, useContext, useEffect, useRef } from 'react'
import { Button, type ButtonProps } from 'react-aria-components/Button'
import type { Stop } from '#contract/time.ts'

export type Offer = {
  readonly name: string
  readonly part: string // of the page; '' where it has no name
  readonly why: string | null // why it cannot be done now
  readonly isDeliberate: boolean // it acts on hearing, speaking or a call
  readonly press: () => void
}

export type Offers = {
  /** `offer` answers null while the button is out of sight. */
  readonly add: (offer: () => Offer | null) => Stop
  /** Of now, in the order they came to the page. */
  readonly all: () => readonly Offer[]
}

export function createOffers(): Offers {
  const offers = new Set<() => Offer | null>()
  return {
    add: (offer) => {
      offers.add(offer)
      return () => void offers.delete(offer)
    },
    all: () => [...offers].flatMap((offer) => offer() ?? []),
  }
}

export const OffersContext = createContext<Offers>(createOffers())

export const useOffers = (): Offers => useContext(OffersContext)

/** The name of the part of the page that the buttons below stand in. */
export const PagePart = createContext('')

/**
 * Offers what the button does under that name; the button gets the ref. It is pressed as if by hand, so that whatever guards the
 * hand guards this as well.
 */
export function useOffer<Button extends HTMLElement = HTMLButtonElement>(
  name: string,
  why: string | null = null,
): RefObject<Button | null> {
  const button = useRef<Button>(null)
  useOfferOf(button, name, why)
  return button
}

/** As `useOffer`, of a button that has its ref already. */
export function useOfferOf(button: RefObject<HTMLElement | null>, name: string, why: string | null): void {
  const offers = useOffers()
  const part = useContext(PagePart)
  const now = useRef({ name, part, why })
  useEffect(() => {
    now.current = { name, part, why }
  })
  useEffect(
    () =>
      offers.add(() => {
        const { current: element } = button
        if (!element || !canBePressed(element)) return null
        return {
          name: now.current.name,
          part: now.current.part,
          why: now.current.why,
          isDeliberate: element.matches('[data-acts], [data-deliberate]'),
          press: () => element.click(),
        }
      }),
    [offers, button],
  )
}

const canBePressed = (button: HTMLElement): boolean =>
  !button.matches(':disabled') && (button.checkVisibility?.({ visibilityProperty: true }) ?? true)

// Buttons that stand for no command.

/** `offer`: the name of what it does, as the button shows it or tells it to a screen reader. */
type Offered = { readonly offer: string }

export function OfferedButton({ offer, ...props }: ButtonProps & Offered) {
  return <Button ref={useOffer(offer)} {...props} />
}

/** `why` it may not be pressed now. */
type PlainProps = Omit<ComponentProps<'button'>, 'ref'> & Offered & { readonly why?: string | null }

/** As HTML has it. */
export function PlainOfferedButton({ offer, why = null, ...props }: PlainProps) {
  return <button type="button" ref={useOffer(offer, why)} {...props} />
}
