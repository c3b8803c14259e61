// A popover inside the main landmark, so that a screen reader finds it among what it belongs to.
import { createContext, useContext } from 'react'
import { Popover, type PopoverProps } from 'react-aria-components/Popover'

/** The page's main element, once it is there. */
export const MainContext = createContext<Element | null>(null)

export function PagePopover(props: PopoverProps) {
  const main = useContext(MainContext)
  return <Popover {...props} UNSTABLE_portalContainer={main ?? undefined} />
}
