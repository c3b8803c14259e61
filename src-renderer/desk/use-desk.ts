// Follows the desk: says hello once, then keeps up with what it signals.
import { type Dispatch, useEffect, useReducer } from 'react'
import type { Desk } from '#contract/ipc.ts'
import { type DeskEvent, type DeskState, nextDesk, starting } from './desk-state.ts'

/** `now` gives epoch ms; it dates the loss of the link. */
export function useDesk(desk: Desk, now: () => number): readonly [DeskState, Dispatch<DeskEvent>] {
  const [state, dispatch] = useReducer(nextDesk, starting)
  useEffect(() => {
    const stops = [
      desk.on('status', (status) => dispatch({ kind: 'status', status })),
      desk.on('site', (site) => dispatch({ kind: 'site', site })),
      desk.on('settings', (settings) => dispatch({ kind: 'settings', settings })),
      desk.on('link', ({ up, cause }) => dispatch({ kind: 'link', up, cause, at: now() })),
    ]
    desk.request('hello', null).then(
      (hello) => dispatch({ kind: 'hello', hello }),
      () => dispatch({ kind: 'failed', error: { code: 'serverGone' } }),
    )
    return () => {
      for (const stop of stops) stop()
    }
  }, [desk, now])
  return [state, dispatch]
}
