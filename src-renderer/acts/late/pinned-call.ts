// An act on a call is for the call that was on the row when its menu, choice or question was opened: where that is over, or the agent has
// another one by now, it is said, and nothing is done.
import { useContext, useEffect, useState } from 'react'
import type { Floor } from '#contract/floor.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { callOf, isCallAct } from '../act-refusals.ts'
import type { ActWish, AskedKind } from '../acts-store.ts'

type OfRow = Exclude<ActWish, { kind: 'undo' }>
type Pinned = { readonly subject: RowSubject; readonly callId: string | undefined }

const pin = (subject: RowSubject, floor: Floor | null): Pinned => ({ subject, callId: callOf(subject, floor).call?.id })

const isOver = ({ subject, callId }: Pinned, floor: Floor | null): boolean =>
  floor !== null && callOf(subject, floor).call?.id !== callId

/** `onGone` is called as soon as what is open is about nothing any more. Answers whether an act would now be done to another call. */
export function usePinnedCall(wish: OfRow, onGone: () => void): (kind: AskedKind) => boolean {
  const store = useContext(FloorContext)
  const { subject } = wish
  const [pinned, setPinned] = useState(() => pin(subject, store.getState().floor))
  // The menu hands its subject on to the choice: that is still the same call.
  if (pinned.subject !== subject) setPinned(pin(subject, store.getState().floor))
  const isAboutCall = wish.kind === 'menu' ? subject.of === 'call' : isCallAct(wish.act)
  useEffect(() => {
    if (!isAboutCall) return
    const look = () => {
      if (isOver(pinned, store.getState().floor)) onGone()
    }
    look()
    return store.subscribe(look)
  }, [store, isAboutCall, pinned, onGone])
  return (kind) => isCallAct(kind) && isOver(pinned, store.getState().floor)
}
