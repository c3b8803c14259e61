// Which phones of the supervisor's there are. Another may have taken the place of the console's own line: without multiple-registrations the one
// that registers last replaces the one before, and no event says so, so that the list is looked at whenever somebody registers as the supervisor.
import { createBackOff, promptly } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { isConsoleContact } from '#contract/line-account.ts'
import type { Result } from '#contract/result.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { EslEvent } from '../wire/esl-codec.ts'
import { jsonRows, type Row } from '../wire/lists.ts'
import { contactIn } from './events.ts'
import { isDomain } from './tables.ts'

export type LineWatch = {
  readonly heard: (events: readonly EslEvent[]) => void
  /** The connection stands, perhaps again. */
  readonly look: () => void
  /** Whether the PBX could ring none of the supervisor's phones, as far as it tells. */
  readonly hasNoPhone: () => boolean
  readonly stop: Stop
}

export type LineWatchParts = {
  readonly site: FreeswitchSite
  readonly clock: Pick<Clock, 'after'>
  readonly random: () => number
  readonly ask: (command: string) => Promise<Result<string>>
  /** Null: nobody has, any more. */
  readonly taken: (cause: DeskError | null) => void
  /** There is a phone to ring, or none, where it was otherwise before. */
  readonly changed: () => void
}

/** The profile writes what it has accepted a moment later. */
const WRITTEN_MS = 500
/** Phones of mod_verto come and go without a word to the subscribed events. Somebody waits for one where there is none. */
const ASK_NOBODY_MS = 5000
const ASK_SOMEBODY_MS = 45_000

export function watchLine({ site, clock, random, ask, taken, changed }: LineWatchParts): LineWatch {
  let wasThere = false
  let isTaken = false
  let hasNone = false
  let asked = 0
  let stopTimer: Stop = () => {}
  const retry = createBackOff(clock, random)

  const tellTaken = (phones: readonly string[]) => {
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
  const look = async (): Promise<void> => {
    const mine = ++asked
    stopTimer()
    retry.stop()
    const listed = await ask('show registrations as json')
    if (mine !== asked) return
    const rows = listed.ok ? jsonRows(listed.value) : null
    if (rows) tellTaken(phonesOf(site, rows))
    if (isLost(listed)) return again(look)
    await reach()
  }
  const reach = async (): Promise<void> => {
    const mine = ++asked
    const found = await reachOf(site, ask)
    if (mine !== asked) return
    if (found === 'lost') again(reach)
    else retry.worked()
    if (found === 'nobody' || found === 'somebody')
      stopTimer = clock.after(found === 'nobody' ? ASK_NOBODY_MS : ASK_SOMEBODY_MS, () => void reach())
    if ((found === 'nobody') === hasNone) return
    hasNone = found === 'nobody'
    changed()
  }
  // No event comes of what was not told.
  const again = (what: () => Promise<void>) => retry.again(() => void what(), promptly)
  const soon = () => {
    stopTimer()
    retry.stop()
    stopTimer = clock.after(WRITTEN_MS, () => void look())
  }
  return {
    heard: (events) => {
      if (events.some((event) => isOfLine(site, event))) soon()
    },
    look: () => void look(),
    hasNoPhone: () => hasNone,
    stop: () => {
      asked++
      stopTimer()
      retry.stop()
    },
  }
}

/**
 * A phone of mod_verto is in no list of registrations, and a dial string of the directory may lead anywhere. Nobody is there only where
 * neither module has a contact, and the dial string asks nobody else. `untold`: this login may not ask; `lost`: the answer is.
 */
async function reachOf(
  { line, domain }: FreeswitchSite,
  ask: LineWatchParts['ask'],
): Promise<'somebody' | 'nobody' | 'untold' | 'lost'> {
  if (!line) return 'untold'
  const user = `${line.user}@${domain}`
  const sofia = await ask(`sofia_contact */${user}`)
  if (!sofia.ok) return isLost(sofia) ? 'lost' : 'untold'
  if (!isNobody(sofia)) return 'somebody'
  const [verto, dialString] = await Promise.all([
    ask(`verto_contact ${user}`),
    ask(`user_data ${user} param dial-string`),
  ])
  if (verto.ok && !isNobody(verto)) return 'somebody'
  if (isLost(verto) || isLost(dialString)) return 'lost'
  if (!verto.ok && !/Command not found/i.test(verto.error.detail ?? '')) return 'untold'
  return dialString.ok && isPlain(dialString.value) ? 'nobody' : 'untold'
}

/** What a PBX refuses it refuses the next time too. */
const isLost = (answer: Result<string>): boolean => !answer.ok && answer.error.code !== 'pbxRefused'

const isNobody = (answer: Result<string>): boolean => answer.ok && /^error\/user_not_registered\s*$/i.test(answer.value)

// `{…}${sofia_contact(…)},${verto_contact(…)}`, as vanilla has it (FusionPBX without verto): it asks the two that were asked.
function isPlain(dialString: string): boolean {
  const asks = /\$\{(?:sofia|verto)_contact\([^()]*\)\}/g
  const rest = dialString
    .replace(asks, '')
    .replace(/\$\{[^{}]*\}/g, '')
    .replace(/\{[^{}]*\}|\[[^\]]*\]/g, '')
  return dialString.search(asks) >= 0 && /^[\s,|]*$/.test(rest)
}

const isOfLine = (site: FreeswitchSite, event: EslEvent): boolean =>
  /^sofia::(register|unregister|expire)$/.test(event['Event-Subclass'] ?? '') &&
  (event.username ?? event['from-user'] ?? event.user) === site.line?.user &&
  isDomain(site, event.realm ?? event['from-host'] ?? event.host ?? '')

const phonesOf = (site: FreeswitchSite, rows: readonly Row[]): readonly string[] =>
  rows
    .filter(({ reg_user, realm }) => reg_user === site.line?.user && isDomain(site, realm ?? ''))
    .map(({ url = '' }) => contactIn(url))

const isConsole = (contact: string): boolean => isConsoleContact(contact.split('@')[0] ?? '')
