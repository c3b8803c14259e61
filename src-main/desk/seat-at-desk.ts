// Who sits at the console, as the rest of the desk needs it: their rights, and what of floor and history the window may have.
import type { HelpBoard } from '#contract/alerts.ts'
import type { Call, Floor, FloorMessage } from '#contract/floor.ts'
import { emptyFloor } from '#contract/floor.ts'
import type { ActEntry, HistoryEntry } from '#contract/history.ts'
import type { Signal } from '#contract/ipc.ts'
import type { Stop } from '#contract/time.ts'
import type { FloorKeeper } from '#main/floor/keeper.ts'
import { actForWindow, callForWindow, entryForWindow, floorForWindow } from '#main/rights/for-window.ts'
import { helpForWindow } from '#main/rights/help-for-window.ts'
import { type RightsNow, rightsNow } from '#main/rights/rights-now.ts'
import { createSeat, type Seat, type SeatParts } from '#main/rights/seat.ts'
import type { SettingsStore } from '#main/settings/store.ts'
import type { Person } from '#main/sign-in/person.ts'

export type SeatAtDesk = {
  readonly seat: Seat
  readonly rights: () => RightsNow
  /** As the window may have them. */
  readonly call: (call: Call) => Call
  readonly entry: (entry: HistoryEntry) => HistoryEntry
  readonly act: (entry: ActEntry) => ActEntry
  readonly help: (board: HelpBoard) => HelpBoard
  readonly watchFloor: FloorKeeper['watch']
  /** The settings, or who has signed in at the phone system, are others. */
  readonly look: () => void
  readonly stop: Stop
}

export type SeatAtDeskParts = Pick<SeatParts, 'clock' | 'log' | 'onLeft'> & {
  readonly settings: Pick<SettingsStore, 'current'>
  readonly person: Pick<Person, 'board' | 'onBoard'>
  readonly randomId: (bytes: number) => string
  readonly keeper: Pick<FloorKeeper, 'watch' | 'floor'>
  readonly emit: (signal: Signal) => void
  /** Before the window hears of it. */
  readonly onRights: () => void
}

export function seatAtDesk(parts: SeatAtDeskParts): SeatAtDesk {
  const { settings, person, keeper, emit } = parts
  const key = parts.randomId(16)
  const watching = new Set<(message: FloorMessage) => void>()
  let before = ''

  const signedIn = (): string | null => {
    const board = person.board()
    return board.kind === 'in' ? board.supervisor.extension : null
  }
  const rights = (): RightsNow => rightsNow(settings.current(), seat.sitting(), signedIn())
  const shown = () => ({ rights: rights(), key })
  const floor = (): Floor => keeper.floor() ?? emptyFloor
  const look = () => {
    const now = JSON.stringify(rights())
    if (now === before) return
    before = now
    parts.onRights()
    const whole = keeper.floor()
    if (whole)
      for (const listener of watching) listener(floorForWindow({ kind: 'whole', floor: whole }, shown(), whole))
  }
  const seat: Seat = createSeat({
    ...parts,
    settings: settings.current,
    onBoard: (payload) => {
      emit({ name: 'seat', payload })
      look()
    },
  })
  before = JSON.stringify(rights())
  const stopPerson = person.onBoard(look)
  return {
    seat,
    rights,
    call: (call) => callForWindow(call, shown(), floor()),
    entry: (entry) => entryForWindow(entry, rights()),
    act: (entry) => actForWindow(entry, rights()),
    help: (board) => helpForWindow(board, rights(), floor()),
    watchFloor: (listener) => {
      const stop = keeper.watch((message) => listener(floorForWindow(message, shown(), floor())))
      watching.add(listener)
      return () => {
        watching.delete(listener)
        stop()
      }
    },
    look: () => {
      seat.settingsChanged()
      look()
    },
    stop: () => {
      stopPerson()
      seat.stop()
    },
  }
}
