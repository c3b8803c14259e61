// The windows of one desk, each with what it may have of it: the one that monitors, those that wait for its place, wallboards.
import type { DeskHandlers, RequestName, Signal } from '#contract/ipc.ts'
import { createListeners } from '#contract/observable.ts'
import type { Stop } from '#contract/time.ts'
import type { DeskServer } from './desk.ts'
import { handlersBy, NotForThisWindow } from './guarded.ts'
import { createMonitorPlace, type MonitorPlace, type MonitorPlaceParts, type Seat } from './monitor-place.ts'
import type { ServedDesk } from './serve.ts'

/** As its connection shows it. */
export type WindowKind = 'console' | 'wallboard'

export type Joined = { readonly served: ServedDesk; readonly leave: Stop }

export type DeskWindows = {
  /** The desk as this window may have it, until it leaves. */
  readonly join: (kind: WindowKind, isStillThere: Seat['isStillThere']) => Joined
  readonly stop: Stop
}

export type DeskWindowsParts = MonitorPlaceParts & { readonly desk: DeskServer }

export function createDeskWindows(parts: DeskWindowsParts): DeskWindows {
  const place = createMonitorPlace(parts)
  let ids = 0
  return {
    join: (kind, isStillThere) => {
      ids += 1
      return kind === 'wallboard' ? joinAsWallboard(parts.desk) : joinAsConsole(parts.desk, place, ids, isStillThere)
    },
    stop: place.stop,
  }
}

/** With these a window begins, or goes on after a cut: it gets the place when that is free. */
const claims: readonly RequestName[] = ['hello', 'haveMonitor', 'watchFloor']

function joinAsConsole(desk: DeskServer, place: MonitorPlace, id: number, isStillThere: Seat['isStillThere']): Joined {
  const { emit: tell, on: onSignal } = createListeners<Signal>()
  const seat: Seat = { id, tell, isStillThere }
  const stopSignals = desk.onSignal((signal) => {
    // Nothing of the monitor, the line or the floor reaches a window that has not the place.
    if (place.holds(seat) || signal.name === 'settings') tell(signal)
  })
  const common: Partial<DeskHandlers> = {
    askPlace: async () => place.roleOf(seat),
    takePlace: async ({ seen }) => place.take(seat, seen),
  }
  const holding: DeskHandlers = { ...desk.handlers, ...common }
  const { ping, log, hush, changeSettings, addHistory, addNote, scoreCall } = desk.handlers
  const withoutPlace: Partial<DeskHandlers> = {
    ...common,
    ping,
    log,
    hush,
    changeSettings,
    addHistory, // its place may be lost with a note half written
    addNote,
    scoreCall,
    beat: async () => null,
    hello: async () => ({ ...desk.onlook.hello(), window: place.roleOf(seat) }),
  }
  const pick = async (name: RequestName): Promise<Partial<DeskHandlers>> => {
    if (claims.includes(name)) await place.claim(seat)
    if (place.holds(seat)) return holding
    // It went on after a cut, and another has its place by now.
    if (name !== 'hello' && claims.includes(name)) tell({ name: 'window', payload: place.roleOf(seat) })
    return withoutPlace
  }
  return {
    served: { handlers: handlersBy(pick), onSignal },
    leave: () => {
      stopSignals()
      place.leave(seat)
    },
  }
}

/** A wallboard has no line and no monitor, whatever its page asks for. */
export function joinAsWallboard(desk: Pick<DeskServer, 'handlers' | 'onSignal' | 'onlook'>): Joined {
  const { onlook } = desk
  const { emit: tell, on: onSignal } = createListeners<Signal>()
  let stopFloor: Stop = () => {}
  const stopSignals = desk.onSignal((signal) => {
    if (signal.name === 'status' || signal.name === 'settings') tell(signal)
    if (signal.name === 'site') tell({ name: 'site', payload: onlook.site() })
  })
  const { ping, log, hush, trend } = desk.handlers
  const own: Partial<DeskHandlers> = {
    ping,
    log,
    hush,
    trend,
    beat: async () => null, // it is not the page that must not hang
    hello: async () => ({ ...onlook.hello(), window: { role: 'wallboard' } }),
    watchFloor: async () => {
      stopFloor()
      const { status, site, settings } = onlook.hello()
      // After a cut these have been missed.
      tell({ name: 'status', payload: status })
      tell({ name: 'site', payload: site })
      tell({ name: 'settings', payload: settings })
      stopFloor = onlook.floor((payload) => tell({ name: 'floor', payload }))
      return null
    },
  }
  const pick = async (name: RequestName): Promise<Partial<DeskHandlers>> => {
    if (!own[name]) throw new NotForThisWindow('wallboardOnly')
    return own
  }
  return {
    served: { handlers: handlersBy(pick), onSignal },
    leave: () => {
      stopFloor()
      stopSignals()
    },
  }
}
