// Holds the order of rows while the pointer is moving over them, and lets go a moment after it rests or leaves.
import { useEffect, useRef, useState } from 'react'
import { steadyOrder } from './steady-order.ts'

const REST_MS = 3000

export type SteadyRows = {
  readonly order: readonly string[]
  readonly pointer: { readonly onPointerMove: () => void; readonly onPointerLeave: () => void }
}

/** `scope` changes when the person asked for another list (a search, a filter): then nothing is held back. */
export function useSteadyOrder(wanted: readonly string[], scope: string): SteadyRows {
  const [held, setHeld] = useState(false)
  const shown = useRef({ scope, order: wanted })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const order = steadyOrder(shown.current.order, wanted, held && shown.current.scope === scope)
  useEffect(() => {
    shown.current = { scope, order }
  })

  const release = () => {
    clearTimeout(timer.current)
    setHeld(false)
  }
  const hold = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(release, REST_MS)
    setHeld(true)
  }
  return { order, pointer: { onPointerMove: hold, onPointerLeave: release } }
}
