// A desk that can be made anew while windows look at it: another site, with everything that hangs on a site.
import type { FloorMessage } from '#contract/floor.ts'
import type { Signal } from '#contract/ipc.ts'
import { createListeners } from '#contract/observable.ts'
import type { Stop } from '#contract/time.ts'
import type { DeskServer } from './desk.ts'
import { handlersBy } from './guarded.ts'

export type RenewableDesk = DeskServer & {
  /** Ends what is monitored, closes the desk and makes another. What is asked meanwhile waits for that one. */
  readonly renew: () => Promise<void>
}

export function createRenewableDesk(make: () => DeskServer): RenewableDesk {
  const { emit, on: onSignal } = createListeners<Signal>()
  const watchers = new Map<object, Watcher>()
  let desk = make()
  let stopSignals = desk.onSignal(emit)
  let renewal: Promise<void> = Promise.resolve()
  let leaveKiosk: (() => void) | null = null

  const swap = async () => {
    await desk.close()
    stopSignals()
    desk = make()
    stopSignals = desk.onSignal(emit)
    if (leaveKiosk) desk.onLeaveKiosk(leaveKiosk)
    // A wallboard goes on looking: it is given the new floor as a whole.
    for (const watcher of watchers.values()) watcher.stop = desk.onlook.floor(watcher.listener)
  }
  const watch = (listener: (message: FloorMessage) => void): Stop => {
    const watcher: Watcher = { listener, stop: desk.onlook.floor(listener) }
    const key = {}
    watchers.set(key, watcher)
    return () => {
      watchers.get(key)?.stop()
      watchers.delete(key)
    }
  }
  return {
    renew: () => {
      renewal = renewal.then(swap)
      return renewal
    },
    handlers: handlersBy(async () => {
      await renewal
      return desk.handlers
    }),
    onSignal,
    windowGone: () => desk.windowGone(),
    nobodyThere: (why) => desk.nobodyThere(why),
    somebodyThere: () => desk.somebodyThere(),
    asksPassphrase: () => desk.asksPassphrase(),
    onLeaveKiosk: (run) => {
      leaveKiosk = run
      return desk.onLeaveKiosk(run)
    },
    onlook: {
      hello: () => desk.onlook.hello(),
      site: () => desk.onlook.site(),
      floor: watch,
      use: () => desk.onlook.use(),
      answers: () => desk.onlook.answers(),
    },
    close: async () => {
      await renewal
      await desk.close()
      stopSignals()
    },
  }
}

type Watcher = { readonly listener: (message: FloorMessage) => void; stop: Stop }
