// Asks the PBX who of a ConfBridge waits for somebody marked: no event says it, neither when they come nor when the marked one leaves.
import type { Clock, Stop } from '#contract/time.ts'
import type { AmiMessage } from './ami-codec.ts'

export type ConferenceParts = {
  readonly clock: Pick<Clock, 'after'>
  /** Rows of ConfbridgeList, none for a room that is no more; null: the answer is lost. */
  readonly list: (conference: string) => Promise<readonly AmiMessage[] | null>
  /** To be applied, even where nothing has changed. */
  readonly listed: (rows: readonly AmiMessage[]) => void
}

export type ConferenceWatch = {
  readonly heard: (events: readonly AmiMessage[]) => void
  /** It was there before this connection. */
  readonly look: (conference: string) => void
  readonly stop: Stop
}

/** Whoever leaves is told before the room knows it: a sound may be played in between. Then as often as everything is compared. */
const AGAIN_MS = [1000, 3000, 45_000] as const
const LOST_MS = 1000

/** Of an event that changes who is in a ConfBridge, or of a row of BridgeList: the room's name; else null. */
export const conferenceOf = ({ Event = '', Conference, BridgeCreator, BridgeName }: AmiMessage): string | null =>
  (/^Confbridge(?:Join|Leave)$/.test(Event) ? Conference : null) ||
  (BridgeCreator === 'ConfBridge' && /^Bridge(?:Enter|Leave|ListItem)$/.test(Event) ? BridgeName : null) ||
  null

type Look = { isAsked: boolean; isDueAgain: boolean; stopTimer: Stop }

export function watchConferences({ clock, list, listed }: ConferenceParts): ConferenceWatch {
  const looks = new Map<string, Look>() // by conference
  let stopped = false

  const begin = (conference: string): void => {
    const look = looks.get(conference) ?? { isAsked: false, isDueAgain: false, stopTimer: () => {} }
    looks.set(conference, look)
    look.stopTimer()
    if (look.isAsked) look.isDueAgain = true
    else void ask(conference, look, 0)
  }
  const ask = async (conference: string, look: Look, times: number): Promise<void> => {
    look.isAsked = true
    const rows = await list(conference)
    look.isAsked = false
    if (stopped) return
    if (rows) listed(rows)
    if (look.isDueAgain) {
      look.isDueAgain = false
      return void ask(conference, look, 0)
    }
    const ms = rows ? AGAIN_MS[Math.min(times, AGAIN_MS.length - 1)] : LOST_MS
    // Where nobody waits for anybody, none ever has to be asked again.
    if (rows && !rows.some(({ WaitMarked }) => WaitMarked === 'Yes')) looks.delete(conference)
    else look.stopTimer = clock.after(ms ?? LOST_MS, () => void ask(conference, look, rows ? times + 1 : times))
  }

  return {
    heard: (events) => {
      for (const conference of new Set(events.flatMap((event) => conferenceOf(event) ?? []))) begin(conference)
    },
    look: begin,
    stop: () => {
      stopped = true
      for (const { stopTimer } of looks.values()) stopTimer()
    },
  }
}
