// What every entry of the lane needs besides itself.
import { createContext, useContext } from 'react'
import type { AlertsStore } from '../alerts-store.ts'
import type { Show } from './use-show.ts'

/** `lane`: a slot of fixed size. `list`: a row of its own, with words on its buttons. */
export type Place = 'lane' | 'list'

export type Lane = {
  readonly store: AlertsStore
  readonly snoozeMin: number
  readonly supervisor: string // this console's own, by name
  readonly onShow: Show
  readonly onMenu: (isOpen: boolean) => void
}

export const LaneContext = createContext<Lane | null>(null)

export function useLane(): Lane {
  const lane = useContext(LaneContext)
  if (!lane) throw new Error('an entry stands outside of the lane')
  return lane
}
