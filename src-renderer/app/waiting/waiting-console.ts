// A window that has not the place to monitor: it knows how the other one stands, and holds neither floor, line nor monitor.
import type { Desk } from '#contract/ipc.ts'
import type { Result } from '#contract/result.ts'
import { err } from '#contract/result.ts'
import type { Stop } from '#contract/time.ts'
import type { Place } from '#contract/windows.ts'
import type { ReadyDesk } from '#renderer/desk/desk-state.ts'
import { type DeskFollower, type KnownDesk, knownDesk } from '#renderer/desk/follow-desk.ts'

export type WaitingConsole = {
  readonly known: KnownDesk
  readonly isLost: boolean // it had the place until now
  /** Takes the place and begins anew; refused when more would end by that than was seen. */
  readonly take: (seen: Place) => Promise<Result<null>>
  /** Nobody is to hear the supervisor in the other window. */
  readonly hush: () => void
}

export function runWaiting(
  desk: Desk,
  follower: DeskFollower,
  first: ReadyDesk,
  isLost: boolean,
): { readonly waiting: WaitingConsole; readonly stop: Stop } {
  const { store: known, stop: stopKnowing } = knownDesk(follower.store, first)
  let cut = false
  const stopLink = desk.on('link', ({ up }) => {
    // It does not claim the place by being back: the one that had it may be on its way.
    if (up && cut) desk.request('askPlace', null).then((window) => follower.tell({ kind: 'window', window }), ignore)
    cut = !up
  })
  return {
    waiting: {
      known,
      isLost,
      take: async (seen) => {
        const taken = await desk.request('takePlace', { seen }).catch(() => err({ code: 'serverGone' } as const))
        if (taken.ok) follower.sayHello()
        return taken
      },
      hush: () => void desk.request('hush', null).catch(ignore),
    },
    stop: () => {
      stopLink()
      stopKnowing()
    },
  }
}

const ignore = () => {} // the signal `link` tells of a desk out of reach
