// Buttons that stand for no command: what they do is offered in the palette, under their name.
import type { ComponentProps } from 'react'
import { Button, type ButtonProps } from 'react-aria-components/Button'
import { useOffer } from './offers.ts'

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
