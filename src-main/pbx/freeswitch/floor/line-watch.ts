// Whether another phone has taken the place of the console's own line. Without multiple-registrations the one that registers last
// replaces the one before, and no event says so: the list is looked at whenever somebody registers as the supervisor.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { isConsoleContact } from '#contract/line-account.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { EslEvent } from '../wire/esl-codec.ts'
import { jsonRows, type Row } from '../wire/lists.ts'
import { contactIn } from './events.ts'

export type LineWatch = { readonly heard: (events: readonly EslEvent[]) => void; readonly stop: Stop }

export type LineWatchParts = {
  readonly site: FreeswitchSite
  readonly clock: Pick<Clock, 'after'>
  /** The text of `show registrations as json`; null: not to be had. */
  readonly list: () => Promise<string | null>
  /** Null: nobody has, any more. */
  readonly taken: (cause: DeskError | null) => void
}

/** The profile writes what it has accepted a moment later. */
const WRITTEN_MS = 500

export function watchLine({ site, clock, list, taken }: LineWatchParts): LineWatch {
  let wasThere = false
  let isTaken = false
  let stopTimer: Stop = () => {}

  const look = async (): Promise<void> => {
    const rows = jsonRows((await list()) ?? '')
    if (rows === null) return
    const phones = phonesOf(site, rows)
    const isThere = phones.some(isConsole)
    const isNowTaken = wasThere && !isThere && phones.length > 0
    wasThere ||= isThere
    if (isNowTaken === isTaken) return
    isTaken = isNowTaken
    const line = `${site.line?.user}@${site.domain}`
    taken(
      isTaken ? deskFailure('lineTaken', `${line} is registered by ${phones[0]} now (multiple-registrations)`) : null,
    )
  }
  const soon = () => {
    stopTimer()
    stopTimer = clock.after(WRITTEN_MS, () => void look())
  }
  return {
    heard: (events) => {
      if (events.some((event) => isOfLine(site, event))) soon()
    },
    stop: () => stopTimer(),
  }
}

const isOfLine = ({ line, domain }: FreeswitchSite, event: EslEvent): boolean =>
  event['Event-Subclass'] === 'sofia::register' && event.username === line?.user && event.realm === domain

const phonesOf = ({ line, domain }: FreeswitchSite, rows: readonly Row[]): readonly string[] =>
  rows
    .filter(({ reg_user, realm }) => reg_user === line?.user && realm === domain)
    .map(({ url = '' }) => contactIn(url))

const isConsole = (contact: string): boolean => isConsoleContact(contact.split('@')[0] ?? '')
